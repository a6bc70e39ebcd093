import { describe, expect, test } from 'vitest';
import { civilParts, formatCivilDate, isoWeekday, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import {
  isNewYorkSession,
  NEW_YORK_FIRST_YEAR,
  NEW_YORK_LAST_YEAR,
  newYorkClose,
  newYorkSessions,
} from '../../../src/core/calendar/new-york.ts';
import { newYorkClosures, newYorkEarlyCloses } from '../../../src/core/calendar/new-york-closures.ts';
import { hasSharedData, sharedDates } from './shared-dates.ts';

const day = (text: string) => parseCivilDate(text) as number;
const datesIn = (text: string) => text.trim().split(/\s+/);
const closed = newYorkClosures.flatMap(({ dates }) => datesIn(dates));
const early = newYorkEarlyCloses.flatMap(({ dates }) => datesIn(dates));
const closeOf = (date: string) => new Date(newYorkClose(day(date))).toISOString().slice(0, 16);
const sessionsFrom = (first: string, last: string) =>
  Array.from(newYorkSessions().dates, formatCivilDate).filter((date) => date >= first && date <= last);
const inYear = (year: number) => newYorkSessions().dates.filter((date) => civilParts(date).year === year).length;

describe('the table of closures', () => {
  test('lists weekdays from 1980 to 2030, none twice', () => {
    expect(new Set(closed).size).toBe(closed.length);
    for (const date of closed) {
      expect(isoWeekday(day(date)), date).toBeLessThanOrEqual(5);
      expect(Number(date.slice(0, 4))).toBeGreaterThanOrEqual(NEW_YORK_FIRST_YEAR);
      expect(Number(date.slice(0, 4))).toBeLessThanOrEqual(NEW_YORK_LAST_YEAR);
    }
  });

  test('lists early closes of sessions only, none twice, all before 16:00', () => {
    expect(new Set(early).size).toBe(early.length);
    for (const date of early) expect(isNewYorkSession(day(date)), date).toBe(true);
    for (const { closesAt } of newYorkEarlyCloses) expect(closesAt < '16:00' && /^\d\d:\d\d$/.test(closesAt), closesAt).toBe(true);
  });

  test('has each yearly holiday once a year, but for a New Year’s Day on a Saturday', () => {
    const yearsOf = (reason: string) =>
      datesIn(newYorkClosures.find((closure) => closure.reason === reason)?.dates ?? '').map((date) => Number(date.slice(0, 4)));
    const years = (from: number) => Array.from({ length: NEW_YORK_LAST_YEAR - from + 1 }, (_, i) => from + i);
    for (const reason of [
      "Washington's Birthday",
      'Good Friday',
      'Memorial Day',
      'Independence Day',
      'Labor Day',
      'Thanksgiving Day',
      'Christmas Day',
    ]) {
      expect(yearsOf(reason), reason).toEqual(years(1980));
    }
    expect(yearsOf('Martin Luther King Jr. Day')).toEqual(years(1998));
    expect(yearsOf('Juneteenth')).toEqual(years(2022));
    expect(yearsOf("New Year's Day")).toEqual(years(1980).filter((year) => isoWeekday(day(`${year}-01-01`)) !== 6));
  });
});

describe('New York sessions', () => {
  test.skipIf(!hasSharedData)('are the dates of the S&P 500 from 1980-01-02 to 2026-08-21', () => {
    const dates = Array.from(sharedDates('data/market/SPX.csv'), formatCivilDate).filter((date) => date >= '1980-01-01');
    expect(sessionsFrom('1980-01-01', '2026-08-21')).toEqual(dates);
  });

  test.skipIf(!hasSharedData)('are the dates of the Russell 2000 from 1987-09-10 to 2026-08-28', () => {
    expect(sessionsFrom('1987-09-10', '2026-08-28')).toEqual(Array.from(sharedDates('data/market/RUT.csv'), formatCivilDate));
  });

  test.skipIf(!hasSharedData)('are the dates of the Russell 2000 ETF from 2000-05-26 to 2026-10-02', () => {
    expect(sessionsFrom('2000-05-26', '2026-10-02')).toEqual(Array.from(sharedDates('data/market/IWM.csv'), formatCivilDate));
  });

  test.each([
    [1987, 253],
    [1992, 254],
    [2001, 248],
    [2008, 253],
    [2012, 250],
    [2018, 251],
    [2019, 252],
    [2020, 253],
    [2021, 252],
    [2022, 251],
    [2023, 250],
    [2024, 252],
    [2025, 250],
    [2026, 251],
  ])('number in %i: %i', (year, sessions) => expect(inYear(year)).toBe(sessions));

  test.each([
    '1980-11-04',
    '1985-09-27',
    '1994-04-27',
    '2001-09-11',
    '2001-09-14',
    '2004-06-11',
    '2007-01-02',
    '2012-10-29',
    '2012-10-30',
    '2018-12-05',
    '2022-06-20',
    '2025-01-09',
  ])('do not include %s', (date) => expect(isNewYorkSession(day(date))).toBe(false));

  test.each([
    '1984-11-06',
    '1997-01-20',
    '2001-09-10',
    '2001-09-17',
    '2010-12-31',
    '2012-10-31',
    '2021-06-18',
    '2021-12-31',
    '2022-01-03',
    '2027-12-31',
    '2028-01-03',
  ])('include %s', (date) => expect(isNewYorkSession(day(date))).toBe(true));

  test('leave out in 2027 and 2028 the holidays that the exchange has announced', () => {
    const announced = [
      '2027-01-01 2027-01-18 2027-02-15 2027-03-26 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-11-25 2027-12-24',
      '2028-01-17 2028-02-21 2028-04-14 2028-05-29 2028-06-19 2028-07-04 2028-09-04 2028-11-23 2028-12-25',
    ].join(' ');
    expect(closed.filter((date) => date.startsWith('2027') || date.startsWith('2028')).sort()).toEqual(datesIn(announced));
  });

  test('are never on a weekend, and at most five days apart but for September 2001', () => {
    const { dates } = newYorkSessions();
    const gaps = new Set<string>();
    dates.forEach((date, i) => {
      expect(isoWeekday(date)).toBeLessThanOrEqual(5);
      if (i > 0 && date - (dates[i - 1] as number) > 5) gaps.add(formatCivilDate(date));
    });
    expect([...gaps]).toEqual(['2001-09-17']);
  });

  test('before 1980 or after 2030 are not answered', () => {
    expect(() => isNewYorkSession(day('1979-12-31'))).toThrow('day must not lie before 1980');
    expect(() => isNewYorkSession(day('2031-01-02'))).toThrow('must be extended');
  });

  test('are made once', () => expect(newYorkSessions()).toBe(newYorkSessions()));
});

describe('the close in New York', () => {
  test('is 16:00 across daylight saving', () => {
    expect(closeOf('2026-03-06')).toBe('2026-03-06T21:00');
    expect(closeOf('2026-03-09')).toBe('2026-03-09T20:00');
    expect(closeOf('2026-10-30')).toBe('2026-10-30T20:00');
    expect(closeOf('2026-11-02')).toBe('2026-11-02T21:00');
  });

  test.each([
    ['1990-12-24', '1990-12-24T19:00', 'Christmas Eve at 14:00'],
    ['1992-11-27', '1992-11-27T19:00', 'day after Thanksgiving at 14:00'],
    ['1993-11-26', '1993-11-26T18:00', 'day after Thanksgiving at 13:00'],
    ['1996-07-05', '1996-07-05T17:00', 'day after Independence Day'],
    ['1997-12-26', '1997-12-26T18:00', 'day after Christmas'],
    ['1999-12-31', '1999-12-31T18:00', 'last day of 1999'],
    ['2002-07-05', '2002-07-05T17:00', 'day after Independence Day'],
    ['2003-12-26', '2003-12-26T18:00', 'day after Christmas'],
    ['2013-07-03', '2013-07-03T17:00', 'a Wednesday before Independence Day since 2013'],
    ['2024-07-03', '2024-07-03T17:00', 'a Wednesday before Independence Day since 2013'],
    ['2025-11-28', '2025-11-28T18:00', 'day after Thanksgiving'],
    ['2026-12-24', '2026-12-24T18:00', 'Christmas Eve'],
    ['2028-07-03', '2028-07-03T17:00', 'announced by the exchange'],
    ['1987-10-23', '1987-10-23T18:00', 'four days after the crash, at 14:00'],
    ['1987-11-11', '1987-11-11T20:30', 'at 15:30'],
    ['1997-10-27', '1997-10-27T20:30', 'circuit breaker at 15:30'],
  ])('came early on %s: %s UTC (%s)', (date, close) => expect(closeOf(date)).toBe(close));

  test.each([
    '1991-11-29',
    '1995-12-22',
    '1996-07-03',
    '2002-07-03',
    '2008-12-26',
    '2014-12-26',
    '2015-07-02',
    '2025-12-26',
    '2026-07-02',
    '2027-12-23',
  ])('did not or will not come early on %s', (date) =>
    expect(newYorkClose(day(date))).toBe(Temporal.ZonedDateTime.from(`${date}T16:00[America/New_York]`).epochMilliseconds),
  );

  test('is taken as 16:00 before the table begins, and on a date that is no session', () => {
    expect(closeOf('1929-10-29')).toBe('1929-10-29T21:00');
    expect(closeOf('1962-07-03')).toBe('1962-07-03T20:00');
    expect(closeOf('2022-07-04')).toBe('2022-07-04T20:00');
  });

  test('after 2030 is refused: the table must be extended', () => {
    expect(closeOf('2030-12-31')).toBe('2030-12-31T21:00');
    expect(() => newYorkClose(day('2031-01-02'))).toThrow(
      'day must not lie after 2030, was 2031-01-02: the table of New York sessions ends there and must be extended',
    );
  });

  test('is in the schedule of sessions, one for each, in time order', () => {
    const { dates, closes } = newYorkSessions();
    expect(closes).toHaveLength(dates.length);
    closes.forEach((close, i) => {
      expect(close).toBe(newYorkClose(dates[i] as number));
      if (i > 0) expect(close).toBeGreaterThan(closes[i - 1] as number);
    });
  });
});
