import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { leastSquares } from '../../numerics/least-squares.ts';
import { at, inverse, type SquareMatrix, squareMatrix } from '../../numerics/square-matrix.ts';

/** Scores less what a first-order vector autoregression foretells of them. */
export interface Prewhitened {
  /** k columns of n − 1 residuals. */
  readonly scores: readonly Float64Array[];
  /** D = (I − A)⁻¹, with which their covariance is coloured again: D S D′. */
  readonly recolour: SquareMatrix;
}

/**
 * Prewhitening of scores by a vector autoregression g_t = A g_(t−1) + e_t without a constant, by least squares.
 *
 * @param scores - k columns of n values.
 * @returns Insufficient where a column depends on the others, or the autoregression has a unit root.
 * @remarks Source: Andrews and Monahan (1992).
 */
export function prewhiten(scores: readonly Float64Array[]): Prewhitened | Insufficient {
  const before = scores.map((column) => column.subarray(0, -1));
  const fits = scores.map((column) => leastSquares(column.subarray(1), before));
  const residuals: Float64Array[] = [];
  const coefficients: Float64Array[] = [];
  for (const fit of fits) {
    if (isInsufficient(fit)) return fit;
    residuals.push(fit.residuals);
    coefficients.push(fit.coefficients);
  }
  const recolour = inverse(squareMatrix(scores.length, (i, j) => (i === j ? 1 : 0) - at(coefficients, i, j)));
  return isInsufficient(recolour)
    ? insufficient('the scores have a unit root', scores.length, scores.length - 1)
    : { scores: residuals, recolour };
}
