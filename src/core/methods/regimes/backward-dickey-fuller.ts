import { choleskyInPlace } from '../../numerics/cholesky.ts';

/** Which windows are tried at each end. Lengths count observations (levels), not rows of the regression. */
export interface DickeyFullerWindows {
  /** Shortest window. */
  readonly minimumWindow: number;
  /** Longest window. */
  readonly maximumWindow: number;
  /** Lagged differences in the regression. */
  readonly lag: number;
}

/** For each observation the statistics of the windows that end there; NaN where there is none. */
export interface BackwardStatistics {
  /** The largest over the windows. */
  readonly supremum: Float64Array;
  /** That of the longest window. */
  readonly longest: Float64Array;
}

/** Differences below this share of the level are rounding, not data. */
const ROUNDING = 1e-12;

/**
 * Augmented Dickey–Fuller t statistics of all windows that end at each observation, by adding one row of the regression at a
 * time to the means and co-moments (Welford's recursion), so that the cost is proportional to the number of windows:
 *
 *     Δy_t = a + b y_(t−1) + Σ_(i=1…lag) c_i Δy_(t−i) + e_t,   statistic = b / se(b)
 *
 * @param values - n levels.
 * @param windows - `minimumWindow` at least 2 lag + 5, so that a variance can be estimated; `maximumWindow` at least as long.
 * @param firstEnd - Index of the first end that is asked for, at least `minimumWindow` − 1.
 * @returns n values each. Only observations up to the end of a window are read.
 * @remarks Missing values: no window reaches over one. A window in which the level, its change, or what the regression leaves
 * over does not vary (to 1e-12 of the level, or of the change's variance) has no statistic.
 */
export function backwardDickeyFuller(
  values: Float64Array,
  windows: DickeyFullerWindows,
  firstEnd = windows.minimumWindow - 1,
): BackwardStatistics {
  const supremum = new Float64Array(values.length).fill(Number.NaN);
  const longest = new Float64Array(values.length).fill(Number.NaN);
  const scan = windows.lag === 0 ? scanPlain : scanWithLags(windows.lag);
  for (let end = firstEnd; end < values.length; end++) {
    const found = scan(values, end, windows);
    supremum[end] = unsquared(found.supremum);
    longest[end] = unsquared(found.longest);
  }
  return { supremum, longest };
}

/** Statistics of one end as t |t|, which is in the same order as t and needs no root. */
interface SignedSquares {
  readonly supremum: number;
  readonly longest: number;
}

const unsquared = (signedSquare: number): number => Math.sign(signedSquare) * Math.sqrt(Math.abs(signedSquare));

/** Without lags: t² = (rows − 2) Sxy² / (Sxx Syy − Sxy²). */
function scanPlain(values: Float64Array, end: number, { minimumWindow, maximumWindow }: DickeyFullerWindows): SignedSquares {
  const level = values[end] as number;
  let [supremum, longest, reach] = [Number.NaN, Number.NaN, Math.abs(level)];
  let [meanX, meanY, sxx, sxy, syy] = [0, 0, 0, 0, 0];
  for (let t = end, first = Math.max(1, end - maximumWindow + 2); t >= first; t--) {
    const x = (values[t - 1] as number) - level;
    const y = (values[t] as number) - (values[t - 1] as number);
    if (!Number.isFinite(y)) break;
    const rows = end - t + 1;
    const [dx, dy] = [x - meanX, y - meanY];
    meanX += dx / rows;
    meanY += dy / rows;
    sxx += dx * (x - meanX);
    sxy += dx * (y - meanY);
    syy += dy * (y - meanY);
    reach = Math.max(reach, Math.abs(x));
    if (rows + 1 < minimumWindow) continue;
    const floor = rows * (ROUNDING * reach) ** 2;
    const left = sxx * syy - sxy * sxy;
    longest = sxx > floor && syy > floor && left > ROUNDING * sxx * syy ? ((rows - 2) * sxy * Math.abs(sxy)) / left : Number.NaN;
    if (!(longest <= supremum) && !Number.isNaN(longest)) supremum = longest;
  }
  return { supremum, longest };
}

