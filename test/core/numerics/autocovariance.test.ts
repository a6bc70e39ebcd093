import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autocovariances, bartlettLongRunVariance } from '../../../src/core/numerics/autocovariance.ts';
import { standardisedMoment } from '../../../src/core/numerics/standardised-moment.ts';

const samples = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 30 }).map((values) => Float64Array.from(values));
const lagged = samples.chain((values) => fc.tuple(fc.constant(values), fc.nat(values.length - 1)));
const SEED = { seed: 20_260_803, numRuns: 200 };

describe('autocovariances', () => {
  it('are by definition the mean product of deviations so many places apart, with divisor n', () => {
    // Deviations of 1, 2, 4, 9 from 4: −3, −2, 0, 5.
    expect([...autocovariances(Float64Array.of(1, 2, 4, 9), 3)]).toEqual([38 / 4, 6 / 4, -10 / 4, -15 / 4]);
    expect([...autocovariances(Float64Array.of(7), 0)]).toEqual([0]);
    expect(autocovariances(Float64Array.of(1, Number.NaN), 0)[0]).toBeNaN();
  });

  it('do not depend on the direction of time or the level', () => {
    fc.assert(
      fc.property(lagged, ([values, lags]) => {
        const own = autocovariances(values, lags);
        const other = autocovariances(values.toReversed(), lags);
        const raised = autocovariances(
          values.map((value) => value + 64),
          lags,
        );
        own.forEach((gamma, lag) => {
          expect(other[lag]).toBeCloseTo(gamma, 10);
          expect(raised[lag]).toBeCloseTo(gamma, 10);
        });
      }),
      SEED,
    );
  });
});

describe('the long-run variance', () => {
  it('with Bartlett weights is never negative, the variance at lag 0, and the mean square of the moving sums of L + 1 deviations', () => {
    fc.assert(
      fc.property(lagged, ([values, lags]) => {
        const n = values.length;
        const centre = values.reduce((sum, value) => sum + value, 0) / n;
        const at = (i: number) => (i >= 0 && i < n ? (values[i] as number) - centre : 0);
        let squares = 0;
        for (let end = 0; end < n + lags; end++) {
          let sum = 0;
          for (let i = end - lags; i <= end; i++) sum += at(i);
          squares += sum ** 2;
        }
        const own = bartlettLongRunVariance(values, lags);
        expect(own).toBeCloseTo(squares / (n * (lags + 1)), 9);
        expect(own).toBeGreaterThan(-1e-10);
        expect(bartlettLongRunVariance(values, 0)).toBe(autocovariances(values, 0)[0]);
      }),
      SEED,
    );
  });
});

describe('standardised moments', () => {
  it('are skewness and kurtosis: a sample of three 0 and a 1 has 2 / √3 and 7 / 3', () => {
    const sample = Float64Array.of(0, 0, 0, 1);
    expect(standardisedMoment(sample, 3)).toBeCloseTo(2 / Math.sqrt(3), 12);
    expect(standardisedMoment(sample, 4)).toBeCloseTo(7 / 3, 12);
    expect(standardisedMoment(sample, 2)).toBeCloseTo(1, 12);
    expect(standardisedMoment(Float64Array.of(1, Number.NaN), 3)).toBeNaN();
  });

  it('know no unit; odd ones turn their sign with the sample', () => {
    fc.assert(
      fc.property(
        samples.filter((values) => new Set(values).size > 1),
        fc.constantFrom(-3, 0.25, 8),
        (values, factor) => {
          const scaled = values.map((value) => factor * value + 5);
          expect(standardisedMoment(scaled, 3)).toBeCloseTo(Math.sign(factor) * standardisedMoment(values, 3), 9);
          expect(standardisedMoment(scaled, 4)).toBeCloseTo(standardisedMoment(values, 4), 9);
        },
      ),
      SEED,
    );
  });
});
