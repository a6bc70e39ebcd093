import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lagColumns } from '../../../../src/core/methods/lead-lag/lag-fit.ts';
import {
  type ChosenTodaYamamoto,
  type TodaYamamotoTest,
  todaYamamoto,
  todaYamamotoChosen,
} from '../../../../src/core/methods/lead-lag/toda-yamamoto.ts';
import {
  type TodaYamamotoBothWays,
  todaYamamotoByMoments,
  todaYamamotoOrders,
} from '../../../../src/core/methods/lead-lag/toda-yamamoto-orders.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { type LeastSquares, leastSquares, ones } from '../../../../src/core/numerics/least-squares.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { largestDifference } from '../long-horizon/references.ts';
import { anyPair, noise, walk } from './made-up-pairs.ts';

/** Wald's statistic of one order by two regressions by QR, on the sample that all orders share. */
function slowly(
  cause: Float64Array,
  effect: Float64Array,
  { order, kept, maxOrder }: { readonly order: number; readonly kept: number; readonly maxOrder: number },
): number {
  const skipped = maxOrder - order;
  const lags = (values: Float64Array) => lagColumns(values.subarray(skipped), order + kept);
  const response = effect.slice(maxOrder + kept);
  const before = [ones(response.length), ...lags(effect), ...lags(cause).slice(order)];
  const after = leastSquares(response, [...before, ...lags(cause).slice(0, order)]) as LeastSquares;
  const without = leastSquares(response, before) as LeastSquares;
  return ((without.residualSumOfSquares - after.residualSumOfSquares) / after.residualSumOfSquares) * after.degreesOfFreedom;
}

/** Levels that wander, the second behind the first. */
function wanderers(count: number, seed: number): readonly [Float64Array, Float64Array] {
  const [steps, extra] = [noise(count, seed), noise(count, seed + 1)];
  return [walk(steps), walk(Float64Array.from(extra, (value, t) => value + 0.1 * (steps[t - 2] ?? 0)))];
}

const apart = (found: number, expected: number) => Math.abs(found - expected) / Math.max(1, expected);

