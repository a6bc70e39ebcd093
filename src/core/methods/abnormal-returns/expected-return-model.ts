import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { leastSquares } from '../../numerics/least-squares.ts';
import { isConstant, requireFinite, requireInteger } from '../../numerics/require.ts';
import { quadraticForm } from '../../numerics/square-matrix.ts';
import { type DayRange, dayCount } from './event-windows.ts';

/**
 * What an asset is expected to return without the event.
 *
 * - `constant-mean`: R_t = α + ε_t
 * - `market-adjusted`: R_t = M_t + ε_t; nothing is estimated but the variance, about zero
 * - `market`: R_t = α + Σ_k β_k M_(t+k) + ε_t for k from −lags to leads (Dimson); without them the market model, k = 0 alone
 */
export type ExpectedReturnModel =
  | { readonly kind: 'constant-mean' }
  | { readonly kind: 'market-adjusted' }
  | { readonly kind: 'market'; readonly lags?: number; readonly leads?: number };

/** Returns of an asset and of the market on the same days; NaN on a day without one. */
export interface ReturnPair {
  readonly returns: Float64Array;
  readonly market: Float64Array;
}

/** A model as estimated on n days with k coefficients. */
export interface FittedModel {
  /** α; 0 for the market-adjusted model. */
  readonly alpha: number;
  /** Sum of the slopes on the market; 1 for the market-adjusted model, 0 for the constant mean. */
  readonly beta: number;
  /** k values: α, then the slopes from the longest lag to the longest lead. */
  readonly coefficients: Float64Array;
  /** s² = Σ e² / (n − k). */
  readonly residualVariance: number;
  /** n − k, with k = 1 for the constant mean, 0 market-adjusted, 2 + lags + leads for the market model. */
  readonly degreesOfFreedom: number;
  readonly observations: number;
  /** The days used, as indices into the returns. */
  readonly days: Int32Array;
  /** n values. */
  readonly residuals: Float64Array;
  /** n rows of k values. */
  readonly regressors: readonly Float64Array[];
  /** (X′X)⁻¹: k rows of k values. */
  readonly inverseCrossProducts: readonly Float64Array[];
}

/** So many degrees of freedom must be left: with fewer than three Student's t has no variance. */
const LEAST_DEGREES_OF_FREEDOM = 3;
/** Residuals below this share of the largest return are rounding. */
const EXACT_FIT = 1e-12;

/** Refuses lags and leads of a model that are no whole numbers from 0. @throws RangeError. */
export function requireModel(model: ExpectedReturnModel): void {
  if (model.kind !== 'market') return;
  requireInteger('lags', model.lags ?? 0, { minimum: 0 });
  requireInteger('leads', model.leads ?? 0, { minimum: 0 });
}

/**
 * The regressors of a model on one day: none, (1), or (1, M_(t−lags), …, M_(t+leads)).
 *
 * @returns k values; NaN where the market has no return. Missing values: propagates.
 */
export function regressorsOn(model: ExpectedReturnModel, market: Float64Array, day: number): Float64Array {
  if (model.kind === 'market-adjusted') return new Float64Array(0);
  if (model.kind === 'constant-mean') return Float64Array.of(1);
  const { lags = 0, leads = 0 } = model;
  return Float64Array.from({ length: 2 + lags + leads }, (_, j) => (j === 0 ? 1 : (market[day + j - 1 - lags] ?? Number.NaN)));
}

/** What a model expects without estimated coefficients: the market's return where it is market-adjusted, else 0. */
const givenPart = (model: ExpectedReturnModel, market: Float64Array, day: number): number =>
  model.kind === 'market-adjusted' ? (market[day] ?? Number.NaN) : 0;

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, j) => sum + value * (b[j] as number), 0);

/**
 * What a fitted model expects the asset to return on one day.
 *
 * @returns NaN where the market has no return that the model asks for. Missing values: propagates.
 */
export const expectedReturn = (model: ExpectedReturnModel, { coefficients }: FittedModel, { market, day }: MarketDay): number =>
  givenPart(model, market, day) + dot(regressorsOn(model, market, day), coefficients);

/** A day of a market. */
export interface MarketDay {
  readonly market: Float64Array;
  /** Index into the market's returns. */
  readonly day: number;
}

