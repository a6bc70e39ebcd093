import { Matrix, QrDecomposition } from 'ml-matrix';
import { type Insufficient, insufficient } from './insufficient.ts';
import { requireFinite, requireSameLength } from './require.ts';

/** An ordinary least-squares fit of n observations on k regressors. */
export interface LeastSquares {
  /** k values. */
  readonly coefficients: Float64Array;
  /** n values. */
  readonly residuals: Float64Array;
  /** (X′X)⁻¹: k rows of k values. */
  readonly inverseCrossProducts: readonly Float64Array[];
  readonly residualSumOfSquares: number;
  readonly observations: number;
  /** n − k. */
  readonly degreesOfFreedom: number;
}

const RANK_TOLERANCE = 1e-10;

/**
 * Ordinary least squares by QR: β = argmin |y − Xβ|².
 *
 * @param response - n values.
 * @param regressors - k columns of n values; a constant is a column of ones that the caller gives.
 * @returns The fit, or why there is none: fewer observations than regressors, or regressors that depend on one another.
 * @throws RangeError for columns of another length or values that are not finite.
 * @remarks Missing values: refuses. Rank is told on columns scaled to length 1: a diagonal of R below 1e-10 is none.
 */
export function leastSquares(response: Float64Array, regressors: readonly Float64Array[]): LeastSquares | Insufficient {
  const [n, k] = [response.length, regressors.length];
  requireFinite('the response', response);
  regressors.forEach((column, j) => {
    requireSameLength(`regressor ${j}`, column.length, n);
    requireFinite(`regressor ${j}`, column);
  });
  if (n < k || k === 0) return insufficient('fewer observations than regressors', Math.max(1, k), n);
  const lengths = regressors.map((column) => Math.sqrt(column.reduce((sum, value) => sum + value * value, 0)));
  if (lengths.some((length) => length === 0)) return insufficient('a regressor is zero throughout', k, k - 1);
  const scaled = new Matrix(n, k);
  regressors.forEach((column, j) => {
    for (let i = 0; i < n; i++) scaled.set(i, j, (column[i] as number) / (lengths[j] as number));
  });
  const qr = new QrDecomposition(scaled);
  const upper = qr.upperTriangularMatrix;
  const rank = regressors.filter((_, j) => Math.abs(upper.get(j, j)) > RANK_TOLERANCE).length;
  if (rank < k) return insufficient('the regressors depend on one another', k, rank);
  const solution = qr.solve(Matrix.columnVector(response));
  const coefficients = Float64Array.from(lengths, (length, j) => solution.get(j, 0) / length);
  const residuals = Float64Array.from(response);
  regressors.forEach((column, j) => {
    for (let i = 0; i < n; i++) residuals[i] = (residuals[i] as number) - (coefficients[j] as number) * (column[i] as number);
  });
  return {
    coefficients,
    residuals,
    inverseCrossProducts: inverseOfCrossProducts(upper, lengths),
    residualSumOfSquares: residuals.reduce((sum, value) => sum + value * value, 0),
    observations: n,
    degreesOfFreedom: n - k,
  };
}

/** (X′X)⁻¹ = D R⁻¹ R⁻ᵀ D, with D the scaling of the columns. */
function inverseOfCrossProducts(upper: Matrix, lengths: readonly number[]): Float64Array[] {
  const k = lengths.length;
  const inverse = invertUpper(upper, k);
  return lengths.map((row, i) =>
    Float64Array.from(lengths, (column, j) => {
      let sum = 0;
      for (let m = Math.max(i, j); m < k; m++) sum += (inverse[i]?.[m] as number) * (inverse[j]?.[m] as number);
      return sum / (row * column);
    }),
  );
}

/** Inverse of an upper triangle by back substitution. */
function invertUpper(upper: Matrix, k: number): Float64Array[] {
  const inverse = Array.from({ length: k }, () => new Float64Array(k));
  for (let j = 0; j < k; j++) {
    for (let i = j; i >= 0; i--) {
      let sum = i === j ? 1 : 0;
      for (let m = i + 1; m <= j; m++) sum -= upper.get(i, m) * (inverse[m]?.[j] as number);
      (inverse[i] as Float64Array)[j] = sum / upper.get(i, i);
    }
  }
  return inverse;
}

/** The standard errors of a fit under errors that are independent and of equal variance: √(s² (X′X)⁻¹ᵢᵢ), s² = RSS / (n − k). */
export function classicalStandardErrors(fit: LeastSquares): Float64Array | Insufficient {
  if (fit.degreesOfFreedom < 1)
    return insufficient('no degree of freedom is left for a variance', fit.coefficients.length + 1, fit.observations);
  const variance = fit.residualSumOfSquares / fit.degreesOfFreedom;
  return Float64Array.from(fit.inverseCrossProducts, (row, i) => Math.sqrt(variance * (row[i] as number)));
}

/** A column of n ones: the constant of a regression. */
export const ones = (n: number): Float64Array => new Float64Array(n).fill(1);
