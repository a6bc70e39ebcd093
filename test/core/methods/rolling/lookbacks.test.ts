import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollingCorrelation } from '../../../../src/core/methods/rolling/correlation.ts';
import { exponentialMovingAverage, movingAverage } from '../../../../src/core/methods/rolling/moving-average.ts';
import { isConstant, percentileRank, zScore } from '../../../../src/core/methods/rolling/standing.ts';
import { lookbackStarts } from '../../../../src/core/series/curve.ts';
import { extents, indices, smallWorlds } from '../triggers/small-worlds.ts';

const NONE = Number.NaN;
/** What a definition over each lookback says, NaN without a full one. */
const perLookback = (values: Float64Array, starts: Int32Array, f: (window: number[]) => number) =>
  indices(values.length).map((i) => ((starts[i] as number) < 0 ? NONE : f(Array.from(values.slice(starts[i], i + 1)))));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const average = (values: readonly number[]) => sum(values) / values.length;
const deviation = (values: readonly number[]) => Math.sqrt(sum(values.map((v) => (v - average(values)) ** 2)) / (values.length - 1));
const near = (values: readonly number[]) => values.map((value) => (Number.isNaN(value) ? NONE : expect.closeTo(value, 9)));

describe('statistics of each lookback, against their definitions', () => {
  const run = (f: (values: Float64Array, starts: Int32Array) => void) =>
    fc.assert(
      fc.property(smallWorlds(20, { missing: true }), extents(1, 7), ({ dates, values }, n) => f(values, lookbackStarts(dates, n))),
      { seed: 13, numRuns: 500 },
    );

  it('the moving average is the mean', () => {
    run((values, starts) => {
      expect(Array.from(movingAverage(values, starts))).toEqual(near(perLookback(values, starts, average)));
    });
  });

  it('the standard score is the distance from the mean in sample deviations, missing where they are 0', () => {
    run((values, starts) => {
      const score = (window: number[]) =>
        window.length < 2 || new Set(window).size === 1 ? NONE : ((window.at(-1) as number) - average(window)) / deviation(window);
      expect(Array.from(zScore(values, starts))).toEqual(near(perLookback(values, starts, score)));
    });
  });

  it('the percentile rank is the share at or below', () => {
    run((values, starts) => {
      const rank = (window: number[]) =>
        window.some(Number.isNaN) ? NONE : window.filter((value) => value <= (window.at(-1) as number)).length / window.length;
      expect(Array.from(percentileRank(values, starts))).toEqual(near(perLookback(values, starts, rank)));
    });
  });

  it('the correlation is the covariance over both deviations', () => {
    fc.assert(
      fc.property(smallWorlds(20), smallWorlds(20), extents(3, 8), (a, b, n) => {
        const length = Math.min(a.values.length, b.values.length);
        const [x, y, starts] = [a.values.slice(0, length), b.values.slice(0, length), lookbackStarts(a.dates.slice(0, length), n)];
        const expected = indices(length).map((i) => {
          const start = starts[i] as number;
          if (start < 0 || i - start < 2) return NONE;
          const [u, v] = [Array.from(x.slice(start, i + 1)), Array.from(y.slice(start, i + 1))];
          if (new Set(u).size === 1 || new Set(v).size === 1) return NONE;
          const covariance = sum(u.map((value, j) => (value - average(u)) * ((v[j] as number) - average(v)))) / (u.length - 1);
          return covariance / deviation(u) / deviation(v);
        });
        expect(Array.from(rollingCorrelation(x, y, starts))).toEqual(near(expected));
      }),
      { seed: 14, numRuns: 500 },
    );
  });
});

describe('the exponential moving average', () => {
  it('is the weighted sum that its recursion adds up to', () => {
    fc.assert(
      fc.property(smallWorlds(20), fc.integer({ min: 1, max: 6 }), fc.nat(3), ({ values }, n, first) => {
        const keep = 1 - 2 / (n + 1);
        const seed = first + n - 1;
        const expected = indices(values.length).map((i) => {
          if (i < seed) return NONE;
          const begun = average(Array.from(values.slice(first, seed + 1))) * keep ** (i - seed);
          return begun + sum(indices(i - seed).map((back) => (1 - keep) * keep ** back * (values[i - back] as number)));
        });
        expect(Array.from(exponentialMovingAverage(values, n, first))).toEqual(near(expected));
      }),
      { seed: 15, numRuns: 500 },
    );
  });

  it('of fewer than n values has none', () => {
    expect(Array.from(exponentialMovingAverage(Float64Array.of(1, 2), 3))).toEqual([NONE, NONE]);
  });
});

it('a lookback is constant when all its values are the same number, of whatever size', () => {
  expect(isConstant(Float64Array.of(1, 0.1, 0.1, 0.1), 1, 3)).toBe(true);
  expect(isConstant(Float64Array.of(1, 0.1, 0.1, 0.1), 0, 3)).toBe(false);
  expect(isConstant(Float64Array.of(1e300, 1e300 * (1 + Number.EPSILON)), 0, 1)).toBe(false);
  expect(isConstant(Float64Array.of(NONE, NONE), 0, 1)).toBe(false);
});
