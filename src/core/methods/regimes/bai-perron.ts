import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { leastSquares } from '../../numerics/least-squares.ts';
import { orthogonalised, recursionOver } from '../../numerics/recursive-least-squares.ts';
import { requireBetween, requireInteger } from '../../numerics/require.ts';
import { fitsExactly } from './exact-fit.ts';

/** How breaks are looked for. */
export interface BaiPerronOptions {
  /** Shortest segment as a share of the observations; 0.15 unless told. */
  readonly trimming?: number;
  /** Most breaks tried; 5 unless told, and never more than the shortest segment leaves room for. */
  readonly maximumBreaks?: number;
}

/** The best partition into m + 1 segments. */
export interface Partition {
  /** m indices: the first observation of each new segment, ascending. */
  readonly breaks: readonly number[];
  readonly residualSumOfSquares: number;
  readonly bic: number;
}

/** One segment of the chosen partition. */
export interface Segment {
  readonly start: number;
  /** Index after the last observation. */
  readonly end: number;
  /** k values, one for each regressor. */
  readonly coefficients: Float64Array;
}

/** The breaks of a regression. */
export interface BaiPerron {
  /** The best partition with 0, 1, … breaks. */
  readonly partitions: readonly Partition[];
  /** Number of breaks with the least BIC. */
  readonly breaks: number;
  /** Segments of that partition. */
  readonly segments: readonly Segment[];
  /** Observations that a segment has at least. */
  readonly shortestSegment: number;
  readonly observations: number;
}

/**
 * Structural breaks of a regression, all coefficients of which may change: for each number of breaks m the partition with the
 * least residual sum of squares among *all* partitions with long enough segments (dynamic programming), and the m of least BIC.
 *
 *     logLikelihood = −n/2 (log 2π + 1 + log(RSS / n)),   BIC = −2 logLikelihood + (k + 1)(m + 1) log n
 *
 * @param response - n values in the order of time.
 * @param regressors - k columns of n values; `[ones(n)]` for breaks in the mean.
 * @param options - Shortest segment h = max(k + 1, ⌊trimming n⌋); at most min(maximumBreaks, ⌊n / h⌋ − 1) breaks.
 * @returns The partitions, or why there are none: fewer than 2h observations, regressors that depend on one another within a
 * segment, or segments that fit exactly, so that no variance is left to judge them by.
 * @throws RangeError for columns of another length, values that are not finite, trimming outside (0, 0.5], or a negative or
 * fractional number of breaks.
 * @remarks Missing values: refuses. Source: Bai and Perron (1998, 2003). Checked against strucchange 1.5-3 (break dates, RSS and
 * BIC of the Nile) and against all partitions tried one by one. The number of parameters in BIC counts the breaks, and the
 * variance, as strucchange does. Costs n²/2 updates of k² each; memory grows with n only.
 */
export function baiPerron(
  response: Float64Array,
  regressors: readonly Float64Array[],
  { trimming = 0.15, maximumBreaks = 5 }: BaiPerronOptions = {},
): BaiPerron | Insufficient {
  requireBetween('the trimming', trimming, { above: 0, below: 0.5 + 1e-12 });
  requireInteger('the most breaks', maximumBreaks, { minimum: 0 });
  const columns = orthogonalised(response, regressors);
  if (isInsufficient(columns)) return columns;
  const [n, k] = [response.length, regressors.length];
  const shortestSegment = Math.max(k + 1, Math.floor(trimming * n));
  if (n < 2 * shortestSegment) return insufficient('no room for a break between two segments', 2 * shortestSegment, n);
  const most = Math.min(maximumBreaks, Math.floor(n / shortestSegment) - 1);
  const found = bestPartitions(response, columns, { shortestSegment, most });
  if (isInsufficient(found)) return found;
  if (found.some(({ residualSumOfSquares }) => fitsExactly(residualSumOfSquares, response)))
    return insufficient('segments fit exactly: no variance is left', 1, 0);
  const partitions = found.map((partition, m) => ({
    ...partition,
    bic: n * (Math.log(2 * Math.PI) + 1 + Math.log(partition.residualSumOfSquares / n)) + (k + 1) * (m + 1) * Math.log(n),
  }));
  const breaks = partitions.reduce((best, { bic }, m) => (bic < (partitions[best] as Partition).bic ? m : best), 0);
  const segments = segmentsOf(response, regressors, (partitions[breaks] as Partition).breaks);
  return { partitions, breaks, segments, shortestSegment, observations: n };
}

/**
 * least[m][e] = min over s of least[m − 1][s] + RSS(s … e − 1). Starts are taken in order, so that all that end at a start are
 * settled before it is one: only one row of RSS is ever held.
 */
function bestPartitions(
  response: Float64Array,
  columns: readonly Float64Array[],
  { shortestSegment, most }: { readonly shortestSegment: number; readonly most: number },
): readonly Omit<Partition, 'bic'>[] | Insufficient {
  const n = response.length;
  const least = Array.from({ length: most + 1 }, () => new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY));
  const starts = Array.from({ length: most + 1 }, () => new Int32Array(n + 1));
  for (let start = 0; start <= n - shortestSegment; start++) {
    if (start > 0 && start < shortestSegment) continue;
    const fits = recursionOver(
      response.subarray(start),
      columns.map((column) => column.subarray(start)),
      shortestSegment,
    );
    if (isInsufficient(fits)) return insufficient(`${fits.reason}, in a segment from index ${start}`, fits.needed, fits.available);
    fits.residualSumsOfSquares.forEach((rss, i) => {
      const end = start + shortestSegment + i;
      for (let m = start === 0 ? 0 : 1; m <= (start === 0 ? 0 : most); m++) {
        const sum = rss + (start === 0 ? 0 : (least[m - 1]?.[start] as number));
        if (sum < (least[m]?.[end] as number)) {
          (least[m] as Float64Array)[end] = sum;
          (starts[m] as Int32Array)[end] = start;
        }
      }
    });
  }
  return least.map((sums, m) => ({ breaks: breaksBack(starts, m, n), residualSumOfSquares: sums[n] as number }));
}

/** The breaks of the best partition of the first `end` observations, from its last segment back. */
function breaksBack(starts: readonly Int32Array[], m: number, end: number): number[] {
  if (m === 0) return [];
  const last = starts[m]?.[end] as number;
  return [...breaksBack(starts, m - 1, last), last];
}

function segmentsOf(response: Float64Array, regressors: readonly Float64Array[], breaks: readonly number[]): Segment[] {
  const bounds = [0, ...breaks, response.length];
  return bounds.slice(1).map((end, i) => {
    const start = bounds[i] as number;
    const fit = leastSquares(
      response.subarray(start, end),
      regressors.map((column) => column.subarray(start, end)),
    );
    if (isInsufficient(fit)) throw new Error('a segment that was fitted before could not be fitted again');
    return { start, end, coefficients: fit.coefficients };
  });
}
