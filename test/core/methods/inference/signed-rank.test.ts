import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type HodgesLehmann,
  hodgesLehmann,
  type SignedRankTest,
  signedRankTest,
} from '../../../../src/core/methods/inference/signed-rank.ts';
import { normalUpperTail } from '../../../../src/core/numerics/distributions.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { referencesOf } from '../long-horizon/references.ts';

const references = referencesOf('small-n-exact');
const SEED = { seed: 20_260_915, numRuns: 200 };
const found = (values: ArrayLike<number>) => signedRankTest(Float64Array.from(values)) as SignedRankTest;
const centre = (values: ArrayLike<number>, level = 0.95) => hodgesLehmann(Float64Array.from(values), { level }) as HodgesLehmann;
const values = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 9 });

describe('the exact signed-rank test', () => {
  test.skipIf(!references.present)('has V and the p of R for 5, 8 and 10 values', () => {
    const expected = references.json('expected_R.json');
    for (const name of ['x5', 'x8', 'x10']) {
      const { statistic, pUpper, pTwoSided } = found(expected.inputs[name]);
      const { wilcox_V, wilcox_p_greater, wilcox_p_two } = expected[name];
      expect([statistic, pUpper, pTwoSided]).toEqual([wilcox_V, wilcox_p_greater, wilcox_p_two]);
    }
  });

  it('counts every pattern of signs over mid-ranks, zeros left out', () => {
    fc.assert(
      fc.property(values, (whole) => {
        const used = whole.filter((value) => value !== 0);
        const result = signedRankTest(Float64Array.from(whole, (value) => value * 0.1));
        expect(firstNotFinite(result)).toBeUndefined();
        expect(isInsufficient(result)).toBe(used.length === 0);
        if (isInsufficient(result)) return;
        const sizes = used.map(Math.abs);
        const ranks = sizes.map(
          (size) => sizes.filter((other) => other < size).length + (sizes.filter((other) => other === size).length + 1) / 2,
        );
        const sums = Array.from({ length: 2 ** used.length }, (_, mask) =>
          ranks.reduce((sum, rank, i) => sum + ((mask >> i) & 1 ? rank : 0), 0),
        );
        const statistic = ranks.reduce((sum, rank, i) => sum + ((used[i] as number) > 0 ? rank : 0), 0);
        expect(result.statistic).toBe(statistic);
        expect(result.pUpper).toBeCloseTo(sums.filter((sum) => sum >= statistic).length / sums.length, 14);
        expect(result.pLower).toBeCloseTo(sums.filter((sum) => sum <= statistic).length / sums.length, 14);
        expect([result.zeros, result.observations]).toEqual([whole.length - used.length, used.length]);
        expect(result.pUpper).toBeGreaterThanOrEqual(result.lowestP);
      }),
      SEED,
    );
  });

  it('depends on order and signs alone: growing transformations of the sizes leave it as it is', () => {
    const sample = [0.3, -0.1, 0.7, 0.25, -0.05];
    expect(found(sample.map((value) => value ** 3))).toEqual(found(sample));
    expect(found(sample.map((value) => 1e-9 * value))).toEqual(found(sample));
    const turned = found(sample.map((value) => -value));
    expect([turned.pUpper, turned.pLower]).toEqual([found(sample).pLower, found(sample).pUpper]);
  });

  it('agrees with the normal approximation where there are many values', () => {
    const many = Array.from({ length: 150 }, (_, i) => Math.sin(7 * i * i) + 0.12);
    const { statistic, pUpper } = found(many);
    const [mean, deviation] = [(150 * 151) / 4, Math.sqrt((150 * 151 * 301) / 24)];
    expect(pUpper).toBeCloseTo(normalUpperTail((statistic - 0.5 - mean) / deviation), 3);
  });

  it('has nothing to say of no value and of zeros alone, and refuses what is missing', () => {
    expect(signedRankTest(new Float64Array(0))).toMatchObject({ ok: false, needed: 1, available: 0 });
    expect(signedRankTest(Float64Array.of(0, 0))).toMatchObject({ ok: false });
    expect(() => signedRankTest(Float64Array.of(1, Number.NaN))).toThrow(RangeError);
  });
});

describe('the Hodges–Lehmann estimate', () => {
  test.skipIf(!references.present)('has the estimate and interval of R, with the level that few values reach', () => {
    const expected = references.json('expected_R.json');
    for (const name of ['x5', 'x8', 'x10']) {
      const { estimate, lower, upper, asked } = centre(expected.inputs[name]);
      expect(estimate).toBeCloseTo(expected[name].hodges_lehmann, 12);
      expect([lower, upper]).toEqual(expected[name].wilcox_ci95.map((end: number) => expect.closeTo(end, 12)));
      expect(asked).toBe(0.95);
    }
    expect(centre(expected.inputs.x5).level).toBe(1 - 2 / 32);
    expect(centre(expected.inputs.x10).level).toBeGreaterThanOrEqual(0.95);
  });

  it('holds the centres that the signed-rank test does not reject', () => {
    // Values without ties among their averages.
    const sample = [0.13, 1.71, 2.93, -0.57, 3.31, 0.89, 5.03];
    const { lower, upper, level } = centre(sample, 0.9);
    for (let at = -2; at < 7; at += 0.0617) {
      const rejected = found(sample.map((value) => value - at)).pTwoSided <= 1 - level + 1e-12;
      expect(rejected).toBe(at < lower || at > upper);
    }
  });

  it('moves with the values, and is finite whatever they are', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -9, max: 9 }), (sample, shift) => {
        const [plain, moved, turned] = [
          centre(sample),
          centre(sample.map((value) => value + shift)),
          centre(sample.map((value) => -value)),
        ];
        expect(firstNotFinite(plain)).toBeUndefined();
        expect(moved.estimate).toBeCloseTo(plain.estimate + shift, 12);
        expect(turned.lower).toBeCloseTo(-plain.upper, 12);
        expect(plain.lower <= plain.estimate && plain.estimate <= plain.upper).toBe(true);
        expect(plain.level >= 0 && plain.level < 1).toBe(true);
      }),
      SEED,
    );
  });

  it('of one value is that value, with an interval that is worth nothing and says so', () => {
    expect(centre([3])).toEqual({ estimate: 3, lower: 3, upper: 3, level: 0, asked: 0.95, observations: 1 });
    expect(hodgesLehmann(new Float64Array(0))).toMatchObject({ ok: false });
    expect(() => hodgesLehmann(Float64Array.of(Number.NaN))).toThrow(RangeError);
    expect(() => hodgesLehmann(Float64Array.of(1), { level: 1 })).toThrow(RangeError);
  });
});
