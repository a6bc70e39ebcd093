import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import type { LeastSquares } from '../../numerics/least-squares.ts';
import { mean } from '../../numerics/moments.ts';
import { isConstant, requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';
import { slidingSums } from './forward-sums.ts';
import { type CoefficientCovariance, crossProducts, sandwich } from './scores.ts';

/** The data of an overlapping regression, before the overlap. */
export interface OverlappingData {
  /** k columns of n values, known at each date; a constant is a column of ones. */
  readonly regressors: readonly Float64Array[];
  /** n one-period returns; the one at t ends at t. */
  readonly returns: Float64Array;
  /** Periods h of the forward sums. */
  readonly horizon: number;
}

/**
 * Hodrick's covariance 1B of an overlapping regression under no predictability: one-period returns on backward sums of the regressors in
 * place of overlapping errors:
 *
 *     w_t = (r_(t+1) − r̄) Σ_(i < h) x_(t−i),   t = h − 1 … n − 2
 *     V = (X′X)⁻¹ [Σ_t w_t w_t′] (X′X)⁻¹
 *
 * @param fit - The fit of Σ_(i ≤ h) r_(t+i) on x_t over t = 0 … n − h − 1.
 * @returns Insufficient for returns that are all the same, or a degenerate covariance.
 * @throws RangeError for lengths that do not agree, a horizon outside 1 … n − 1, or values that are not finite.
 * @remarks r̄ is the mean of all n returns. Missing values: refuses. Source: Hodrick (1992), standard errors 1B. Checked against a numpy
 * computation of the same definition.
 */
export function hodrick1B(fit: LeastSquares, { regressors, returns, horizon }: OverlappingData): CoefficientCovariance | Insufficient {
  const n = returns.length;
  requireInteger('the horizon', horizon, { minimum: 1, maximum: n - 1 });
  requireFinite('the returns', returns);
  requireSameLength('the fit', fit.observations, n - horizon);
  if (isConstant(returns)) return insufficient('the returns are all the same', 2, 1);
  const centre = mean(returns);
  const terms = regressors.map((column, j) => {
    requireSameLength(`regressor ${j}`, column.length, n);
    requireFinite(`regressor ${j}`, column);
    return slidingSums(column.subarray(0, n - 1), horizon).map((sum, i) => sum * ((returns[i + horizon] as number) - centre));
  });
  return sandwich(fit, crossProducts(terms), 'Hodrick 1B');
}
