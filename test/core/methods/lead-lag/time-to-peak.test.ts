import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TimeToPeak, timeToPeak } from '../../../../src/core/methods/lead-lag/time-to-peak.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { quantileSorted } from '../../../../src/core/numerics/quantile.ts';
import { curveOf, type EventSet } from '../../../../src/core/series/curve.ts';
import type { Series } from '../../../../src/core/series/series.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { daily } from '../../series/made-series.ts';

const eventsOn = (series: Series, indices: readonly number[]): EventSet => {
  const on = new Uint8Array(series.dates.length);
  for (const index of indices) on[index] = 1;
  return { ...curveOf(series), on, warmup: 0, notes: [] };
};
const quartiles = (days: readonly number[]) => {
  const sorted = Float64Array.from(days).sort();
  return [0.25, 0.5, 0.75].map((p) => quantileSorted(sorted, p)) as [number, number, number];
};

describe('the time to the peak after events', () => {
  it('has the days, quartiles, and places among all shifts of a search date by date', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 25, maxLength: 60 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 24 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (prices, at, horizon) => {
          const trigger = daily(
            'A',
            '2024-01-01',
            prices.map(() => 1),
          );
          const target = daily('B', '2024-01-01', prices);
          // Known at 24:00 UTC, so the entry is the next day's close; complete where the horizon ends within the data.
          const admissible = [...prices.keys()].filter((t) => t + 1 + horizon < prices.length);
          const days = admissible.map((t) => {
            const path = prices.slice(t + 1, t + 2 + horizon);
            return path.indexOf(Math.max(...path));
          });
          const places = [...at].sort((x, y) => x - y).filter((t) => t < days.length);
          const found = timeToPeak(eventsOn(trigger, at), { target, horizon: { count: horizon, unit: 'd' } });
          expect(isInsufficient(found)).toBe(places.length < 2);
          expect(firstNotFinite(found)).toBeUndefined();
          if (isInsufficient(found)) return;
          const shifted = days.map((_, s) => quartiles(places.map((place) => days[(place + s) % days.length] as number)));
          const [low, middle, high] = shifted[0] as [number, number, number];
          expect(Array.from(found.days)).toEqual(places.map((place) => days[place]));
          expect(found.atEvents).toMatchObject({ lowerQuartile: low, median: middle, upperQuartile: high });
          const [baseLow, baseMiddle, baseHigh] = quartiles(days);
          expect(found.atAllDates).toMatchObject({ lowerQuartile: baseLow, median: baseMiddle, upperQuartile: baseHigh });
          expect(found.atAllDates.peakAtEnd).toBe(days.filter((value) => value === horizon).length / days.length);
          const sooner = shifted.filter(([, median]) => median <= middle).length;
          const tighter = shifted.filter(([lower, , upper]) => upper - lower <= high - low).length;
          expect(found).toMatchObject({
            median: { plain: { observed: middle, countLower: sooner, draws: days.length } },
            spread: { observed: high - low, countLower: tighter },
            observations: places.length,
            admissible: days.length,
          });
          expect(found.effectiveObservations).toBe(
            places.filter((place, i) => i === 0 || place - (places[i - 1] as number) > horizon).length,
          );
        },
      ),
    );
  });

  it('stands out by its regularity where the target always peaks so many days after', () => {
    const at = [30, 195, 350, 522, 680, 851, 1002, 1060];
    const bump = (t: number) => Math.max(0, ...at.map((event) => 20 - 4 * Math.abs(t - event - 15)));
    const target = daily(
      'B',
      '2024-01-01',
      Array.from({ length: 1200 }, (_, t) => 100 + bump(t) + 3 * Math.sin(0.7 * t) + 2 * Math.sin(0.31 * t)),
    );
    const found = timeToPeak(eventsOn(daily('A', '2024-01-01', new Array(1200).fill(1)), at), {
      target,
      horizon: { count: 25, unit: 'd' },
    }) as TimeToPeak;
    expect(found.atEvents.median).toBe(14);
    expect(found.spread.pLower).toBeLessThan(0.05);
  });

  it('needs two events with a complete horizon', () => {
    const series = daily('A', '2024-01-01', [1, 2, 3, 4, 5, 6]);
    expect(timeToPeak(eventsOn(series, [0]), { target: series, horizon: { count: 2, unit: 'd' } })).toMatchObject({
      ok: false,
      available: 1,
    });
    expect(timeToPeak(eventsOn(series, [0, 1]), { target: series, horizon: { count: 90, unit: 'd' } })).toMatchObject({
      ok: false,
      available: 0,
    });
    const still = daily('A', '2024-01-01', new Array(30).fill(7));
    expect(timeToPeak(eventsOn(still, [3, 9]), { target: still, horizon: { count: 5, unit: 'd' } })).toMatchObject({
      atEvents: { median: 0, peakAtEnd: 0 },
    });
  });
});
