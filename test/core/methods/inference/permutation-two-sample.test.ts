import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { PermutationStanding } from '../../../../src/core/methods/inference/permutation-standing.ts';
import { permutationTest } from '../../../../src/core/methods/inference/permutation-two-sample.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { referencesOf } from '../long-horizon/references.ts';
import { allDeals, twoSamples } from './two-sample.ts';

const references = referencesOf('small-n-exact');
const SEED = { seed: 20_260_915, numRuns: 150 };
const found = (first: ArrayLike<number>, second: ArrayLike<number>, options?: { seed?: number; draws?: number }) =>
  permutationTest(Float64Array.from(first), Float64Array.from(second), options) as PermutationStanding;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the permutation test of two means', () => {
  test.skipIf(!references.present)(
    'has the p of exactRankTests and of full enumeration for 5 against 12 values, all 6,188 deals counted',
    () => {
      const { inputs, two_sample_x5_y12: expected } = references.json('expected_R.json');
      const result = found(inputs.x5, inputs.y12);
      expect([result.draws, result.exact, result.observations]).toEqual([6188, true, 17]);
      expect(result.pUpper).toBeCloseTo(expected.perm_sum_greater_exactRankTests, 14);
      expect(result.pUpper).toBeCloseTo(expected.perm_mean_greater_enumerated, 14);
      expect(result.pTwoSided).toBeCloseTo(expected.perm_two_exactRankTests, 14);
    },
  );

  it('counts every deal of the same values, ties included', () => {
    fc.assert(
      fc.property(twoSamples, ([first, second]) => {
        const result = permutationTest(
          Float64Array.from(first, (value) => value * 0.1),
          Float64Array.from(second, (value) => value * 0.1),
        );
        expect(firstNotFinite(result)).toBeUndefined();
        expect(isInsufficient(result)).toBe(new Set([...first, ...second]).size === 1);
        if (isInsufficient(result)) return;
        const differences = allDeals([...first, ...second], first.length).map((deal) => mean(deal.first) - mean(deal.second));
        const observed = mean(first) - mean(second);
        expect(result.observed).toBeCloseTo(observed / 10, 12);
        const share = (holds: (value: number) => boolean) => differences.filter(holds).length / differences.length;
        expect(result.pUpper).toBe(share((value) => value >= observed - 1e-9));
        expect(result.pLower).toBe(share((value) => value <= observed + 1e-9));
        expect(result.pTwoSided).toBe(share((value) => Math.abs(value) >= Math.abs(observed) - 1e-9));
      }),
      SEED,
    );
  });

  it('keeps its p when all values are moved or scaled, far from zero too', () => {
    const [first, second] = [
      [0.31, 0.12, 0.5],
      [0.1, 0.02, -0.2, 0.33],
    ];
    const p = (change: (value: number) => number) => {
      const { pUpper, pLower, pTwoSided } = found(first.map(change), second.map(change));
      return [pUpper, pLower, pTwoSided];
    };
    for (const change of [(v: number) => v + 1000, (v: number) => 1e-30 * v, (v: number) => 1e12 * v])
      expect(p(change)).toEqual(p((v) => v));
  });

  it('draws where the deals are too many to count, and p is never 0', () => {
    const [low, high] = [Array.from({ length: 14 }, (_, i) => i), Array.from({ length: 14 }, (_, i) => 100 + i)];
    const result = found(high, low, { seed: 2, draws: 499 });
    expect([result.exact, result.draws, result.pUpper, result.lowestP]).toEqual([false, 499, 1 / 500, 1 / 500]);
    expect(result.pLower).toBe(1);
    const mixed = Array.from({ length: 28 }, (_, i) => Math.sin(i * i));
    const [one, two] = [found(mixed.slice(0, 14), mixed.slice(14), { seed: 5 }), found(mixed.slice(0, 14), mixed.slice(14), { seed: 6 })];
    expect(Math.abs(one.pUpper - two.pUpper)).toBeLessThan(0.035);
    expect(one).toEqual(found(mixed.slice(0, 14), mixed.slice(14), { seed: 5 }));
  });

  it('has nothing to say of an empty sample and of one value throughout, and refuses what is missing', () => {
    expect(found([], [1, 2])).toMatchObject({ ok: false });
    expect(found([2, 2], [2])).toMatchObject({ ok: false });
    expect(() => found([Number.NaN], [1])).toThrow(RangeError);
    expect(() => found([1], [2], { draws: 0 })).toThrow(RangeError);
  });
});
