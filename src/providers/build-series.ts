import { closeInstant, inferCalendar, makeSchedule } from '../core/calendar/calendars.ts';
import { type ReleaseRule, releaseInstant } from '../core/calendar/release.ts';
import type { CalendarName } from '../core/calendar/schedule.ts';
import type { Series } from '../core/series/series.ts';
import type { Description } from './catalogue.ts';
import { counted } from './wording.ts';

/** What a series is made from: strictly ascending dates, finite values, and what their reading has to say. */
export interface SeriesRows {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  /** When each value was first known, milliseconds since 1970-01-01T00:00Z, ascending; by default the description's release or the close tells. */
  readonly knownAt?: Float64Array | undefined;
  readonly notes: readonly string[];
}

export interface SeriesIdentity {
  readonly id: string;
  readonly entry: Description;
  /** Where the rows came from, for want of a source in the entry. */
  readonly place: string;
}

/** Gives observations their calendar, their second clock and what a catalogue says of them. */
export function buildSeries({ dates, values, knownAt, notes }: SeriesRows, { id, entry, place }: SeriesIdentity): Series {
  const calendar = calendarOf(dates, entry, knownAt !== undefined);
  return {
    id,
    title: entry.title ?? id,
    unit: entry.unit ?? 'unit not stated',
    calendar: calendar.name,
    dates,
    values,
    knownAt: knownAt ?? knownInstants(dates, calendar.name, entry.release),
    schedule: makeSchedule(calendar.name, dates),
    source: entry.source ?? place,
    notes: [...(entry.note === undefined ? [] : [entry.note]), ...notes, ...calendar.notes],
    ...(entry.cycle && { cycle: { name: entry.cycle.name, dates: Int32Array.from(entry.cycle.dates) } }),
  };
}

function calendarOf(dates: Int32Array, entry: Description, isKnown: boolean): { name: CalendarName; notes: readonly string[] } {
  const { calendar, why, offCalendar } = inferCalendar(dates);
  if (entry.calendar) {
    const differs = calendar !== entry.calendar && calendar !== 'irregular';
    return {
      name: entry.calendar,
      notes: differs ? [`The catalogue says ${entry.calendar}; by its dates the calendar would be ${calendar} (${why}).`] : [],
    };
  }
  const off = offCalendar === 0 ? '' : ` ${counted(offCalendar, 'date')} not on it.`;
  const lag = entry.release || isKnown ? '' : ' No release lag is stated, so values count as known at the close of their date.';
  return { name: calendar, notes: [`Calendar inferred from the dates: ${calendar} (${why}).${off}${lag}`] };
}

/**
 * When the value of each date could first be known: at its release where there is a rule, else at the close of its calendar.
 *
 * @returns Milliseconds since 1970-01-01T00:00Z, ascending, as both keep the order of dates.
 */
export function knownInstants(dates: Int32Array, calendar: CalendarName, release: ReleaseRule | undefined): Float64Array {
  return Float64Array.from(dates, release ? (day) => releaseInstant(release, day) : (day) => closeInstant(calendar, day));
}
