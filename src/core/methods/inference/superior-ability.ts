import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean, populationDeviation } from '../../numerics/moments.ts';
import { isConstant, requireFinite, requireSameLength } from '../../numerics/require.ts';
import { stationaryBootstrapVariance } from '../../numerics/stationary-bootstrap-variance.ts';
import { westfallYoungMaxT } from './max-t.ts';
import { TIE } from './shift.ts';

/** Whether the best of many models beats the benchmark by more than the search for it explains. */
export interface SuperiorAbility {
  readonly models: number;
  /** Length of each model's differential. */
  readonly observations: number;
  /** Bootstrap resamples. */
  readonly draws: number;
  /** d̄_k, ω_k and t_k = √n d̄_k / ω_k of each model. */
  readonly means: Float64Array;
  readonly scales: Float64Array;
  readonly t: Float64Array;
  /** White's Reality Check: the largest √n d̄_k, not studentised. */
  readonly realityCheck: { readonly statistic: number; readonly p: number };
  /** Hansen's test of superior predictive ability: the largest t_k, at least 0, with its three recentrings. */
  readonly hansen: { readonly statistic: number; readonly lower: number; readonly consistent: number; readonly upper: number };
  /** Romano and Wolf's step-down p of each model, studentised: `upper` for better than the benchmark, `twoSided` for other than it. */
  readonly romanoWolf: { readonly upper: Float64Array; readonly twoSided: Float64Array };
}

/**
 * White's Reality Check, Hansen's test and Romano and Wolf's step-down of many models against one benchmark, on the same resamples.
 *
 *     ω_k² = γ_0 + 2 Σ_i κ_i γ_i,  κ_i = (1 − i/n)(1 − q)^i + (i/n)(1 − q)^(n − i),  q = 1 / meanBlock
 *     White    V = max √n d̄_k               V* = max √n (d̄*_k − d̄_k)
 *     Hansen   T = max(0, max t_k)          T* = max(0, max √n (d̄*_k − g_k) / ω_k)
 *     g_k = max(d̄_k, 0) for the lower p, d̄_k where t_k ≥ −√(2 log log n) and else 0 for the consistent one, d̄_k for the upper one
 *     Romano and Wolf  step-down max-T of t_k among the draws √n (d̄*_k − d̄_k) / ω_k
 *
 * every p being (1 + #{draws ≥ observed − 1e-12}) / (1 + draws).
 *
 * @param differentials - For each model n values: the benchmark's loss less the model's, so that a positive one is a better model.
 * @param resampledMeans - For each model d̄* of every stationary-bootstrap resample, the same resamples for all models.
 * @param meanBlock - Mean block length with which they were drawn, at least 1.
 * @returns The three tests, or Insufficient: no model, fewer than 3 observations, no resample, or a differential without a scale.
 * @throws RangeError for other lengths, a block below 1 or values that are not finite.
 * @remarks Missing values: refuses. Sources: White (2000), Hansen (2005), Romano and Wolf (2005, 2016). Checked against numpy on
 * one set of resamples.
 */
