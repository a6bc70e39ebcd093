import { type Insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import type { LeastSquares } from '../../numerics/least-squares.ts';
import { andrewsBandwidth, neweyWestBandwidth } from './bandwidth.ts';
import { type Kernel, kernelWeight } from './kernels.ts';
import type { CoefficientCovariance } from './scores.ts';
import { weightedCovariance } from './weighted-covariance.ts';

/** Options of {@link kernelCovariance}. */
export interface KernelCovarianceOptions {
  readonly kernel: Kernel;
  /** Bandwidth b in observations, above 0, or the rule that chooses it. */
  readonly bandwidth: number | 'andrews' | 'newey-west';
  /** Whether a first-order vector autoregression is taken out of the scores first. Default false. */
  readonly prewhitened?: boolean;
  /** Whether to multiply by n / (n − k). Default false. */
  readonly smallSample?: boolean;
}

/** A kernel covariance, with the bandwidth that it used. */
export interface KernelCovariance extends CoefficientCovariance {
  readonly bandwidth: number;
}

/**
 * Covariance of the coefficients under errors that are correlated in time, with any kernel and a bandwidth that need be no whole number:
 *
 *     V = (X′X)⁻¹ [Γ_0 + Σ_l k(l / b) (Γ_l + Γ_l′)] (X′X)⁻¹,   Γ_l = Σ_t x_t u_t u_(t−l) x_(t−l)′
 *
 * @param fit - A fit by `leastSquares`, with values that it has found finite.
 * @param regressors - The k columns of n values of that fit.
 * @returns Insufficient for an exact fit, a bandwidth beyond the observations, or a degenerate covariance.
 * @throws RangeError for a bandwidth that is not above 0.
 * @remarks Missing values: refused by the fit. The quadratic spectral kernel counts every lag. Source: Andrews (1991). Checked against R's sandwich.
 */
export function kernelCovariance(
  fit: LeastSquares,
  regressors: readonly Float64Array[],
  { kernel, bandwidth: rule, prewhitened = false, smallSample = false }: KernelCovarianceOptions,
): KernelCovariance | Insufficient {
  if (typeof rule === 'number' && !(rule > 0 && Number.isFinite(rule))) throw new RangeError(`a bandwidth must be above 0, was ${rule}`);
  const choose = rule === 'andrews' ? andrewsBandwidth : neweyWestBandwidth;
  const bandwidth = typeof rule === 'number' ? rule : choose(fit, regressors, { kernel, prewhitened });
  if (isInsufficient(bandwidth)) return bandwidth;
  const all = fit.observations - (prewhitened ? 2 : 1);
  const estimate = weightedCovariance(fit, regressors, {
    lags: kernel === 'quadratic-spectral' ? all : Math.ceil(bandwidth) - 1,
    weight: (lag) => kernelWeight(kernel, lag / bandwidth),
    prewhitened,
    smallSample,
    name: kernel,
  });
  return isInsufficient(estimate) ? estimate : { ...estimate, bandwidth };
}
