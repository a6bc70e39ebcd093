import type { CalendarName, Schedule } from '../calendar/schedule.ts';

/**
 * Every value that each date has had: dates ascending, and within a date ascending in knownAt. Arrays are parallel.
 */
export interface Versions {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  /** First instant at which the world could know this value of the date, milliseconds since 1970-01-01T00:00Z. */
  readonly knownAt: Float64Array;
}

/**
 * Observations of one quantity with their two clocks: the date that a value describes and the instant from
 * which the world could know it. Arrays are parallel and ascending in date; values are finite.
 */
export interface Series {
  readonly id: string;
  readonly title: string;
  /** Unit of the values, e.g. `USD`, `index points`, `USD millions`, `percent`. */
  readonly unit: string;
  readonly calendar: CalendarName;
  /** Observation dates, days since 1970-01-01, strictly ascending. */
  readonly dates: Int32Array;
  /** Newest value of each date. */
  readonly values: Float64Array;
  /** First instant at which the world could know a value of the date, milliseconds since 1970-01-01T00:00Z, ascending. */
  readonly knownAt: Float64Array;
  /** All values that the dates have had, where any was revised. */
  readonly versions?: Versions;
  /** Closes that the calendar schedules, from the first observation to beyond the last. */
  readonly schedule: Schedule;
  /** Where the figures come from, as shown to a reader. */
  readonly source: string;
  /** Repairs and guesses that were made on the way in, as sentences for the reader. */
  readonly notes: readonly string[];
  /** Dates on which the target's cycle begins anew (Bitcoin's halvings), where it has one. */
  readonly cycle?: { readonly name: string; readonly dates: Int32Array };
}
