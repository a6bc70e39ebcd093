import { makeSchedule } from '../calendar/calendars.ts';
import { DAY_MS, type EpochDay } from '../calendar/civil-date.ts';
import { countUpTo } from '../calendar/schedule.ts';
import type { Series } from './series.ts';
import { newestOf, versionsUntil } from './versions.ts';

/** The end (24:00 UTC) of a civil date, milliseconds since 1970-01-01T00:00Z: an `as of` date includes its whole day. */
export const endOfDay = (day: EpochDay): number => (day + 1) * DAY_MS;

/** A series as the world could know it at an instant: only observations with knownAt ≤ instant, in the version valid then. */
export function asOf(series: Series, instant: number): Series {
  if (series.versions) {
    const versions = versionsUntil(series.versions, instant);
    return versions === series.versions ? series : withScheduleOf({ ...series, ...newestOf(versions), versions });
  }
  const known = countUpTo(series.knownAt, instant);
  if (known === series.dates.length) return series;
  return withScheduleOf({
    ...series,
    dates: series.dates.subarray(0, known),
    values: series.values.subarray(0, known),
    knownAt: series.knownAt.subarray(0, known),
  });
}

/** Calendars of weeks and months schedule a datum's own date, and what is missing only where no datum comes later: that must not be known. */
const withScheduleOf = (series: Series): Series =>
  /^(?:weekly|monthly)/.test(series.calendar) ? { ...series, schedule: makeSchedule(series.calendar, series.dates) } : series;

/** The last civil date (UTC) whose end is not before the instant: 24:00 UTC of a date belongs to that date. */
export const dateOfInstant = (instant: number): EpochDay => Math.ceil(instant / DAY_MS) - 1;

/**
 * A series by the instants that its values describe, not those at which they were known: the closes of its dates. For questions of what
 * happened at the same time, which nobody acts on.
 *
 * @remarks A date that the calendar does not schedule counts by its end in UTC, or by the next date's close where that is earlier.
 */
export function atCloses(series: Series): Series {
  const { dates, schedule } = series;
  const closes = Float64Array.from(dates, (day) => {
    const i = countUpTo(schedule.dates, day) - 1;
    return schedule.dates[i] === day ? (schedule.closes[i] as number) : endOfDay(day);
  });
  for (let i = closes.length - 2; i >= 0; i--) closes[i] = Math.min(closes[i] as number, closes[i + 1] as number);
  return { ...series, knownAt: closes };
}
