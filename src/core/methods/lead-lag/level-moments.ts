import { type LaggedProducts, laggedProducts } from '../../numerics/fast-fourier.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { mean, populationDeviation } from '../../numerics/moments.ts';
import { type StandardisedPair, standardisedPair } from './cross-correlation.ts';
import { type FirstRegressors, type LagMoments, lagMoments } from './lag-moments.ts';

/** Two series of levels with their steps, each on the scale of its own steps. */
export interface LevelSteps {
  /** n levels each, mean 0, in standard deviations of the series' own steps. */
  readonly levels: StandardisedPair;
  /** n − 1 steps each, mean 0 and standard deviation 1; step s leads to the level s + 1. */
  readonly steps: StandardisedPair;
  /** The mean step of each, in the same unit. */
  readonly drifts: Readonly<Record<'a' | 'b', number>>;
  /** Standard deviation of the steps over that of the levels. */
  readonly restlessness: Readonly<Record<'a' | 'b', number>>;
  readonly lagged: LaggedProducts;
}

/** Steps below this share of the levels are rounding. */
const ROUNDING = 1e-10;

/**
 * Two series of levels with their steps and the sums of products of these.
 *
 * @param cause - n values.
 * @param effect - As `cause`.
 * @param maxLags - Most lags that a regression will have, at least 1.
 * @returns Insufficient where a side or its steps are all the same, or for fewer than 4 values.
 * @throws RangeError for values that are not finite, or lengths that differ. Missing values: refuses.
 */
export function levelSteps(cause: Float64Array, effect: Float64Array, maxLags: number): LevelSteps | Insufficient {
  const pair = standardisedPair(cause, effect, ['the cause', 'the effect']);
  if (isInsufficient(pair)) return pair;
  const raw = { a: stepsOf(pair.a), b: stepsOf(pair.b) };
  const steps = standardisedPair(raw.a, raw.b);
  if (isInsufficient(steps)) return steps;
  const restlessness = { a: populationDeviation(raw.a), b: populationDeviation(raw.b) };
  if (!(Math.min(restlessness.a, restlessness.b) > ROUNDING)) return insufficient('the lags depend on one another', 2, 1);
  return {
    levels: { a: over(pair.a, restlessness.a), b: over(pair.b, restlessness.b) },
    steps,
    drifts: { a: mean(raw.a) / restlessness.a, b: mean(raw.b) / restlessness.b },
    restlessness,
    lagged: laggedProducts(steps.a, steps.b, maxLags - 1),
  };
}

// Loops, since an array's own map takes as long as all the sums together.
function stepsOf(values: Float64Array): Float64Array {
  const steps = new Float64Array(values.length - 1);
  for (let t = 0; t < steps.length; t++) steps[t] = (values[t + 1] as number) - (values[t] as number);
  return steps;
}

function over(values: Float64Array, unit: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let t = 0; t < out.length; t++) out[t] = (values[t] as number) / unit;
  return out;
}

/** Sums over t = Q … n − 1 that regressions of the steps at t on the levels at t − 1 and the steps before need. */
export interface LevelMoments {
  /** Of the steps at t, t − 1, … t − Q + 1. */
  readonly steps: LagMoments;
  /** Of the levels at t − 1: their sums, and their sums of products. */
  readonly sums: Readonly<Record<'a' | 'b', number>>;
  readonly products: Readonly<Record<'aa' | 'bb' | 'ab', number>>;
  /** Of a level at t − 1 (first letter) with the steps at t, t − 1, … (second letter). */
  readonly withSteps: Readonly<Record<'aa' | 'ab' | 'ba' | 'bb', Float64Array>>;
  readonly observations: number;
}

/**
 * The sums of products of levels and steps, by the recursion of `lagMoments` and
 *
 *     W(j + 1) = W(j) + Σ_t Δl_t δ_(t−j) + l_(Q−1) δ_(Q−1−j) − l_(n−1) δ_(n−1−j),   W(j) = Σ_t l_(t−1) δ_(t−j)
 *
 * @param maxLags - Q, from 1 to the most lags that were declared.
 * @remarks Missing values: propagates.
 */
export function levelMoments({ levels, steps, drifts, lagged }: LevelSteps, maxLags: number): LevelMoments {
  const moments = lagMoments(steps, maxLags - 1, lagged);
  const { aa, bb, ab, sumsA, sumsB, observations } = moments;
  const from = maxLags - 1;
  const firstRow = (matrix: Float64Array) => matrix.subarray(0, maxLags);
  const firstColumn = (matrix: Float64Array) => Float64Array.from({ length: maxLags }, (_, j) => matrix[j * maxLags] as number);
  const along = (level: 'a' | 'b', step: 'a' | 'b', moved: Float64Array) =>
    levelWithSteps(levels[level], steps[step], { moved, drift: drifts[level], sums: step === 'a' ? sumsA : sumsB });
  return {
    steps: moments,
    sums: { a: sumOver(levels.a, from), b: sumOver(levels.b, from) },
    products: {
      aa: productOver(levels.a, levels.a, from),
      bb: productOver(levels.b, levels.b, from),
      ab: productOver(levels.a, levels.b, from),
    },
    withSteps: {
      aa: along('a', 'a', firstRow(aa)),
      ab: along('a', 'b', firstRow(ab)),
      ba: along('b', 'a', firstColumn(ab)),
      bb: along('b', 'b', firstRow(bb)),
    },
    observations,
  };
}

/** W(j) from the sums of products of the level's own steps at t with the other steps at t − j. */
function levelWithSteps(
  levels: Float64Array,
  steps: Float64Array,
  { moved, drift, sums }: { readonly moved: Float64Array; readonly drift: number; readonly sums: Float64Array },
): Float64Array {
  const maxLags = moved.length;
  const last = steps.length;
  const out = new Float64Array(maxLags);
  out[0] = productOver(levels, steps, maxLags - 1);
  for (let j = 0; j < maxLags - 1; j++) {
    const within = (moved[j] as number) + drift * (sums[j] as number);
    const edges =
      (levels[maxLags - 1] as number) * (steps[maxLags - 2 - j] as number) - (levels[last] as number) * (steps[last - 1 - j] as number);
    out[j + 1] = (out[j] as number) + within + edges;
  }
  return out;
}

/** Σ_s l_s, s = from … n − 2. */
function sumOver(levels: Float64Array, from: number): number {
  let sum = 0;
  for (let s = from; s < levels.length - 1; s++) sum += levels[s] as number;
  return sum;
}

/** Σ_s l_s v_s, s = from … n − 2. */
function productOver(levels: Float64Array, others: Float64Array, from: number): number {
  let sum = 0;
  for (let s = from; s < levels.length - 1; s++) sum += (levels[s] as number) * (others[s] as number);
  return sum;
}

/** A constant and both levels at t − 1, before the steps. Missing values: propagates. */
export const constantAndLevels = ({ steps, sums, products, withSteps, observations }: LevelMoments): FirstRegressors => ({
  among: [[observations], [sums.a, products.aa], [sums.b, products.ab, products.bb]],
  withA: [steps.sumsA, withSteps.aa, withSteps.ba],
  withB: [steps.sumsB, withSteps.ab, withSteps.bb],
});
