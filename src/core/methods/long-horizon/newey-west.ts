import { type Insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import type { LeastSquares } from '../../numerics/least-squares.ts';
import { requireInteger } from '../../numerics/require.ts';
import { neweyWestBandwidth } from './bandwidth.ts';
import { kernelWeight } from './kernels.ts';
import type { CoefficientCovariance } from './scores.ts';
import { weightedCovariance } from './weighted-covariance.ts';

/** Options of {@link neweyWest}. */
export interface NeweyWestOptions {
  /** Number of lags L, or `automatic` for ⌊b⌋ of Newey and West (1994). */
  readonly lags: number | 'automatic';
  /** Whether a first-order vector autoregression is taken out of the scores first. Default false. */
  readonly prewhitened?: boolean;
  /** Whether to multiply by n / (n − k). Default false. */
  readonly smallSample?: boolean;
}

/** A covariance of Newey and West, with the lags that it used. */
export interface NeweyWest extends CoefficientCovariance {
  readonly lags: number;
}

/**
 * Covariance of the coefficients under errors that are correlated in time, with the Bartlett kernel:
 *
 *     V = (X′X)⁻¹ [Γ_0 + Σ_(l ≤ L) (1 − l / (L + 1)) (Γ_l + Γ_l′)] (X′X)⁻¹,   Γ_l = Σ_t x_t u_t u_(t−l) x_(t−l)′
 *
 * @param fit - A fit by `leastSquares`, with values that it has found finite.
 * @param regressors - The k columns of n values of that fit.
 * @returns Insufficient for an exact fit, lags that reach over all observations, or a degenerate covariance.
 * @throws RangeError for lags that are no whole number from 0.
 * @remarks Missing values: refused by the fit. With few events its tests reject too often. Source: Newey and West (1987; 1994 for the
 * automatic lags). Checked against Stata, statsmodels and R's sandwich.
 */
export function neweyWest(
  fit: LeastSquares,
  regressors: readonly Float64Array[],
  { lags, prewhitened = false, smallSample = false }: NeweyWestOptions,
): NeweyWest | Insufficient {
  if (lags !== 'automatic') requireInteger('the lags', lags, { minimum: 0 });
  const chosen = lags === 'automatic' ? neweyWestBandwidth(fit, regressors, { prewhitened }) : lags;
  if (isInsufficient(chosen)) return chosen;
  const used = Math.floor(chosen);
  const estimate = weightedCovariance(fit, regressors, {
    lags: used,
    weight: (lag) => kernelWeight('bartlett', lag / (used + 1)),
    prewhitened,
    smallSample,
    name: 'Newey–West',
  });
  return isInsufficient(estimate) ? estimate : { ...estimate, lags: used };
}
