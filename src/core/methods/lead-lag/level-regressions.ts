import { choleskyInPlace, plainCholesky } from '../../numerics/cholesky.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { remainders, residualProducts } from './lag-moments.ts';
import type { LagRegressions } from './lag-regressions.ts';
import { constantAndLevels, type LevelMoments, type LevelSteps } from './level-moments.ts';

/** What regressions of two series of levels on the lags of both leave. */
export type LevelRegressions = Pick<LagRegressions, 'both' | 'observations'>;

/**
 * Residual sums of squares and products of two series of levels on a constant and the lags 1 … q of both, q = 0 … Q, over t = Q … n − 1, of levels
 * brought to standard deviation 1.
 *
 * The lags 1 … q of a level span what its lag 1 and its steps at t − 1 … t − q + 1 span, and the level at t leaves what its step leaves: so the
 * regressions are those of steps on one level of each and on steps. Levels that wander are nearly multiples of one another from lag to lag;
 * steps are not, and the cross products keep their digits.
 *
 * @param series - Levels with their steps.
 * @param moments - Theirs, for Q lags.
 * @returns Insufficient where the lags depend on one another. Missing values: propagates.
 */
export function levelRegressions(series: LevelSteps, moments: LevelMoments): LevelRegressions | Insufficient {
  const maxLags = moments.steps.maxOrder + 1;
  const left = residualProducts(moments.steps, constantAndLevels(moments));
  if (isInsufficient(left)) return left;
  const { a, b } = series.restlessness;
  const { levels } = series;
  const { observations } = moments;
  const all = (ofNone: number, ofLags: Float64Array, scale: number) => Float64Array.of(ofNone, ...ofLags).map((sum) => sum * scale);
  const both = {
    aa: all(aboutMean(levels.a, levels.a, maxLags), left.aa, a * a),
    bb: all(aboutMean(levels.b, levels.b, maxLags), left.bb, b * b),
    ab: all(aboutMean(levels.a, levels.b, maxLags), left.ab, a * b),
  };
  return { both, observations };
}

/** Σ_t u_t v_t less the product of their means, t = from … n − 1. */
function aboutMean(u: Float64Array, v: Float64Array, from: number): number {
  let [sum, left, right] = [0, 0, 0];
  for (let t = from; t < u.length; t++) {
    sum += (u[t] as number) * (v[t] as number);
    left += u[t] as number;
    right += v[t] as number;
  }
  return sum - (left * right) / (u.length - from);
}

/**
 * What is left of a side, in the unit of its steps, after a constant, its own lags 1 … q and the last d of the other side's lags 1 … q are taken
 * out: residual sums of squares over t = Q … n − 1 for q = 1 + d … Q.
 *
 * @param series - Levels with their steps.
 * @param moments - Theirs, for Q lags.
 * @param options - `side`: whose residuals; `kept`: d, the lags of the other side that stay, below Q.
 * @returns Q − d sums; insufficient where the lags depend on one another. Missing values: propagates.
 * @remarks One factor of the own lags holds the other side's levels at all lags as further rows: each q takes a leading part of it, and a
 * factor of d rows.
 */
export function restrictedSums(
  series: LevelSteps,
  moments: LevelMoments,
  { side, kept }: { readonly side: 'a' | 'b'; readonly kept: number },
): Float64Array | Insufficient {
  const own = ownLags(moments, { side, drift: series.drifts[side === 'a' ? 'b' : 'a'] });
  if (isInsufficient(own)) return own;
  const among = levelProducts(side === 'a' ? series.levels.b : series.levels.a, own.levels.length, kept);
  const sums = remainders(own.whole, [own.response, own.response], { first: 2, step: 1 });
  for (let lags = kept + 1; lags <= sums.length; lags++) {
    const left = (product: number, u: Float64Array, v: Float64Array) => lessExplained(product, [u, v], lags + 1);
    const levels = own.levels.slice(lags - kept, lags);
    const gram = levels.flatMap((level, i) =>
      levels.map((other, j) => (j > i ? 0 : left(among[i - j]?.[lags - kept + j] as number, level.row, other.row))),
    );
    const response = levels.map(({ row, withResponse }) => left(withResponse, row, own.response));
    const factor = Float64Array.of(...gram, ...response);
    if (plainCholesky(factor, kept) < kept) return insufficient('the lags depend on one another', kept, kept - 1);
    sums[lags - 1] = factor.subarray(kept * kept).reduce((rest, value) => rest - value * value, sums[lags - 1] as number);
  }
  return sums.slice(kept);
}

interface OwnLags {
  /** Sum of squares of the response. */
  readonly whole: number;
  /** L⁻¹ of its products with the own lags. */
  readonly response: Float64Array;
  /** The same of the other side's levels at t − 1, t − 2, …, and their products with the response. */
  readonly levels: readonly { readonly row: Float64Array; readonly withResponse: number }[];
}

