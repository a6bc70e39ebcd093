import { closeInstant } from '../calendar/calendars.ts';
import type { CalendarName } from '../calendar/schedule.ts';
import type { Series } from '../series/series.ts';
import type { StaleTail } from './finding.ts';

/** Closes that may be late without anything being wrong: a long weekend of a feed, a postponed release. */
const GRACE: Readonly<Record<CalendarName, number>> = {
  'utc-daily': 3,
  'new-york': 3,
  weekdays: 3,
  'weekly-new-york': 1,
  'weekly-utc': 1,
  monthly: 1,
  irregular: Number.POSITIVE_INFINITY,
};
/** The release lag is the longest of so many last observations. */
const LAG_SAMPLE = 26;

/**
 * Whether closes that should be known at an instant are missing at the end.
 *
 * @param instant - Milliseconds since 1970-01-01T00:00Z.
 * @param isPulled - Whether the series is brought up to date by pulls: then a stale tail is a warning, and of a file a note.
 */
export function findStaleTail({ calendar, dates, knownAt, schedule }: Series, instant: number, isPulled: boolean): StaleTail[] {
  const last = dates.at(-1);
  if (last === undefined || schedule.isUnscheduled) return [];
  const from = Math.max(0, dates.length - LAG_SAMPLE);
  const lags = Array.from(dates.subarray(from), (day, i) => (knownAt[from + i] as number) - closeInstant(calendar, day));
  const lag = Math.max(0, ...lags);
  const late = schedule.dates.filter((day, i) => day > last && (schedule.closes[i] as number) + lag <= instant);
  const grace = GRACE[calendar];
  return late.length > grace ? [{ kind: 'stale tail', severity: isPulled ? 'warning' : 'note', dates: late, last, grace }] : [];
}
