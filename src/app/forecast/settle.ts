import { formatDate } from '../../contract/format.ts';
import type { Forecast, ScorePair, Settlement } from '../../contract/ledger.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { countUpTo, nextScheduledDate, type Schedule } from '../../core/calendar/schedule.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateSeries } from '../../core/language/evaluate.ts';
import { evaluateOutcome, type OutcomeReader } from '../../core/language/evaluate-outcome.ts';
import type { Environment } from '../../core/language/function-definition.ts';
import { LanguageError } from '../../core/language/language-error.ts';
import { brierScore, logScore } from '../../core/methods/scoring/scores.ts';
import { dayOf } from '../check/claim-context.ts';
import { environmentAsOf, missingSeries, type Panel, readExpression } from '../panel.ts';

/** What came of a question, or why nobody can say yet. */
export type Settled = { readonly value: number; readonly settledOn: string } | { readonly why: string };

/** Expressions that have to be read to settle a forecast. */
export const outcomeOf = ({ outcome, trigger }: Pick<Forecast, 'outcome' | 'trigger'>) =>
  trigger === null ? readExpression(outcome.replace(/ until \S+$/, ''), 'series') : readExpression(outcome, 'outcome');

/** Reads the outcomes of forecasts by some data as known by the end of a date. */
export type Settle = (forecast: Forecast) => Settled;

/**
 * Settles forecasts by what is known by the end of a date: each from the instant of its event and its sealed entry, whatever trigger and claim file have
 * become since.
 */
export function settleAt(panel: Panel, date: EpochDay): Settle {
  const environment = environmentAsOf(panel, date);
  const known = [...panel.series.keys()];
  // Many forecasts ask for one outcome, which is prepared once.
  const readers = new Map<string, OutcomeReader>();
  const readerOf = (outcome: Checked): OutcomeReader => {
    const reader = readers.get(outcome.text) ?? evaluateOutcome(outcome, environment);
    readers.set(outcome.text, reader);
    return reader;
  };
  return (forecast) => {
    try {
      const outcome = outcomeOf(forecast);
      const lacking = missingSeries([outcome], known);
      if (lacking.length > 0) return { why: `it needs ${lacking.join(', ')}` };
      return forecast.knownAt === null
        ? settleTarget(forecast, outcome, environment)
        : settleCase(forecast, readerOf(outcome), environment);
    } catch (error) {
      if (error instanceof LanguageError) return { why: `this version of the program does not read its outcome: ${error.message}` };
      throw error;
    }
  };
}

/** Whether data that end at a date tell all of a horizon: the close that the calendar schedules next lies after it. */
const isTold = (due: EpochDay, last: EpochDay, schedule: Schedule): boolean => (nextScheduledDate(schedule, last) ?? last + 1) > due;

/** Names the series whose data end first. */
function endsBefore(forecast: Forecast, environment: Environment): Settled {
  const ends = outcomeOf(forecast).series.map((id) => {
    const series = id.endsWith('.adj') ? environment.series(id.slice(0, -'.adj'.length), true) : environment.series(id, false);
    return { id, last: series.dates.at(-1) ?? Number.NEGATIVE_INFINITY };
  });
  const [first] = ends.sort((a, b) => a.last - b.last) as [(typeof ends)[number]];
  const until = Number.isFinite(first.last) ? `end on ${formatDate(formatCivilDate(first.last))}` : 'are not known yet';
  return { why: `the data of ${first.id} ${until}, before all closes until ${formatDate(forecast.dueDate)}` };
}

function settleCase(forecast: Forecast, { target, read }: OutcomeReader, environment: Environment): Settled {
  const { periods, values, kind, settled } = read(Float64Array.of(Date.parse(forecast.knownAt as string)));
  const entry = periods.entry[0] as number;
  const found = entry < 0 ? undefined : formatCivilDate(target.dates[entry] as number);
  if (found !== forecast.entryDate)
    return { why: `the entry close of ${formatDate(forecast.entryDate)} is not in the data of ${forecast.target} any more` };
  if (!periods.complete[0]) return endsBefore(forecast, environment);
  const value = values[0] as number;
  if (!Number.isFinite(value)) return { why: `its outcome has no value: ${forecast.target} is missing or not positive there` };
  return { value: kind === 'return' ? Math.expm1(value) : value, settledOn: formatCivilDate(settled[0] as number) };
}

function settleTarget(forecast: Forecast, target: Checked, environment: Environment): Settled {
  const { dates, values, schedule } = evaluateSeries(target, environment);
  const [entry, due] = [dayOf(forecast.entryDate), dayOf(forecast.dueDate)];
  const start = countUpTo(dates, entry) - 1;
  if (dates[start] !== entry)
    return { why: `the close of ${formatDate(forecast.entryDate)} is not in the data of ${forecast.target} any more` };
  if (!isTold(due, dates.at(-1) as number, schedule)) return endsBefore(forecast, environment);
  const value = (values[countUpTo(dates, due) - 1] as number) / (values[start] as number) - 1;
  return Number.isFinite(value)
    ? { value, settledOn: forecast.dueDate }
    : { why: `its outcome has no value: ${forecast.target} is missing or nought there` };
}

/** A settled question with the scores of the forecast, of its base rate and of 50 %. */
export function scored(
  { probability, baseRate, direction }: Forecast,
  { value, settledOn }: Extract<Settled, { value: number }>,
): Settlement {
  const wentAsClaimed = value > 0 === (direction === 'up');
  const pair = (p: number): ScorePair => {
    const log = logScore(p, Number(wentAsClaimed));
    return { brier: brierScore(p, Number(wentAsClaimed)), log: Number.isFinite(log) ? log : null };
  };
  return { value, wentAsClaimed, settledOn, own: pair(probability), baseRate: pair(baseRate), even: pair(0.5) };
}
