import { choleskyInPlace } from '../../numerics/cholesky.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { requireInteger } from '../../numerics/require.ts';
import { standardisedPair } from './cross-correlation.ts';
import { constantOf, lagMoments, remainders, residualProducts } from './lag-moments.ts';

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
 * The sums of products come from `lagMoments`; with the regressors in the order 1, a_(t−1), b_(t−1), a_(t−2), b_(t−2), … the first 2p + 1 of them are
 * the regression of order p, so one Cholesky factor holds them all.
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
  const moments = lagMoments(pair, maxOrder);
  const { aa, bb, sumsA, sumsB, observations } = moments;
  const own = { a: ownSums(aa, sumsA, observations), b: ownSums(bb, sumsB, observations) };
  const both = residualProducts(moments, constantOf(moments));
  if (isInsufficient(own.a)) return own.a;
  if (isInsufficient(own.b)) return own.b;
  if (isInsufficient(both)) return both;
  return { own: { a: own.a, b: own.b }, both, observations };
}

/** Residual sums of squares on a constant and the own lags. */
function ownSums(matrix: Float64Array, sums: Float64Array, observations: number): Float64Array | Insufficient {
  const size = sums.length;
  const rows = new Float64Array(size * (size + 1));
  rows[0] = observations;
  for (let i = 0; i < size; i++) {
    const start = (i === 0 ? size : i) * size;
    rows.set(matrix.subarray(i * size, (i + 1) * size), start);
    rows[start] = sums[i] as number;
  }
  const rank = choleskyInPlace(rows, size);
  if (rank < size) return insufficient('the lags depend on one another', size, rank);
  const solved = rows.subarray(size * size);
  return remainders(matrix[0] as number, [solved, solved], { first: 1, step: 1 });
}
