import { formatDate } from '../../contract/format.ts';
import type { Forecast, ScorePair, Settlement } from '../../contract/ledger.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { countUpTo, nextScheduledDate, type Schedule } from '../../core/calendar/schedule.ts';
import { evaluateSeries } from '../../core/language/evaluate.ts';
import { evaluateOutcome } from '../../core/language/evaluate-outcome.ts';
import { LanguageError } from '../../core/language/language-error.ts';
import { brierScore, logScore } from '../../core/methods/scoring/scores.ts';
import { asOf, endOfDay } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import { dayOf } from '../check/claim-context.ts';
import { environmentAsOf, missingSeries, type Panel, readExpression } from '../panel.ts';

/** What came of a question, or why nobody can say yet. */
export type Settled = { readonly value: number; readonly settledOn: string } | { readonly why: string };

/** Expressions that have to be read to settle a forecast. */
export const outcomeOf = ({ outcome, trigger }: Pick<Forecast, 'outcome' | 'trigger'>) =>
  trigger === null ? readExpression(outcome.replace(/ until \S+$/, ''), 'series') : readExpression(outcome, 'outcome');

/**
 * Reads the outcome of a sealed forecast as known by the end of a date: from the instant of its event and its sealed entry, whatever trigger and claim file
 * have become since.
 */
export function settle(forecast: Forecast, panel: Panel, date: EpochDay): Settled {
  try {
    const lacking = missingSeries([outcomeOf(forecast)], [...panel.series.keys()]);
    if (lacking.length > 0) return { why: `it needs ${lacking.join(', ')}` };
    return forecast.knownAt === null ? settleTarget(forecast, panel, date) : settleCase(forecast, panel, date);
  } catch (error) {
    if (error instanceof LanguageError) return { why: `this version of the program does not read its outcome: ${error.message}` };
    throw error;
  }
}

/** Whether data that end at a date tell all of a horizon: the close that the calendar schedules next lies after it. */
const isTold = (due: EpochDay, last: EpochDay, schedule: Schedule): boolean => (nextScheduledDate(schedule, last) ?? last + 1) > due;

/** Names the series whose data end first. */
function endsBefore(forecast: Forecast, panel: Panel, date: EpochDay): Settled {
  const ends = outcomeOf(forecast).series.map((id) => ({
    id,
    last: asOf(panel.series.get(id) as Series, endOfDay(date)).dates.at(-1) ?? -Infinity,
  }));
  const [first] = ends.sort((a, b) => a.last - b.last) as [(typeof ends)[number]];
  const until = Number.isFinite(first.last) ? `end on ${formatDate(formatCivilDate(first.last))}` : 'are not known yet';
  return { why: `the data of ${first.id} ${until}, before all closes until ${formatDate(forecast.dueDate)}` };
}

function settleCase(forecast: Forecast, panel: Panel, date: EpochDay): Settled {
  const { target, outcomes } = readCase(forecast, panel, date);
  const { periods, values, kind, settled } = outcomes;
  const entry = periods.entry[0] as number;
  const found = entry < 0 ? undefined : formatCivilDate(target.dates[entry] as number);
  if (found !== forecast.entryDate)
    return { why: `the entry close of ${formatDate(forecast.entryDate)} is not in the data of ${forecast.target} any more` };
  if (!periods.complete[0]) return endsBefore(forecast, panel, date);
  const value = values[0] as number;
  if (!Number.isFinite(value)) return { why: `its outcome has no value: ${forecast.target} is missing or not positive there` };
  return { value: kind === 'return' ? Math.expm1(value) : value, settledOn: formatCivilDate(settled[0] as number) };
}

function readCase({ outcome, knownAt }: Forecast, panel: Panel, date: EpochDay) {
  const reader = evaluateOutcome(readExpression(outcome, 'outcome'), environmentAsOf(panel, date));
  return { target: reader.target, outcomes: reader.read(Float64Array.of(Date.parse(knownAt as string))) };
}

function settleTarget(forecast: Forecast, panel: Panel, date: EpochDay): Settled {
  const { dates, values, schedule } = evaluateSeries(outcomeOf(forecast), environmentAsOf(panel, date));
  const [entry, due] = [dayOf(forecast.entryDate), dayOf(forecast.dueDate)];
  const start = countUpTo(dates, entry) - 1;
  if (dates[start] !== entry)
    return { why: `the close of ${formatDate(forecast.entryDate)} is not in the data of ${forecast.target} any more` };
  const last = dates.at(-1) as number;
  if (!isTold(due, last, schedule)) return endsBefore(forecast, panel, date);
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
