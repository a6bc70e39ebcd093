import type { Insufficient } from '../../contract/cross-checks.ts';
import { capitalise, cardinal, formatCount, formatP, formatPercent, formatReturn } from '../../contract/format.ts';
import type { Performance, Trade } from '../../contract/trade.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Backtest } from '../../core/methods/trade/backtest.ts';
import type { TradeOfStudy } from '../../core/methods/trade/trade-of-study.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';

const POINTS = 300;

/** A trade in the contract's shape. */
export function presentTrade(trade: TradeOfStudy | Insufficient): Trade | Insufficient {
  if (isInsufficient(trade)) return trade;
  const direction = trade.direction === 'long' ? 'up' : 'down';
  const { shifted, deflatedSharpe: deflated } = trade;
  const shown: Omit<Trade, 'sentence'> = {
    from: formatCivilDate(trade.dates[0] as number),
    to: formatCivilDate(trade.dates.at(-1) as number),
    cost: trade.cost,
    slippage: trade.slippage,
    direction,
    observations: trade.observations,
    trades: trade.trades.map(({ entry, exit, entryPrice, exitPrice, events, return: net }) => ({
      entryDate: formatCivilDate(entry),
      exitDate: formatCivilDate(exit),
      entry: entryPrice,
      exit: exitPrice,
      events,
      return: net,
    })),
    open: trade.open
      ? {
          entryDate: formatCivilDate(trade.open.entry),
          entry: trade.open.entryPrice,
          events: trade.open.events,
          dueDate: trade.open.due === null ? null : formatCivilDate(trade.open.due),
          soFar: trade.open.priceReturnSoFar,
        }
      : null,
    strategy: performance(trade.strategy),
    buyAndHold: performance(trade.buyAndHold),
    withoutBest: trade.totalReturnWithoutBest,
    // The exposure carries its own direction: a short holding that gains is as good upwards as a long one.
    placements: isInsufficient(shifted)
      ? shifted
      : { p: shifted.p.up, expectedReturn: Math.expm1(shifted.expected), draws: shifted.observations },
    deflatedSharpe: isInsufficient(deflated) ? deflated : { probability: deflated.probability, tried: deflated.variantsTried },
    wealth: thinned(trade),
  };
  return { ...shown, sentence: tradeSentence(shown) };
}

function performance(run: Backtest): Performance {
  const { sharpe, compoundAnnualGrowth: growth } = run;
  return {
    totalReturn: run.totalReturn,
    annualGrowth: isInsufficient(growth) ? null : growth,
    maximumDrawdown: run.maximumDrawdown,
    exposure: run.exposure,
    turnover: run.turnover,
    sharpe: isInsufficient(sharpe)
      ? sharpe
      : {
          ratio: sharpe.ratio.annualised,
          standardError: (isInsufficient(sharpe.robustStandardError) ? sharpe.standardError : sharpe.robustStandardError).annualised,
        },
  };
}

function thinned({ dates, strategy, buyAndHold }: TradeOfStudy): Trade['wealth'] {
  const step = Math.max(1, Math.ceil((dates.length - 1) / POINTS));
  const places = Array.from(dates.keys()).filter((i) => i % step === 0 || i === dates.length - 1);
  return {
    dates: places.map((i) => formatCivilDate(dates[i] as number)),
    strategy: places.map((i) => strategy.equity[i] as number),
    buyAndHold: places.map((i) => buyAndHold.equity[i] as number),
  };
}

/** Says what the trade made, beside what, and that few trades are few. */
function tradeSentence({ observations, strategy, buyAndHold, withoutBest, placements }: Omit<Trade, 'sentence'>): string {
  const few =
    observations === 1 ? 'One trade is one trade' : `${capitalise(cardinal(observations))} trades are ${cardinal(observations)} trades`;
  const best = withoutBest === null ? '' : ` Without the best of them it is ${formatReturn(withoutBest)}.`;
  const luck = isInsufficient(placements)
    ? ` How the same holdings would have done elsewhere cannot be said: ${placements.reason}.`
    : ` The same holdings placed elsewhere on the calendar made ${formatReturn(placements.expectedReturn)} on geometric average, and as much or more in ${formatPercent(placements.p)} of ${formatCount(placements.draws, 'placement')} (${formatP(placements.p)}).`;
  return `${few}. After costs ${observations === 1 ? 'it' : 'they'} made ${formatReturn(strategy.totalReturn)} with the target held ${formatPercent(strategy.exposure)} of the time; holding it throughout made ${formatReturn(buyAndHold.totalReturn)}.${best}${luck}`;
}
