import { DAY_MS, type EpochDay, isoWeekday, isoWeekStart } from './civil-date.ts';
import { monthIndex, monthlyRule } from './monthly.ts';
import {
  isNewYorkSession,
  NEW_YORK_FIRST_YEAR,
  NEW_YORK_LAST_YEAR,
  NEW_YORK_TABLE_END,
  NEW_YORK_TABLE_START,
  newYorkClose,
  newYorkSessions,
} from './new-york.ts';
import type { CalendarName } from './schedule.ts';
import { nextScheduledDate, type Schedule } from './schedule.ts';

/** A calendar guessed from dates. */
export interface InferredCalendar {
  readonly calendar: CalendarName;
  /** What in the dates speaks for it, as a short sentence for the reader. */
  readonly why: string;
  /** How many dates the calendar does not schedule. */
  readonly offCalendar: number;
}

const SCHEDULE_END = NEW_YORK_TABLE_END;
const WEEKDAY_NAMES = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** The dates that each calendar schedules of its own accord, from the first datum to the end of the schedule. */
const scheduledDates: Readonly<Record<CalendarName, (dates: Int32Array) => Iterable<EpochDay>>> = {
  'utc-daily': (dates) => daysFrom(dates),
  weekdays: (dates) => daysFrom(dates).filter((day) => isoWeekday(day) <= 5),
  'new-york': (dates) => newYorkSessions().dates.filter((day) => day >= (dates[0] as number)),
  'weekly-new-york': (dates) => inEmptyWeeks(lastSessionsOfWeeks(), dates),
  'weekly-utc': (dates) => inEmptyWeeks(everyWeekOn(modalWeekday(dates).weekday, dates), dates),
  monthly: monthsAfter,
  irregular: () => [],
};

/** The date that each calendar schedules before a first datum: an event known earlier has its entry there, outside the data. */
const dateBefore: Readonly<Record<CalendarName, (first: EpochDay) => EpochDay>> = {
  'utc-daily': (first) => first - 1,
  weekdays: weekdayBefore,
  'new-york': (first) => newYorkSessions().dates.findLast((day) => day < first) ?? weekdayBefore(first),
  'weekly-new-york': (first) => lastSessionsOfWeeks().findLast((day) => day < isoWeekStart(first)) ?? isoWeekStart(first) - 3,
  'weekly-utc': (first) => first - 7,
  monthly: (first) => monthlyRule(Int32Array.of(first)).rule.dateIn(monthIndex(first) - 1),
  irregular: (first) => first - 1,
};

function weekdayBefore(day: EpochDay): EpochDay {
  return day - (isoWeekday(day) === 1 ? 3 : isoWeekday(day) === 7 ? 2 : 1);
}

/**
 * The closes that a calendar schedules for a series, from the one before its first datum to the end of 2030.
 *
 * @param dates - Observation dates, strictly ascending.
 * @returns The schedule; empty without dates. A datum on a date that a daily calendar does not schedule is not in it.
 * @throws RangeError for a date after 2030 on a New York calendar.
 * @remarks What is scheduled in the gaps of the data is so from the calendar alone: cutting off the data's future changes it
 * only where the cut moves the weekday that most dates of a `weekly-utc` series share. In weeks that have a datum the weekly
 * calendars schedule that datum's date alone; `monthly` schedules nothing in the gaps between data; before 1980 the New York
 * calendars schedule the data's own dates. `irregular` schedules nothing after the last datum.
 */
export function makeSchedule(calendar: CalendarName, dates: Int32Array): Schedule {
  if (dates.length === 0) return { dates: new Int32Array(0), closes: new Float64Array(0) };
  const own = dates.filter((day) => isOwnSchedule(calendar, day));
  const all = Int32Array.from(new Set([dateBefore[calendar](dates[0] as number), ...own, ...scheduledDates[calendar](dates)])).sort();
  const closes = Float64Array.from(all, (day) => closeInstant(calendar, day));
  return calendar === 'irregular' ? { dates: all, closes, isUnscheduled: true } : { dates: all, closes };
}

/**
 * Whether a datum's own date belongs to the schedule. On a daily calendar only scheduled dates do: a value on a holiday was not
 * scheduled by anybody, and nothing may enter there. Before 1980 New York's table says nothing, and the data speak.
 */
function isOwnSchedule(calendar: CalendarName, day: EpochDay): boolean {
  if (calendar === 'weekdays') return !isWeekend(day);
  return calendar !== 'new-york' || !isInTable(day) || isNewYorkSession(day);
}

