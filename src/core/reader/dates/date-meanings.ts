import { addSpan, civilParts, type EpochDay, epochDay, isoWeekday, isoWeekStart } from '../../calendar/civil-date.ts';
import { monthIndex } from '../../calendar/monthly.ts';
import { FIRST_YEAR, LAST_YEAR, longYear, RELATIVE_YEAR } from './date-slots.ts';
import { CALENDAR_UNITS, type CalendarUnit } from './date-tables.ts';
import type { Meaning } from './date-templates.ts';

/** How large a stretch of time a date names. */
export type Grain = 'day' | 'month' | 'quarter' | 'half' | 'year' | 'part' | 'span';

/** What a date says; null ends where only the day of publication would tell. */
export interface Interval {
  readonly from: EpochDay | null;
  readonly to: EpochDay | null;
  readonly grain: Grain;
  readonly relative: boolean;
}

/** Values of the slots of a template that was found. */
export type Values = Readonly<Record<string, number>>;

/** A date without its year lies at most so many days after the day of publication, a deadline at most so many before it. */
const DAYS_AHEAD = 31;

type Ends = readonly [from: EpochDay, to: EpochDay];

/** Months since January of year 0 as first and last day. */
const monthsFrom = (first: number, count: number): Ends => {
  const year = Math.floor(first / 12);
  return [epochDay(year, first - 12 * year + 1, 1), epochDay(year, first - 12 * year + 1 + count, 1) - 1];
};

const MONTHS_OF: Readonly<Record<'month' | 'quarter' | 'half' | 'year', number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** The `shift`-th unit after the one in which a day lies. */
function unitAround(day: EpochDay, unit: CalendarUnit, shift: number): Ends {
  if (unit === 'day') return [day + shift, day + shift];
  if (unit === 'week') return [isoWeekStart(day) + 7 * shift, isoWeekStart(day) + 7 * shift + 6];
  const length = MONTHS_OF[unit];
  return monthsFrom((Math.floor(monthIndex(day) / length) + shift) * length, length);
}

/** The early, middle or late part (1, 2, 3) of a stretch: of a year its first, its two middle or its last quarter, of others a third. */
function partOf([from, to]: Ends, part: number): Ends {
  const days = to - from + 1;
  const first = monthIndex(from);
  if (days > 3000) return monthsFrom(first + [0, 48, 84][part - 1]!, [48, 36, 36][part - 1]!);
  if (days > 360) return monthsFrom(first + [0, 3, 9][part - 1]!, [3, 6, 3][part - 1]!);
  if (days > 31) {
    const third = Math.round(days / 91) > 1 ? 2 : 1;
    return monthsFrom(first + (part - 1) * third, third);
  }
  if (days > 7) return part === 1 ? [from, from + 9] : part === 2 ? [from + 10, from + 19] : [from + 20, to];
  return part === 1 ? [from, from + 1] : part === 2 ? [from + 2, from + 2] : [from + 3, to];
}

/** What stands in the place of a year: a year, a distance from that of the publication, or nothing. */
interface YearValue {
  readonly year: number | undefined;
  readonly relative: boolean;
}

function yearOf({ year, fullYear, shortYear }: Values, published: EpochDay | null): YearValue {
  const value = year ?? fullYear ?? shortYear;
  if (value === undefined || value < RELATIVE_YEAR / 2) return { year: value, relative: false };
  return { year: published === null ? Number.NaN : civilParts(published).year + value - RELATIVE_YEAR, relative: true };
}

const NO_ENDS = { from: null, to: null };

/**
 * The stretch that a rule gives for the year that is named; without a year the last one that begins at most 31 days after publication,
 * and behind a word for a deadline the first that ends at most 31 days before it.
 *
 * @returns Undefined where no such date exists.
 */
function inYear(
  values: Values,
  published: EpochDay | null,
  { grain, ends }: { grain: Grain; ends: (year: number) => Ends | undefined },
): Interval | undefined {
  const { year, relative } = yearOf(values, published);
  if (Number.isNaN(year)) return { ...NO_ENDS, grain, relative };
  if (year !== undefined) return interval(ends(year), grain, relative);
  if (published === null) return ends(2024) && { ...NO_ENDS, grain, relative: false };
  return interval(values.deadline === 1 ? nextEnded(ends, published) : lastBegun(ends, published), grain, false);
}

const interval = (ends: Ends | undefined, grain: Grain, relative: boolean): Interval | undefined =>
  ends && { from: ends[0], to: ends[1], grain, relative };

function nextEnded(ends: (year: number) => Ends | undefined, published: EpochDay): Ends | undefined {
  const { year } = civilParts(published);
  for (let ahead = -1; ahead <= 8; ahead++) {
    const found = ends(year + ahead);
    if (found !== undefined && found[1] >= published - DAYS_AHEAD) return found;
  }
  return undefined;
}

