import type { EpochDay } from '../core/calendar/civil-date.ts';
import { countUpTo, nextScheduledDate } from '../core/calendar/schedule.ts';
import type { Checked } from '../core/language/check.ts';
import { dateOfInstant } from '../core/series/panel.ts';
import type { Series } from '../core/series/series.ts';
import { environmentAsOf, type Panel } from './panel.ts';

/** Data as known at the end of a date, with the instant to which ages are counted, milliseconds since 1970-01-01T00:00Z. */
export interface AsKnown {
  readonly panel: Panel;
  readonly asOf: EpochDay;
  readonly at: number;
}

/**
 * Days from the last value of a series to an instant; 0 while its calendar makes nothing newer due, so that no weekend, holiday or week in
 * progress counts as age. A newer value is due at the next scheduled close, as long after it as the last value came after its own.
 *
 * @param at - Milliseconds since 1970-01-01T00:00Z.
 */
export function ageOf({ dates, knownAt, schedule }: Pick<Series, 'dates' | 'knownAt' | 'schedule'>, at: number): number {
  const last = dates.at(-1);
  if (last === undefined) throw new Error('the age of a series without values');
  const next = nextScheduledDate(schedule, last);
  const closeOf = (day: EpochDay) => schedule.closes[countUpTo(schedule.dates, day) - 1] as number;
  const lag = Math.max(0, (knownAt.at(-1) as number) - closeOf(last));
  if (next !== undefined && !schedule.isUnscheduled && closeOf(next) + lag > at) return 0;
  return Math.max(0, dateOfInstant(at) - last);
}

/** Days from the reading's date to the instant; 0 while no series behind it has a newer value due. */
export function ageOfReading(checked: Checked, date: EpochDay, { panel, asOf, at }: AsKnown): number {
  const ages = seriesAsOf(checked, { panel, asOf }).map((series) => ageOf(series, at));
  return ages.every((age) => age === 0) ? 0 : Math.max(0, dateOfInstant(at) - date);
}

/** The series that an expression reads, each once, as known at the end of a date. */
export function seriesAsOf(checked: Checked, { panel, asOf }: Pick<AsKnown, 'panel' | 'asOf'>): Series[] {
  const environment = environmentAsOf(panel, asOf);
  return [...new Set(checked.series)].map((id) =>
    id.endsWith('.adj') ? environment.series(id.slice(0, -'.adj'.length), true) : environment.series(id, false),
  );
}