/**
 * The instant at which a calendar closes on a date: New York's close, or 24:00 UTC.
 *
 * @returns Milliseconds since 1970-01-01T00:00Z.
 * @throws RangeError for a date after 2030 on a New York calendar.
 */
export function closeInstant(calendar: CalendarName, day: EpochDay): number {
  const inNewYork = calendar === 'new-york' || calendar === 'weekly-new-york';
  return inNewYork ? newYorkClose(day) : (day + 1) * DAY_MS;
}

/**
 * The calendar that observation dates seem to keep, from the dates alone: every day, New York sessions, weekdays, weeks or months.
 *
 * @param dates - Observation dates, strictly ascending.
 * @returns The calendar with what speaks for it; `irregular` for fewer than 3 dates, or where nothing fits.
 * @remarks Daily calendars may miss one step in five, weekly and monthly ones one in ten. New York is told from other weekdays by
 * the days on which it was closed: at most one in eight of them may have a datum (a provider that repeats a value on a holiday).
 * Weekly dates are New York's when at most 1 % of them are no session and at least 90 % the last of their week. Only dates from
 * 1980 to 2030, where the table of sessions is, are held against it. Few dates can deceive: those of a single week without a
 * weekend count as every day, and weekly ones on Fridays as New York's until a Friday is a holiday.
 */
export function inferCalendar(dates: Int32Array): InferredCalendar {
  const n = dates.length;
  if (n < 3) return { calendar: 'irregular', why: `${n} ${n === 1 ? 'date is' : 'dates are'} too few to tell a calendar`, offCalendar: 0 };
  return (
    everyDay(dates) ??
    weekdaily(dates) ??
    weekly(dates) ??
    monthly(dates) ?? { calendar: 'irregular', why: 'the dates keep no daily, weekly or monthly calendar', offCalendar: 0 }
  );
}

function everyDay(dates: Int32Array): InferredCalendar | undefined {
  const n = dates.length;
  const steps = countSteps(dates, (from, to) => to === from + 1);
  const weekendDays = countWhere(dates, isWeekend);
  const complete = steps === n - 1;
  const span = (dates[n - 1] as number) - (dates[0] as number) + 1;
  if (!complete && (steps < 0.8 * (n - 1) || weekendDays < 0.2 * n || 2 * n < span)) return undefined;
  return { calendar: 'utc-daily', why: `${complete ? 'every' : 'nearly every'} day has a date (${ofAll(n, span)})`, offCalendar: 0 };
}

function weekdaily(dates: Int32Array): InferredCalendar | undefined {
  const inTable = dates.filter(isInTable);
  const judged = inTable.length < 3 ? dates : inTable;
  const weekendDays = countWhere(judged, isWeekend);
  if (weekendDays > 0.05 * judged.length || countSteps(judged, isNextWeekday) < 0.8 * (judged.length - 1)) return undefined;
  if (judged !== inTable) {
    const why = `the dates are weekdays outside ${NEW_YORK_FIRST_YEAR} to ${NEW_YORK_LAST_YEAR}, the years of the table of New York sessions`;
    return { calendar: 'weekdays', why, offCalendar: weekendDays };
  }
  const offSession = inTable.length - countWhere(inTable, isNewYorkSession);
  const offClosures = offSession - weekendDays;
  const closures = countClosures(inTable);
  if (8 * offClosures > closures) {
    const why = `the dates are weekdays, also when New York was closed (${ofAll(offClosures, closures)} such days have one)`;
    return { calendar: 'weekdays', why, offCalendar: countWhere(dates, isWeekend) };
  }
  const since = inTable.length < dates.length ? ` since ${NEW_YORK_FIRST_YEAR}` : '';
  const share = ofAll(inTable.length - offSession, inTable.length);
  const why = `${offSession === 0 ? 'every' : 'nearly every'} date${since} is a New York session (${share})`;
  return { calendar: 'new-york', why, offCalendar: offSession };
}

function weekly(dates: Int32Array): InferredCalendar | undefined {
  const n = dates.length;
  if (countSteps(dates, (from, to) => isoWeekStart(to) === isoWeekStart(from) + 7) < 0.9 * (n - 1)) return undefined;
  const inTable = dates.filter(isInTable);
  const lastSessions = countWhere(inTable, isLastSessionOfWeek);
  if (inTable.length > 0 && countWhere(inTable, isNewYorkSession) >= 0.99 * inTable.length && lastSessions >= 0.9 * inTable.length) {
    const why = `one date a week, the last New York session of the week (${ofAll(lastSessions, inTable.length)})`;
    return { calendar: 'weekly-new-york', why, offCalendar: inTable.length - lastSessions };
  }
  const { weekday, followed } = modalWeekday(dates);
  if (followed < 0.8 * n) return undefined;
  return {
    calendar: 'weekly-utc',
    why: `one date a week, on ${WEEKDAY_NAMES[weekday - 1]} (${ofAll(followed, n)})`,
    offCalendar: n - followed,
  };
}

