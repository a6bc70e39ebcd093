import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSchedule } from '../../../src/core/calendar/calendars.ts';
import { expandingMidRanks, expandingPercentiles, standingOn } from '../../../src/core/evidence/standing.ts';
import type { Curve } from '../../../src/core/series/curve.ts';

const curveOf = (values: readonly number[]): Curve => {
  const dates = Int32Array.from(values, (_, i) => 20_000 + i);
  const knownAt = Float64Array.from(dates, (day) => (day + 1) * 86_400_000);
  return { dates, values: Float64Array.from(values), knownAt, schedule: makeSchedule('utc-daily', dates), warmup: 0 };
};

test('the percentile of each day is the share of all values up to it that are at or below it, whatever comes later', () => {
  const value = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -5, max: 5 }) }, fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), fc.nat(5), (values, from) => {
      const all = expandingPercentiles(Float64Array.from(values), from);
      const middle = expandingMidRanks(Float64Array.from(values), from);
      values.forEach((now, i) => {
        const past = values.slice(from, i + 1).filter((other) => !Number.isNaN(other));
        const share = i < from || Number.isNaN(now) ? Number.NaN : past.filter((other) => other <= now).length / past.length;
        expect(all[i]).toBe(share);
        const below = past.filter((other) => other < now).length;
        const half = Number.isNaN(share) ? share : (below + share * past.length) / (2 * past.length);
        if (Number.isNaN(half)) expect(middle[i]).toBeNaN();
        else expect(middle[i]).toBeCloseTo(half, 12);
      });
    }),
  );
});

test('where nothing differs every value is the middle one', () => {
  expect([...expandingMidRanks(Float64Array.of(4, 4, 4))]).toEqual([0.5, 0.5, 0.5]);
  expect(standingOn(curveOf([4, 4]), 20_001)).toMatchObject({ percentile: 1, midRank: 0.5 });
});

test('the newest value stands where it stands among its own past, and is stale once newer ones were due', () => {
  const curve = curveOf([3, 1, 2, Number.NaN]);
  expect(standingOn(curve, 20_002)).toMatchObject({ date: 20_002, value: 2, percentile: 2 / 3, observations: 3, isStale: false });
  expect(standingOn(curve, 20_012)?.isStale).toBe(true);
  expect(standingOn(curveOf([Number.NaN]), 20_000)).toBeUndefined();
});
