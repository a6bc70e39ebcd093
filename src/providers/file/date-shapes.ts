import { civilParts, type EpochDay, parseCivilDate } from '../../core/calendar/civil-date.ts';
import { DATE_FORMS, type DateFormName } from './mapping.ts';
import { splitStamp } from './stamps.ts';

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

const YEAR_FIRST = /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})$/;
const DAY_FIRST = /^(?<day>\d{1,2})(?<mark>[-/. ])(?<month>\d{1,2})\k<mark>(?<year>\d{4}|\d{2})$/;
const MONTH_FIRST = /^(?<month>\d{1,2})(?<mark>[-/. ])(?<day>\d{1,2})\k<mark>(?<year>\d{4}|\d{2})$/;
const NAMED = [
  /^(?<day>\d{1,2})(?:st|nd|rd|th)?[-/. ]*(?<month>[a-z]{3,9})\.?,?[-/. ]*(?<year>\d{4}|\d{2})$/i,
  /^(?<month>[a-z]{3,9})\.?[-/. ]*(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,\s*|[-/. ]+)(?<year>\d{4})$/i,
  /^(?<year>\d{4})[-/. ](?<month>[a-z]{3,9})\.?[-/. ](?<day>\d{1,2})$/i,
];
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+/i;
const COMPACT = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/;
const YEAR_MONTH = /^(?<year>\d{4})[-/.M](?<month>\d{1,2})$/;
const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** What a count looks like among cells whose form is not known. */
const COUNTS: Partial<Record<DateFormName, RegExp>> = {
  'epoch-seconds': /^-?\d{9,10}$/,
  'epoch-milliseconds': /^-?\d{12,13}$/,
  'excel-serial': /^[2-6]\d{4}(?:\.\d+)?$/,
};

const parsers: Partial<Record<DateFormName, (text: string) => Parts | undefined>> = {
  'year-month-day': (text) => partsOf(YEAR_FIRST, text),
  'day/month/year': (text) => partsOf(DAY_FIRST, text),
  'month/day/year': (text) => partsOf(MONTH_FIRST, text),
  'month-name': namedMonth,
  yyyymmdd: (text) => partsOf(COMPACT, text),
  'year-month': (text) => partsOf(YEAR_MONTH, text),
};

function partsOf(pattern: RegExp, text: string): Parts | undefined {
  const { year, month, day = '1' } = pattern.exec(text)?.groups ?? {};
  return year === undefined || month === undefined ? undefined : { year, month, day };
}

function namedMonth(text: string): Parts | undefined {
  const plain = text.replace(WEEKDAY, '');
  const parts = NAMED.map((pattern) => partsOf(pattern, plain)).find((found) => found !== undefined);
  if (!parts) return undefined;
  const month = MONTHS.findIndex((name) => name.startsWith(parts.month.toLowerCase())) + 1;
  return month === 0 ? undefined : { ...parts, month: String(month) };
}

/**
 * A date without a time, written in a form that does not count; undefined where the text is none that exists.
 *
 * @param today - A year of two digits is the last such one up to the year of this date.
 */
export function dayIn(text: string, { form, today }: { readonly form: DateFormName; readonly today: EpochDay }): EpochDay | undefined {
  const parts = parsers[form]?.(text);
  if (!parts) return undefined;
  const year = parts.year.length === 2 ? fullYear(Number(parts.year), civilParts(today).year) : parts.year;
  return parseCivilDate(`${year}-${parts.month.padStart(2, '0')}-${parts.day.padStart(2, '0')}`);
}

function fullYear(short: number, latest: number): number {
  return latest - ((((latest - short) % 100) + 100) % 100);
}

/** The forms in which a trimmed cell, with or without a time, can be a date that exists. */
export function possibleForms(cell: string, today: EpochDay): readonly DateFormName[] {
  if (!/\d/.test(cell) || cell.length > 40) return [];
  const { date } = splitStamp(cell);
  return DATE_FORMS.filter((form) => COUNTS[form]?.test(cell) ?? dayIn(date, { form, today }) !== undefined);
}