/**
 * Estimates a model of expected returns by least squares on the days of a range.
 *
 * @param pair - Returns of the asset and of the market, arrays of one length.
 * @param range - Indices of the first and the last day; days outside the data are missing days.
 * @returns The fit, or why there is none: fewer than three degrees of freedom, a constant asset or market, or no residual left.
 * @throws RangeError for lags or leads that are no whole numbers from 0, or for an infinite return.
 * @remarks Missing values: skips the days on which the asset, or a return of the market that the model asks for, is NaN.
 * Source: MacKinlay (1997); Dimson (1979) for lags and leads. Checked against a separate computation in numpy.
 */
export function fitExpectedReturns(model: ExpectedReturnModel, pair: ReturnPair, range: DayRange): FittedModel | Insufficient {
  requireModel(model);
  const { returns, market } = pair;
  const days = Int32Array.from({ length: dayCount(range) }, (_, i) => range.from + i).filter(
    (day) => !Number.isNaN(unexplained(model, pair, day)) && !regressorsOn(model, market, day).some(Number.isNaN),
  );
  const rows = Array.from(days, (day) => regressorsOn(model, market, day));
  const width = regressorsOn(model, market, 0).length;
  const response = Float64Array.from(days, (day) => unexplained(model, pair, day));
  const needed = width + LEAST_DEGREES_OF_FREEDOM;
  if (days.length < needed) return insufficient('too few days to estimate expected returns on', needed, days.length);
  requireFinite('returns to estimate a model on', response);
  if (isConstant(response)) return insufficient('the returns to be explained do not vary over the estimation window', 2, 1);
  const fit = width === 0 ? withoutCoefficients(response) : leastSquares(response, columnsOf(rows, width));
  if (isInsufficient(fit)) return fit;
  const largest = Math.max(...Array.from(days, (day) => Math.abs(returns[day] as number)));
  if (fit.residuals.every((residual) => Math.abs(residual) <= EXACT_FIT * largest)) {
    return insufficient('the model leaves no residual to judge by', 1, 0);
  }
  return {
    alpha: fit.coefficients[0] ?? 0,
    beta: model.kind === 'market-adjusted' ? 1 : fit.coefficients.subarray(1).reduce((sum, slope) => sum + slope, 0),
    coefficients: fit.coefficients,
    residualVariance: fit.residualSumOfSquares / fit.degreesOfFreedom,
    degreesOfFreedom: fit.degreesOfFreedom,
    observations: days.length,
    days,
    residuals: fit.residuals,
    regressors: rows,
    inverseCrossProducts: fit.inverseCrossProducts,
  };
}

/** A return less what the model expects without coefficients; NaN on a day without data. */
const unexplained = (model: ExpectedReturnModel, { returns, market }: ReturnPair, day: number): number =>
  (returns[day] ?? Number.NaN) - givenPart(model, market, day);

const columnsOf = (rows: readonly Float64Array[], width: number): Float64Array[] =>
  Array.from({ length: width }, (_, j) => Float64Array.from(rows, (row) => row[j] as number));

/** A fit that estimates nothing: the residuals are the response, and all n degrees of freedom are left. */
const withoutCoefficients = (response: Float64Array) => ({
  coefficients: new Float64Array(0),
  residuals: response,
  inverseCrossProducts: [],
  residualSumOfSquares: dot(response, response),
  degreesOfFreedom: response.length,
});

/**
 * Exact variance of the sum of m abnormal returns under errors that are independent from day to day:
 *
 *     s² (m + u′ (X′X)⁻¹ u),   u = the sum of the m days' regressors
 *
 * For m = 1 in the market model this is s² (1 + 1/n + (M_t − M̄)² / Σ (M − M̄)²).
 *
 * @param rows - The regressors of the m days.
 * @returns Above zero. It holds the days' common dependence on the estimated coefficients. Missing values: propagates.
 * @remarks Checked against a separate computation in numpy.
 */
export const predictionVariance = ({ residualVariance, inverseCrossProducts }: FittedModel, rows: readonly Float64Array[]): number =>
  residualVariance * (rows.length + quadraticForm(inverseCrossProducts, sumOfRows(rows)));

/** Sum of m rows of k values, by column. */
export function sumOfRows(rows: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) {
    for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] as number) + (row[j] as number);
  }
  return sum;
}
