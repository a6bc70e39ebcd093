import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type RankSumTest, rankSumTest } from '../../../../src/core/methods/inference/rank-sum.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { referencesOf } from '../long-horizon/references.ts';
import { allDeals, twoSamples } from './two-sample.ts';

const references = referencesOf('small-n-exact');
const SEED = { seed: 20_260_915, numRuns: 150 };
const test2 = (first: ArrayLike<number>, second: ArrayLike<number>) => rankSumTest(Float64Array.from(first), Float64Array.from(second));
/** Pairs in which the first is the larger, ties counting a half. */
const pairs = (first: readonly number[], second: readonly number[]) =>
  first.reduce((sum, x) => sum + second.reduce((won, y) => won + (x > y ? 1 : x === y ? 0.5 : 0), 0), 0);

describe('the exact rank-sum test', () => {
  test.skipIf(!references.present)('has W and the p of R for 5 against 12 values', () => {
    const { inputs, two_sample_x5_y12: expected } = references.json('expected_R.json');
    const result = test2(inputs.x5, inputs.y12) as RankSumTest;
    expect(result.statistic).toBe(expected.mannwhitney_W);
    expect(result.pTwoSided).toBeCloseTo(expected.p_two, 13);
    expect(result.lowestP).toBe(1 / expected.n_combinations);
  });

  it('counts every deal of the same values, ties included', () => {
    fc.assert(
      fc.property(twoSamples, ([first, second]) => {
        const result = test2(
          first.map((value) => value * 0.1),
          second.map((value) => value * 0.1),
        );
        expect(firstNotFinite(result)).toBeUndefined();
        expect(isInsufficient(result)).toBe(new Set([...first, ...second]).size === 1);
        if (isInsufficient(result)) return;
        const deals = allDeals([...first, ...second], first.length);
        const observed = pairs(first, second);
        expect(result.statistic).toBe(observed);
        const share = (holds: (won: number) => boolean) =>
          deals.filter((deal) => holds(pairs(deal.first, deal.second))).length / deals.length;
        expect(result.pUpper).toBeCloseTo(
          share((won) => won >= observed),
          12,
        );
        expect(result.pLower).toBeCloseTo(
          share((won) => won <= observed),
          12,
        );
        expect(result.lowestP).toBeCloseTo(1 / deals.length, 14);
      }),
      SEED,
    );
  });

  it('swaps its sides with its samples', () => {
    const [one, other] = [test2([3, 1, 4, 1.5], [2, 7, 0.5]), test2([2, 7, 0.5], [3, 1, 4, 1.5])] as [RankSumTest, RankSumTest];
    expect([other.pUpper, other.pLower]).toEqual([expect.closeTo(one.pLower, 14), expect.closeTo(one.pUpper, 14)]);
    expect(one.statistic + other.statistic).toBe(12);
  });

  it('has nothing to say of an empty sample and of one value throughout, and refuses what is missing', () => {
    expect(test2([], [1, 2])).toMatchObject({ ok: false });
    expect(test2([1], [])).toMatchObject({ ok: false });
    expect(test2([2, 2], [2, 2, 2])).toMatchObject({ ok: false });
    expect(() => test2([Number.NaN], [1])).toThrow(RangeError);
    expect(() => test2([1], [Number.POSITIVE_INFINITY])).toThrow(RangeError);
  });
});
