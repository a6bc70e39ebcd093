import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Heterogeneity, heterogeneity, pool } from '../../../../src/core/methods/belief/heterogeneity.ts';
import { type ShrunkClaims, shrinkClaims } from '../../../../src/core/methods/belief/shrinkage.ts';
import { chiSquareQuantile } from '../../../../src/core/numerics/distributions.ts';
import { largestDifference, reference } from '../../../reference/belief/largest-difference.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const SEED = { seed: 20_261_124, numRuns: 60 };
const shrink = (effects: readonly number[], errors: readonly number[], tauScale?: number) =>
  shrinkClaims(Float64Array.from(effects), Float64Array.from(errors), tauScale === undefined ? {} : { tauScale }) as ShrunkClaims;
const spread = (effects: readonly number[], errors: readonly number[]) =>
  heterogeneity(Float64Array.from(effects), Float64Array.from(errors)) as Heterogeneity;

const packs = fc.array(fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0.02, max: 2, noNaN: true })), {
  minLength: 3,
  maxLength: 9,
});

/** Batting averages of 18 players after 45 at bats, and over the rest of the season, by the transformation of Efron and Morris (1975). */
function baseball() {
  const { hits, atBats, rest } = reference.baseball;
  const transformed = (average: number) => Math.sqrt(atBats) * Math.asin(2 * average - 1);
  const observed = hits.map((h) => transformed(h / atBats));
  const truth = rest.map(transformed);
  const squaredError = (estimates: readonly number[]) => estimates.reduce((sum, x, i) => sum + (x - (truth[i] as number)) ** 2, 0);
  return { observed, errors: observed.map(() => 1), squaredError };
}

describe('the heterogeneity of claims', () => {
  it.each(reference.packs)('has Q and τ of statsmodels and the Q-profile bounds of scipy ($name)', (pack) => {
    const found = spread(pack.effects, pack.standardErrors);
    expect(largestDifference(found, pack.heterogeneity)).toBeLessThan(1e-10);
    expect(found.observations).toBe(pack.effects.length);
  });

  it('has the Q of the baseball players from which Efron and Morris (1975) shrink by 0.791', () => {
    const { observed, errors } = baseball();
    const { cochranQ } = spread(observed, errors);
    expect((observed.length - 3) / cochranQ).toBeCloseTo(0.791, 3);
  });

  it('solves its own equations: Q is k − 1 at τ, and the quantiles of chi-square at the bounds', () => {
    fc.assert(
      fc.property(packs, (pack) => {
        const [effects, errors] = [pack.map(([y]) => y), pack.map(([, s]) => s)];
        const found = spread(effects, errors);
        expect(firstNotFinite(found)).toBeUndefined();
        const q = (tau: number) => pool(Float64Array.from(effects), Float64Array.from(errors), tau * tau).generalisedQ;
        const k = effects.length;
        for (const [tau, target] of [
          [found.tau, k - 1],
          [found.lower, chiSquareQuantile(0.95, k - 1)],
          [found.upper, chiSquareQuantile(0.05, k - 1)],
        ] as const) {
          if (tau > 0) expect(q(tau)).toBeCloseTo(target, 8);
          else expect(q(0)).toBeLessThanOrEqual(target);
        }
        expect(found.lower).toBeLessThanOrEqual(found.tau);
        expect(found.tau).toBeLessThanOrEqual(found.upper);
      }),
      SEED,
    );
  });
});

