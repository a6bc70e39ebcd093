import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closeInstant, inferCalendar, makeSchedule as makeWholeSchedule } from '../../../src/core/calendar/calendars.ts';
import { addSpan, DAY_MS, epochDay, formatCivilDate, isoWeekday, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { isNewYorkSession, newYorkClose, newYorkSessions } from '../../../src/core/calendar/new-york.ts';
import type { CalendarName, Schedule } from '../../../src/core/calendar/schedule.ts';
import { nextScheduledDate } from '../../../src/core/calendar/schedule.ts';
import { hasSharedData, sharedDates } from './shared-dates.ts';

const calendars: readonly CalendarName[] = ['utc-daily', 'new-york', 'weekdays', 'weekly-new-york', 'weekly-utc', 'monthly', 'irregular'];

const day = (text: string) => parseCivilDate(text) as number;
const days = (text: string) => Int32Array.from(text.trim().split(/\s+/), day);
const every = (step: number, first: string, count: number) => Int32Array.from({ length: count }, (_, i) => day(first) + step * i);
const between = (first: string, last: string, keep: (date: number) => boolean = () => true) =>
  every(1, first, day(last) - day(first) + 1).filter(keep);
const sessions = (first: string, last: string) => newYorkSessions().dates.filter((date) => date >= day(first) && date <= day(last));
const scheduled = (calendar: CalendarName, dates: Int32Array, first: string, last: string) =>
  Array.from(makeSchedule(calendar, dates).dates, formatCivilDate).filter((date) => date >= first && date <= last);

/** The schedule from the first datum on. */
function makeSchedule(calendar: CalendarName, dates: Int32Array): Schedule {
  const whole = makeWholeSchedule(calendar, dates);
  return { ...whole, dates: whole.dates.slice(1), closes: whole.closes.slice(1) };
}

describe('the close before the first datum', () => {
  test.each([
    ['utc-daily', '2026-03-07', '2026-03-06'],
    ['weekdays', '2026-03-09', '2026-03-06'],
    ['new-york', '2026-04-06', '2026-04-02'],
    ['new-york', '1960-03-14', '1960-03-11'],
    ['weekly-new-york', '2026-03-06', '2026-02-27'],
    ['weekly-utc', '2026-03-06', '2026-02-27'],
    ['monthly', '2026-03-01', '2026-02-01'],
    ['irregular', '2026-03-06', '2026-03-05'],
  ] as const)('on the calendar %s the one before %s is %s, so that earlier events have no entry', (calendar, first, before) => {
    const schedule = makeWholeSchedule(calendar, days(first));
    expect(formatCivilDate(schedule.dates[0] as number)).toBe(before);
    expect(schedule.closes[0]).toBeLessThan(schedule.closes[1] as number);
  });
});

describe('the schedule of a calendar', () => {
  test('of every day closes at 24:00 UTC of each date', () => {
    const { dates, closes } = makeSchedule('utc-daily', days('2026-03-06 2026-03-07'));
    expect(Array.from(dates.slice(0, 4), formatCivilDate)).toEqual(['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09']);
    expect(new Date(closes[0] as number).toISOString()).toBe('2026-03-07T00:00:00.000Z');
  });

  test('of New York has its sessions and their closes, across daylight saving', () => {
    const { dates, closes } = makeSchedule('new-york', days('2026-03-05 2026-03-06'));
    expect(Array.from(dates.slice(0, 4), formatCivilDate)).toEqual(['2026-03-05', '2026-03-06', '2026-03-09', '2026-03-10']);
    expect(Array.from(closes.slice(1, 3), (close) => new Date(close).toISOString().slice(0, 16))).toEqual([
      '2026-03-06T21:00',
      '2026-03-09T20:00',
    ]);
  });

  test('of New York leaves out a value published on a holiday: nobody scheduled it, so nothing enters there', () => {
    const { dates } = makeSchedule('new-york', days('2022-07-01 2022-07-04 2022-07-05'));
    expect(Array.from(dates.slice(0, 2), formatCivilDate)).toEqual(['2022-07-01', '2022-07-05']);
  });

  test('of New York is the data’s own before 1980 and the table’s from 1980 on', () => {
    const dates = days('1979-12-20 1979-12-27 1980-01-04');
    expect(scheduled('new-york', dates, '1979-12-01', '1980-01-07')).toEqual([
      '1979-12-20',
      '1979-12-27',
      '1980-01-02',
      '1980-01-03',
      '1980-01-04',
      '1980-01-07',
    ]);
  });

  test('of New York cannot reach beyond 2030', () => {
    expect(() => makeSchedule('new-york', days('2030-12-31 2031-01-02'))).toThrow(RangeError);
    expect(makeSchedule('utc-daily', days('2030-12-31 2031-01-02')).dates).toHaveLength(2);
  });

  test('of weekdays runs from Monday to Friday through holidays, and leaves out a weekend’s datum', () => {
    expect(scheduled('weekdays', days('2025-12-24 2026-01-03'), '2025-12-24', '2026-01-06')).toEqual([
      '2025-12-24',
      '2025-12-25',
      '2025-12-26',
      '2025-12-29',
      '2025-12-30',
      '2025-12-31',
      '2026-01-01',
      '2026-01-02',
      '2026-01-05',
      '2026-01-06',
    ]);
  });

  test('of New York weeks has the last session of each week, but the datum’s date in a week that has one', () => {
    const dates = days('2026-03-20 2026-03-25 2026-04-10');
    expect(scheduled('weekly-new-york', dates, '2026-03-01', '2026-04-25')).toEqual([
      '2026-03-20',
      '2026-03-25',
      '2026-04-02',
      '2026-04-10',
      '2026-04-17',
      '2026-04-24',
    ]);
    expect(makeSchedule('weekly-new-york', dates).closes[2]).toBe(newYorkClose(day('2026-04-02')));
  });

  test('of New York weeks closes early where the last session does', () => {
    const { dates, closes } = makeSchedule('weekly-new-york', days('2025-11-21'));
    expect(new Date(closes[dates.indexOf(day('2025-11-28'))] as number).toISOString()).toBe('2025-11-28T18:00:00.000Z');
  });

  test('of weeks keeps the weekday that most dates share, but the datum’s date in a week that has one', () => {
    const dates = days('2026-08-05 2026-08-11 2026-08-19 2026-08-26');
    expect(scheduled('weekly-utc', dates, '2026-08-01', '2026-09-10')).toEqual([
      '2026-08-05',
      '2026-08-11',
      '2026-08-19',
      '2026-08-26',
      '2026-09-02',
      '2026-09-09',
    ]);
    expect(scheduled('weekly-utc', days('2026-08-05 2026-08-26'), '2026-08-01', '2026-08-31')).toEqual([
      '2026-08-05',
      '2026-08-12',
      '2026-08-19',
      '2026-08-26',
    ]);
  });

  test('of months has the data’s own dates and goes on with the same day of the month', () => {
    expect(scheduled('monthly', days('2026-03-01 2026-04-01 2026-06-01'), '2026-01-01', '2026-08-31')).toEqual([
      '2026-03-01',
      '2026-04-01',
      '2026-06-01',
      '2026-07-01',
      '2026-08-01',
    ]);
    expect(scheduled('monthly', days('2026-03-30 2026-04-30 2026-05-30'), '2027-01-01', '2027-03-31')).toEqual([
      '2027-01-30',
      '2027-02-28',
      '2027-03-30',
    ]);
  });

  test('of months goes on with month ends, of the calendar or of business', () => {
    expect(scheduled('monthly', days('2026-04-30 2026-05-31 2026-06-30'), '2026-07-01', '2026-09-30')).toEqual([
      '2026-07-31',
      '2026-08-31',
      '2026-09-30',
    ]);
    expect(scheduled('monthly', days('2026-02-27 2026-03-31 2026-04-30 2026-05-29'), '2026-06-01', '2026-08-31')).toEqual([
      '2026-06-30',
      '2026-07-31',
      '2026-08-31',
    ]);
    expect(scheduled('monthly', days('2026-02-27 2026-03-31 2026-04-30 2026-05-29'), '2027-01-01', '2027-03-01')).toEqual([
      '2027-01-29',
      '2027-02-26',
    ]);
  });

  test('that is irregular schedules nothing but the data’s own dates', () => {
    const { dates, closes } = makeSchedule('irregular', days('2020-01-05 2021-07-09'));
    expect(Array.from(dates, formatCivilDate)).toEqual(['2020-01-05', '2021-07-09']);
    expect(closes[0]).toBe((day('2020-01-05') + 1) * DAY_MS);
    expect(nextScheduledDate({ dates, closes }, day('2021-07-09'))).toBeUndefined();
  });

  test.each(calendars)('is empty without dates: %s', (calendar) => {
    expect(makeSchedule(calendar, new Int32Array(0))).toEqual({ dates: new Int32Array(0), closes: new Float64Array(0) });
  });

  test.each(calendars.filter((calendar) => calendar !== 'irregular'))(
    'reaches three years beyond the last datum, not beyond 2030: %s',
    (calendar) => {
      const dates = days('2026-08-07 2026-08-14 2026-08-21');
      const last = makeSchedule(calendar, dates).dates.at(-1) as number;
      expect(last).toBeGreaterThanOrEqual(addSpan(day('2026-08-21'), { count: 3, unit: 'y' }));
      expect(last).toBeLessThanOrEqual(day('2030-12-31'));
    },
  );
});

describe('for any dates, the schedule', () => {
  const anyDates = fc
    .uniqueArray(fc.integer({ min: epochDay(1975, 1, 1), max: epochDay(2030, 12, 31) }), { minLength: 1, maxLength: 60 })
    .map((values) => Int32Array.from(values).sort());

  test.each(calendars)('has a close for every datum that it schedules, strictly in time order: %s', (calendar) => {
    fc.assert(
      fc.property(anyDates, (dates) => {
        const schedule = makeSchedule(calendar, dates);
        const inSchedule = new Set(schedule.dates);
        const isUnscheduled = (date: number) =>
          (calendar === 'weekdays' && isoWeekday(date) > 5) ||
          (calendar === 'new-york' && date >= epochDay(1980, 1, 1) && !isNewYorkSession(date));
        for (const date of dates) expect(inSchedule.has(date)).toBe(!isUnscheduled(date));
        schedule.dates.forEach((date, i) => {
          if (schedule.closes[i] !== closeInstant(calendar, date)) throw new Error(`close of ${formatCivilDate(date)}`);
          if (i > 0 && !((schedule.closes[i - 1] as number) < (schedule.closes[i] as number) && (schedule.dates[i - 1] as number) < date)) {
            throw new Error(`order at ${formatCivilDate(date)}`);
          }
        });
      }),
      { numRuns: 15 },
    );
  });

  test.each(calendars.filter((calendar) => calendar !== 'weekly-utc'))('keeps its past when the future is cut off: %s', (calendar) => {
    fc.assert(
      fc.property(anyDates, fc.nat(), (dates, cut) => expectSamePast(calendar, dates, 1 + (cut % dates.length))),
      { numRuns: 20 },
    );
  });

  test('keeps its past when the future is cut off: weekly-utc, on one weekday with gaps', () => {
    const weeks = fc.uniqueArray(fc.nat({ max: 800 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(weeks, fc.nat({ max: 6 }), fc.nat(), (values, weekday, cut) => {
        const dates = Int32Array.from(values, (week) => day('2010-01-04') + weekday + 7 * week).sort();
        expectSamePast('weekly-utc', dates, 1 + (cut % dates.length));
      }),
      { numRuns: 20 },
    );
  });

  function expectSamePast(calendar: CalendarName, dates: Int32Array, count: number): void {
    const last = dates[count - 1] as number;
    const past = (of: Int32Array) => makeSchedule(calendar, of).dates.filter((date) => date <= last);
    expect(past(dates.slice(0, count))).toEqual(past(dates));
  }
});

describe('the calendar that dates seem to keep', () => {
  test('is every day where each day has a date, or nearly each', () => {
    expect(inferCalendar(every(1, '2024-01-01', 100))).toEqual({
      calendar: 'utc-daily',
      why: 'every day has a date (100 of 100)',
      offCalendar: 0,
    });
    const gappy = every(1, '2020-01-01', 1500).filter((date) => date % 20 !== 3);
    expect(inferCalendar(gappy)).toMatchObject({ calendar: 'utc-daily', why: 'nearly every day has a date (1,425 of 1,500)' });
  });

  test('is New York’s where every date is a session', () => {
    const dates = sessions('2020-01-01', '2023-12-31');
    expect(inferCalendar(dates)).toEqual({
      calendar: 'new-york',
      why: 'every date is a New York session (1,006 of 1,006)',
      offCalendar: 0,
    });
  });

  test('is New York’s though some sessions are missing and some holidays have a value', () => {
    const dates = sessions('2000-01-03', '2023-12-29').filter((date) => date % 30 !== 7);
    const withHolidays = Int32Array.from([...dates, ...days('2022-07-04 2022-09-05 2023-01-16')]).sort();
    expect(inferCalendar(withHolidays)).toMatchObject({ calendar: 'new-york', offCalendar: 3 });
  });

  test('is judged on the dates from 1980 on where there are older ones', () => {
    const older = between('1970-01-01', '1979-12-31', (date) => isoWeekday(date) <= 6);
    const dates = Int32Array.from([...older, ...sessions('1980-01-01', '1985-12-31')]);
    expect(inferCalendar(dates)).toMatchObject({
      calendar: 'new-york',
      why: 'every date since 1980 is a New York session (1,517 of 1,517)',
    });
  });

  test('is weekdays where holidays have values as a rule, or where all dates lie before the table', () => {
    const weekdays = (first: string, last: string) => between(first, last, (date) => isoWeekday(date) <= 5);
    expect(inferCalendar(weekdays('2020-01-01', '2023-12-31'))).toMatchObject({ calendar: 'weekdays', offCalendar: 0 });
    expect(inferCalendar(weekdays('1970-01-01', '1975-12-31'))).toMatchObject({ calendar: 'weekdays', offCalendar: 0 });
  });

  test('is weekdays though a few weekends have a value', () => {
    const dates = between('2020-01-01', '2023-12-31', (date) => isoWeekday(date) <= 5 || (isoWeekday(date) === 7 && date % 5 === 0));
    const { calendar, offCalendar } = inferCalendar(dates);
    expect(calendar).toBe('weekdays');
    expect(offCalendar).toBe(dates.filter((date) => isoWeekday(date) === 7).length);
  });

  test('is New York’s week where the dates are the last sessions of their weeks', () => {
    const all = sessions('2020-01-01', '2023-12-31');
    const lasts = all.filter((date, i) => isoWeekday(all[i + 1] ?? date) <= isoWeekday(date));
    expect(inferCalendar(lasts)).toMatchObject({ calendar: 'weekly-new-york', offCalendar: 0 });
  });

  test('is a weekday of the week where that weekday comes on holidays too', () => {
    expect(inferCalendar(every(7, '2020-01-03', 200))).toEqual({
      calendar: 'weekly-utc',
      why: 'one date a week, on Fridays (200 of 200)',
      offCalendar: 0,
    });
    expect(inferCalendar(every(7, '2020-01-08', 200))).toMatchObject({
      calendar: 'weekly-utc',
      why: 'one date a week, on Wednesdays (200 of 200)',
    });
  });

  test('is monthly for one date a month on the same day, or at its end', () => {
    const months = (date: string, count: number) =>
      Int32Array.from({ length: count }, (_, i) => addSpan(day(date), { count: i, unit: 'mo' }));
    expect(inferCalendar(months('2020-01-01', 40))).toEqual({
      calendar: 'monthly',
      why: 'one date a month, on day 1 (40 of 40)',
      offCalendar: 0,
    });
    expect(inferCalendar(months('2020-01-31', 40))).toMatchObject({
      calendar: 'monthly',
      why: 'one date a month, on the last day (40 of 40)',
    });
    const business = months('2020-01-31', 40).map((date) => date - Math.max(0, isoWeekday(date) - 5));
    expect(inferCalendar(business)).toMatchObject({ calendar: 'monthly', why: 'one date a month, on the last weekday (40 of 40)' });
  });

  test('is irregular for too few dates, quarters, and dates without a pattern', () => {
    expect(inferCalendar(new Int32Array(0)).why).toBe('0 dates are too few to tell a calendar');
    expect(inferCalendar(days('2026-01-02')).why).toBe('1 date is too few to tell a calendar');
    expect(inferCalendar(days('2026-01-02 2026-01-05'))).toMatchObject({ calendar: 'irregular', offCalendar: 0 });
    expect(inferCalendar(every(91, '2020-01-01', 20)).calendar).toBe('irregular');
    expect(inferCalendar(days('2012-11-28 2016-07-09 2020-05-11 2024-04-20'))).toEqual({
      calendar: 'irregular',
      why: 'the dates keep no daily, weekly or monthly calendar',
      offCalendar: 0,
    });
  });

  test('schedules every one of its dates but those that are off it', () => {
    for (const dates of [sessions('2020-01-01', '2023-12-31'), every(7, '2020-01-08', 200), every(1, '2024-01-01', 100)]) {
      const { calendar, offCalendar } = inferCalendar(dates);
      expect(offCalendar).toBe(0);
      const schedule = makeSchedule(calendar, dates).dates.filter((date) => date <= (dates.at(-1) as number));
      expect(schedule).toEqual(dates);
    }
  });

  test.skipIf(!hasSharedData).each<[string, CalendarName, number]>([
    ['data/market/SPX.csv', 'new-york', 0],
    ['data/market/RUT.csv', 'new-york', 0],
    ['data/market/IWM.csv', 'new-york', 0],
    ['data/market/VIX.csv', 'new-york', 33],
    ['data/market/US10Y.csv', 'new-york', 14],
    ['data/market/BAA10Y.csv', 'new-york', 11],
    ['data/market/DXY.csv', 'weekdays', 0],
    ['data/market/HYOAS.csv', 'weekdays', 12],
    ['data/market/BTC.csv', 'utc-daily', 0],
    ['data/market/ETH.csv', 'utc-daily', 0],
    ['data/market/BTC_D.csv', 'utc-daily', 0],
    ['data/market/CMC_WEEKLY_CAPS.csv', 'weekly-utc', 0],
    ['reference/weekly/RUT.csv', 'weekly-new-york', 0],
    ['reference/weekly/SPX.csv', 'weekly-new-york', 0],
    ['reference/weekly/IWN.csv', 'weekly-new-york', 0],
    ['reference/weekly/BTC.csv', 'weekly-utc', 0],
    ['reference/weekly/ETH.csv', 'weekly-utc', 0],
    ['reference/weekly/WALCL.csv', 'weekly-utc', 0],
    ['reference/weekly/WTREGEN.csv', 'weekly-utc', 0],
    ['reference/weekly/RRPONTSYD.csv', 'weekly-utc', 11],
    ['reference/weekly/NFCI.csv', 'weekly-utc', 0],
    ['reference/weekly/M2SL.csv', 'monthly', 0],
  ])('in %s is %s, with %i dates off it', (path, calendar, offCalendar) => {
    expect(inferCalendar(sharedDates(path))).toMatchObject({ calendar, offCalendar });
  });

  test
    .skipIf(!hasSharedData)
    .each([
      'reference/weekly/RUT.csv',
      'reference/weekly/WALCL.csv',
      'reference/weekly/M2SL.csv',
      'data/market/RUT.csv',
      'data/market/BTC.csv',
    ])('schedules the dates of %s and no other up to the last, and no other past when the file is cut off', (path) => {
    const dates = sharedDates(path);
    const { calendar } = inferCalendar(dates);
    for (const count of [dates.length, dates.length - 1, Math.floor(dates.length / 2), 100]) {
      const prefix = dates.slice(0, count);
      const schedule = makeSchedule(calendar, prefix).dates;
      expect(schedule.filter((date) => date <= (prefix.at(-1) as number))).toEqual(prefix);
      if (count < dates.length)
        expect(nextScheduledDate({ dates: schedule, closes: new Float64Array(0) }, prefix.at(-1) as number)).toBe(dates[count]);
    }
  });
});
