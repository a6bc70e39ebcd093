import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { stationaryBootstrapVariance } from '../../../src/core/numerics/stationary-bootstrap-variance.ts';
import { referencesOf } from '../methods/long-horizon/references.ts';

const [blocks, bootstrap] = [referencesOf('block-length'), referencesOf('stationary-bootstrap')];
const SEED = { seed: 20_260_915, numRuns: 150 };

/** The closed form by autocovariances on the circle: Σ over all pairs of c(i) (1 − p)^|distance within the resample|. */
function onTheCircle(values: readonly number[], meanBlockLength: number): number {
  const n = values.length;
  const centre = values.reduce((sum, value) => sum + value, 0) / n;
  const covariance = (lag: number) =>
    values.reduce((sum, value, t) => sum + (value - centre) * ((values[(t + lag) % n] as number) - centre), 0) / n;
  let variance = covariance(0);
  for (let lag = 1; lag < n; lag++) variance += 2 * (1 - lag / n) * (1 - 1 / meanBlockLength) ** lag * covariance(lag);
  return variance;
}

describe('the variance of a mean under the stationary bootstrap', () => {
  test.skipIf(!blocks.present || !bootstrap.present)('is the closed form of twelve reference cases to 1e-12', () => {
    const { cases } = bootstrap.json('expected.json');
    for (const [name, expected] of Object.entries<Record<string, number>>(cases)) {
      const [, series, length] = /^(.*)_b(\d+)$/.exec(name) as unknown as [string, string, string];
      const found = stationaryBootstrapVariance(blocks.csv(`${series}.csv`).y as Float64Array, Number(length));
      expect(found / (expected.exact_sb_variance_of_sqrt_n_mean as number)).toBeCloseTo(1, 12);
    }
  });

  it('is the sum over the circle, whatever the series', () => {
    const series = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(series, fc.double({ min: 1, max: 40, noNaN: true }), (values, length) => {
        expect(stationaryBootstrapVariance(Float64Array.from(values), length)).toBeCloseTo(Math.max(0, onTheCircle(values, length)), 8);
      }),
      SEED,
    );
  });

  it('is the plain variance for blocks of one, and 0 for a constant series', () => {
    expect(stationaryBootstrapVariance(Float64Array.of(1, 2, 6), 1)).toBeCloseTo(14 / 3, 12);
    expect(stationaryBootstrapVariance(Float64Array.of(4, 4, 4), 3)).toBe(0);
  });

  it('refuses values that are missing, none at all, and shorter blocks', () => {
    expect(() => stationaryBootstrapVariance(Float64Array.of(1, Number.NaN), 2)).toThrow(RangeError);
    expect(() => stationaryBootstrapVariance(new Float64Array(0), 2)).toThrow(RangeError);
    expect(() => stationaryBootstrapVariance(Float64Array.of(1, 2), 0.5)).toThrow(RangeError);
  });
});
