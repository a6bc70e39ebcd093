import type { Insufficient } from '../../numerics/insufficient.ts';
import type { LeastSquares } from '../../numerics/least-squares.ts';
import { requireInteger } from '../../numerics/require.ts';
import type { CoefficientCovariance } from './scores.ts';
import { weightedCovariance } from './weighted-covariance.ts';

/**
 * Covariance of the coefficients with all lags up to L counted in full:
 *
 *     V = (X′X)⁻¹ [Γ_0 + Σ_(l ≤ L) (Γ_l + Γ_l′)] (X′X)⁻¹,   Γ_l = Σ_t x_t u_t u_(t−l) x_(t−l)′
 *
 * @param fit - A fit by `leastSquares`, with values that it has found finite.
 * @param regressors - The k columns of n values of that fit.
 * @param lags - L; h − 1 for overlapping outcomes over h periods.
 * @returns Insufficient where the covariance is not positive definite, which this estimate does not rule out: then there is no standard error.
 * @throws RangeError for lags that are no whole number from 0.
 * @remarks Missing values: refused by the fit. Source: Hansen and Hodrick (1980). Checked against statsmodels' uniform kernel.
 */
export function hansenHodrick(fit: LeastSquares, regressors: readonly Float64Array[], lags: number): CoefficientCovariance | Insufficient {
  requireInteger('the lags', lags, { minimum: 0 });
  return weightedCovariance(fit, regressors, { lags, weight: () => 1, name: 'Hansen–Hodrick' });
}
