import type { Direction } from '../core/claims/judge-study.ts';
import { runStudy, type Study } from '../core/methods/event-study/study.ts';
import { deflatedSharpe } from '../core/methods/inference/deflated-sharpe.ts';
import { type TradeOfStudy, tradeOfStudy } from '../core/methods/trade/trade-of-study.ts';
import { type Insufficient, insufficient, isInsufficient } from '../core/numerics/insufficient.ts';
import { sampleVariance } from '../core/numerics/moments.ts';
import type { Variant } from './curve.ts';
import type { JudgedStudy } from './family.ts';

/** What a trade costs on each side, as shares of what is traded. */
export interface TradeCosts {
  readonly cost: number;
  readonly slippage: number;
}

/** The trade on each study of a family; the Deflated Sharpe ratio counts the family, and every other variant that was run, as tried. */
export function runTrades(
  family: readonly JudgedStudy[],
  costs: TradeCosts,
  others: readonly Variant[] = [],
): (TradeOfStudy | Insufficient)[] {
  const trades = family.map((judged) => tradeOf(judged.study, judged.question.direction, costs));
  const direction = family[0]?.question.direction ?? 'up';
  const all = [...trades, ...others.map(({ trigger, outcomes }) => tradeOf(runStudy(trigger, outcomes), direction, costs))].flatMap(
    (trade) => (isInsufficient(trade) || isInsufficient(trade.strategy.sharpe) ? [] : [trade.strategy.sharpe.ratio.perPeriod]),
  );
  const variants = { tried: family.length + others.length, sharpeVariance: all.length > 1 ? sampleVariance(Float64Array.from(all)) : 0 };
  return trades.map((trade) => {
    if (isInsufficient(trade) || isInsufficient(trade.strategy.sharpe)) return trade;
    if (all.length < 2)
      return { ...trade, deflatedSharpe: insufficient('one way of trading was tried; it is told from two on', 2, all.length) };
    return { ...trade, variants, deflatedSharpe: deflatedSharpe(trade.strategy.sharpe.moments, variants) };
  });
}

const DAYS_A_YEAR = 365.25;

function tradeOf(study: Study, direction: Direction, costs: TradeCosts): TradeOfStudy | Insufficient {
  if (study.outcomes.kind === 'log difference') {
    return insufficient('a trade has one target, and this outcome is the excess of one over another', 1, 2);
  }
  const { dates } = study.outcomes.target;
  const years = ((dates.at(-1) ?? 0) - (dates[0] ?? 0)) / DAYS_A_YEAR;
  if (years <= 0) return insufficient('the target has too few closes', 2, dates.length);
  return tradeOfStudy(study, {
    ...costs,
    direction: direction === 'up' ? 'long' : 'short',
    periodsPerYear: (dates.length - 1) / years,
  });
}
