import { chiSquareUpperTail, fUpperTail } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { type LeastSquares, ones } from '../../numerics/least-squares.ts';
import { requireInteger } from '../../numerics/require.ts';
import { neweyWest } from '../long-horizon/newey-west.ts';
import { standardisedPair } from './cross-correlation.ts';
import { lagColumns, lagFit } from './lag-fit.ts';
import { type WaldTest, waldTest } from './wald.ts';

/** Whether lags of the cause help to tell the effect that its own lags do not tell. */
export interface GrangerTest {
  readonly order: number;
  /** n − p. */
  readonly observations: number;
  /** Of the unrestricted regression: n − p − (2p + 1). */
  readonly degreesOfFreedom: number;
  readonly f: number;
  readonly pF: number;
  /** (n − p)(RSS_0 − RSS_1) / RSS_1. */
  readonly chiSquare: number;
  readonly pChiSquare: number;
  /** (n − p) ln(RSS_0 / RSS_1). */
  readonly likelihoodRatio: number;
  readonly pLikelihoodRatio: number;
  /** Wald's test with the covariance of Newey and West, which holds under unequal variance and persistent errors. */
  readonly robust: (WaldTest & { readonly lags: number }) | Insufficient;
}

/**
 * Granger's test that p lags of a cause add nothing to p lags of the effect:
 *
 *     RSS_1: y_t = c + Σ_j α_j y_(t−j) + Σ_j β_j x_(t−j) + e_t;   RSS_0: without the β;   j = 1 … p, t = p … n − 1
 *     F = ((RSS_0 − RSS_1) / p) / (RSS_1 / (n − p − 2p − 1))
 *
 * @param cause - n changes; a cause whose clock is not before the effect's shares hours with it at lag 1 (see `pairAsKnown`).
 * @param effect - As `cause`.
 * @param order - p, at least 1, chosen beforehand (see `grangerOrders` for its choice).
 * @returns The classical forms and the robust one; insufficient for too few values, sides that are constant or depend on one another, or an
 * effect that the lags give exactly.
 * @throws RangeError for values that are not finite, lengths that differ, or an order below 1.
 * @remarks For changes, not levels: for levels that wander take `todaYamamoto`. Missing values: refuses. Source: Granger (1969). Checked
 * against R's lmtest and statsmodels.
 */
export function grangerTest(cause: Float64Array, effect: Float64Array, order: number): GrangerTest | Insufficient {
  const fits = regressions(cause, effect, order);
  if (isInsufficient(fits)) return fits;
  return { ...classicalTest(fits), robust: robustTest(fits.unrestricted, fits.regressors, order) };
}

interface Regressions {
  readonly restricted: LeastSquares;
  readonly unrestricted: LeastSquares;
  /** Of the unrestricted regression. */
  readonly regressors: readonly Float64Array[];
}

function regressions(cause: Float64Array, effect: Float64Array, order: number): Regressions | Insufficient {
  requireInteger('the order', order, { minimum: 1 });
  const observations = effect.length - order;
  const degreesOfFreedom = observations - (2 * order + 1);
  const pair = standardisedPair(cause, effect, ['the cause', 'the effect']);
  if (isInsufficient(pair)) return pair;
  if (degreesOfFreedom < 1) return insufficient('no degree of freedom is left for a variance', 3 * order + 2, effect.length);
  const response = pair.b.slice(order);
  const own = [ones(observations), ...lagColumns(pair.b, order)];
  const all = [...own, ...lagColumns(pair.a, order)];
  const restricted = lagFit(response, own);
  if (isInsufficient(restricted)) return restricted;
  const unrestricted = lagFit(response, all);
  if (isInsufficient(unrestricted)) return unrestricted;
  return { restricted, unrestricted, regressors: all };
}

function classicalTest({ restricted, unrestricted }: Regressions): Omit<GrangerTest, 'robust'> {
  const { observations: n, degreesOfFreedom } = unrestricted;
  const order = restricted.degreesOfFreedom - degreesOfFreedom;
  const [before, after] = [restricted.residualSumOfSquares, unrestricted.residualSumOfSquares];
  const gain = Math.max(0, before - after) / after;
  const f = (gain * degreesOfFreedom) / order;
  const likelihoodRatio = n * Math.log1p(gain);
  return {
    order,
    observations: n,
    degreesOfFreedom,
    f,
    pF: fUpperTail(f, order, degreesOfFreedom),
    chiSquare: n * gain,
    pChiSquare: chiSquareUpperTail(n * gain, order),
    likelihoodRatio,
    pLikelihoodRatio: chiSquareUpperTail(likelihoodRatio, order),
  };
}

function robustTest(fit: LeastSquares, regressors: readonly Float64Array[], order: number): GrangerTest['robust'] {
  const estimate = neweyWest(fit, regressors, { lags: Math.floor(4 * (fit.observations / 100) ** (2 / 9)), smallSample: true });
  if (isInsufficient(estimate)) return estimate;
  const places = Array.from({ length: order }, (_, j) => order + 1 + j);
  const test = waldTest(fit.coefficients, estimate.covariance, { places, degreesOfFreedom: fit.degreesOfFreedom });
  return isInsufficient(test) ? test : { ...test, lags: estimate.lags };
}
