import { closeInstant, inferCalendar, makeSchedule } from '../../core/calendar/calendars.ts';
import type { EpochDay } from '../../core/calendar/civil-date.ts';
import type { CalendarName } from '../../core/calendar/schedule.ts';
import { newYorkInstant, zonedInstant } from '../../core/calendar/time-zone.ts';
import type { Series } from '../../core/series/series.ts';
import { counted } from './fault.ts';
import type { Observations } from './parse.ts';
import type { CatalogueEntry } from './schema.ts';

/** Gives observations their calendar, their second clock and what the catalogue says of them. */
export function buildSeries({ dates, values, notes }: Observations, about: { id: string; entry: CatalogueEntry; place: string }): Series {
  const { id, entry, place } = about;
  const calendar = calendarOf(dates, entry);
  return {
    id,
    title: entry.title ?? id,
    unit: entry.unit ?? 'unit not stated',
    calendar: calendar.name,
    dates,
    values,
    knownAt: knownInstants(dates, calendar.name, entry.lag),
    schedule: makeSchedule(calendar.name, dates),
    source: entry.source ?? place,
    notes: [...(entry.note === undefined ? [] : [entry.note]), ...notes, ...calendar.notes],
    ...(entry.cycle && { cycle: { name: entry.cycle.name, dates: Int32Array.from(entry.cycle.dates) } }),
  };
}

function calendarOf(dates: Int32Array, entry: CatalogueEntry): { name: CalendarName; notes: readonly string[] } {
  const { calendar, why, offCalendar } = inferCalendar(dates);
  if (entry.calendar) {
    const differs = calendar !== entry.calendar && calendar !== 'irregular';
    return {
      name: entry.calendar,
      notes: differs ? [`The catalogue says ${entry.calendar}; by its dates the calendar would be ${calendar} (${why}).`] : [],
    };
  }
  const off = offCalendar === 0 ? '' : ` ${counted(offCalendar, 'date')} not on it.`;
  const lag = entry.lag ? '' : ' No release lag is stated, so values count as known at the close of their date.';
  return { name: calendar, notes: [`Calendar inferred from the dates: ${calendar} (${why}).${off}${lag}`] };
}

/** Close of each date on its calendar, or the wall time of its release. Ascending, as both keep the order of dates. */
function knownInstants(dates: Int32Array, calendar: CalendarName, lag: CatalogueEntry['lag']): Float64Array {
  return Float64Array.from(dates, lag ? (day) => releaseInstant(day, lag) : (day) => closeInstant(calendar, day));
}

function releaseInstant(day: EpochDay, { days, time, zone }: NonNullable<CatalogueEntry['lag']>): number {
  // The same instants; New York's come from a table, which the daily Federal Reserve series need.
  return zone === 'America/New_York' ? newYorkInstant(day + days, time) : zonedInstant(zone, day + days, time);
}
