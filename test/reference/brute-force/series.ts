import { newYorkClosures, newYorkEarlyCloses } from '../../../src/core/calendar/new-york-closures.ts';
import { DAY, dayOf, mondayOf, weekday } from './dates.ts';

/**
 * A series of the brute force. From src/ it takes two tables of data alone: the days on which New York was closed and those on
 * which it closed early (they are checked against the price files elsewhere).
 */
export interface Series {
  readonly calendar: 'utc-daily' | 'new-york' | 'weekly-new-york' | 'weekly-utc';
  readonly dates: readonly number[];
  readonly values: readonly number[];
}

const wordsOf = (text: string) => text.trim().split(/\s+/);
const closed = new Set(newYorkClosures.flatMap((closure) => wordsOf(closure.dates).map(dayOf)));
const early = new Map(
  newYorkEarlyCloses.flatMap(({ closesAt, dates }) => {
    const [hours, minutes] = closesAt.split(':').map(Number) as [number, number];
    return wordsOf(dates).map((date) => [dayOf(date), hours * 60 + minutes] as const);
  }),
);

/** Rows `date,…,<column>,…` of a well-formed CSV; rows without a value are left out. */
export function fromCsv(text: string, calendar: Series['calendar'], column?: string): Series {
  const [header, ...rows] = text.trim().split(/\r?\n/);
  const names = (header as string).split(',');
  const at = names.indexOf(column ?? (names.includes('close') ? 'close' : 'value'));
  const filled = rows.map((row) => row.split(',')).filter((cells) => cells[at] !== '');
  return { calendar, dates: filled.map((cells) => dayOf(cells[0] as string)), values: filled.map((cells) => Number(cells[at])) };
}

export function isSession(day: number): boolean {
  return weekday(day) !== 0 && weekday(day) !== 6 && !closed.has(day);
}

/** Milliseconds at which a date's close is made. */
export function closeOf(calendar: Series['calendar'], day: number): number {
  if (calendar === 'utc-daily' || calendar === 'weekly-utc') return (day + 1) * DAY;
  return day * DAY + ((early.get(day) ?? 16 * 60) + (isSummerTime(day) ? 4 : 5) * 60) * 60_000;
}

/** Whether New York keeps summer time on the afternoon of a date (the rules of 1967–1986, 1987–2006 and since 2007). */
function isSummerTime(day: number): boolean {
  const year = new Date(day * DAY).getUTCFullYear();
  if (year >= 2007) return day >= sunday(year, 2, 2) && day < sunday(year, 10, 1);
  const lastOfOctober = sunday(year, 10, 1) - 7;
  return day >= (year >= 1987 ? sunday(year, 3, 1) : sunday(year, 4, 1) - 7) && day < lastOfOctober;
}

/** The nth Sunday of a month (January = 0). */
function sunday(year: number, month: number, nth: number): number {
  let day = Date.UTC(year, month, 1) / DAY;
  while (weekday(day) !== 0) day++;
  return day + 7 * (nth - 1);
}

const known = new WeakMap<Series, { days: Set<number>; usual: number }>();

/** The dates of a series for quick asking, and the weekday that most of them share. */
function datesOf(series: Series): { days: Set<number>; usual: number } {
  const counts = [0, 0, 0, 0, 0, 0, 0];
  const kept = known.get(series);
  if (kept) return kept;
  for (const day of series.dates) counts[weekday(day)] = (counts[weekday(day)] as number) + 1;
  const found = { days: new Set(series.dates), usual: counts.indexOf(Math.max(...counts)) };
  known.set(series, found);
  return found;
}

/** Whether the calendar schedules a close on a date. A date that has a datum always counts. */
function isScheduled(series: Series, day: number): boolean {
  const { days, usual } = datesOf(series);
  if (days.has(day)) return true;
  if (series.calendar === 'utc-daily') return true;
  if (series.calendar === 'new-york') return isSession(day);
  const monday = mondayOf(day);
  if ([0, 1, 2, 3, 4, 5, 6].some((i) => days.has(monday + i))) return false;
  if (series.calendar === 'weekly-utc') return weekday(day) === usual;
  return isSession(day) && ![day + 1, day + 2, day + 3, day + 4].some((next) => next <= monday + 6 && isSession(next));
}

/** Date of the first close that the calendar schedules strictly after an instant. */
export function nextClose(series: Series, instant: number): number {
  let day = Math.floor(instant / DAY) - 2;
  while (!(closeOf(series.calendar, day) > instant && isScheduled(series, day))) day++;
  return day;
}

/** Date of the first close that the calendar schedules on a later date. */
export function nextDate(series: Series, day: number): number {
  let next = day + 1;
  while (!isScheduled(series, next)) next++;
  return next;
}
