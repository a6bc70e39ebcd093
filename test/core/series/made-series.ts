import { closeInstant, makeSchedule } from '../../../src/core/calendar/calendars.ts';
import { DAY_MS, type EpochDay, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { newYorkSessions } from '../../../src/core/calendar/new-york.ts';
import type { CalendarName } from '../../../src/core/calendar/schedule.ts';
import type { Series } from '../../../src/core/series/series.ts';

/** How a made series keeps time: its calendar, and how many days after the close its values come out. */
export interface Timing {
  readonly calendar?: CalendarName;
  readonly lagDays?: number;
}

/** A civil date from its text, which must exist. */
export function day(text: string): EpochDay {
  const parsed = parseCivilDate(text);
  if (parsed === undefined) throw new Error(`a test names a date that does not exist: ${text}`);
  return parsed;
}

/** A series from dates and values of equal length. */
export function seriesOn(id: string, dates: Int32Array, values: readonly number[], timing: Timing = {}): Series {
  if (dates.length !== values.length) throw new Error(`a test gives ${dates.length} dates and ${values.length} values`);
  const { calendar = 'utc-daily', lagDays = 0 } = timing;
  return {
    id,
    title: id,
    unit: 'points',
    calendar,
    dates,
    values: Float64Array.from(values),
    knownAt: Float64Array.from(dates, (date) => closeInstant(calendar, date) + lagDays * DAY_MS),
    schedule: makeSchedule(calendar, dates),
    source: 'made up for a test',
    notes: [],
  };
}

/** Values on every day from a first date on, each known at 24:00 UTC. */
export function daily(id: string, first: string, values: readonly number[], timing: Timing = {}): Series {
  return seriesOn(
    id,
    Int32Array.from(values, (_, i) => day(first) + i),
    values,
    timing,
  );
}

/** Values on New York's sessions from a first date on, each known at the close there. */
export function sessions(id: string, first: string, values: readonly number[], timing: Timing = {}): Series {
  const dates = newYorkSessions().dates.filter((date) => date >= day(first));
  return seriesOn(id, dates.slice(0, values.length), values, { calendar: 'new-york', ...timing });
}

/** Values on the dates that are written beside them. */
export function dated(id: string, rows: Readonly<Record<string, number>>, timing: Timing = {}): Series {
  return seriesOn(id, Int32Array.from(Object.keys(rows), day), Object.values(rows), timing);
}
