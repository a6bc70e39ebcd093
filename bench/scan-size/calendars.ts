import { closeInstant, makeSchedule } from '../../src/core/calendar/calendars.ts';
import { epochDay, isoWeekday } from '../../src/core/calendar/civil-date.ts';
import { isNewYorkSession } from '../../src/core/calendar/new-york.ts';
import type { CalendarName, Schedule } from '../../src/core/calendar/schedule.ts';

const LAST = epochDay(2026, 9, 25);

/** The days of every world: twelve years. */
export const DAYS = Int32Array.from({ length: 4383 }, (_, i) => LAST - 4382 + i);

/** Dates on which prices are made or events can come, and when they are known. */
export interface WorldCalendar {
  readonly dates: Int32Array;
  readonly knownAt: Float64Array;
  readonly schedule: Schedule;
}

function calendarOf(name: CalendarName, isOn: (day: number) => boolean): WorldCalendar {
  const dates = DAYS.filter(isOn);
  return { dates, knownAt: Float64Array.from(dates, (day) => closeInstant(name, day)), schedule: makeSchedule(name, dates) };
}

export const CALENDARS = {
  daily: calendarOf('utc-daily', () => true),
  sessions: calendarOf('new-york', isNewYorkSession),
  weekly: calendarOf('weekly-utc', (day) => isoWeekday(day) === 5),
} as const;
