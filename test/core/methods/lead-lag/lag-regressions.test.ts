import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lagColumns, lagFit } from '../../../../src/core/methods/lead-lag/lag-fit.ts';
import { type LagRegressions, lagRegressions } from '../../../../src/core/methods/lead-lag/lag-regressions.ts';
import { type LeastSquares, leastSquares, ones } from '../../../../src/core/numerics/least-squares.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { anyPair, noise } from './made-up-pairs.ts';

const standard = (values: Float64Array) => {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  return values.map((x) => (x - mean) / deviation);
};

describe('the columns of lags', () => {
  it('hold what was so many values before', () => {
    expect(lagColumns(Float64Array.of(1, 2, 3, 4, 5), 2)).toEqual([Float64Array.of(2, 3, 4), Float64Array.of(1, 2, 3)]);
  });

  it('have nothing to test where they give the series exactly', () => {
    const saw = standard(Float64Array.from({ length: 30 }, (_, t) => t % 2));
    expect(lagFit(saw.slice(1), [ones(29), ...lagColumns(saw, 1)])).toMatchObject({
      ok: false,
      reason: 'the lags give the effect exactly',
    });
  });
});

describe('regressions of two series on their lags, all orders at once', () => {
  it('leave the sums of squares and of products that QR leaves, order by order, 1e-10 of the variance', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 24, max: 90 }), (seed, maxOrder, count) => {
        const [a, b] = [noise(count, seed), noise(count, seed + 1)];
        const found = lagRegressions(a, b, maxOrder) as LagRegressions;
        const n = count - maxOrder;
        const [u, v] = [standard(a), standard(b)];
        const lag = (values: Float64Array, j: number) => values.slice(maxOrder - j, count - j);
        const residuals = (response: Float64Array, sides: readonly Float64Array[], order: number) => {
          const lags = sides.flatMap((side) => Array.from({ length: order }, (_, j) => lag(side, j + 1)));
          return (leastSquares(lag(response, 0), [ones(n), ...lags]) as LeastSquares).residuals;
        };
        const product = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, t) => sum + value * (y[t] as number), 0);
        for (let order = 0; order <= maxOrder; order++) {
          const [ownU, ownV] = [residuals(u, [u], order), residuals(v, [v], order)];
          const [bothU, bothV] = [residuals(u, [u, v], order), residuals(v, [u, v], order)];
          const pairs = [
            [found.own.a, product(ownU, ownU)],
            [found.own.b, product(ownV, ownV)],
            [found.both.aa, product(bothU, bothU)],
            [found.both.bb, product(bothV, bothV)],
            [found.both.ab, product(bothU, bothV)],
          ] as const;
          for (const [sums, expected] of pairs) expect(Math.abs((sums[order] as number) - expected)).toBeLessThan(1e-10 * n);
        }
        expect(found.observations).toBe(n);
      }),
      { numRuns: 40 },
    );
  });

  it('leave numbers or say why not', () => {
    fc.assert(
      fc.property(anyPair(1), fc.integer({ min: 1, max: 6 }), ([a, b], maxOrder) => {
        expect(firstNotFinite(lagRegressions(a, b, maxOrder))).toBeUndefined();
      }),
    );
    expect(lagRegressions(noise(11, 1), noise(11, 2), 3)).toMatchObject({ ok: false, needed: 12, available: 11 });
  });
});