/** The factor of a constant, a side's level at t − 1 and its steps before t; below it the response and the other side's levels. */
function ownLags(moments: LevelMoments, { side, drift }: { readonly side: 'a' | 'b'; readonly drift: number }): OwnLags | Insufficient {
  const seen = asSeenBy(moments, side);
  const { own, maxLags } = seen;
  const size = maxLags + 1;
  const factor = new Float64Array((size + 1 + maxLags) * size);
  factor[0] = moments.observations;
  factor[size] = seen.ofLevel;
  factor[size + 1] = seen.ofLevelSquares;
  for (let i = 0; i < maxLags; i++) {
    const start = (i === 0 ? size : i + 1) * size;
    factor[start] = seen.ofSteps[i] as number;
    factor[start + 1] = seen.levelWithSteps[i] as number;
    factor.set(own.subarray(i * maxLags + 1, i * maxLags + (i === 0 ? maxLags : i + 1)), start + 2);
  }
  const levels = factor.subarray((size + 1) * size);
  const withResponse = fillOtherLevels(levels, seen, { observations: moments.observations, drift });
  const rank = choleskyInPlace(factor, size);
  if (rank < size) return insufficient('the lags depend on one another', size, rank);
  return {
    whole: own[0] as number,
    response: factor.subarray(size * size, (size + 1) * size),
    levels: Array.from(withResponse, (product, i) => ({ row: levels.subarray(i * size, (i + 1) * size), withResponse: product })),
  };
}

/** Rows of the products of the other side's levels at t − 1, t − 2, … with the own lags, each from the one before; returns those with the response. */
function fillOtherLevels(
  rows: Float64Array,
  seen: Seen,
  { observations, drift }: { readonly observations: number; readonly drift: number },
): Float64Array {
  const { cross, maxLags, ofSteps, stride } = seen;
  const size = maxLags + 1;
  const withResponse = new Float64Array(maxLags);
  rows[0] = seen.ofOtherLevel;
  rows[1] = seen.ofLevels;
  rows.set(seen.otherLevelWithSteps.subarray(1), 2);
  withResponse[0] = seen.otherLevelWithSteps[0] as number;
  for (let i = 1, row = size; i < maxLags; i++, row += size) {
    rows[row] = (rows[row - size] as number) - (seen.ofOtherSteps[i] as number) - drift * observations;
    rows[row + 1] = (rows[row + 1 - size] as number) - (seen.levelWithOtherSteps[i] as number) - drift * seen.ofLevel;
    withResponse[i] = (withResponse[i - 1] as number) - (cross[i * stride.other] as number) - drift * (ofSteps[0] as number);
    for (let j = 1, at = i * stride.other; j < maxLags; j++) {
      at += stride.own;
      rows[row + 1 + j] = (rows[row + 1 + j - size] as number) - (cross[at] as number) - drift * (ofSteps[j] as number);
    }
  }
  return withResponse;
}

type Seen = ReturnType<typeof asSeenBy>;

/** The moments as one side sees them: its own, and the other's. */
function asSeenBy({ steps, sums, products, withSteps }: LevelMoments, side: 'a' | 'b') {
  const maxLags = steps.maxOrder + 1;
  const isA = side === 'a';
  return {
    maxLags,
    own: isA ? steps.aa : steps.bb,
    /** Of the own steps with the other's, and how far apart in it two neighbouring lags of each lie. */
    cross: steps.ab,
    stride: isA ? { own: maxLags, other: 1 } : { own: 1, other: maxLags },
    ofSteps: isA ? steps.sumsA : steps.sumsB,
    ofOtherSteps: isA ? steps.sumsB : steps.sumsA,
    ofLevel: isA ? sums.a : sums.b,
    ofOtherLevel: isA ? sums.b : sums.a,
    ofLevelSquares: isA ? products.aa : products.bb,
    ofLevels: products.ab,
    levelWithSteps: isA ? withSteps.aa : withSteps.bb,
    levelWithOtherSteps: isA ? withSteps.ab : withSteps.ba,
    otherLevelWithSteps: isA ? withSteps.ba : withSteps.ab,
  };
}

/** Σ_t l_(t−i) l_(t−i−k), t = Q … n − 1: row k below d, i = 1 … Q − k at place i − 1. */
function levelProducts(levels: Float64Array, maxLags: number, kept: number): Float64Array[] {
  const at = (t: number) => levels[t] as number;
  return Array.from({ length: kept }, (_, k) => {
    const sums = new Float64Array(maxLags - k);
    for (let t = maxLags; t < levels.length; t++) sums[0] = (sums[0] as number) + at(t - 1) * at(t - 1 - k);
    for (let i = 1; i < sums.length; i++) {
      const [into, out] = [maxLags - i - 1, levels.length - i - 1];
      sums[i] = (sums[i - 1] as number) + at(into) * at(into - k) - at(out) * at(out - k);
    }
    return sums;
  });
}

/** A sum of products less what the first places of L⁻¹ b of both factors explain. */
function lessExplained(product: number, [u, v]: readonly [Float64Array, Float64Array], places: number): number {
  let rest = product;
  for (let k = 0; k < places; k++) rest -= (u[k] as number) * (v[k] as number);
  return rest;
}
