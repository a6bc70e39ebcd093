import { formatCount, formatDate, formatFactor, formatReturn } from '../format.ts';
import type { Trade } from '../trade.ts';
import type { FigureWords } from './figure-words.ts';

/** What the picture of the trade says in words. */
export function tradeWords({ wealth, strategy, buyAndHold, observations, from, to }: Trade): FigureWords {
  const title = `${formatCount(observations, 'trade')} made ${formatReturn(strategy.totalReturn)}; holding throughout made ${formatReturn(buyAndHold.totalReturn)}.`;
  return {
    title,
    key: [
      ['events-thick', 'the trade, after costs'],
      ['base', 'held throughout'],
      ['horizon', 'held'],
    ],
    alt: `${title} ${formatDate(from)} to ${formatDate(to)}, on a log scale.`,
    footer: [`n = ${formatCount(observations, 'trade')}`, `${formatDate(from)} to ${formatDate(to)}`],
    table: {
      head: ['date', 'the trade', 'held throughout'],
      rows: wealth.dates.flatMap((date, i) =>
        i % Math.ceil(wealth.dates.length / 40) === 0
          ? [[formatDate(date), formatFactor(wealth.strategy[i] as number), formatFactor(wealth.buyAndHold[i] as number)]]
          : [],
      ),
    },
  };
}
