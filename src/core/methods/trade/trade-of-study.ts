import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import type { Study } from '../event-study/study.ts';
import { type DeflatedSharpe, deflatedSharpe, type VariantsTried } from '../inference/deflated-sharpe.ts';
import { type Backtest, backtest, sideCharge, stepLogs, type TradeDirection, type TradeTerms } from './backtest.ts';
import { mergedPositions, type Position } from './positions.ts';
import { type ShiftedExposure, shiftedExposure } from './shifted-exposure.ts';
import { type ClosedTrade, closedTrade, countEvents, type OpenTrade, openTrade, type TradedEvents } from './trades.ts';

/** How a study is traded. */
export interface TradeOptions extends TradeTerms {
  readonly direction: TradeDirection;
  /** The variants among which this one was chosen; by default none but itself. */
  readonly variants?: VariantsTried;
}

/** What trading on a study would have made, beside holding throughout and beside the same exposure at any other time. */
export interface TradeOfStudy extends Required<TradeOptions> {
  /** Trades that are over: the number on which all else rests. */
  readonly observations: number;
  readonly trades: readonly ClosedTrade[];
  readonly open: OpenTrade | null;
  readonly events: TradedEvents;
  /** Dates of the closes from the first admissible entry to the last admissible exit, or to the entry of the open trade. */
  readonly dates: Int32Array;
  readonly strategy: Backtest;
  /** Bought at the first of these closes and sold at the last, at the same costs. */
  readonly buyAndHold: Backtest;
  /** Final wealth less 1 without the trade that made most; null with a single trade. */
  readonly totalReturnWithoutBest: number | null;
  readonly shifted: ShiftedExposure | Insufficient;
  readonly deflatedSharpe: DeflatedSharpe | Insufficient;
}

/**
 * The trade on a study: the target is held from the entry close of each event to its exit close, overlapping holdings merged, cash
 * between them.
 *
 * @param study - A study whose outcome has one target.
 * @param options - Costs, direction, periods per year, and the variants tried.
 * @returns The trade, or Insufficient: no admissible date, no trade that is over, or prices that have no growth.
 * @throws RangeError for a study of an excess return, which has two targets, and for terms that are none.
 * @remarks An open trade and all that its holding joins are left out, and the closes end at its entry: what is counted can no longer
 * change. Missing values: a missing price among the closes is too little data. Source: DESIGN section 5 for entry and exit.
 */
export function tradeOfStudy(study: Study, options: TradeOptions): TradeOfStudy | Insufficient {
  const { outcomes, circle } = study;
  if (outcomes.kind === 'log difference') throw new RangeError('a trade must have one target, was the excess return of one over another');
  const { target } = outcomes;
  const { variants = { tried: 1, sharpeVariance: 0 } } = options;
  if (circle.indices.length === 0) return insufficient('no date has a complete outcome', 1, 0);
  const positions = mergedPositions(outcomes.periods, heldEvents(study));
  const open = positions.find((position) => position.open);
  const closed = positions.filter((position) => !position.open && position.exit > position.entry);
  if (closed.length === 0) return insufficient('no trade is over', 1, 0);
  const [first, last] = admissibleSpan(study, open);
  const closes = target.values.subarray(first, last + 1);
  const dates = target.dates.subarray(first, last + 1);
  const steps = stepLogs(closes, options.direction);
  if (isInsufficient(steps)) return steps;
  const blocks = closed.map(({ entry, exit }) => ({ entry: entry - first, exit: exit - first }));
  const strategy = backtest(steps, blocks, options);
  const throughout = holdingThroughout(closes, options);
  if (isInsufficient(strategy)) return strategy;
  if (isInsufficient(throughout)) return throughout;
  return {
    ...options,
    variants,
    observations: closed.length,
    trades: closed.map((position, i) => closedTrade(target, position, strategy.tradeReturns[i] as number)),
    open: open ? openTrade(target, open) : null,
    events: countEvents(study, positions),
    dates,
    strategy,
    buyAndHold: throughout,
    totalReturnWithoutBest: withoutBest(strategy),
    shifted: shiftedExposure(steps, blocks, {
      dates: dates.subarray(1),
      charge: sideCharge(options),
      heldThroughout: throughout.logGrowth,
    }),
    deflatedSharpe: isInsufficient(strategy.sharpe) ? strategy.sharpe : deflatedSharpe(strategy.sharpe.moments, variants),
  };
}

/** Indices of the events whose outcome is complete and admissible, or still pending between prices that can be traded. */
function heldEvents({ trigger, outcomes: { periods, target }, instances }: Study): Int32Array {
  const complete = new Set(instances);
  const isPending = (i: number): boolean => {
    if (trigger.on[i] === 0 || i < trigger.warmup || periods.complete[i] === 1) return false;
    const [entry, exit] = [periods.entry[i] as number, periods.exit[i] as number];
    return entry >= 0 && (target.values[entry] as number) > 0 && (target.values[exit] as number) > 0;
  };
  return Int32Array.from(trigger.on.keys()).filter((i) => complete.has(i) || isPending(i));
}

/** Indices of the first and last close in the target over which the trade is judged. */
function admissibleSpan({ circle, outcomes: { periods } }: Study, open: Position | undefined): [number, number] {
  const first = periods.entry[circle.indices[0] as number] as number;
  const last = periods.exit[circle.indices.at(-1) as number] as number;
  return [first, Math.min(last, open?.entry ?? last)];
}

function holdingThroughout(closes: Float64Array, terms: TradeTerms): Backtest | Insufficient {
  const steps = stepLogs(closes, 'long');
  return isInsufficient(steps) ? steps : backtest(steps, [{ entry: 0, exit: steps.length }], terms);
}

function withoutBest({ logGrowth, tradeReturns }: Backtest): number | null {
  if (tradeReturns.length < 2) return null;
  return Math.expm1(logGrowth - Math.log1p(tradeReturns.reduce((best, value) => Math.max(best, value))));
}
