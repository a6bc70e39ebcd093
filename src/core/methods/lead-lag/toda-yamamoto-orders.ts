import { chiSquareUpperTail, fUpperTail } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { requireInteger } from '../../numerics/require.ts';
import { type LevelMoments, type LevelSteps, levelMoments, levelSteps } from './level-moments.ts';
import { type LevelRegressions, levelRegressions, restrictedSums } from './level-regressions.ts';
import type { LagChoice, TodaYamamotoTest } from './toda-yamamoto.ts';
import { varOrdersOf } from './var-order.ts';

/** Toda and Yamamoto's test of one direction for the orders 1 … P. */
export interface TodaYamamotoOrders {
  /** Wald's statistic of order p at index p − 1. */
  readonly chiSquare: Float64Array;
  readonly pChiSquare: Float64Array;
  /** chiSquare / p. */
  readonly f: Float64Array;
  readonly pF: Float64Array;
  /** min(1, P × the smallest p of F): what it is worth when the best of P orders is picked (Bonferroni). */
  readonly pAnyOrder: number;
}

/** The test both ways for all orders on one common sample. */
export interface TodaYamamotoBothWays {
  readonly aToB: TodaYamamotoOrders;
  readonly bToA: TodaYamamotoOrders;
  readonly integrationOrder: number;
  /** n − P − d, for every order. */
  readonly observations: number;
}

/** Residuals below this share of the steps' variance have no digits left. */
const LEAST_SHARE = 1e-10;

/**
 * Toda and Yamamoto's tests of two series of levels both ways, for all orders from 1 to P at once.
 *
 *     W_p = (RSS_0 − RSS_1) / (RSS_1 / (n − P − d − 2(p + d) − 1)),   t = P + d … n − 1 for every p
 *     RSS_1: the level on a constant and the lags 1 … p + d of both;   RSS_0: without the lags 1 … p of the cause
 *
 * which is Wald's statistic of `todaYamamoto` on that sample.
 *
 * @param a - n levels.
 * @param b - As `a`.
 * @param options - `maxOrder`: P, at least 1; `integrationOrder`: d, by default 1.
 * @returns Insufficient for fewer than 3 (P + d) + 2 values, sides or steps that are all the same, lags that depend on one another or give a series
 * exactly.
 * @throws RangeError for values that are not finite, lengths that differ, an order below 1 or an integration order below 0.
 * @remarks One sample for all orders, so that they can be compared; `todaYamamoto` of an order below P uses P − p more values. The regressions
 * are made from steps (`levelRegressions`), so that levels that wander cost no digits. Missing values: refuses. Checked against QR, order by order.
 */
export function todaYamamotoOrders(
  a: Float64Array,
  b: Float64Array,
  { maxOrder, integrationOrder = 1 }: { readonly maxOrder: number; readonly integrationOrder?: number },
): TodaYamamotoBothWays | Insufficient {
  const lags = requireLags(a.length, maxOrder, integrationOrder);
  if (isInsufficient(lags)) return lags;
  const series = levelSteps(a, b, lags);
  if (isInsufficient(series)) return series;
  const fits = fitsOf(series, lags);
  if (isInsufficient(fits)) return fits;
  const aToB = waldOrders(fits, 'b', integrationOrder);
  const bToA = waldOrders(fits, 'a', integrationOrder);
  if (isInsufficient(aToB)) return aToB;
  if (isInsufficient(bToA)) return bToA;
  return { aToB: withTails(aToB), bToA: withTails(bToA), integrationOrder, observations: a.length - lags };
}

/** p + d, where there are values enough for as many. */
function requireLags(values: number, maxOrder: number, integrationOrder: number): number | Insufficient {
  requireInteger('the largest order', maxOrder, { minimum: 1 });
  requireInteger('the integration order', integrationOrder, { minimum: 0 });
  const lags = maxOrder + integrationOrder;
  const needed = 3 * lags + 2;
  return values < needed ? insufficient('no degree of freedom is left for a variance', needed, values) : lags;
}

