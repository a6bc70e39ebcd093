import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permutationStanding } from '../../../../src/core/methods/inference/permutation-standing.ts';

const SEED = { seed: 20_260_915, numRuns: 200 };
const values = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 30 });

describe('the standing of a statistic among its permutations', () => {
  it('counts all of them, or draws and the observed one, and is never 0', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -6, max: 6 }), fc.integer({ min: -2, max: 2 }), (statistics, other, centre) => {
        const observed = statistics[0] as number;
        const all = permutationStanding(observed, Float64Array.from(statistics), { exact: true, centre, observations: 4 });
        const count = (holds: (value: number) => boolean) => statistics.filter(holds).length;
        const far = Math.abs(observed - centre);
        expect([all.pUpper, all.pLower, all.pTwoSided, all.lowestP]).toEqual([
          count((value) => value >= observed) / statistics.length,
          count((value) => value <= observed) / statistics.length,
          count((value) => Math.abs(value - centre) >= far) / statistics.length,
          1 / statistics.length,
        ]);
        const drawn = permutationStanding(other, Float64Array.from(statistics), { exact: false, centre, observations: 4 });
        expect(drawn.pUpper).toBe((1 + count((value) => value >= other)) / (1 + statistics.length));
        for (const p of [drawn.pUpper, drawn.pLower, drawn.pTwoSided]) expect(p >= drawn.lowestP && p <= 1).toBe(true);
      }),
      SEED,
    );
  });

  it('takes values for tied that differ by rounding, in whatever unit', () => {
    for (const unit of [1e-100, 1, 1e100]) {
      const statistics = Float64Array.of(0.3 * unit, (0.1 + 0.2) * unit, -0.5 * unit);
      const { pUpper, pLower } = permutationStanding(0.3 * unit, statistics, { exact: true, centre: 0, observations: 3 });
      expect([pUpper, pLower]).toEqual([2 / 3, 1]);
    }
  });
});