export function superiorAbility(
  differentials: readonly Float64Array[],
  resampledMeans: readonly Float64Array[],
  { meanBlock }: { readonly meanBlock: number },
): SuperiorAbility | Insufficient {
  requireShapes(differentials, resampledMeans);
  const n = differentials[0]?.length ?? 0;
  const draws = resampledMeans[0]?.length ?? 0;
  const lack = whyInsufficient(differentials, draws);
  if (lack) return lack;
  const scales = Float64Array.from(differentials, (values) => stationaryDeviation(values, meanBlock));
  const unscaled = scales.indexOf(0);
  if (unscaled >= 0) return insufficient(`the blocks leave the differential of model ${unscaled} no scale`, 1, 0);
  const root = Math.sqrt(n);
  const means = Float64Array.from(differentials, mean);
  const t = means.map((value, k) => (root * value) / (scales[k] as number));
  /** √n (d̄*_k − centre_k) / scale_k for every draw. */
  const drawn = (centres: Float64Array, divisors: Float64Array) =>
    resampledMeans.map((values, k) => values.map((value) => (root * (value - (centres[k] as number))) / (divisors[k] as number)));
  const white = root * largest(means);
  // One scale for all models leaves White's order as it is, and makes ties independent of the unit.
  const widest = largest(scales);
  const oneScale = scales.map(() => widest);
  const hansenStatistic = Math.max(0, largest(t));
  const hansenP = (centres: Float64Array) => exceedance(drawn(centres, scales), hansenStatistic, 0);
  const threshold = -Math.sqrt(2 * Math.log(Math.log(n)));
  const withObserved = drawn(means, scales).map((values, k) => Float64Array.from([t[k] as number, ...values]));
  return {
    models: differentials.length,
    observations: n,
    draws,
    means,
    scales,
    t,
    realityCheck: { statistic: white, p: exceedance(drawn(means, oneScale), white / widest) },
    hansen: {
      statistic: hansenStatistic,
      lower: hansenP(means.map((value) => Math.max(value, 0))),
      consistent: hansenP(means.map((value, k) => ((t[k] as number) >= threshold ? value : 0))),
      upper: hansenP(means),
    },
    romanoWolf: { upper: westfallYoungMaxT(withObserved), twoSided: westfallYoungMaxT(withObserved, 'two-sided') },
  };
}

const largest = (values: Float64Array): number => values.reduce((top, value) => Math.max(top, value), Number.NEGATIVE_INFINITY);

function requireShapes(differentials: readonly Float64Array[], resampledMeans: readonly Float64Array[]): void {
  requireSameLength('the resampled means', resampledMeans.length, differentials.length);
  requireRows('the differential of model', differentials);
  requireRows('the resampled means of model', resampledMeans);
}

/** Refuses rows of different length and values that are not finite. */
function requireRows(name: string, rows: readonly Float64Array[]): void {
  rows.forEach((values, k) => {
    requireSameLength(`${name} ${k}`, values.length, (rows[0] as Float64Array).length);
    requireFinite(`${name} ${k}`, values);
  });
}

/** Smallest n with a positive log log n, which Hansen's threshold needs. */
const FEWEST_OBSERVATIONS = 3;

function whyInsufficient(differentials: readonly Float64Array[], draws: number): Insufficient | undefined {
  const n = differentials[0]?.length ?? 0;
  if (differentials.length === 0) return insufficient('no model to compare with the benchmark', 1, 0);
  if (n < FEWEST_OBSERVATIONS) return insufficient('too few observations of the differentials', FEWEST_OBSERVATIONS, n);
  if (draws === 0) return insufficient('no resample', 1, 0);
  const constant = differentials.findIndex(isConstant);
  return constant < 0 ? undefined : insufficient(`the differential of model ${constant} is constant and has no scale`, 2, 1);
}

/** Share of the plain variance below which the bootstrap's is rounding: blocks far longer than the data. */
const SMALLEST_SHARE = 1e-12;

/** ω of a differential, or 0 where the blocks leave none. */
function stationaryDeviation(values: Float64Array, meanBlock: number): number {
  const variance = stationaryBootstrapVariance(values, meanBlock);
  return variance > SMALLEST_SHARE * populationDeviation(values) ** 2 ? Math.sqrt(variance) : 0;
}

/** (1 + draws whose largest value over the models, or the floor, reaches the observed one) / (1 + draws). */
function exceedance(draws: readonly Float64Array[], observed: number, floor = Number.NEGATIVE_INFINITY): number {
  const total = (draws[0] as Float64Array).length;
  let count = 0;
  for (let b = 0; b < total; b++) {
    const largest = draws.reduce((top, values) => Math.max(top, values[b] as number), floor);
    if (largest >= observed - TIE) count++;
  }
  return (1 + count) / (1 + total);
}
