import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signedSumMass, subsetSumMass, tailsAt } from '../../../src/core/numerics/rank-sums.ts';

const SEED = { seed: 20_260_915, numRuns: 150 };
const weights = fc.array(fc.nat(12), { minLength: 1, maxLength: 9 });

/** Shares of the subsets, of one size or of any, by their sum. */
function counted(all: readonly number[], size: number | null): number[] {
  const subsets = Array.from({ length: 2 ** all.length }, (_, mask) => all.filter((_, i) => (mask >> i) & 1)).filter(
    (subset) => size === null || subset.length === size,
  );
  const mass = new Array<number>(1 + all.reduce((sum, weight) => sum + weight, 0)).fill(0);
  for (const subset of subsets) {
    const sum = subset.reduce((total, weight) => total + weight, 0);
    mass[sum] = (mass[sum] as number) + 1 / subsets.length;
  }
  return mass;
}

const same = (actual: Float64Array, expected: readonly number[]) => {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, 14);
  });
};

describe('distributions of rank sums', () => {
  it('count every pattern of signs', () => {
    fc.assert(
      fc.property(weights, (all) => same(signedSumMass(Float64Array.from(all)), counted(all, null))),
      SEED,
    );
  });

  it('count every choice of so many', () => {
    fc.assert(
      fc.property(weights, fc.nat(9), (all, size) => {
        const chosen = Math.min(size, all.length);
        same(subsetSumMass(Float64Array.from(all), chosen), counted(all, chosen));
      }),
      SEED,
    );
  });

  it('sum to 1 also for hundreds of ranks', () => {
    const ranks = Float64Array.from({ length: 300 }, (_, i) => i + 1);
    expect(signedSumMass(ranks).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(subsetSumMass(ranks.subarray(0, 80), 30).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  });

  it('have tails that both hold the value itself', () => {
    expect(tailsAt(Float64Array.of(0.25, 0.5, 0.25), 1)).toEqual({ upper: 0.75, lower: 0.75 });
    expect(tailsAt(Float64Array.of(0.25, 0.5, 0.25), 2)).toEqual({ upper: 0.25, lower: 1 });
  });
});
