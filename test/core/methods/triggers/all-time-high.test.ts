import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allTimeHigh, allTimeHighWarmup } from '../../../../src/core/methods/triggers/all-time-high.ts';
import { days, extents, indices, isDays, smallWorlds } from './small-worlds.ts';

describe('a record after a drought', () => {
  it('is what the definition says, tried word by word on small worlds', () => {
    fc.assert(
      fc.property(smallWorlds(14, { missing: true }), extents(0, 8), fc.nat(4), ({ dates, values }, after, first) => {
        const known = indices(values.length).filter((i) => i >= first && !Number.isNaN(values[i]));
        const at = (i: number) => values[i] as number;
        const isRecord = (i: number) => known.filter((j) => j < i).every((j) => at(i) > at(j));
        const records = known.filter(isRecord);
        const events = records.filter((i, nth) => {
          if (nth === 0) return false;
          const old = records[nth - 1] as number;
          return isDays(after) ? (dates[i] as number) - (dates[old] as number) >= days(after) : i - old - 1 >= after.count;
        });
        expect(Array.from(allTimeHigh(dates, values, { after, first }).entries()).flatMap(([i, on]) => (on ? [i] : []))).toEqual(events);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('can first be fired by a price that falls at once and then breaks its record', () => {
    fc.assert(
      fc.property(smallWorlds(14), extents(0, 8), fc.nat(4), ({ dates }, after, first) => {
        const earliest = indices(dates.length).find((i) => {
          const values = Float64Array.from(dates, (_, j) => (j === first ? 5 : j === i ? 6 : 1));
          return i > first && allTimeHigh(dates, values, { after, first })[i] === 1;
        });
        expect(allTimeHighWarmup(dates, { after, first })).toBe(earliest ?? dates.length);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('does not depend on the unit of the price', () => {
    fc.assert(
      fc.property(smallWorlds(20), extents(0, 8), ({ dates, values }, after) => {
        const events = allTimeHigh(dates, values, { after });
        expect(
          allTimeHigh(
            dates,
            values.map((value) => 1024 * value),
            { after },
          ),
        ).toEqual(events);
        expect(allTimeHigh(dates, values.map(Math.log), { after })).toEqual(events);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('of no observations has no events', () => {
    expect(allTimeHigh(new Int32Array(0), new Float64Array(0), { after: { count: 0 } })).toEqual(new Uint8Array(0));
    expect(allTimeHighWarmup(new Int32Array(0), { after: { count: 0 } })).toBe(0);
  });
});
