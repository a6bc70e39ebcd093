import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { classicalStandardErrors, type LeastSquares, leastSquares, ones } from '../../numerics/least-squares.ts';
import { isConstant } from '../../numerics/require.ts';
import { isExact } from './scores.ts';

/** A first-order autoregression: how long a series remembers. */
export interface Persistence {
  /** ρ of x_t = a + ρ x_(t−1) + v_t by least squares; biased downwards. */
  readonly root: number;
  readonly standardError: number;
  /** ρ with its bias of −(1 + 3ρ) / n taken out to the second order, at most 1. */
  readonly correctedRoot: number;
  readonly observations: number;
}

/** A persistence with the fit that it comes from. */
export interface Autoregression extends Persistence {
  readonly fit: LeastSquares;
}

/**
 * First-order autoregression of a series, with its root corrected for bias:
 *
 *     ρ_c = min(1, ρ + (1 + 3ρ) / n + 3 (1 + 3ρ) / n²)
 *
 * @param series - n + 1 values in time order, at least five.
 * @returns Insufficient for too short or constant a series, or one that its own past determines.
 * @throws RangeError for values that are not finite.
 * @remarks Missing values: refuses. Source: Kendall (1954) for the bias, Amihud and Hurvich (2004) for the second order. A root corrected
 * beyond 1 is set to 1, where Lewellen (2004) has the most that the correction can be.
 */
export function autoregressionOf(series: Float64Array): Autoregression | Insufficient {
  if (series.length < 5) return insufficient('an autoregression needs five values', 5, series.length);
  if (isConstant(series)) return insufficient('the series is constant', 2, 1);
  const regressors = [ones(series.length - 1), series.subarray(0, -1)];
  const fit = leastSquares(series.subarray(1), regressors);
  if (isInsufficient(fit)) return fit;
  if (isExact(fit, regressors)) return insufficient('the series is determined by its own past', 2, 1);
  const errors = classicalStandardErrors(fit);
  if (isInsufficient(errors)) return errors;
  const [root, n] = [fit.coefficients[1] as number, fit.observations];
  const bias = (1 + 3 * root) / n;
  return { fit, root, standardError: errors[1] as number, correctedRoot: Math.min(1, root + bias + (3 * bias) / n), observations: n };
}
