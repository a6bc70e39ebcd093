import { EigenvalueDecomposition, LuDecomposition, Matrix } from 'ml-matrix';
import { type Insufficient, insufficient, isInsufficient } from './insufficient.ts';

/** A square matrix: k rows of k values. */
export type SquareMatrix = readonly Float64Array[];

const INVERSE_LIMIT = 1e11;
const EIGENVALUE_FLOOR = 1e-10;

/** A k × k matrix from its element at row i and column j. */
export const squareMatrix = (k: number, element: (i: number, j: number) => number): Float64Array[] =>
  Array.from({ length: k }, (_, i) => Float64Array.from({ length: k }, (__, j) => element(i, j)));

/** The element at row i and column j. */
export const at = (matrix: SquareMatrix, i: number, j: number): number => matrix[i]?.[j] as number;

/** A′ of a matrix A. */
export const transpose = (a: SquareMatrix): Float64Array[] => squareMatrix(a.length, (i, j) => at(a, j, i));

/** AB of two matrices of the same size. Missing values: propagates. */
export const product = (a: SquareMatrix, b: SquareMatrix): Float64Array[] =>
  squareMatrix(a.length, (i, j) => a.reduce((sum, _, m) => sum + at(a, i, m) * at(b, m, j), 0));

/** Av of a matrix and a vector of k values. Missing values: propagates. */
export const timesVector = (a: SquareMatrix, v: Float64Array): Float64Array =>
  Float64Array.from(a, (row) => row.reduce((sum, value, j) => sum + value * (v[j] as number), 0));

/** v′Av. Missing values: propagates. */
export const quadraticForm = (a: SquareMatrix, v: Float64Array): number =>
  timesVector(a, v).reduce((sum, value, i) => sum + value * (v[i] as number), 0);

/**
 * A⁻¹ by LU with partial pivoting.
 *
 * @param a - Scaled, so that its elements are of about the size 1 where it is well conditioned.
 * @returns The inverse, or why there is none: a sum of the sizes in one of its columns is above 1e11.
 */
export function inverse(a: SquareMatrix): Float64Array[] | Insufficient {
  const k = a.length;
  const decomposition = new LuDecomposition(a);
  if (!decomposition.isSingular()) {
    const solution = decomposition.solve(Matrix.eye(k));
    const rows = squareMatrix(k, (i, j) => solution.get(i, j));
    if (a.every((_, j) => rows.reduce((sum, row) => sum + Math.abs(row[j] as number), 0) < INVERSE_LIMIT)) return rows;
  }
  return insufficient('a matrix has no inverse', k, k - 1);
}

/** Whether a symmetric matrix is positive definite: scaled to a diagonal of ones, its smallest eigenvalue is above 1e-10. */
export const isPositiveDefinite = (a: SquareMatrix): boolean => unitDiagonal(a) !== undefined;

/** A⁻¹ of a symmetric positive definite matrix of any scale, or that it is none. */
export function positiveDefiniteInverse(a: SquareMatrix): Float64Array[] | Insufficient {
  const unit = unitDiagonal(a);
  const inverted = unit && inverse(unit.scaled);
  if (!inverted || isInsufficient(inverted)) return insufficient('a matrix is not positive definite', a.length, a.length - 1);
  return squareMatrix(a.length, (i, j) => at(inverted, i, j) / ((unit.scales[i] as number) * (unit.scales[j] as number)));
}

/** A positive definite matrix scaled to a diagonal of ones; undefined for one that is not. */
function unitDiagonal(a: SquareMatrix): { readonly scaled: SquareMatrix; readonly scales: readonly number[] } | undefined {
  const scales = a.map((row, i) => Math.sqrt(row[i] as number));
  if (!scales.every((scale) => scale > 0 && Number.isFinite(scale))) return undefined;
  const scaled = squareMatrix(a.length, (i, j) => at(a, i, j) / (scales[i] as number) / (scales[j] as number));
  const { realEigenvalues } = new EigenvalueDecomposition(scaled, { assumeSymmetric: true });
  return realEigenvalues.every((value) => value > EIGENVALUE_FLOOR) ? { scaled, scales } : undefined;
}