describe('claims shrunk towards their common mean', () => {
  it.each(reference.packs)('are those of integration by mpmath ($name)', (pack) => {
    const { claims, commonMean } = shrink(pack.effects, pack.standardErrors, pack.tauScale ?? undefined);
    expect(largestDifference({ claims, commonMean }, { claims: pack.claims, commonMean: pack.commonMean })).toBeLessThan(1e-12);
  });

  it('come nearer to the rest of the season than the batting averages themselves, as Efron and Morris (1975) found: 3.5 times', () => {
    const { observed, errors, squaredError } = baseball();
    const { claims } = shrink(observed, errors);
    expect(squaredError(observed) / squaredError(claims.map(({ effect }) => effect))).toBeCloseTo(3.5, 1);
  });

  it('do not call all claims the same without doubt where an estimate of τ is 0: the eight schools', () => {
    const { claims, heterogeneity: found } = shrink([28, 8, -3, 7, -1, 1, 18, 12], [15, 10, 16, 11, 9, 11, 10, 18]);
    expect(found.tau).toBe(0);
    const effects = claims.map(({ effect }) => effect);
    expect(Math.max(...effects) - Math.min(...effects)).toBeGreaterThan(4);
    const pooledError = Math.sqrt(1 / claims.reduce((sum, { standardError }) => sum + standardError ** -2, 0));
    for (const { deviation } of claims) expect(deviation).toBeGreaterThan(1.3 * pooledError);
  });

  it('lie between what was observed and the range of all, with a smaller deviation, and never hold a NaN', () => {
    fc.assert(
      fc.property(packs, fc.option(fc.double({ min: 0.01, max: 5, noNaN: true }), { nil: undefined }), (pack, tauScale) => {
        const [effects, errors] = [pack.map(([y]) => y), pack.map(([, s]) => s)];
        const shrunk = shrink(effects, errors, tauScale);
        expect(firstNotFinite(shrunk)).toBeUndefined();
        const [low, high] = [Math.min(...effects), Math.max(...effects)];
        for (const claim of shrunk.claims) {
          expect(claim.effect).toBeGreaterThanOrEqual(low - 1e-12);
          expect(claim.effect).toBeLessThanOrEqual(high + 1e-12);
          expect(claim.lower).toBeLessThan(claim.effect);
          expect(claim.upper).toBeGreaterThan(claim.effect);
          for (const share of [claim.shrinkage, claim.probabilityPositive]) expect(share >= 0 && share <= 1).toBe(true);
        }
      }),
      SEED,
    );
  });

  it('move with all effects, scale with their unit, and do not depend on their order', () => {
    fc.assert(
      fc.property(packs, (pack) => {
        const [effects, errors] = [pack.map(([y]) => y), pack.map(([, s]) => s)];
        const own = shrink(effects, errors).claims;
        const changed = shrink(
          [...effects].reverse().map((y) => 100 * (y + 1)),
          [...errors].reverse().map((s) => 100 * s),
        ).claims;
        own.forEach((claim, i) => {
          const other = changed.at(-1 - i) as (typeof own)[number];
          expect(other.effect / 100 - 1).toBeCloseTo(claim.effect, 9);
          expect(other.upper / 100 - 1).toBeCloseTo(claim.upper, 9);
          expect(other.shrinkage).toBeCloseTo(claim.shrinkage, 9);
        });
      }),
      SEED,
    );
  });

  it('keep their order where their standard errors are the same, and shrink more where the error is larger', () => {
    const alike = shrink([0.4, 0.1, -0.2, 0.3], [0.2, 0.2, 0.2, 0.2]).claims.map(({ effect }) => effect);
    expect([0, 3, 1, 2].map((i) => alike[i])).toEqual([...alike].sort((a, b) => b - a));
    const [sharp, blurred] = shrink([0.4, 0.4, -0.2], [0.1, 0.5, 0.2]).claims;
    expect(sharp?.shrinkage).toBeLessThan(blurred?.shrinkage as number);
  });

  it('stand a pack of effects that are all the same, and one of thirty claims with errors of very different size', () => {
    const same = shrink([0.2, 0.2, 0.2], [0.1, 0.2, 0.3]);
    expect(firstNotFinite(same)).toBeUndefined();
    for (const { effect } of same.claims) expect(effect).toBeCloseTo(0.2, 12);
    const many = Array.from({ length: 30 }, (_, i) => i);
    const wide = shrink(
      many.map((i) => Math.sin(i)),
      many.map((i) => 10 ** ((i % 7) - 4)),
    );
    expect(firstNotFinite(wide)).toBeUndefined();
    expect(wide.claims[0]?.effect).toBeCloseTo(0, 3);
  });

  it('need three claims', () => {
    for (const k of [0, 1, 2]) {
      const [effects, errors] = [new Float64Array(k), new Float64Array(k).fill(1)];
      for (const found of [shrinkClaims(effects, errors), heterogeneity(effects, errors)])
        expect(found).toEqual({ ok: false, reason: 'a spread needs three claims', needed: 3, available: k });
    }
  });

  it('refuse effects that are not finite, standard errors that are not positive and arrays of different length', () => {
    for (const [effects, errors] of [
      [
        [1, Number.NaN, 2],
        [1, 1, 1],
      ],
      [
        [1, 2, 3],
        [1, 0, 1],
      ],
      [
        [1, 2, 3],
        [1, Number.NaN, 1],
      ],
      [
        [1, 2, 3],
        [1, 1],
      ],
    ] as const) {
      expect(() => shrink(effects, errors)).toThrow(RangeError);
      expect(() => spread(effects, errors)).toThrow(RangeError);
    }
    for (const scale of [0, -1, Number.NaN]) expect(() => shrink([1, 2, 3], [1, 1, 1], scale)).toThrow(RangeError);
  });
});
