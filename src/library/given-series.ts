import { type EpochDay, parseCivilDate } from '../core/calendar/civil-date.ts';
import type { ReleaseRule } from '../core/calendar/release.ts';
import type { CalendarName } from '../core/calendar/schedule.ts';
import type { Series } from '../core/series/series.ts';
import { buildSeries } from '../providers/build-series.ts';

/** Dates as `YYYY-MM-DD`, or as whole days since 1970-01-01 in an `Int32Array`. */
export type GivenDates = readonly string[] | Int32Array;

/** The calendars that there are. */
const CALENDARS: Readonly<Record<CalendarName, true>> = {
  'utc-daily': true,
  weekdays: true,
  'new-york': true,
  'weekly-new-york': true,
  'weekly-utc': true,
  monthly: true,
  irregular: true,
};

/** A series as a caller has it: two parallel arrays, and what is known of them. */
export interface GivenSeries {
  /** Observation dates, strictly ascending; as many as `values`. */
  readonly dates: GivenDates;
  /** Values in `unit`, all finite: a missing value is left out together with its date. */
  readonly values: ArrayLike<number>;
  /** Default: the id. */
  readonly title?: string | undefined;
  /** Unit of the values, e.g. `USD`, `index points`, `percent`. Default: `unit not stated`. */
  readonly unit?: string | undefined;
  /** When its dates close: `new-york`, `utc-daily`, `weekdays`, `weekly-new-york`, `weekly-utc`, `monthly`, `irregular`. Default: inferred from the dates, which a note of the result says. */
  readonly calendar?: CalendarName | undefined;
  /** When the figure of a date is published. Default: at the close of its date. */
  readonly release?: ReleaseRule | undefined;
  /** When each value could first be known, milliseconds since 1970-01-01T00:00Z, ascending; in place of `release`. */
  readonly knownAt?: ArrayLike<number> | undefined;
  /** Dates on which the series' own cycle begins anew (Bitcoin's halvings), ascending; the phase-matched placebo needs it. */
  readonly cycle?: { readonly name: string; readonly dates: GivenDates } | undefined;
  /** Where the figures come from, as a reader is told. Default: `given by the caller`. */
  readonly source?: string | undefined;
  /** What a reader must know of the data, as sentences. */
  readonly notes?: readonly string[] | undefined;
}

/**
 * A series with its two clocks and its calendar, from arrays.
 *
 * @param id - Its name in expressions, e.g. `RUT`; `RUT.adj` is the adjusted close of `RUT`.
 * @returns The series; `dates` and `values` are copies.
 * @throws RangeError where dates do not exist or are not strictly ascending, lengths differ, or a value is not finite.
 * @remarks Missing values: refuses.
 */
export function seriesOf(id: string, given: GivenSeries): Series {
  const { title, unit, calendar, release, source, notes = [], cycle } = given;
  if (calendar !== undefined && !Object.hasOwn(CALENDARS, calendar)) {
    throw new RangeError(`calendar of ${id} must be one of ${Object.keys(CALENDARS).join(', ')}, was ${String(calendar)}`);
  }
  const dates = daysOf(given.dates, `dates of ${id}`);
  if (dates.length === 0) throw new RangeError(`dates of ${id} must not be empty`);
  const values = numbersOf(given.values, `values of ${id}`, dates.length);
  const rows = { dates, values, notes, knownAt: given.knownAt && instantsOf(given.knownAt, id, dates.length) };
  const cycleDates = cycle && Array.from(daysOf(cycle.dates, `cycle dates of ${id}`));
  const entry = { title, unit, calendar, release, source, ...(cycle && cycleDates && { cycle: { name: cycle.name, dates: cycleDates } }) };
  return buildSeries(rows, { id, entry, place: 'given by the caller' });
}

/**
 * Dates as whole days since 1970-01-01.
 *
 * @param name - What they are, for the error.
 * @throws RangeError where one does not exist or they are not strictly ascending.
 */
export function daysOf(given: GivenDates, name: string): Int32Array {
  const days = given instanceof Int32Array ? given.slice() : Int32Array.from(given, (date, i) => dayOf(date, `${name}[${i}]`));
  const at = days.findIndex((day, i) => i > 0 && day <= (days[i - 1] as number));
  if (at > 0) throw new RangeError(`${name} must be strictly ascending, was ${given[at]} after ${given[at - 1]}`);
  return days;
}

/** A date as whole days since 1970-01-01. @throws RangeError where it is none that exists. */
export function dayOf(date: string, name: string): EpochDay {
  const day = typeof date === 'string' ? parseCivilDate(date) : undefined;
  if (day === undefined) throw new RangeError(`${name} must be a date that exists, as text YYYY-MM-DD, was ${String(date)}`);
  return day;
}

/** Numbers as they are: `null` and texts do not pass for 0. */
function numbersOf(given: ArrayLike<number>, name: string, length: number): Float64Array {
  if (given.length !== length) throw new RangeError(`${name} must be as many as the dates, ${length}, was ${given.length}`);
  return Float64Array.from(given, (value, i) => {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new RangeError(`${name}[${i}] must be a finite number, was ${String(value)}; leave a missing value out, with its date`);
  });
}

function instantsOf(given: ArrayLike<number>, id: string, length: number): Float64Array {
  const instants = numbersOf(given, `knownAt of ${id}`, length);
  const at = instants.findIndex((instant, i) => i > 0 && instant < (instants[i - 1] as number));
  if (at > 0) throw new RangeError(`knownAt of ${id} must be ascending, was ${instants[at]} after ${instants[at - 1]}`);
  return instants;
}
