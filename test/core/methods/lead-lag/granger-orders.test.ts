import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GrangerTest, grangerTest } from '../../../../src/core/methods/lead-lag/granger.ts';
import { type GrangerBothWays, grangerOrders } from '../../../../src/core/methods/lead-lag/granger-orders.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { type LeastSquares, leastSquares, ones } from '../../../../src/core/numerics/least-squares.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import reference from '../../../reference/lead-lag/lead-lag.json' with { type: 'json' };
import { largestDifference } from '../long-horizon/references.ts';
import { anyPair, noise } from './made-up-pairs.ts';

/** F of one order by QR on the sample that the largest order leaves. */
function slowly(cause: Float64Array, effect: Float64Array, order: number, maxOrder: number): number {
  const n = effect.length - maxOrder;
  const lag = (values: Float64Array, j: number) => values.slice(maxOrder - j, values.length - j);
  const lags = (values: Float64Array) => Array.from({ length: order }, (_, j) => lag(values, j + 1));
  const own = [ones(n), ...lags(effect)];
  const before = (leastSquares(lag(effect, 0), own) as LeastSquares).residualSumOfSquares;
  const after = (leastSquares(lag(effect, 0), [...own, ...lags(cause)]) as LeastSquares).residualSumOfSquares;
  return ((before - after) / order / after) * (n - 2 * order - 1);
}

describe('Granger’s F for all orders at once', () => {
  it.each([
    [400, 12],
    [200, 30],
    [2500, 60],
    [42, 13],
    [140, 1],
  ])('is that of QR, order by order (%i values, orders to %i)', (count, maxOrder) => {
    const [a, extra] = [noise(count, count), noise(count, count + 1)];
    const b = Float64Array.from(extra, (value, t) => value + 0.3 * (extra[t - 1] ?? 0) + 0.2 * (a[t - 2] ?? 0));
    const both = grangerOrders(a, b, maxOrder) as GrangerBothWays;
    const some = [1, 2, 3, 7, maxOrder - 1, maxOrder].filter((order) => order >= 1 && order <= maxOrder);
    for (const order of some) {
      const [there, back] = [slowly(a, b, order, maxOrder), slowly(b, a, order, maxOrder)];
      expect(Math.abs((both.aToB.f[order - 1] as number) - there)).toBeLessThan(1e-9 * Math.max(1, there));
      expect(Math.abs((both.bToA.f[order - 1] as number) - back)).toBeLessThan(1e-9 * Math.max(1, back));
    }
  });

  it('is that of QR on random small series, 1e-8', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 30, max: 120 }),
        (seed, maxOrder, count) => {
          const [a, b] = [noise(count, seed), noise(count, seed + 1)];
          const both = grangerOrders(a, b, maxOrder) as GrangerBothWays;
          const expected = Array.from({ length: maxOrder }, (_, i) => slowly(a, b, i + 1, maxOrder));
          expect(largestDifference(both.aToB.f, expected)).toBeLessThan(1e-8);
        },
      ),
    );
  });

  it('is that of numpy, with p and the order that each criterion picks', () => {
    const both = grangerOrders(Float64Array.from(reference.a), Float64Array.from(reference.b), reference.maxOrder) as GrangerBothWays;
    for (const way of ['aToB', 'bToA'] as const) {
      const expected = reference.orders[way];
      expect(
        largestDifference(
          both[way].f,
          expected.map(({ f }) => f),
        ),
      ).toBeLessThan(1e-11);
      expect(
        largestDifference(
          both[way].p,
          expected.map(({ p }) => p),
        ),
      ).toBeLessThan(1e-11);
      expect(both[way].pAnyOrder).toBe(Math.min(1, reference.maxOrder * Math.min(...both[way].p)));
    }
  });

  it('is that of the test of a single order where that is the largest', () => {
    const [a, b] = [noise(150, 4), noise(150, 5)];
    const both = grangerOrders(a, b, 5) as GrangerBothWays;
    expect(both.aToB.f[4]).toBeCloseTo((grangerTest(a, b, 5) as GrangerTest).f, 10);
    expect(both.bToA.f[4]).toBeCloseTo((grangerTest(b, a, 5) as GrangerTest).f, 10);
  });

  it('turns round with the names', () => {
    const [a, b] = [noise(150, 6), noise(150, 7)];
    const [there, back] = [grangerOrders(a, b, 6), grangerOrders(b, a, 6)] as [GrangerBothWays, GrangerBothWays];
    expect(largestDifference(back.bToA.f, there.aToB.f)).toBeLessThan(1e-10);
    expect(back.varOrders.chosen).toEqual(there.varOrders.chosen);
  });

  it('is a value or says why not, and never a number that is none', () => {
    fc.assert(
      fc.property(anyPair(1), fc.integer({ min: 1, max: 6 }), ([a, b], maxOrder) => {
        expect(firstNotFinite(grangerOrders(a, b, maxOrder))).toBeUndefined();
      }),
    );
    const a = noise(60, 3);
    const late = Float64Array.from(a, (_, t) => a[t - 1] ?? 0);
    for (const b of [a, late, new Float64Array(60), new Float64Array(60).fill(0.1)])
      expect(isInsufficient(grangerOrders(a, b, 4))).toBe(true);
    expect(grangerOrders(a.slice(0, 14), noise(14, 1), 4)).toMatchObject({ ok: false, needed: 15, available: 14 });
    expect(firstNotFinite(grangerOrders(a.slice(0, 15), noise(15, 1), 4))).toBeUndefined();
    expect(() => grangerOrders(a, noise(60, 1), 0)).toThrow(RangeError);
    expect(() => grangerOrders(a, noise(59, 1), 2)).toThrow(RangeError);
    expect(() => grangerOrders(Float64Array.from(a).fill(Number.NaN, 2, 3), a, 2)).toThrow(/finite/);
  });
});
