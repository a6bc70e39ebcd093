import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { PermutationStanding } from '../../../../src/core/methods/inference/permutation-standing.ts';
import { MOST_FLIPS, signFlipTest } from '../../../../src/core/methods/inference/sign-flip.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { referencesOf } from '../long-horizon/references.ts';

const references = referencesOf('small-n-exact');
const SEED = { seed: 20_260_915, numRuns: 200 };
const found = (values: ArrayLike<number>, options?: { seed?: number; draws?: number }): PermutationStanding => {
  const result = signFlipTest(Float64Array.from(values), options);
  if (isInsufficient(result)) throw new Error(result.reason);
  return result;
};

describe('the exact sign-flip test', () => {
  test.skipIf(!references.present)('has the p of R and exactRankTests for 5, 8 and 10 values', () => {
    const expected = references.json('expected_R.json');
    for (const name of ['x5', 'x8', 'x10']) {
      const result = found(expected.inputs[name]);
      const { signflip_mean_p_greater: upper, signflip_mean_p_two: two, exactRankTests_perm_p_two, signflip_count } = expected[name];
      expect({ upper: result.pUpper, two: result.pTwoSided, draws: result.draws }).toEqual({ upper, two, draws: signflip_count });
      expect(result.pTwoSided).toBe(exactRankTests_perm_p_two);
      expect(result.exact).toBe(true);
    }
  });

  it('counts every pattern of signs, ties and zeros included', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 9 }), (whole) => {
        const result = signFlipTest(Float64Array.from(whole, (value) => value / 10));
        expect(firstNotFinite(result)).toBeUndefined();
        expect(isInsufficient(result)).toBe(whole.every((value) => value === 0));
        if (isInsufficient(result)) return;
        const sums = Array.from({ length: 2 ** whole.length }, (_, mask) =>
          whole.reduce((sum, value, i) => sum + ((mask >> i) & 1 ? -value : value), 0),
        );
        const observed = sums[0] as number;
        const share = (holds: (sum: number) => boolean) => sums.filter(holds).length / sums.length;
        expect(result.pUpper).toBe(share((sum) => sum >= observed));
        expect(result.pLower).toBe(share((sum) => sum <= observed));
        expect(result.pTwoSided).toBe(share((sum) => Math.abs(sum) >= Math.abs(observed)));
        expect(result.pUpper).toBeGreaterThanOrEqual(result.lowestP);
      }),
      SEED,
    );
  });

  it('keeps its p when values are scaled or reordered, and swaps its sides when they change sign', () => {
    const values = [0.3, -0.1, 0.7, 0.25, -0.05, 0.4];
    const sides = (of: readonly number[]) => [found(of).pUpper, found(of).pLower];
    for (const unit of [1e-200, 1e-6, 1e9]) expect(sides(values.map((value) => unit * value))).toEqual(sides(values));
    expect(sides([...values].reverse())).toEqual(sides(values));
    expect(sides(values.map((value) => -value))).toEqual(sides(values).reverse());
  });

  it('with all values up has the lowest p that so many values can give: five reach 5 %, four do not', () => {
    for (const n of [1, 2, 4, 5, 12]) {
      const { pUpper, lowestP, observations } = found(Array.from({ length: n }, (_, i) => 0.1 + i / 7));
      expect([pUpper, lowestP, observations]).toEqual([2 ** -n, 2 ** -n, n]);
    }
    expect(found([1, 1, 1, 1]).pUpper).toBeGreaterThan(0.05);
    expect(found([1, 1, 1, 1, 1]).pUpper).toBeLessThan(0.05);
  });

  it('counts all 2^20 patterns of 20 values, and draws beyond, where p is never 0', () => {
    const values = Float64Array.from({ length: MOST_FLIPS }, (_, i) => Math.sin(i * i) + 0.2);
    const all = found(values);
    expect([all.exact, all.draws]).toEqual([true, 2 ** 20]);
    const drawn = found([...values, 0], { seed: 3, draws: 20_000 });
    expect([drawn.exact, drawn.draws]).toEqual([false, 20_000]);
    // A value of zero changes no sum: drawn and counted p differ by chance alone, five standard errors being 0.018.
    expect(Math.abs(drawn.pUpper - all.pUpper)).toBeLessThan(0.018);
    const far = found(new Float64Array(40).fill(1), { seed: 1, draws: 999 });
    expect([far.pUpper, far.pTwoSided, far.lowestP]).toEqual([0.001, 0.001, 0.001]);
    expect(found(values, { seed: 9 })).toEqual(all);
  });

  it('has nothing to say of no value and of zeros alone, and refuses what is missing', () => {
    expect(signFlipTest(new Float64Array(0))).toMatchObject({ ok: false, needed: 1, available: 0 });
    expect(signFlipTest(Float64Array.of(0, -0, 0))).toMatchObject({ ok: false });
    expect(() => signFlipTest(Float64Array.of(1, Number.NaN))).toThrow(RangeError);
    expect(() => signFlipTest(Float64Array.of(1), { draws: 0 })).toThrow(RangeError);
  });
});
