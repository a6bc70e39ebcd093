import { formatCount, formatDate } from '../../contract/format.ts';
import { DAY_MS, type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateTrigger } from '../../core/language/evaluate.ts';
import { asOf, dateOfInstant } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import { type AlertState, type Evaluation, LATE_DAYS, unwatched } from '../../core/watch/alert-state.ts';
import { type Reading, readingsOf } from '../../core/watch/readings.ts';
import { ageOf } from '../age.ts';
import type { Context } from '../context.ts';
import { environmentAt, loadPanel, type Panel } from '../panel.ts';
import type { WatchedRule } from './rules.ts';

/** What a rule has to take in: the state to begin from, and evaluations in order. */
export interface Found {
  readonly state: AlertState;
  readonly evaluations: readonly Evaluation[];
}

/**
 * What is to be found of a rule with an expression: of every date that was not read before, in order and as it was known then; and whether
 * it can be read at all.
 *
 * @param now - The instant of the look, milliseconds since 1970-01-01T00:00Z.
 */
export async function findByExpression(
  { checked, rule }: WatchedRule & { checked: Checked },
  state: AlertState,
  { context, now }: Look,
): Promise<Found> {
  const look = (outcome: Evaluation['outcome'], detail: string | null): Evaluation => ({
    ...{ outcome, at: now, date: dateOfInstant(now), reading: null, detail },
  });
  const known = await context.series.ids();
  const missing = checked.series.filter((id) => !known.includes(id.replace(/\.adj$/, '')));
  if (missing.length > 0) return { state, evaluations: [look('no data', `needs ${missing.join(', ')}`)] };
  const panel = await loadPanel(context, [checked]);
  const began =
    state.lastDate === null
      ? firstReading(checked, panel, { state, now })
      : { state, readings: newReadings(checked, panel, { state, now }) };
  const readings = began.readings.map(evaluationOf);
  if (readings.length === 0 && began.state.lastDate === null)
    return { state, evaluations: [look('no data', 'has too few values to be read')] };
  const stale = staleness(panel, rule.staleAfter, now);
  return { state: began.state, evaluations: [...readings, stale === null ? look('sound', null) : look('stale', stale)] };
}

export interface Look {
  readonly context: Context;
  readonly now: number;
}

/** A rule that begins reads the newest date; what was before it is no news. */
function firstReading(checked: Checked, panel: Panel, { state, now }: { readonly state: AlertState; readonly now: number }) {
  const { dates, knownAt, on, values, warmup } = evaluateTrigger(checked, environmentAt(panel, now));
  const last = dates.length - 1;
  if (last < warmup) return { state, readings: [] };
  const newest = { date: dates[last] as number, at: knownAt[last] as number, holds: on[last] === 1, value: values[last] as number };
  const { trouble, soundAt } = state;
  return { state: { ...unwatched(Array.from(dates.slice(0, -1))), trouble, soundAt }, readings: [newest] };
}

function newReadings(
  checked: Checked,
  panel: Panel,
  { state, now }: { readonly state: AlertState; readonly now: number },
): readonly Reading[] {
  const since = state.lastAt - (LATE_DAYS + 1) * DAY_MS;
  const readings = readingsOf(checked, (instant) => environmentAt(panel, instant), {
    series: [...panel.series.values()],
    since,
    until: now,
  });
  return readings.filter(({ date, at }) => isNew(state, date, at));
}

const isNew = ({ lastDate, lastAt, seen }: AlertState, date: EpochDay, at: number): boolean =>
  lastDate === null || date > lastDate || (date === lastDate ? at > lastAt : !seen.includes(date) && date >= lastDate - LATE_DAYS);

const evaluationOf = ({ date, at, holds, value }: Reading): Evaluation => ({
  ...{ outcome: holds ? 'holds' : 'not', at, date, reading: Number.isNaN(value) ? null : value, detail: null },
});

/** Of the series that is most overdue, how; null where none is by more than so many days. */
function staleness({ series }: Panel, staleAfter: number, now: number): string | null {
  const overdue = Array.from(series.values(), (one) => overdueOf(asOf(one, now), now)).sort((a, b) => b.days - a.days)[0];
  if (overdue === undefined || overdue.days <= staleAfter) return null;
  return `${overdue.id} has no value after ${formatDate(overdue.last === null ? null : formatCivilDate(overdue.last))}: ${formatCount(overdue.days, 'day')} ago`;
}

function overdueOf(series: Series, now: number): { readonly id: string; readonly last: EpochDay | null; readonly days: number } {
  const last = series.dates.at(-1) ?? null;
  return { id: series.id, last, days: last === null ? Number.MAX_SAFE_INTEGER : ageOf(series, now) };
}
