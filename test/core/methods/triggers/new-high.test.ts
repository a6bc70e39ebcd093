import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newHigh } from '../../../../src/core/methods/triggers/new-high.ts';
import { lookbackStarts } from '../../../../src/core/series/curve.ts';
import { extents, indices, smallWorlds } from './small-worlds.ts';

it('a new high is above each of the closes before it in its lookback, tried one by one on small worlds', () => {
  fc.assert(
    fc.property(smallWorlds(16), extents(2, 6), ({ dates, values }, lookback) => {
      const starts = lookbackStarts(dates, lookback);
      const expected = indices(values.length).filter((i) => {
        const start = starts[i] as number;
        const before = indices(i).filter((j) => j >= start);
        return start >= 0 && before.length > 0 && before.every((j) => (values[i] as number) > (values[j] as number));
      });
      expect(Array.from(newHigh(values, starts).entries()).flatMap(([i, on]) => (on ? [i] : []))).toEqual(expected);
    }),
    { seed: 4, numRuns: 2000 },
  );
});

it('a record is a new high of any lookback that is full', () => {
  const values = Float64Array.from({ length: 50 }, (_, i) => i);
  expect(Array.from(newHigh(values, lookbackStarts(Int32Array.from(values), { count: 10 }))).slice(9)).toEqual(Array(41).fill(1));
});

it('a missing value is never a new high, and is passed over within a lookback', () => {
  const values = Float64Array.of(1, Number.NaN, 2, 3, Number.NaN);
  expect(Array.from(newHigh(values, Int32Array.of(-1, 0, 0, 1, 2)))).toEqual([0, 0, 1, 1, 0]);
});
