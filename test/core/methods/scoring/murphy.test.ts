import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type MurphyDecomposition, murphyDecomposition } from '../../../../src/core/methods/scoring/murphy.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { faults, forecasts, SEED } from './made-up-forecasts.ts';
import { hasForecasts, sharedForecasts } from './shared-forecasts.ts';

const sumOf = ({ reliability, resolution, uncertainty, withinBinVariance, withinBinCovariance }: MurphyDecomposition) =>
  reliability - resolution + uncertainty + withinBinVariance - withinBinCovariance;
/** Some bounds in twentieths, from 0 to 1. */
const bounds = fc
  .uniqueArray(fc.integer({ min: 1, max: 19 }), { maxLength: 8 })
  .map((inner) => Float64Array.from([0, ...inner.sort((a, b) => a - b), 20], (k) => k / 20));

describe('Murphy’s decomposition', () => {
  test.skipIf(!hasForecasts)('has the reference’s parts over the distinct forecasts', () => {
    const { p, y, expected } = sharedForecasts();
    const found = murphyDecomposition(p, y) as MurphyDecomposition;
    for (const part of ['reliability', 'resolution', 'uncertainty'] as const)
      expect(Math.abs(found[part] - expected.murphy_unique_p[part])).toBeLessThan(1e-14);
    expect(Math.abs(found.brier - expected.murphy_unique_p.check_brier)).toBeLessThan(1e-14);
  });

  it('is by hand that of forecasts 0.2 (0, 0, 1) and 0.8 (1)', () => {
    const found = murphyDecomposition(Float64Array.of(0.2, 0.2, 0.2, 0.8), Float64Array.of(0, 0, 1, 1)) as MurphyDecomposition;
    expect(found.reliability).toBeCloseTo((3 * (0.2 - 1 / 3) ** 2 + 0.04) / 4, 15);
    expect(found.resolution).toBeCloseTo((3 / 36 + 0.25) / 4, 15);
    expect(found.uncertainty).toBe(0.25);
    expect(found.bins.map(({ observations }) => observations)).toEqual([3, 1]);
  });

  it('adds up to the Brier score for any bins, since the terms inside the bins are counted', () => {
    fc.assert(
      fc.property(forecasts(2), bounds, ({ p, y }, edges) => {
        for (const found of [murphyDecomposition(p, y, edges), murphyDecomposition(p, y)] as MurphyDecomposition[]) {
          expect(firstNotFinite(found)).toBeUndefined();
          expect(Math.abs(sumOf(found) - found.brier)).toBeLessThan(1e-14);
          expect(found.bins.reduce((sum, { observations }) => sum + observations, 0)).toBe(p.length);
        }
      }),
      SEED,
    );
  });

  it('has no terms inside the bins where the bins are the distinct forecasts', () => {
    fc.assert(
      fc.property(forecasts(2), ({ p, y }) => {
        const found = murphyDecomposition(p, y) as MurphyDecomposition;
        expect(found.withinBinVariance).toBeLessThan(1e-30);
        expect(Math.abs(found.withinBinCovariance)).toBeLessThan(1e-15);
      }),
      SEED,
    );
  });

  it('does not depend on the order, nor on calling hits misses', () => {
    fc.assert(
      fc.property(forecasts(2), ({ p, y }) => {
        const found = murphyDecomposition(p, y) as MurphyDecomposition;
        for (const other of [
          murphyDecomposition(p.slice().reverse(), y.slice().reverse()),
          murphyDecomposition(
            p.map((q) => 1 - q),
            y.map((o) => 1 - o),
          ),
        ]) {
          for (const part of ['brier', 'reliability', 'uncertainty'] as const)
            expect((other as MurphyDecomposition)[part]).toBeCloseTo(found[part], 12);
        }
      }),
      SEED,
    );
  });

  it('puts a forecast on a bound into the bin above it, and a forecast of 1 into the last', () => {
    const found = murphyDecomposition(
      Float64Array.of(0.3, 0.29, 1),
      Float64Array.of(1, 0, 1),
      Float64Array.of(0, 0.3, 1),
    ) as MurphyDecomposition;
    expect(found.bins).toEqual([
      { meanProbability: 0.29, frequency: 0, observations: 1 },
      { meanProbability: 0.65, frequency: 1, observations: 2 },
    ]);
  });

  it('needs two forecasts, and refuses bounds that do not ascend from 0 to 1', () => {
    expect(murphyDecomposition(Float64Array.of(0.4), Float64Array.of(1))).toMatchObject({ ok: false, needed: 2, available: 1 });
    for (const [p, y] of faults) expect(() => murphyDecomposition(p, y)).toThrow(RangeError);
    for (const edges of [[0], [0, 0.5], [0.1, 1], [0, 0.5, 0.5, 1], [0, Number.NaN, 1]])
      expect(() => murphyDecomposition(Float64Array.of(0.4, 0.2), Float64Array.of(1, 0), Float64Array.from(edges))).toThrow(RangeError);
  });
});
