import { describe, expect, it } from 'vitest';
import { commonEra, erasOf, eventsWithin, seriesWithin } from '../../../../src/core/methods/lead-lag/slices.ts';
import { curveOf } from '../../../../src/core/series/curve.ts';
import { daily, day } from '../../series/made-series.ts';

const series = daily('A', '2024-01-01', [1, 2, 3, 4, 5, 6, 7, 8]);
const era = { from: day('2024-01-03'), to: day('2024-01-05') };

describe('an era', () => {
  it('holds the observations of its dates, both ends included', () => {
    const part = seriesWithin(series, era);
    expect(Array.from(part.values)).toEqual([3, 4, 5]);
    expect([part.dates.length, part.knownAt.length]).toEqual([3, 3]);
    expect(seriesWithin(series, { from: day('2025-01-01'), to: day('2025-01-02') }).values).toHaveLength(0);
  });

  it('holds the events of its dates, which could fire from the same date on', () => {
    const events = { ...curveOf(series), on: Uint8Array.of(0, 1, 0, 1, 0, 0, 1, 0), notes: [] };
    expect(eventsWithin({ ...events, warmup: 3 }, era)).toMatchObject({ on: Uint8Array.of(0, 1, 0), warmup: 1 });
    expect(eventsWithin({ ...events, warmup: 0 }, era).warmup).toBe(0);
    expect(eventsWithin({ ...events, warmup: 8 }, era).warmup).toBe(3);
  });

  it('common to two series lies between the later start and the earlier end', () => {
    expect(commonEra(series, daily('B', '2024-01-04', new Array(30).fill(1)))).toEqual({ from: day('2024-01-04'), to: day('2024-01-08') });
    expect(commonEra(series, daily('B', '2024-02-04', [1]))).toBeUndefined();
    expect(commonEra(series, daily('B', '2024-01-01', []))).toBeUndefined();
  });

  it('begins at each boundary, and the eras cover the whole', () => {
    expect(erasOf({ from: 10, to: 30 }, [5, 15, 20, 31])).toEqual([
      { from: 10, to: 14 },
      { from: 15, to: 19 },
      { from: 20, to: 30 },
    ]);
    expect(erasOf({ from: 10, to: 30 }, [])).toEqual([{ from: 10, to: 30 }]);
    expect(() => erasOf({ from: 10, to: 30 }, [20, 20])).toThrow('the starts of eras must ascend, were 20 and 20');
  });
});
