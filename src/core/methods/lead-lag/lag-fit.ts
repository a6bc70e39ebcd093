import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { type LeastSquares, leastSquares } from '../../numerics/least-squares.ts';

/** Residuals of a standardised series below this are rounding. */
const ROUNDING = 1e-10;

/**
 * The columns x_(t−1) … x_(t−p) for t = p … n − 1.
 *
 * @param values - n values, more than p. Missing values: propagates.
 */
export const lagColumns = (values: Float64Array, order: number): Float64Array[] =>
  Array.from({ length: order }, (_, j) => values.slice(order - 1 - j, values.length - 1 - j));

/**
 * Least squares of a standardised series on lags.
 *
 * @param response - The values that the lags leave, of a series with standard deviation 1.
 * @param regressors - Columns of as many values.
 * @returns Insufficient as `leastSquares`, and where the lags give the series exactly: residuals below 1e-10 of its standard deviation.
 * @throws RangeError as `leastSquares`. Missing values: refuses.
 */
export function lagFit(response: Float64Array, regressors: readonly Float64Array[]): LeastSquares | Insufficient {
  const fit = leastSquares(response, regressors);
  if (isInsufficient(fit) || fit.residualSumOfSquares > ROUNDING ** 2 * fit.observations) return fit;
  return insufficient('the lags give the effect exactly', regressors.length + 1, fit.observations);
}
