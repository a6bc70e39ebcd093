import { choleskyInPlace } from '../../numerics/cholesky.ts';
import { type LaggedProducts, laggedProducts } from '../../numerics/fast-fourier.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import type { StandardisedPair } from './cross-correlation.ts';

/** Sums and sums of products of the lags 0 … P of both series over t = P … n − 1. */
export interface LagMoments {
  /** Rows of P + 1: S(i, j) of a with a and b with b (row 0, and the others up to the diagonal), and of a (row) with b (column). */
  readonly aa: Float64Array;
  readonly bb: Float64Array;
  readonly ab: Float64Array;
  readonly sumsA: Float64Array;
  readonly sumsB: Float64Array;
  readonly maxOrder: number;
  readonly observations: number;
}

/**
 * The sums of products S(i, j) = Σ_t u_(t−i) v_(t−j), t = P … n − 1, of all lags, which follow from those of lag 0 by
 *
 *     S(i + 1, j + 1) = S(i, j) + u_(P−1−i) v_(P−1−j) − u_(n−1−i) v_(n−1−j)
 *
 * @param pair - Two series of n values on one scale.
 * @param maxOrder - P, from 0 to n − 1.
 * @param lagged - Their sums of lagged products up to P at least, where they are there already.
 * @remarks Missing values: propagates.
 */
export function lagMoments(
  { a, b }: StandardisedPair,
  maxOrder: number,
  lagged: LaggedProducts = laggedProducts(a, b, maxOrder),
): LagMoments {
  const upTo = (sums: Float64Array) => sums.subarray(0, maxOrder + 1);
  return {
    aa: lagMatrix(a, a, { row: upTo(lagged.xx), column: upTo(lagged.xx) }),
    bb: lagMatrix(b, b, { row: upTo(lagged.yy), column: upTo(lagged.yy) }),
    ab: lagMatrix(a, b, { row: upTo(lagged.yx), column: upTo(lagged.xy) }),
    sumsA: lagSums(a, maxOrder),
    sumsB: lagSums(b, maxOrder),
    maxOrder,
    observations: a.length - maxOrder,
  };
}

/** S(i, j) of u and v from S(0, j) and S(i, 0) over all t that both have, which lack the edge t < P; of u with itself up to the diagonal. */
function lagMatrix(
  u: Float64Array,
  v: Float64Array,
  { row, column }: { readonly row: Float64Array; readonly column: Float64Array },
): Float64Array {
  const size = row.length;
  const last = u.length - 1;
  const matrix = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    matrix[k] = (row[k] as number) - edgeProducts(u, v, { lag: k, end: size - 1 });
    matrix[k * size] = u === v ? (matrix[k] as number) : (column[k] as number) - edgeProducts(v, u, { lag: k, end: size - 1 });
  }
  for (let i = 1; i < size; i++) {
    const uIn = u[size - 1 - i] as number;
    const uOut = u[last + 1 - i] as number;
    const end = u === v ? i + 1 : size;
    for (let j = 1, at = i * size + 1; j < end; j++, at++) {
      matrix[at] = (matrix[at - size - 1] as number) + uIn * (v[size - 1 - j] as number) - uOut * (v[last + 1 - j] as number);
    }
  }
  return matrix;
}

/** Σ_t u_t v_(t−lag), t = lag … end − 1. */
function edgeProducts(u: Float64Array, v: Float64Array, { lag, end }: { readonly lag: number; readonly end: number }): number {
  let sum = 0;
  for (let t = lag; t < end; t++) sum += (u[t] as number) * (v[t - lag] as number);
  return sum;
}

/** Σ_t u_(t−i), t = P … n − 1, for i = 0 … P. */
function lagSums(u: Float64Array, maxOrder: number): Float64Array {
  const sums = new Float64Array(maxOrder + 1);
  let first = 0;
  for (let t = maxOrder; t < u.length; t++) first += u[t] as number;
  sums[0] = first;
  for (let i = 0; i < maxOrder; i++) sums[i + 1] = (sums[i] as number) + (u[maxOrder - 1 - i] as number) - (u[u.length - 1 - i] as number);
  return sums;
}

/** Regressors that stand before the lags: a constant, or a constant and levels. */
export interface FirstRegressors {
  /** Row g: the sums of products with the first g + 1 of them. */
  readonly among: readonly (readonly number[])[];
  /** Of each the sums of products with the lags 0 … P of a, and of b. */
  readonly withA: readonly Float64Array[];
  readonly withB: readonly Float64Array[];
}

/** The constant alone. Missing values: propagates. */
export const constantOf = ({ sumsA, sumsB, observations }: LagMoments): FirstRegressors => ({
  among: [[observations]],
  withA: [sumsA],
  withB: [sumsB],
});

/**
 * Residual sums of squares and of products of both series on the first regressors and the lags 1 … p of both, for p = 0 … P.
 *
 * @remarks With the regressors in the order of the first ones, a_(t−1), b_(t−1), a_(t−2), b_(t−2), … those of order p are the leading ones, so one
 * Cholesky factor holds all orders.
 * @returns Insufficient where regressors depend on one another. Missing values: propagates.
 */
export function residualProducts(moments: LagMoments, first: FirstRegressors): Record<'aa' | 'bb' | 'ab', Float64Array> | Insufficient {
  const { aa, bb, ab, maxOrder } = moments;
  const width = maxOrder + 1;
  const before = first.among.length;
  const size = 2 * maxOrder + before;
  const rows = new Float64Array(size * (size + 2));
  first.among.forEach((row, g) => {
    rows.set(row, g * size);
  });
  for (let i = 0; i <= maxOrder; i++) {
    const rowA = (i === 0 ? size : before + 2 * i - 2) * size;
    const rowB = rowA + size;
    for (let g = 0; g < before; g++) {
      rows[rowA + g] = first.withA[g]?.[i] as number;
      rows[rowB + g] = first.withB[g]?.[i] as number;
    }
    // The factor is made from the part up to the diagonal; the rows of the two responses, at the end, are whole.
    const columns = i === 0 ? maxOrder : i;
    for (let j = 1, at = before; j <= columns; j++, at += 2) {
      rows[rowA + at] = aa[i * width + j] as number;
      rows[rowA + at + 1] = ab[i * width + j] as number;
      rows[rowB + at] = ab[j * width + i] as number;
      rows[rowB + at + 1] = bb[i * width + j] as number;
    }
  }
  const rank = choleskyInPlace(rows, size);
  if (rank < size) return insufficient('the lags depend on one another', size, rank);
  const [a, b] = [rows.subarray(size * size, size * (size + 1)), rows.subarray(size * (size + 1))];
  const steps = { first: before, step: 2 };
  return {
    aa: remainders(aa[0] as number, [a, a], steps),
    bb: remainders(bb[0] as number, [b, b], steps),
    ab: remainders(ab[0] as number, [a, b], steps),
  };
}

/**
 * What is left of a sum of products after the first f, f + s, f + 2 s, … elements of L⁻¹ b are taken away.
 *
 * @param whole - The sum.
 * @param sides - L⁻¹ b of both factors of the product. Missing values: propagates.
 */
export function remainders(
  whole: number,
  [left, right]: readonly [Float64Array, Float64Array],
  { first, step }: { readonly first: number; readonly step: number },
): Float64Array {
  const rest = new Float64Array(1 + (left.length - first) / step);
  let sum = whole;
  for (let order = 0, k = 0; order < rest.length; order++) {
    for (; k < first + order * step; k++) sum -= (left[k] as number) * (right[k] as number);
    rest[order] = sum;
  }
  return rest;
}