/**
 * With lags: the co-moments of (Δy_(t−1) … Δy_(t−lag), y_(t−1)) are factored as LL′, those of them with Δy_t carried along, so that
 *
 *     t = √(rows − lag − 2) c / √(Syy − Σ (L⁻¹ Sy)²),   c the last element of L⁻¹ Sy: the level, with the lags taken out
 */
function scanWithLags(lag: number): typeof scanPlain {
  const regressors = lag + 1;
  const state = coMoments(lag + 2);
  const factor = new Float64Array((lag + 2) * regressors);
  return (values, end, { minimumWindow, maximumWindow }) => {
    state.means.fill(0);
    state.moments.fill(0);
    const { row } = state;
    const level = values[end] as number;
    let [supremum, longest, reach] = [Number.NaN, Number.NaN, Math.abs(level)];
    for (let t = end, first = Math.max(lag + 1, end - maximumWindow + lag + 2); t >= first; t--) {
      for (let i = 0; i < lag; i++) row[i] = (values[t - 1 - i] as number) - (values[t - 2 - i] as number);
      row[lag] = (values[t - 1] as number) - level;
      row[lag + 1] = (values[t] as number) - (values[t - 1] as number);
      if (!row.every(Number.isFinite)) break;
      const rows = end - t + 1;
      addRow(state, rows);
      reach = Math.max(reach, Math.abs(row[lag] as number));
      if (rows + 1 + lag < minimumWindow) continue;
      longest = (rows - lag - 2) * signedSquareOfRatio(state.moments, factor, { regressors, floor: rows * (ROUNDING * reach) ** 2 });
      if (!(longest <= supremum) && !Number.isNaN(longest)) supremum = longest;
    }
    return { supremum, longest };
  };
}

interface CoMoments {
  readonly row: Float64Array;
  readonly means: Float64Array;
  /** Lower triangle, row by row. */
  readonly moments: Float64Array;
}

const coMoments = (size: number): CoMoments => ({
  row: new Float64Array(size),
  means: new Float64Array(size),
  moments: new Float64Array(size * size),
});

/** Welford's recursion for a vector: means and sums of products of deviations, with one more row. */
function addRow({ row, means, moments }: CoMoments, rows: number): void {
  const size = row.length;
  for (let i = 0; i < size; i++) {
    const deviation = (row[i] as number) - (means[i] as number);
    means[i] = (means[i] as number) + deviation / rows;
    // The mean of j is already the new one: each product takes one deviation from an old mean and one from a new.
    for (let j = 0; j <= i; j++) {
      moments[i * size + j] = (moments[i * size + j] as number) + deviation * ((row[j] as number) - (means[j] as number));
    }
  }
}

/** c |c| / what is left of Syy; NaN where a variable does not vary, or not apart from the others. */
function signedSquareOfRatio(
  moments: Float64Array,
  factor: Float64Array,
  { regressors, floor }: { readonly regressors: number; readonly floor: number },
): number {
  const size = regressors + 1;
  for (let i = 0; i < size; i++) {
    if (!((moments[i * size + i] as number) > floor)) return Number.NaN;
    for (let j = 0; j <= Math.min(i, regressors - 1); j++) factor[i * regressors + j] = moments[i * size + j] as number;
  }
  if (choleskyInPlace(factor, regressors) < regressors) return Number.NaN;
  const whole = moments[size * size - 1] as number;
  let left = whole;
  for (let j = 0; j < regressors; j++) left -= (factor[regressors * regressors + j] as number) ** 2;
  const c = factor[size * regressors - 1] as number;
  return left > ROUNDING * whole ? (c * Math.abs(c)) / left : Number.NaN;
}