function monthly(dates: Int32Array): InferredCalendar | undefined {
  const n = dates.length;
  if (countSteps(dates, (from, to) => monthIndex(to) === monthIndex(from) + 1) < 0.9 * (n - 1)) return undefined;
  const { rule, followed } = monthlyRule(dates);
  if (followed < 0.8 * n) return undefined;
  return { calendar: 'monthly', why: `one date a month, ${rule.words} (${ofAll(followed, n)})`, offCalendar: n - followed };
}

function daysFrom(dates: Int32Array): EpochDay[] {
  const first = dates[0] as number;
  return Array.from({ length: Math.max(0, SCHEDULE_END - first + 1) }, (_, i) => first + i);
}

/** The candidates after the first datum in ISO weeks that have no datum and end within the schedule. */
function inEmptyWeeks(candidates: Iterable<EpochDay>, dates: Int32Array): EpochDay[] {
  const weeks = new Set(Array.from(dates, isoWeekStart));
  return [...candidates].filter(
    (day) => day > (dates[0] as number) && !weeks.has(isoWeekStart(day)) && isoWeekStart(day) + 6 <= SCHEDULE_END,
  );
}

function lastSessionsOfWeeks(): Int32Array {
  return newYorkSessions().dates.filter((day, i, all) => isoWeekStart(all[i + 1] ?? day + 7) !== isoWeekStart(day));
}

function everyWeekOn(weekday: number, dates: Int32Array): EpochDay[] {
  const first = isoWeekStart(dates[0] as number) + weekday - 1;
  return Array.from({ length: Math.max(0, Math.ceil((SCHEDULE_END - first + 1) / 7)) }, (_, i) => first + 7 * i);
}

/** The weekday that most dates share, the earliest reached among equals, and how many do. */
function modalWeekday(dates: Int32Array): { weekday: number; followed: number } {
  const counts = new Int32Array(8);
  for (const day of dates) counts[isoWeekday(day)] = (counts[isoWeekday(day)] as number) + 1;
  const followed = Math.max(...counts);
  const weekday = isoWeekday(dates.find((day) => counts[isoWeekday(day)] === followed) as number);
  return { weekday, followed };
}

function monthsAfter(dates: Int32Array): EpochDay[] {
  const { rule } = monthlyRule(dates);
  const days: EpochDay[] = [];
  for (let month = monthIndex(dates.at(-1) as number) + 1; rule.dateIn(month) <= SCHEDULE_END; month++) days.push(rule.dateIn(month));
  return days;
}

function isWeekend(day: EpochDay): boolean {
  return isoWeekday(day) > 5;
}

function isNextWeekday(from: EpochDay, to: EpochDay): boolean {
  const weekday = isoWeekday(from);
  return to === from + (weekday < 5 ? 1 : 8 - weekday);
}

function isInTable(day: EpochDay): boolean {
  return day >= NEW_YORK_TABLE_START && day <= NEW_YORK_TABLE_END;
}

function isLastSessionOfWeek(day: EpochDay): boolean {
  const next = nextScheduledDate(newYorkSessions(), day);
  return isNewYorkSession(day) && (next === undefined || isoWeekStart(next) !== isoWeekStart(day));
}

/** Weekdays between the first and the last date, both included, on which New York was closed. */
function countClosures(dates: Int32Array): number {
  const [first, last] = [dates[0] as number, dates.at(-1) as number];
  const days = Int32Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return countWhere(days, (day) => !isWeekend(day) && !isNewYorkSession(day));
}

function countWhere(dates: Int32Array, holds: (day: EpochDay) => boolean): number {
  return dates.reduce((sum, day) => sum + (holds(day) ? 1 : 0), 0);
}

/** How many of the steps from one date to the next are as they should be. */
function countSteps(dates: Int32Array, holds: (from: EpochDay, to: EpochDay) => boolean): number {
  return dates.reduce((sum, to, i) => sum + (i > 0 && holds(dates[i - 1] as number, to) ? 1 : 0), 0);
}

function ofAll(part: number, whole: number): string {
  return `${part.toLocaleString('en-US')} of ${whole.toLocaleString('en-US')}`;
}
