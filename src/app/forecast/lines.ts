import type { ForecastLine } from '../../contract/forecast.ts';
import type { ScoreEntry, Settlement } from '../../contract/ledger.ts';
import type { ReadChain } from './chain.ts';
import { forecastsIn, scoresIn } from './ledger.ts';
import { isEarly } from './question.ts';
import type { ScoredForecast } from './scores.ts';

/** What came of a question, of a score's entry. */
const settlementOf = ({ value, wentAsClaimed, settledOn, own, baseRate, even }: ScoreEntry): Settlement => ({
  ...{ value, wentAsClaimed, settledOn, own, baseRate, even },
});

/** The forecasts of a chain with what came of them: due next first, then those due, then the scored, the latest first. */
export function linesOf(chain: Pick<ReadChain, 'entries'>, today: string): ForecastLine[] {
  const scores = scoresIn(chain);
  const lines = forecastsIn(chain).map((forecast): ForecastLine => {
    const score = scores.get(forecast.sequence);
    const status = score ? 'scored' : forecast.dueDate < today ? 'due' : 'open';
    return { ...forecast, isEarly: isEarly(forecast), status, settlement: score ? settlementOf(score) : null, scoredAt: score?.at ?? null };
  });
  return lines.sort(
    (a, b) =>
      STATUS.indexOf(a.status) - STATUS.indexOf(b.status) ||
      (a.status === 'open' ? compareDue(a, b) : compareDue(b, a)) ||
      a.sequence - b.sequence,
  );
}

const STATUS: readonly ForecastLine['status'][] = ['open', 'due', 'scored'];
const compareDue = (a: ForecastLine, b: ForecastLine): number => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0);

/** Those of some forecasts that are scored. */
export const scoredOf = <Line extends { readonly settlement: Settlement | null }>(
  lines: readonly Line[],
): (Line & Pick<ScoredForecast, 'settlement'>)[] =>
  lines.filter((line): line is Line & Pick<ScoredForecast, 'settlement'> => line.settlement !== null);
