import { civilParts, type EpochDay, epochDay, isoWeekday } from './civil-date.ts';
import { isFederalHoliday } from './federal-holidays.ts';
import { isNewYorkSession, NEW_YORK_TABLE_END, NEW_YORK_TABLE_START } from './new-york.ts';
import { newYorkInstant, zonedInstant } from './time-zone.ts';

/** A wall time in a time zone. */
export interface WallTime {
  /** Minutes after midnight. */
  readonly minutes: number;
  /** IANA time zone. */
  readonly zone: string;
}

/** When a figure dated D is published. All but `days` move to the next business day of the US government where they meet a holiday. */
export type ReleaseRule =
  /** D + so many calendar days. */
  | (WallTime & { readonly kind: 'days'; readonly days: number })
  /** So many business days of the US government after D; 0 is D itself, or the next one. */
  | (WallTime & { readonly kind: 'business days'; readonly days: number })
  /** The first such weekday (Monday = 1 … Sunday = 7) after D, and so many weeks later. */
  | (WallTime & {
      readonly kind: 'weekday';
      readonly weekday: number;
      readonly weeks: number;
      /** A holiday earlier in that week puts it off by a business day. */
      readonly isPutOff?: boolean;
    })
  /** The nth such weekday of the month that comes so many months after D's. */
  | (WallTime & { readonly kind: 'weekday of month'; readonly weekday: number; readonly nth: number; readonly months: number });

/**
 * The date on which a figure is published.
 *
 * @param day - The date that the figure describes.
 */
export function releaseDate(rule: ReleaseRule, day: EpochDay): EpochDay {
  switch (rule.kind) {
    case 'days':
      return day + rule.days;
    case 'business days':
      return businessDaysAfter(day, rule.days);
    case 'weekday':
      return weekdayRelease(rule, day);
    case 'weekday of month': {
      const { year, month } = civilParts(day);
      const first = epochDay(year, month + rule.months, 1);
      return businessDayFrom(first + ((rule.weekday - isoWeekday(first) + 7) % 7) + 7 * (rule.nth - 1));
    }
  }
}

/**
 * The instant at which a figure is published.
 *
 * @returns Milliseconds since 1970-01-01T00:00Z; ascending in `day`.
 */
export function releaseInstant(rule: ReleaseRule, day: EpochDay): number {
  return wallInstant(rule, releaseDate(rule, day));
}

/** The instant of a wall time on a date, milliseconds since 1970-01-01T00:00Z. */
export function wallInstant({ zone, minutes }: WallTime, day: EpochDay): number {
  // The same instants; New York's come from a table, which the daily series need.
  return zone === 'America/New_York' ? newYorkInstant(day, minutes) : zonedInstant(zone, day, minutes);
}

function weekdayRelease({ weekday, weeks, isPutOff }: ReleaseRule & { kind: 'weekday' }, day: EpochDay): EpochDay {
  const date = day + 1 + ((weekday - isoWeekday(day + 1) + 7) % 7) + 7 * weeks;
  const hasHoliday = isPutOff && Array.from({ length: weekday }, (_, i) => date - i).some(isFederalHoliday);
  return businessDayFrom(hasHoliday ? date + 1 : date);
}

/** Nothing is published when the government is closed; on days such as Good Friday, when only the markets are, some of it is not. */
const isBusinessDay = (day: EpochDay): boolean => isoWeekday(day) <= 5 && !isFederalHoliday(day) && !isClosedInNewYork(day);

const isClosedInNewYork = (day: EpochDay): boolean => day >= NEW_YORK_TABLE_START && day <= NEW_YORK_TABLE_END && !isNewYorkSession(day);

function businessDayFrom(day: EpochDay): EpochDay {
  let at = day;
  while (!isBusinessDay(at)) at++;
  return at;
}

function businessDaysAfter(day: EpochDay, count: number): EpochDay {
  let at = count === 0 ? businessDayFrom(day) : day;
  for (let left = count; left > 0; left--) at = businessDayFrom(at + 1);
  return at;
}