describe('Toda and Yamamoto’s tests of all orders at once', () => {
  it.each([
    [400, 12, 1],
    [2500, 60, 1],
    [5000, 20, 1],
    [300, 8, 2],
    [200, 6, 3],
    [200, 6, 0],
    [90, 1, 1],
    [60, 1, 0],
  ])('are those of QR on levels that wander, order by order, 1e-9 (%i values, orders to %i, d = %i)', (count, maxOrder, kept) => {
    const [a, b] = wanderers(count, count + kept);
    const found = todaYamamotoOrders(a, b, { maxOrder, integrationOrder: kept }) as TodaYamamotoBothWays;
    const some = [1, 2, 3, 7, maxOrder - 1, maxOrder].filter(
      (order, i, all) => order >= 1 && order <= maxOrder && all.indexOf(order) === i,
    );
    for (const order of some) {
      const settings = { order, kept, maxOrder };
      expect(apart(found.aToB.chiSquare[order - 1] as number, slowly(a, b, settings))).toBeLessThan(1e-9);
      expect(apart(found.bToA.chiSquare[order - 1] as number, slowly(b, a, settings))).toBeLessThan(1e-9);
    }
    expect(found).toMatchObject({ observations: count - maxOrder - kept, integrationOrder: kept });
    expect(found.aToB.pAnyOrder).toBe(Math.min(1, maxOrder * Math.min(...found.aToB.pF)));
  });

  it.each([1, 4, 11])('at the largest order are the test of that order, 1e-9 (%i)', (order) => {
    const [a, b] = wanderers(700, 40 + order);
    const found = todaYamamotoOrders(a, b, { maxOrder: order }) as TodaYamamotoBothWays;
    for (const [way, expected] of [
      [found.aToB, todaYamamoto(a, b, { order })],
      [found.bToA, todaYamamoto(b, a, { order })],
    ] as const) {
      const { chiSquare, pChiSquare, f, pF } = expected as TodaYamamotoTest;
      const last = [way.chiSquare, way.pChiSquare, way.f, way.pF].map((values) => values.at(-1) as number);
      expect(largestDifference(last, [chiSquare, pChiSquare, f, pF])).toBeLessThan(1e-9 * Math.max(1, chiSquare));
    }
  });

  it('keep their digits where levels trend, are far from zero, bound to one another or of other sizes', () => {
    const [walkA, walkB] = wanderers(1500, 70);
    const trend = walkA.map((level, t) => 1e4 + 3 * t + level);
    const bound = walkA.map((level, t) => 2 * level + (walkB[t] as number) / 50 + Math.sin(t));
    const calm = noise(1500, 71);
    for (const [a, b] of [
      [trend, walkB],
      [walkA, bound],
      [calm, walkB],
      [walkA.map((level) => 1e-6 * level), walkB.map((level) => 1e6 * level)],
    ] as const) {
      const found = todaYamamotoOrders(a, b, { maxOrder: 5 }) as TodaYamamotoBothWays;
      for (const order of [1, 3, 5]) {
        const settings = { order, kept: 1, maxOrder: 5 };
        expect(apart(found.aToB.chiSquare[order - 1] as number, slowly(a, b, settings))).toBeLessThan(1e-8);
        expect(apart(found.bToA.chiSquare[order - 1] as number, slowly(b, a, settings))).toBeLessThan(1e-8);
      }
    }
  });

  it('are values or say why not, and never numbers that are none', () => {
    fc.assert(
      fc.property(anyPair(1), fc.integer({ min: 1, max: 5 }), fc.nat(2), ([a, b], maxOrder, integrationOrder) => {
        expect(firstNotFinite(todaYamamotoOrders(a, b, { maxOrder, integrationOrder }))).toBeUndefined();
        expect(firstNotFinite(todaYamamotoByMoments(a, b, { maxOrder, integrationOrder }))).toBeUndefined();
      }),
    );
    const a = walk(noise(60, 3));
    const line = Float64Array.from(a, (_, t) => 0.1 * t);
    for (const b of [a, line, new Float64Array(60), new Float64Array(60).fill(0.1), Float64Array.from(a, (_, t) => a[t - 1] ?? 0)])
      expect(isInsufficient(todaYamamotoOrders(a, b, { maxOrder: 4 }))).toBe(true);
    expect(todaYamamotoOrders(a.slice(0, 16), noise(16, 1), { maxOrder: 4 })).toMatchObject({ ok: false, needed: 17, available: 16 });
    expect(firstNotFinite(todaYamamotoOrders(a.slice(0, 17), noise(17, 1), { maxOrder: 4 }))).toBeUndefined();
    expect(() => todaYamamotoOrders(a, noise(60, 1), { maxOrder: 0 })).toThrow(RangeError);
    expect(() => todaYamamotoOrders(a, noise(60, 1), { maxOrder: 1, integrationOrder: -1 })).toThrow(RangeError);
    expect(() => todaYamamotoOrders(a, noise(59, 1), { maxOrder: 1 })).toThrow(RangeError);
    expect(() => todaYamamotoOrders(Float64Array.from(a).fill(Number.NaN, 2, 3), a, { maxOrder: 2 })).toThrow(/finite/);
  });
});

describe('the test at the order that a criterion picks, from sums of products', () => {
  it('is that by QR, with the same order, 1e-9', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 80, max: 400 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('aic', 'bic', 'hq'),
        (seed, count, maxOrder, criterion) => {
          const [a, b] = wanderers(count, seed);
          const { test } = todaYamamotoChosen(a, b, { maxOrder, criterion }) as ChosenTodaYamamoto;
          const found = todaYamamotoByMoments(a, b, { maxOrder, criterion }) as TodaYamamotoTest;
          expect(found).toMatchObject({
            order: test.order,
            observations: test.observations,
            degreesOfFreedom: test.degreesOfFreedom,
            integrationOrder: 1,
          });
          expect(apart(found.chiSquare, test.chiSquare)).toBeLessThan(1e-9);
          expect(largestDifference([found.pF, found.pChiSquare], [test.pF, test.pChiSquare])).toBeLessThan(1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });
});
