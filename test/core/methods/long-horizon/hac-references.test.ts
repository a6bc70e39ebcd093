import { describe, expect, it } from 'vitest';
import { andrewsBandwidth, neweyWestBandwidth } from '../../../../src/core/methods/long-horizon/bandwidth.ts';
import { hansenHodrick } from '../../../../src/core/methods/long-horizon/hansen-hodrick.ts';
import {
  type HeteroskedasticityCorrection,
  heteroskedasticityRobust,
} from '../../../../src/core/methods/long-horizon/heteroskedasticity-robust.ts';
import { kernelCovariance } from '../../../../src/core/methods/long-horizon/kernel-covariance.ts';
import { neweyWest } from '../../../../src/core/methods/long-horizon/newey-west.ts';
import { leastSquares, ones } from '../../../../src/core/numerics/least-squares.ts';
import { there } from './made-up-regressions.ts';
import { largestDifference, referencesOf } from './references.ts';

const references = referencesOf('hac');
const TOLERANCE = 1e-10;

function investment() {
  const data = references.csv('macro_hac.csv');
  const response = data.g_realinv as Float64Array;
  const regressors = [data.g_realgdp as Float64Array, data.realint_lag1 as Float64Array, ones(response.length)];
  return {
    fit: there(leastSquares(response, regressors)),
    regressors,
    statsmodels: references.json('expected.json'),
    sandwich: references.json('expected_R_sandwich.json'),
  };
}

const inOrder = (named: Readonly<Record<string, number>>) => [named.g_realgdp, named.realint_lag1, named['(Intercept)']] as number[];
const LAGS = [0, 1, 4, 8, 12];

describe.skipIf(!references.present)('robust covariances of investment on growth and the real interest rate', () => {
  it('have the coefficients of Stata', () => {
    const { fit, statsmodels } = investment();
    expect(largestDifference(fit.coefficients, statsmodels.stata_newey_ivreg2_bartlett_lag4_small.params)).toBeLessThan(TOLERANCE);
  });

  it.each(LAGS)('of Newey and West with %i lags are those of statsmodels and of R', (lags) => {
    const { fit, regressors, statsmodels, sandwich } = investment();
    const large = there(neweyWest(fit, regressors, { lags }));
    const small = there(neweyWest(fit, regressors, { lags, smallSample: true }));
    expect(
      largestDifference(
        large.covariance.flatMap((row) => [...row]),
        statsmodels[`bartlett_lag${lags}_nocorr`].cov.flat(),
      ),
    ).toBeLessThan(TOLERANCE);
    expect(
      largestDifference(
        small.covariance.flatMap((row) => [...row]),
        statsmodels[`bartlett_lag${lags}_nminusk`].cov.flat(),
      ),
    ).toBeLessThan(TOLERANCE);
    expect(largestDifference(large.standardErrors, inOrder(sandwich[`NeweyWest_lag${lags}_prewhiteFALSE_adjustFALSE`].se))).toBeLessThan(
      TOLERANCE,
    );
    expect(largestDifference(small.standardErrors, inOrder(sandwich[`NeweyWest_lag${lags}_prewhiteFALSE_adjustTRUE`].se))).toBeLessThan(
      TOLERANCE,
    );
  });

  it('of Newey and West with four lags are those that Stata prints, in small and large samples', () => {
    const { fit, regressors, statsmodels } = investment();
    const small = there(neweyWest(fit, regressors, { lags: 4, smallSample: true }));
    expect(largestDifference(small.standardErrors, statsmodels.stata_newey_ivreg2_bartlett_lag4_small.bse)).toBeLessThan(TOLERANCE);
    const t = small.standardErrors.map((error, j) => (fit.coefficients[j] as number) / error);
    expect(largestDifference(t, statsmodels.stata_newey_ivreg2_bartlett_lag4_small.t)).toBeLessThan(TOLERANCE);
    const large = there(neweyWest(fit, regressors, { lags: 4 }));
    expect(largestDifference(large.standardErrors, statsmodels.stata_large.bse)).toBeLessThan(TOLERANCE);
  });

  it.each(LAGS)('of Hansen and Hodrick with %i lags are those of the uniform kernel in statsmodels', (lags) => {
    const { fit, regressors, statsmodels } = investment();
    const { covariance } = there(hansenHodrick(fit, regressors, lags));
    const expected = statsmodels[`uniform_hansenhodrick_lag${lags}_nocorr`].cov.flat();
    expect(
      largestDifference(
        covariance.flatMap((row) => [...row]),
        expected,
      ),
    ).toBeLessThan(TOLERANCE);
  });

  it.each<HeteroskedasticityCorrection>(['HC0', 'HC1', 'HC3'])('%s is that of statsmodels and of R', (correction) => {
    const { fit, regressors, statsmodels, sandwich } = investment();
    const { standardErrors } = there(heteroskedasticityRobust(fit, regressors, correction));
    expect(largestDifference(standardErrors, statsmodels[`${correction}_bse`])).toBeLessThan(TOLERANCE);
    expect(largestDifference(standardErrors, inOrder(sandwich[correction]))).toBeLessThan(TOLERANCE);
  });

  it('have the automatic bandwidths of Newey and West as R has them, with and without prewhitening', () => {
    const { fit, regressors, sandwich } = investment();
    const bandwidths = [neweyWestBandwidth(fit, regressors, { prewhitened: true }), neweyWestBandwidth(fit, regressors)].map(there);
    expect(largestDifference(bandwidths, [sandwich.bwNeweyWest_default_prewhite1, sandwich.bwNeweyWest_prewhite0])).toBeLessThan(TOLERANCE);
  });

  it('with automatic lags are those of R, with and without prewhitening', () => {
    const { fit, regressors, sandwich } = investment();
    for (const [prewhitened, expected] of [
      [true, sandwich.NeweyWest_auto_default],
      [false, sandwich.NeweyWest_auto_prewhite0],
    ] as const) {
      const { lags, standardErrors } = there(neweyWest(fit, regressors, { lags: 'automatic', prewhitened }));
      expect(lags).toBe(expected.lag);
      expect(largestDifference(standardErrors, inOrder(expected.se))).toBeLessThan(TOLERANCE);
    }
  });

  it('with the quadratic spectral kernel and Andrews’s bandwidth are those of R, with and without prewhitening', () => {
    const { fit, regressors, sandwich } = investment();
    for (const [prewhitened, expected] of [
      [true, sandwich.kernHAC_QS_Andrews_default],
      [false, sandwich.kernHAC_QS_prewhite0],
    ] as const) {
      expect(largestDifference([there(andrewsBandwidth(fit, regressors, { prewhitened }))], [expected.bw])).toBeLessThan(TOLERANCE);
      const estimate = there(
        kernelCovariance(fit, regressors, { kernel: 'quadratic-spectral', bandwidth: 'andrews', prewhitened, smallSample: true }),
      );
      expect(largestDifference(estimate.standardErrors, inOrder(expected.se))).toBeLessThan(TOLERANCE);
    }
  });
});
