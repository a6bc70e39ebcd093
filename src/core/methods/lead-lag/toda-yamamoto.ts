import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { ones } from '../../numerics/least-squares.ts';
import { requireInteger } from '../../numerics/require.ts';
import { standardisedPair } from './cross-correlation.ts';
import { lagColumns, lagFit } from './lag-fit.ts';
import { type Criterion, type VarOrders, varOrders } from './var-order.ts';
import { type WaldTest, waldTest } from './wald.ts';

/** Whether a cause foretells an effect, from levels that may wander or be bound to one another. */
export interface TodaYamamotoTest extends WaldTest {
  /** p: the lags that are tested. */
  readonly order: number;
  /** d: the lags that are in the regression only to take up what wanders. */
  readonly integrationOrder: number;
  /** n − p − d. */
  readonly observations: number;
}

/** Lags of {@link todaYamamoto}. */
export interface TodaYamamotoOptions {
  /** p, at least 1. */
  readonly order: number;
  /** d: how often the more restless of the two must be differenced until it no longer wanders. Default 1, as for prices. */
  readonly integrationOrder?: number;
}

/**
 * Toda and Yamamoto's test that a cause does not foretell an effect, in levels:
 *
 *     y_t = c + Σ_(j ≤ p + d) (α_j y_(t−j) + β_j x_(t−j)) + e_t,   t = p + d … n − 1;   Wald's test of β_1 = … = β_p = 0
 *
 * The d further lags are not tested; they keep the test's distribution whether the levels wander, share a trend or do neither, so that no
 * test for roots or bonds has to come first.
 *
 * @param cause - n levels: log prices.
 * @param effect - As `cause`.
 * @returns Wald beside chi-square and F; insufficient for too few values, sides that are constant or depend on one another, or an effect
 * that the lags give exactly.
 * @throws RangeError for values that are not finite, lengths that differ, an order below 1 or an integration order below 0.
 * @remarks The variance of the errors is taken to be one and the same (s² = RSS / (n − k)). Missing values: refuses. Source: Toda and
 * Yamamoto (1995). Checked against statsmodels.
 */
export function todaYamamoto(
  cause: Float64Array,
  effect: Float64Array,
  { order, integrationOrder = 1 }: TodaYamamotoOptions,
): TodaYamamotoTest | Insufficient {
  requireInteger('the order', order, { minimum: 1 });
  requireInteger('the integration order', integrationOrder, { minimum: 0 });
  const pair = standardisedPair(cause, effect, ['the cause', 'the effect']);
  if (isInsufficient(pair)) return pair;
  const lags = order + integrationOrder;
  const needed = 3 * lags + 2;
  if (effect.length < needed) return insufficient('no degree of freedom is left for a variance', needed, effect.length);
  const observations = effect.length - lags;
  const fit = lagFit(pair.b.slice(lags), [ones(observations), ...lagColumns(pair.a, lags), ...lagColumns(pair.b, lags)]);
  if (isInsufficient(fit)) return fit;
  const variance = fit.residualSumOfSquares / fit.degreesOfFreedom;
  const covariance = fit.inverseCrossProducts.map((row) => row.map((value) => variance * value));
  const places = Array.from({ length: order }, (_, j) => 1 + j);
  const test = waldTest(fit.coefficients, covariance, { places, degreesOfFreedom: fit.degreesOfFreedom });
  return isInsufficient(test) ? test : { ...test, order, integrationOrder, observations };
}

/** How {@link todaYamamotoChosen} chooses the lags. */
export interface LagChoice {
  /** Largest order that is compared. */
  readonly maxOrder: number;
  /** Default `aic`. */
  readonly criterion?: Criterion;
  /** Default 1. */
  readonly integrationOrder?: number;
}

/** The test with the choice that led to its order. */
export interface ChosenTodaYamamoto {
  readonly test: TodaYamamotoTest;
  readonly criterion: Criterion;
  readonly varOrders: VarOrders;
}

/**
 * {@link todaYamamoto} with the order that an information criterion of the vector autoregression in levels picks.
 *
 * @param cause - n levels.
 * @param effect - As `cause`.
 * @returns The test and the choice; insufficient as either. Throws and missing values: as {@link todaYamamoto} and `varOrders`.
 * @remarks The order is chosen without a look at any p.
 */
export function todaYamamotoChosen(
  cause: Float64Array,
  effect: Float64Array,
  { maxOrder, criterion = 'aic', integrationOrder = 1 }: LagChoice,
): ChosenTodaYamamoto | Insufficient {
  const orders = varOrders(cause, effect, maxOrder);
  if (isInsufficient(orders)) return orders;
  const test = todaYamamoto(cause, effect, { order: orders.chosen[criterion], integrationOrder });
  return isInsufficient(test) ? test : { test, criterion, varOrders: orders };
}
