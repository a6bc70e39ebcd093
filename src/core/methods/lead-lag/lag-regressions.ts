import { choleskyInPlace } from '../../numerics/cholesky.ts';
import { type LaggedProducts, laggedProducts } from '../../numerics/fast-fourier.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { requireInteger } from '../../numerics/require.ts';
import { type StandardisedPair, standardisedPair } from './cross-correlation.ts';

/** What regressions of two standardised series on their lags leave, for every order at once, on one common sample. */
export interface LagRegressions {
  /** Residual sums of squares of each series on its own lags 1 … p, p = 0 … P. */
  readonly own: Readonly<Record<'a' | 'b', Float64Array>>;
  /** Of each series on the lags 1 … p of both, and the sum of the products of the two residuals. */
  readonly both: Readonly<Record<'aa' | 'bb' | 'ab', Float64Array>>;
  /** n − P: t = P … n − 1 for every order. */
  readonly observations: number;
}

/**
 * Regressions of two series on a constant and their lags, all orders from 0 to P at once.
 *
 * The sums of products S(i, j) = Σ_t u_(t−i) v_(t−j), t = P … n − 1, follow from those of lag 0 by
 *
 *     S(i + 1, j + 1) = S(i, j) + u_(P−1−i) v_(P−1−j) − u_(n−1−i) v_(n−1−j)
 *
 * With the regressors in the order 1, a_(t−1), b_(t−1), a_(t−2), b_(t−2), … the first 2p + 1 of them are the regression of order p, so one
 * Cholesky factor holds them all.
 *
 * @param a - n values.
 * @param b - As `a`.
 * @param maxOrder - P, at least 1.
 * @returns Sums for a and b brought to standard deviation 1; insufficient for fewer than 3P + 3 values (with fewer the residuals of the two
 * are multiples of one another), sides that are constant, or lags that depend on one another.
 * @throws RangeError for values that are not finite, lengths that differ, or an order below 1.
 * @remarks Missing values: refuses. Checked against QR, order by order.
 */
export function lagRegressions(a: Float64Array, b: Float64Array, maxOrder: number): LagRegressions | Insufficient {
  requireInteger('the largest order', maxOrder, { minimum: 1 });
  const pair = standardisedPair(a, b);
  if (isInsufficient(pair)) return pair;
  const needed = 3 * maxOrder + 3;
  if (a.length < needed) return insufficient('fewer observations than regressors', needed, a.length);
  const products = productsOf(pair, maxOrder);
  const own = { a: ownSums(products.aa, products.sumsA, products), b: ownSums(products.bb, products.sumsB, products) };
  const both = bothSums(products);
  if (isInsufficient(own.a)) return own.a;
  if (isInsufficient(own.b)) return own.b;
  if (isInsufficient(both)) return both;
  return { own: { a: own.a, b: own.b }, both, observations: products.observations };
}

/** Sums and sums of products of the lags 0 … P of both series over t = P … n − 1. */
interface Products {
  /** Rows of P + 1: S(i, j) of a with a and b with b (row 0, and the others up to the diagonal), and of a (row) with b (column). */
  readonly aa: Float64Array;
  readonly bb: Float64Array;
  readonly ab: Float64Array;
  readonly sumsA: Float64Array;
  readonly sumsB: Float64Array;
  readonly maxOrder: number;
  readonly observations: number;
}

function productsOf({ a, b }: StandardisedPair, maxOrder: number): Products {
  const lagged: LaggedProducts = laggedProducts(a, b, maxOrder);
  return {
    aa: lagMatrix(a, a, { row: lagged.xx, column: lagged.xx }),
    bb: lagMatrix(b, b, { row: lagged.yy, column: lagged.yy }),
    ab: lagMatrix(a, b, { row: lagged.yx, column: lagged.xy }),
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

/** Residual sums of squares on a constant and the own lags. */
function ownSums(matrix: Float64Array, sums: Float64Array, { maxOrder, observations }: Products): Float64Array | Insufficient {
  const size = maxOrder + 1;
  const rows = new Float64Array(size * (size + 1));
  rows[0] = observations;
  for (let i = 0; i <= maxOrder; i++) {
    const start = (i === 0 ? size : i) * size;
    rows.set(matrix.subarray(i * size, (i + 1) * size), start);
    rows[start] = sums[i] as number;
  }
  const rank = choleskyInPlace(rows, size);
  if (rank < size) return insufficient('the lags depend on one another', size, rank);
  const solved = rows.subarray(size * size);
  return remainders(matrix[0] as number, { left: solved, right: solved, step: 1 });
}

function bothSums(products: Products): LagRegressions['both'] | Insufficient {
  const { aa, bb, ab, sumsA, sumsB, maxOrder, observations } = products;
  const width = maxOrder + 1;
  const size = 2 * maxOrder + 1;
  const rows = new Float64Array(size * (size + 2));
  rows[0] = observations;
  for (let i = 0; i <= maxOrder; i++) {
    const rowA = (i === 0 ? size : 2 * i - 1) * size;
    const rowB = rowA + size;
    rows[rowA] = sumsA[i] as number;
    rows[rowB] = sumsB[i] as number;
    // The factor is made from the part up to the diagonal; the rows of the two responses, at the end, are whole.
    const columns = i === 0 ? maxOrder : i;
    for (let j = 1; j <= columns; j++) {
      rows[rowA + 2 * j - 1] = aa[i * width + j] as number;
      rows[rowA + 2 * j] = ab[i * width + j] as number;
      rows[rowB + 2 * j - 1] = ab[j * width + i] as number;
      rows[rowB + 2 * j] = bb[i * width + j] as number;
    }
  }
  const rank = choleskyInPlace(rows, size);
  if (rank < size) return insufficient('the lags depend on one another', size, rank);
  const [a, b] = [rows.subarray(size * size, size * (size + 1)), rows.subarray(size * (size + 1))];
  return {
    aa: remainders(aa[0] as number, { left: a, right: a, step: 2 }),
    bb: remainders(bb[0] as number, { left: b, right: b, step: 2 }),
    ab: remainders(ab[0] as number, { left: a, right: b, step: 2 }),
  };
}

/** What is left of a sum of products after the first 1, 1 + step, 1 + 2 step, … elements of L⁻¹ b are taken away. */
function remainders(
  whole: number,
  { left, right, step }: { readonly left: Float64Array; readonly right: Float64Array; readonly step: number },
): Float64Array {
  const rest = new Float64Array(1 + (left.length - 1) / step);
  let sum = whole;
  for (let order = 0, k = 0; order < rest.length; order++) {
    for (; k <= order * step; k++) sum -= (left[k] as number) * (right[k] as number);
    rest[order] = sum;
  }
  return rest;
}
