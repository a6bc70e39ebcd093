import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import type { LeastSquares } from '../../numerics/least-squares.ts';
import { isPositiveDefinite, product, type SquareMatrix, squareMatrix } from '../../numerics/square-matrix.ts';

/** An estimate of the covariance of k regression coefficients. */
export interface CoefficientCovariance {
  /** k rows of k values. */
  readonly covariance: SquareMatrix;
  /** The roots of its diagonal: k values. */
  readonly standardErrors: Float64Array;
  readonly observations: number;
}

/** The scores x_tj u_t of a fit: k columns of n values. Missing values: propagates. */
export const scoresOf = (fit: LeastSquares, regressors: readonly Float64Array[]): Float64Array[] =>
  regressors.map((column) => column.map((value, t) => value * (fit.residuals[t] as number)));

/** Sums of products of columns, Σ_t a_ti b_(t−lag)j: k rows of k values. */
export function crossProducts(columns: readonly Float64Array[], lag = 0): Float64Array[] {
  return squareMatrix(columns.length, (i, j) => {
    const [now, before] = [columns[i] as Float64Array, columns[j] as Float64Array];
    let sum = 0;
    for (let t = lag; t < now.length; t++) sum += (now[t] as number) * (before[t - lag] as number);
    return sum;
  });
}

/** Whether a fit leaves no residuals but rounding: all below a relative 1e-12 of the largest fitted part. */
export function isExact(fit: LeastSquares, regressors: readonly Float64Array[]): boolean {
  const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const parts = regressors.map((column, j) => Math.abs(fit.coefficients[j] as number) * largest(column));
  return largest(fit.residuals) <= 1e-12 * Math.max(...parts);
}

/**
 * The sandwich (X′X)⁻¹ B (X′X)⁻¹ of a fit.
 *
 * @param middle - B, k rows of k values: the covariance of the summed scores.
 * @param name - Of the estimate, for the reason.
 * @returns The covariance, or why there is none: it is not positive definite, so that some variance in it is negative or made of rounding.
 */
export function sandwich(fit: LeastSquares, middle: SquareMatrix, name: string): CoefficientCovariance | Insufficient {
  const covariance = product(product(fit.inverseCrossProducts, middle), fit.inverseCrossProducts);
  const k = covariance.length;
  if (!isPositiveDefinite(covariance)) return insufficient(`the ${name} covariance is not positive definite`, k, k - 1);
  return {
    covariance,
    standardErrors: Float64Array.from(covariance, (row, i) => Math.sqrt(row[i] as number)),
    observations: fit.observations,
  };
}
