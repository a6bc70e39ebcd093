import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { type LeastSquares, leastSquares, ones } from '../../numerics/least-squares.ts';
import { isConstant } from '../../numerics/require.ts';
import type { Kernel } from './kernels.ts';
import { prewhiten } from './prewhitening.ts';
import { scoresOf } from './scores.ts';

/** What an automatic bandwidth is for. */
export interface BandwidthOptions {
  /** Default `bartlett`. */
  readonly kernel?: Kernel;
  /** Whether a first-order vector autoregression is taken out of the scores first. Default false. */
  readonly prewhitened?: boolean;
}

/**
 * Bandwidth of Newey and West (1994), from the autocovariances σ_j of the sum h_t of the scores (of the constant none):
 *
 *     m = ⌊c (n / 100)^r⌋,   c = 4 (prewhitened: 3),   r = 2/9, 4/25, 2/25 (Bartlett, Parzen, quadratic spectral)
 *     s_q = 2 Σ_(j ≤ m) j^q σ_j,   s_0 = σ_0 + 2 Σ_(j ≤ m) σ_j
 *     b = 1.1447 (s_1² / s_0²)^(1/3) n^(1/3);   2.6614 (s_2² / s_0²)^(1/5) n^(1/5);   1.3221 (s_2² / s_0²)^(1/5) n^(1/5)
 *
 * @param fit - A fit by `leastSquares`.
 * @param regressors - The k columns of n values of that fit.
 * @returns The bandwidth in observations; `neweyWest` uses ⌊b⌋ lags. Insufficient where the scores have no variance.
 * @remarks Missing values: refused by the fit. Checked against R's sandwich.
 */
export function neweyWestBandwidth(
  fit: LeastSquares,
  regressors: readonly Float64Array[],
  { kernel = 'bartlett', prewhitened = false }: BandwidthOptions = {},
): number | Insufficient {
  const columns = countedScores(fit, regressors, prewhitened);
  if (isInsufficient(columns)) return columns;
  const sums = (columns[0] as Float64Array).map((_, t) => columns.reduce((sum, column) => sum + (column[t] as number), 0));
  const [rate, scale, power] = { bartlett: [2 / 9, 1.1447, 1], parzen: [4 / 25, 2.6614, 2], 'quadratic-spectral': [2 / 25, 1.3221, 2] }[
    kernel
  ] as [number, number, number];
  const last = Math.min(sums.length - 1, Math.floor((prewhitened ? 3 : 4) * (fit.observations / 100) ** rate));
  let [level, curvature] = [autocovariance(sums, 0), 0];
  for (let lag = 1; lag <= last; lag++) {
    const both = 2 * autocovariance(sums, lag);
    level += both;
    curvature += both * lag ** power;
  }
  return positive(scale * ((curvature / level) ** 2 * fit.observations) ** (1 / (2 * power + 1)));
}

/**
 * Bandwidth of Andrews (1991), from a first-order autoregression with a constant of each column of scores (of the constant none), root ρ, error
 * variance σ²:
 *
 *     α_1 = Σ 4 ρ² σ⁴ / ((1 − ρ)⁶ (1 + ρ)²) / Σ σ⁴ / (1 − ρ)⁴,   α_2 = Σ 4 ρ² σ⁴ / (1 − ρ)⁸ / Σ σ⁴ / (1 − ρ)⁴
 *     b = 1.1447 (α_1 n)^(1/3);   2.6614 (α_2 n)^(1/5);   1.3221 (α_2 n)^(1/5)      (Bartlett, Parzen, quadratic spectral)
 *
 * @param fit - A fit by `leastSquares`.
 * @param regressors - The k columns of n values of that fit.
 * @returns The bandwidth in observations. Insufficient where the scores have no variance.
 * @remarks Missing values: refused by the fit. Checked against R's sandwich.
 */
export function andrewsBandwidth(
  fit: LeastSquares,
  regressors: readonly Float64Array[],
  { kernel = 'quadratic-spectral', prewhitened = false }: BandwidthOptions = {},
): number | Insufficient {
  const columns = countedScores(fit, regressors, prewhitened);
  if (isInsufficient(columns)) return columns;
  let [total, first, second] = [0, 0, 0];
  for (const column of columns) {
    const before = column.subarray(0, -1);
    const own = leastSquares(column.subarray(1), [ones(before.length), before]);
    if (isInsufficient(own)) return own;
    const root = own.coefficients[1] as number;
    const weight = (own.residualSumOfSquares / (1 - root) ** 2) ** 2;
    total += weight;
    first += (weight * 4 * root ** 2) / (1 - root ** 2) ** 2;
    second += (weight * 4 * root ** 2) / (1 - root) ** 4;
  }
  const n = (columns[0] as Float64Array).length;
  if (kernel === 'bartlett') return positive(1.1447 * ((first / total) * n) ** (1 / 3));
  return positive((kernel === 'parzen' ? 2.6614 : 1.3221) * ((second / total) * n) ** (1 / 5));
}

/** The columns of scores that count, of a constant none unless there is nothing else. */
function countedScores(
  fit: LeastSquares,
  regressors: readonly Float64Array[],
  prewhitened: boolean,
): readonly Float64Array[] | Insufficient {
  const scores = scoresOf(fit, regressors);
  const white = prewhitened ? prewhiten(scores) : { scores };
  if (isInsufficient(white)) return white;
  const slopes = white.scores.filter((_, j) => !isConstant(regressors[j] as Float64Array));
  return slopes.length > 0 ? slopes : white.scores;
}

function autocovariance(values: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < values.length; t++) sum += (values[t] as number) * (values[t - lag] as number);
  return sum / values.length;
}

const positive = (bandwidth: number): number | Insufficient =>
  Number.isFinite(bandwidth) && bandwidth > 0
    ? bandwidth
    : insufficient('the scores have no autocovariances to choose a bandwidth by', 2, 0);
