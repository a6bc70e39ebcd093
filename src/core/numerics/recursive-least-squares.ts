import { type Insufficient, insufficient, isInsufficient } from './insufficient.ts';
import { leastSquares } from './least-squares.ts';
import { requireInteger } from './require.ts';

/** Fits of the first `first`, `first` + 1, … n observations, without refitting. */
export interface RecursiveLeastSquares {
  /** Number of observations of the first fit. */
  readonly first: number;
  /** n − first values: the recursive residual of observation first, first + 1, … n − 1 (counted from 0). */
  readonly recursiveResiduals: Float64Array;
  /** n − first + 1 values: the residual sum of squares of the first `first`, first + 1, … n observations. */
  readonly residualSumsOfSquares: Float64Array;
}

/**
 * Ordinary least squares of ever more observations. With P = (X′X)⁻¹ and β of the observations before, a new row x, y gives
 *
 *     w = (y − x′β) / √(1 + x′Px),   RSS ← RSS + w²,   β ← β + Px (y − x′β) / (1 + x′Px),   P ← P − Px x′P / (1 + x′Px)
 *
 * and the w are the recursive residuals.
 *
 * @param response - n values.
 * @param regressors - k columns of n values; a constant is a column of ones that the caller gives.
 * @param first - Observations of the first fit, from k to n; it is made by QR.
 * @returns The path of fits, or why there is none: regressors that depend on one another, in all or in the first observations.
 * @throws RangeError for columns of another length, values that are not finite, or `first` out of range.
 * @remarks Missing values: refuses. The columns are first made orthogonal to one another over all observations, which changes
 * neither w nor RSS and keeps the recursion from losing digits. Source: Brown, Durbin and Evans (1975). Checked against a fit
 * anew of each stretch.
 */
export function recursiveLeastSquares(
  response: Float64Array,
  regressors: readonly Float64Array[],
  first: number,
): RecursiveLeastSquares | Insufficient {
  const columns = orthogonalised(response, regressors);
  if (isInsufficient(columns)) return columns;
  return recursionOver(response, columns, first);
}

/** As {@link recursiveLeastSquares}, for columns that are already {@link orthogonalised}, or a stretch of such columns. */
export function recursionOver(
  response: Float64Array,
  columns: readonly Float64Array[],
  first: number,
): RecursiveLeastSquares | Insufficient {
  const [n, k] = [response.length, columns.length];
  requireInteger('the observations of the first fit', first, { minimum: k, maximum: Math.max(k, n) });
  const head = leastSquares(
    response.subarray(0, first),
    columns.map((column) => column.subarray(0, first)),
  );
  if (isInsufficient(head)) return head;
  const recursiveResiduals = new Float64Array(n - first);
  const residualSumsOfSquares = new Float64Array(n - first + 1);
  const state = { coefficients: head.coefficients, inverse: head.inverseCrossProducts, gain: new Float64Array(k) };
  residualSumsOfSquares[0] = head.residualSumOfSquares;
  for (let t = first; t < n; t++) {
    const w = updated(state, columns, { t, y: response[t] as number });
    recursiveResiduals[t - first] = w;
    residualSumsOfSquares[t - first + 1] = (residualSumsOfSquares[t - first] as number) + w * w;
  }
  return { first, recursiveResiduals, residualSumsOfSquares };
}

interface State {
  readonly coefficients: Float64Array;
  readonly inverse: readonly Float64Array[];
  /** Px. */
  readonly gain: Float64Array;
}

/** Takes one more row in; returns its recursive residual. */
function updated({ coefficients, inverse, gain }: State, columns: readonly Float64Array[], { t, y }: { t: number; y: number }): number {
  const k = columns.length;
  let [error, spread] = [y, 1];
  for (let i = 0; i < k; i++) {
    const x = columns[i]?.[t] as number;
    let sum = 0;
    for (let j = 0; j < k; j++) sum += (inverse[i]?.[j] as number) * (columns[j]?.[t] as number);
    gain[i] = sum;
    error -= x * (coefficients[i] as number);
    spread += x * sum;
  }
  for (let i = 0; i < k; i++) {
    const share = (gain[i] as number) / spread;
    const row = inverse[i] as Float64Array;
    coefficients[i] = (coefficients[i] as number) + share * error;
    for (let j = 0; j < k; j++) row[j] = (row[j] as number) - share * (gain[j] as number);
  }
  return error / Math.sqrt(spread);
}

/**
 * Columns that span what the regressors span and are orthogonal over all n observations, each of mean square 1.
 *
 * @param response - n values; only its length and its finiteness are asked for.
 * @param regressors - k columns of n values.
 * @returns k columns, or why there are none: too few observations, or regressors that depend on one another.
 * @throws RangeError for columns of another length or values that are not finite. Missing values: refuses.
 */
export function orthogonalised(response: Float64Array, regressors: readonly Float64Array[]): readonly Float64Array[] | Insufficient {
  const fit = leastSquares(response, regressors);
  if (isInsufficient(fit)) return fit;
  const columns: Float64Array[] = [];
  for (const regressor of regressors) {
    const before = columns.length === 0 ? undefined : leastSquares(regressor, columns);
    if (before && isInsufficient(before)) return insufficient('the regressors depend on one another', regressors.length, columns.length);
    const rest = before?.residuals ?? regressor;
    const size = Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0) / rest.length);
    columns.push(rest.map((value) => value / size));
  }
  return columns;
}
