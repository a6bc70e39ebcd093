import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { requireInteger, requireSameLength } from '../../numerics/require.ts';
import { dayCount, type EventWindows, minimumDays, type PlacedEvent, requireWindows } from './event-windows.ts';
import {
  type ExpectedReturnModel,
  expectedReturn,
  type FittedModel,
  fitExpectedReturns,
  predictionVariance,
  regressorsOn,
  requireModel,
} from './expected-return-model.ts';
import { type WindowOverlaps, windowOverlaps } from './window-overlaps.ts';

/** Returns of assets and of a market on one calendar: arrays of one length, NaN on a day without a return. */
export interface ReturnPanel {
  readonly assets: readonly Float64Array[];
  /** Not read by the constant-mean model. */
  readonly market: Float64Array;
}

export interface AbnormalReturnOptions extends EventWindows {
  readonly model: ExpectedReturnModel;
  /** What the returns are: ln(P_t / P_(t−1)), or P_t / P_(t−1) − 1. It decides how a buy-and-hold return is compounded. */
  readonly returns: 'log' | 'simple';
}

/** What one event did beyond what was expected. L is the number of days in the event window. */
export interface EventAbnormalReturns extends PlacedEvent {
  /** Its number in the list of events that was given. */
  readonly event: number;
  readonly fit: FittedModel;
  /** AR: L values. */
  readonly abnormalReturns: Float64Array;
  /** SAR: each AR over the root of its exact prediction variance; L values. One of them is Student's t under independent normal days. */
  readonly standardisedAbnormalReturns: Float64Array;
  /** The event window's regressors: L rows. */
  readonly regressors: readonly Float64Array[];
  /** CAR: the sum of the AR. */
  readonly cumulativeAbnormalReturn: number;
  /** Exact prediction variance of the CAR. */
  readonly cumulativeVariance: number;
  /** SCAR = CAR / √variance. */
  readonly standardisedCumulativeAbnormalReturn: number;
  /** BHAR: the compounded return less the compounded expected return, as a simple return. */
  readonly buyAndHoldAbnormalReturn: number;
}

/** The events that could be judged, what they did, and their averages. */
export interface AbnormalReturns {
  readonly windows: EventWindows;
  readonly events: readonly EventAbnormalReturns[];
  /** Events that were left out, by their number in the list, and why. */
  readonly excluded: readonly { readonly event: number; readonly reason: string }[];
  /** AAR: mean over the events of the AR of each day; L values. */
  readonly averageAbnormalReturns: Float64Array;
  /** CAAR: running sum of the AAR; L values, the last one the mean CAR. */
  readonly cumulativeAverageAbnormalReturns: Float64Array;
  /** ABHAR: mean BHAR. */
  readonly averageBuyAndHoldAbnormalReturn: number;
  /** Of the events in `events`. */
  readonly overlaps: WindowOverlaps;
  /** Number of events in `events`. */
  readonly observations: number;
}

/**
 * Abnormal returns of events against a model of expected returns, each event with an estimation of its own.
 *
 *     AR_t = R_t − expected_t,   SAR_t = AR_t / √Var(AR_t),   CAR = Σ AR_t,   SCAR = CAR / √Var(CAR)
 *     BHAR = Π(1 + R_t) − Π(1 + expected_t);   for log returns exp(Σ R_t) − exp(Σ expected_t)
 *
 * with the prediction variances of {@link predictionVariance}. Several events of one asset are several events: nothing is pooled by asset.
 *
 * @param panel - Returns of the assets and of the market.
 * @param events - At least one; an asset's number and a day each, no event twice.
 * @returns The events in the order given, or Insufficient when none is left.
 * @throws RangeError for arrays of different length, an infinite return, windows or lags out of order, an asset or a day that is not in the panel, or an event twice.
 * @remarks Missing values: skips missing days in the estimation window, down to the minimum; an event with a missing day in its event window is left
 * out, with the reason. Source: MacKinlay (1997); Campbell, Lo and MacKinlay (1997). Checked against a separate computation in numpy.
 */