/** The regressions of both sides on all lags, with what they were made from. */
interface Fits {
  readonly series: LevelSteps;
  readonly moments: LevelMoments;
  readonly regressions: LevelRegressions;
}

function fitsOf(series: LevelSteps, maxLags: number): Fits | Insufficient {
  const moments = levelMoments(series, maxLags);
  const regressions = levelRegressions(series, moments);
  return isInsufficient(regressions) ? regressions : { series, moments, regressions };
}

interface Walds {
  /** Of order p at index p − 1. */
  readonly chiSquare: Float64Array;
  /** n − Q − 2 (p + d) − 1. */
  readonly degreesOfFreedom: Float64Array;
}

function waldOrders({ series, moments, regressions }: Fits, effect: 'a' | 'b', kept: number): Walds | Insufficient {
  const before = restrictedSums(series, moments, { side: effect, kept });
  if (isInsufficient(before)) return before;
  const unit = series.restlessness[effect] ** 2;
  const after = regressions.both[effect === 'a' ? 'aa' : 'bb'].subarray(1 + kept);
  const { observations } = moments;
  if (!((after.at(-1) as number) > LEAST_SHARE * unit * observations)) {
    return insufficient('the lags give a series exactly', 2 * (before.length + kept) + 1, observations);
  }
  const degreesOfFreedom = before.map((_, i) => observations - 2 * (i + 1 + kept) - 1);
  const chiSquare = before.map((sum, i) => {
    const left = after[i] as number;
    return (Math.max(0, unit * sum - left) / left) * (degreesOfFreedom[i] as number);
  });
  return { chiSquare, degreesOfFreedom };
}

function withTails({ chiSquare, degreesOfFreedom }: Walds): TodaYamamotoOrders {
  const f = chiSquare.map((value, i) => value / (i + 1));
  const pF = f.map((value, i) => fUpperTail(value, i + 1, degreesOfFreedom[i] as number));
  return {
    chiSquare,
    pChiSquare: chiSquare.map((value, i) => chiSquareUpperTail(value, i + 1)),
    f,
    pF,
    pAnyOrder: Math.min(1, pF.length * Math.min(...pF)),
  };
}

/**
 * The test of `todaYamamotoChosen`, with its order, its sample and its choice, from sums of products in the place of QR.
 *
 * @param cause - n levels.
 * @param effect - As `cause`.
 * @returns The same within rounding, many times as fast; insufficient and throws as {@link todaYamamotoOrders}, and for fewer than 3P + 3 values.
 * @remarks Missing values: refuses. Checked against `todaYamamotoChosen`.
 */
export function todaYamamotoByMoments(
  cause: Float64Array,
  effect: Float64Array,
  { maxOrder, criterion = 'aic', integrationOrder = 1 }: LagChoice,
): TodaYamamotoTest | Insufficient {
  const lags = requireLags(cause.length, maxOrder, integrationOrder);
  if (isInsufficient(lags)) return lags;
  const needed = 3 * maxOrder + 3;
  if (cause.length < needed) return insufficient('fewer observations than regressors', needed, cause.length);
  const series = levelSteps(cause, effect, lags);
  if (isInsufficient(series)) return series;
  const all = fitsOf(series, maxOrder);
  if (isInsufficient(all)) return all;
  const choice = varOrdersOf(all.regressions);
  if (isInsufficient(choice)) return choice;
  const order = choice.chosen[criterion];
  const fits = fitsOf(series, order + integrationOrder);
  if (isInsufficient(fits)) return fits;
  const walds = waldOrders(fits, 'b', integrationOrder);
  if (isInsufficient(walds)) return walds;
  const chiSquare = walds.chiSquare.at(-1) as number;
  const degreesOfFreedom = walds.degreesOfFreedom.at(-1) as number;
  return {
    chiSquare,
    pChiSquare: chiSquareUpperTail(chiSquare, order),
    f: chiSquare / order,
    pF: fUpperTail(chiSquare / order, order, degreesOfFreedom),
    restrictions: order,
    degreesOfFreedom,
    order,
    integrationOrder,
    observations: cause.length - order - integrationOrder,
  };
}
