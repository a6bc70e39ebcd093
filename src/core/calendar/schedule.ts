import type { EpochDay } from './civil-date.ts';

/** Names of the calendars that a series can keep. */
export type CalendarName = 'utc-daily' | 'new-york' | 'weekdays' | 'weekly-new-york' | 'weekly-utc' | 'monthly' | 'irregular';

/**
 * The closes that a calendar schedules, in time order: what the world knew beforehand of when prices would be
 * made, whether or not the data hold a value for them.
 */
export interface Schedule {
  /** Dates of the closes, ascending. */
  readonly dates: Int32Array;
  /** Instants of the closes, milliseconds since 1970-01-01T00:00Z, ascending, as long as `dates`. */
  readonly closes: Float64Array;
  /** True where no calendar is known and the dates are the data's own: then they tell nothing beforehand. */
  readonly isUnscheduled?: true;
}

/** Number of leading elements of an ascending array that are ≤ `value`. */
export function countUpTo(sorted: Int32Array | Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Date of the first close strictly after an instant, or undefined where the schedule ends before one. */
export function nextCloseDate(schedule: Schedule, instant: number): EpochDay | undefined {
  return schedule.dates[countUpTo(schedule.closes, instant)];
}

/** Date of the first close on a date strictly after `day`, or undefined where the schedule ends before one. */
export function nextScheduledDate(schedule: Schedule, day: EpochDay): EpochDay | undefined {
  return schedule.dates[countUpTo(schedule.dates, day)];
}