export function abnormalReturns(
  panel: ReturnPanel,
  events: readonly PlacedEvent[],
  options: AbnormalReturnOptions,
): AbnormalReturns | Insufficient {
  requireWindows(options);
  requireModel(options.model);
  requirePanel(panel);
  requireEvents(panel, events);
  const kept: EventAbnormalReturns[] = [];
  const excluded: { event: number; reason: string }[] = [];
  events.forEach((placed, event) => {
    const found = ofOneEvent(panel, placed, options);
    if (isInsufficient(found)) excluded.push({ event, reason: found.reason });
    else kept.push({ event, ...found });
  });
  const first = excluded[0];
  if (kept.length === 0) return insufficient(`no event can be judged${first ? `; of the first: ${first.reason}` : ''}`, 1, 0);
  const average = Float64Array.from({ length: dayCount(options.eventWindow) }, (_, day) =>
    mean(Float64Array.from(kept, (event) => event.abnormalReturns[day] as number)),
  );
  const { estimationWindow, eventWindow } = options;
  return {
    windows: { estimationWindow, eventWindow, minimumEstimationDays: minimumDays(options) },
    events: kept,
    excluded,
    averageAbnormalReturns: average,
    cumulativeAverageAbnormalReturns: runningSum(average),
    averageBuyAndHoldAbnormalReturn: mean(Float64Array.from(kept, (event) => event.buyAndHoldAbnormalReturn)),
    overlaps: windowOverlaps(kept, options),
    observations: kept.length,
  };
}

function runningSum(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}

function ofOneEvent(
  { assets, market }: ReturnPanel,
  placed: PlacedEvent,
  options: AbnormalReturnOptions,
): Omit<EventAbnormalReturns, 'event'> | Insufficient {
  const { model, estimationWindow, eventWindow } = options;
  const { asset, index } = placed;
  const returns = assets[asset] as Float64Array;
  const fit = fitExpectedReturns(model, { returns, market }, { from: index + estimationWindow.from, to: index + estimationWindow.to });
  if (isInsufficient(fit)) return fit;
  const least = minimumDays(options);
  if (fit.observations < least) return insufficient('too few days in the estimation window', least, fit.observations);
  const days = Int32Array.from({ length: dayCount(eventWindow) }, (_, i) => index + eventWindow.from + i);
  const realised = Float64Array.from(days, (day) => returns[day] ?? Number.NaN);
  const expected = Float64Array.from(days, (day) => expectedReturn(model, fit, { market, day }));
  const abnormal = realised.map((value, i) => value - (expected[i] as number));
  const present = abnormal.filter((value) => !Number.isNaN(value)).length;
  if (present < days.length) return insufficient('a day of the event window has no return', days.length, present);
  const regressors = Array.from(days, (day) => regressorsOn(model, market, day));
  const car = abnormal.reduce((sum, value) => sum + value, 0);
  const variance = predictionVariance(fit, regressors);
  const standardised = abnormal.map((value, i) => value / Math.sqrt(predictionVariance(fit, [regressors[i] as Float64Array])));
  const buyAndHold = grown(realised, options.returns) - grown(expected, options.returns);
  if (![...standardised, car / Math.sqrt(variance), buyAndHold].every(Number.isFinite)) {
    return insufficient('returns too large or too small to be computed with', 1, 0);
  }
  return {
    asset,
    index,
    fit,
    abnormalReturns: abnormal,
    standardisedAbnormalReturns: standardised,
    regressors,
    cumulativeAbnormalReturn: car,
    cumulativeVariance: variance,
    standardisedCumulativeAbnormalReturn: car / Math.sqrt(variance),
    buyAndHoldAbnormalReturn: buyAndHold,
  };
}

/** What 1 grows to. */
const grown = (returns: Float64Array, kind: 'log' | 'simple'): number =>
  kind === 'log' ? Math.exp(returns.reduce((sum, value) => sum + value, 0)) : returns.reduce((product, value) => product * (1 + value), 1);

function requirePanel({ assets, market }: ReturnPanel): void {
  [market, ...assets].forEach((returns, i) => {
    const name = i === 0 ? 'the market' : `asset ${i - 1}`;
    requireSameLength(name, returns.length, market.length);
    const infinite = returns.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
    if (infinite >= 0) throw new RangeError(`${name} must have finite returns or NaN, had ${returns[infinite]} at index ${infinite}`);
  });
}

function requireEvents({ assets, market }: ReturnPanel, events: readonly PlacedEvent[]): void {
  const seen = new Set<string>();
  for (const { asset, index } of events) {
    requireInteger("an event's asset", asset, { minimum: 0, maximum: assets.length - 1 });
    requireInteger("an event's index", index, { minimum: 0, maximum: market.length - 1 });
    const key = `${asset} ${index}`;
    if (seen.has(key)) throw new RangeError(`events must be different, asset ${asset} had two at index ${index}`);
    seen.add(key);
  }
}