function lastBegun(ends: (year: number) => Ends | undefined, published: EpochDay): Ends | undefined {
  const { year } = civilParts(published);
  // Eight years reach the next 29 February even around 1900.
  for (let back = -1; back <= 8; back++) {
    const found = ends(year - back);
    if (found !== undefined && found[0] <= published + DAYS_AHEAD) return found;
  }
  return undefined;
}

/** A day of a month of a year, or undefined where there is none. */
export function dayOf(year: number, month: number, day: number): EpochDay | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  const date = epochDay(year, month, day);
  return civilParts(date).day === day ? date : undefined;
}

/** The interval of a day and a month, with its year or without. */
export function dayInterval(values: { day: number; month: number; year?: number }, published: EpochDay | null): Interval | undefined {
  const ends = (year: number): Ends | undefined => {
    const date = dayOf(year, values.month, values.day);
    return date === undefined ? undefined : [date, date];
  };
  return inYear(values as unknown as Values, published, { grain: 'day', ends });
}

/** An interval that is told by the day of publication alone. */
function deictic(published: EpochDay | null, grain: Grain, ends: (day: EpochDay) => Ends): Interval {
  return published === null ? { ...NO_ENDS, grain, relative: true } : interval(ends(published), grain, true)!;
}

const grainOf = (unit: CalendarUnit): Grain => (unit === 'week' ? 'span' : unit);

type Rule = (values: Values, published: EpochDay | null) => Interval | undefined;

/** Slots of units that are shifted from the current one. */
function shiftOf({ current, previous, following, whole, yearParts, quarterParts, monthParts }: Values): {
  unit: CalendarUnit;
  shift: number;
} {
  if (yearParts !== undefined) return { unit: 'year', shift: 0 };
  if (quarterParts !== undefined) return { unit: 'quarter', shift: 0 };
  if (monthParts !== undefined) return { unit: 'month', shift: 0 };
  const unit = CALENDAR_UNITS[current ?? previous ?? following ?? whole ?? 0]!;
  return { unit, shift: previous !== undefined ? -1 : following !== undefined ? 1 : 0 };
}

/** `n` units back or ahead of a day; a quarter is three months, a half six. */
function moved(day: EpochDay, unit: CalendarUnit, count: number): EpochDay {
  const sign = count < 0 ? -1 : 1;
  const size = Math.abs(count);
  if (unit === 'day' || unit === 'week') return addSpan(day, { count: size, unit: unit === 'day' ? 'd' : 'w' }, sign);
  return addSpan(day, { count: size * MONTHS_OF[unit], unit: 'mo' }, sign);
}

const months = (first: number, last: number) => (year: number) => monthsFrom(12 * year + first - 1, last - first + 1);

const wholeMonth: Rule = (values, published) => {
  const month = values.month ?? values.bareMonth!;
  return inYear(values, published, { grain: 'month', ends: months(month, month) });
};

const RULES: Readonly<Record<Meaning, Rule>> = {
  day: (values, published) => dayInterval(values as unknown as { day: number; month: number }, published),
  days: (values, published) => {
    const ends = (year: number): Ends | undefined => {
      const [from, to] = [dayOf(year, values.month!, values.day!), dayOf(year, values.month2 ?? values.month!, values.day2!)];
      return from !== undefined && to !== undefined && from < to ? [from, to] : undefined;
    };
    return inYear(values, published, { grain: 'span', ends });
  },
  month: wholeMonth,
  cuedMonth: wholeMonth,
  months: (values, published) => monthSpan(values, published),
  quarter: (values, published) => {
    const quarter = values.ordinal ?? values.quarterSign ?? values.quarterFigure!;
    return quarter > 4 ? undefined : inYear(values, published, { grain: 'quarter', ends: months(3 * quarter - 2, 3 * quarter) });
  },
  half: (values, published) => {
    const half = values.ordinal ?? values.halfSign ?? values.halfFigure!;
    return half > 2 ? undefined : inYear(values, published, { grain: 'half', ends: months(6 * half - 5, 6 * half) });
  },
  year: (values, published) => inYear(values, published, { grain: 'year', ends: months(1, 12) }),
  years: ({ fullYear, fullYear2 }) => {
    if (fullYear! >= fullYear2!) return undefined;
    return interval([epochDay(fullYear!, 1, 1), epochDay(fullYear2!, 12, 31)], 'span', false);
  },
  shortYears: ({ fullYear, shortYear }) => {
    const last = Math.floor(fullYear! / 100) * 100 + (shortYear! % 100);
    const to = last < fullYear! ? last + 100 : last;
    return to > fullYear! && to - fullYear! <= 20 ? interval([epochDay(fullYear!, 1, 1), epochDay(to, 12, 31)], 'span', false) : undefined;
  },
  part: (values, published) => {
    const month = values.month ?? values.bareMonth;
    const ends = (year: number) =>
      partOf(month === undefined ? months(1, 12)(year) : months(month, month)(year), values.part ?? values.yearParts!);
    return inYear(values, published, { grain: 'part', ends });
  },
  partOfQuarter: (values, published) => {
    const quarter = values.ordinal ?? values.quarterSign!;
    return quarter > 4
      ? undefined
      : inYear(values, published, { grain: 'part', ends: (year) => partOf(months(3 * quarter - 2, 3 * quarter)(year), values.part!) });
  },
  // `the first three months of 2024`
  opening: (values, published) => {
    const { ordinal, count, unit } = values;
    const ends = (year: number): Ends => [epochDay(year, 1, 1), moved(epochDay(year, 1, 1), CALENDAR_UNITS[unit!]!, count!) - 1];
    return ordinal === 1 ? inYear(values, published, { grain: 'span', ends }) : undefined;
  },
  // A winter reaches into the next year.
  season: (values, published) =>
    inYear(values, published, { grain: 'part', ends: (year) => monthsFrom(12 * year + values.season! - 1, 3) }),
  decade: ({ decade }) => interval([epochDay(decade!, 1, 1), epochDay(decade! + 9, 12, 31)], 'span', false),
  partOfDecade: ({ decade, part }) => interval(partOf([epochDay(decade!, 1, 1), epochDay(decade! + 9, 12, 31)], part!), 'part', false),
  relativeDay: ({ relativeDay }, published) => deictic(published, 'day', (day) => [day + relativeDay!, day + relativeDay!]),
  shifted: (values, published) => {
    const { unit, shift } = shiftOf(values);
    return deictic(published, grainOf(unit), (day) => unitAround(day, unit, shift));
  },
  partOfShifted: (values, published) => {
    const { unit, shift } = shiftOf(values);
    const part = values.part ?? values.yearParts ?? values.quarterParts ?? values.monthParts!;
    return deictic(published, 'part', (day) => partOf(unitAround(day, unit, shift), part));
  },
  toDate: ({ toDate }, published) => deictic(published, 'span', (day) => [unitAround(day, CALENDAR_UNITS[toDate!]!, 0)[0], day]),
  ago: ({ count, unit }, published) => {
    const kind = CALENDAR_UNITS[unit!]!;
    return deictic(published, grainOf(kind), (day) => unitAround(moved(day, kind, -count!), kind, 0));
  },
  past: ({ count, unit }, published) => deictic(published, 'span', (day) => [moved(day, CALENDAR_UNITS[unit!]!, -(count ?? 1)), day]),
  ahead: ({ count, unit }, published) => deictic(published, 'span', (day) => [day, moved(day, CALENDAR_UNITS[unit!]!, count ?? 1)]),
  weekday: (values, published) => {
    const weekday = values.weekday ?? values.bareWeekday!;
    return deictic(published, 'day', (day) => {
      const last = day - ((isoWeekday(day) - weekday + 7) % 7);
      return [last, last];
    });
  },
  // `quarta-feira (4)`: the day of the month tells which one.
  weekdayOnDay: (values, published) => {
    if (published === null) return { ...NO_ENDS, grain: 'day', relative: true };
    for (let day = published + 7; day > published - DAYS_AHEAD; day--)
      if (civilParts(day).day === values.day && isoWeekday(day) === values.weekday) return interval([day, day], 'day', true);
    return undefined;
  },
  nextWeekday: (values, published) => {
    const weekday = values.weekday ?? values.bareWeekday!;
    return deictic(published, 'day', (day) => {
      const next = day + 1 + ((weekday - isoWeekday(day) - 1 + 14) % 7);
      return [next, next];
    });
  },
};

function monthSpan(values: Values, published: EpochDay | null): Interval | undefined {
  const { month, month2, year, year2 } = values;
  if (year2 !== undefined && year !== undefined) {
    const first = inYear({ year }, published, { grain: 'span', ends: months(month!, month!) });
    const last = inYear({ year: year2 }, published, { grain: 'span', ends: months(month2!, month2!) });
    if (!first || !last || (first.from !== null && last.to !== null && first.from >= last.to)) return undefined;
    return { from: first.from, to: last.to, grain: 'span', relative: first.relative || last.relative };
  }
  // `November to January 2026` began in the year before.
  const ends = (last: number): Ends => {
    const first = 12 * (month! > month2! ? last - 1 : last) + month! - 1;
    return monthsFrom(first, 12 * last + month2! - first);
  };
  return inYear(year2 === undefined ? values : { year: year2 }, published, { grain: 'span', ends });
}

/** The interval that a template's meaning gives for the values of its slots; undefined where there is no such date. */
export function intervalOf(meaning: Meaning, values: Values, published: EpochDay | null): Interval | undefined {
  return RULES[meaning](values, published);
}

/** A year of two digits within a date. */
export const yearOfDigits = (digits: string): number => (digits.length === 2 ? longYear(Number(digits)) : Number(digits));
