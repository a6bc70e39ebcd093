import { describe, expect, it } from 'vitest';
import { closeInstant, makeSchedule } from '../../../../src/core/calendar/calendars.ts';
import type { CalendarName } from '../../../../src/core/calendar/schedule.ts';
import { holdingPeriods } from '../../../../src/core/methods/event-study/holding-period.ts';
import { dayOf, textOf } from '../../../reference/brute-force/dates.ts';

/** A target with data on these dates. */
function targetOf(calendar: CalendarName, dates: readonly string[]) {
  const days = Int32Array.from(dates, dayOf);
  return { dates: days, values: Float64Array.from(days, (_, i) => i + 1), schedule: makeSchedule(calendar, days) };
}

const daysFrom = (from: string, count: number) => Array.from({ length: count }, (_, i) => textOf(dayOf(from) + i));

interface Asked {
  readonly trigger: CalendarName;
  readonly date: string;
  readonly target: ReturnType<typeof targetOf>;
  readonly horizon: number | string;
}

/** Where an event of a date on a calendar is held, in dates. */
function held({ trigger, date, target, horizon }: Asked) {
  const extent = typeof horizon === 'number' ? { count: horizon } : { count: Number.parseInt(horizon, 10), unit: 'd' as const };
  const found = holdingPeriods(Float64Array.of(closeInstant(trigger, dayOf(date))), target, extent);
  const dateAt = (at: number | undefined) => ((at as number) < 0 ? null : textOf(target.dates[at as number] as number));
  const status = found.complete[0] ? 'complete' : found.upcoming[0] || (found.entry[0] as number) >= 0 ? 'pending' : 'no entry';
  return { entry: dateAt(found.entry[0]), exit: dateAt(found.exit[0]), status };
}

// 2024: Thanksgiving is Thursday 28 November, half day on Friday the 29th.
const bitcoin = targetOf('utc-daily', daysFrom('2024-11-01', 60));
const sessions = [
  '2024-11-25',
  '2024-11-26',
  '2024-11-27',
  '2024-11-29',
  '2024-12-02',
  '2024-12-03',
  '2024-12-04',
  '2024-12-05',
  '2024-12-06',
];
const stocks = targetOf('new-york', sessions);

describe('entry', () => {
  it.each([
    ['an ordinary session in winter, known at 21:00 UTC', '2024-11-27'],
    ['a half day, known at 18:00 UTC', '2024-11-29'],
  ])('of a New York event on %s is the same date of a 24:00 UTC target', (_, date) => {
    expect(held({ trigger: 'new-york', date, target: bitcoin, horizon: '5d' }).entry).toBe(date);
  });

  it('of an event known at 24:00 UTC is a day later on a 24:00 UTC target: the rule is strict', () => {
    expect(held({ trigger: 'utc-daily', date: '2024-11-27', target: bitcoin, horizon: '5d' }).entry).toBe('2024-11-28');
  });

  it.each([
    ['a session', '2024-11-26', '2024-11-27'],
    ['the eve of a holiday', '2024-11-27', '2024-11-29'],
    ['a Friday', '2024-11-29', '2024-12-02'],
  ])('of a New York event on %s is the next session of a New York target', (_, date, entry) => {
    expect(held({ trigger: 'new-york', date, target: stocks, horizon: '1d' }).entry).toBe(entry);
  });

  it.each([
    ['2024-11-28', '2024-11-29'],
    ['2024-11-30', '2024-12-02'],
    ['2024-12-01', '2024-12-02'],
    ['2024-12-02', '2024-12-03'],
  ])('of a 24:00 UTC event on %s is the New York session of %s', (date, entry) => {
    expect(held({ trigger: 'utc-daily', date, target: stocks, horizon: '1d' }).entry).toBe(entry);
  });

  it('is missing before the target begins and in a gap, and to come after its last datum', () => {
    const gap = targetOf('utc-daily', ['2024-11-01', '2024-11-02', '2024-11-05', '2024-11-06']);
    const status = (date: string) => held({ trigger: 'utc-daily', date, target: gap, horizon: '1d' }).status;
    expect(['2024-10-20', '2024-10-30', '2024-11-02', '2024-11-03'].map(status)).toEqual(['no entry', 'no entry', 'no entry', 'no entry']);
    expect(held({ trigger: 'utc-daily', date: '2024-10-31', target: gap, horizon: '1d' }).entry).toBe('2024-11-01');
    expect(held({ trigger: 'utc-daily', date: '2024-11-06', target: gap, horizon: '1d' })).toMatchObject({
      entry: null,
      status: 'pending',
    });
  });

  it('of a weekly New York event is the Friday of that week on a weekly 24:00 UTC target, also from a Thursday before Good Friday', () => {
    const fridays = targetOf('weekly-utc', ['2024-03-15', '2024-03-22', '2024-03-29', '2024-04-05']);
    expect(held({ trigger: 'weekly-new-york', date: '2024-03-22', target: fridays, horizon: '7d' }).entry).toBe('2024-03-22');
    expect(held({ trigger: 'weekly-new-york', date: '2024-03-28', target: fridays, horizon: '7d' }).entry).toBe('2024-03-29');
  });
});

describe('exit', () => {
  it('is the last close on or before entry + h: a horizon that ends on a weekend is left by the session before', () => {
    const friday = held({ trigger: 'new-york', date: '2024-11-27', target: stocks, horizon: '8d' });
    expect(friday).toEqual({ entry: '2024-11-29', exit: '2024-12-06', status: 'complete' });
    const saturday = held({ trigger: 'new-york', date: '2024-11-26', target: stocks, horizon: '3d' });
    expect(saturday).toEqual({ entry: '2024-11-27', exit: '2024-11-29', status: 'complete' });
  });

  it('is the entry itself where no other close comes until the end of the horizon', () => {
    expect(held({ trigger: 'new-york', date: '2024-11-26', target: stocks, horizon: '1d' })).toMatchObject({
      entry: '2024-11-27',
      exit: '2024-11-27',
    });
  });

  it('so many observations on where the horizon counts them', () => {
    expect(held({ trigger: 'new-york', date: '2024-11-26', target: stocks, horizon: 3 })).toEqual({
      entry: '2024-11-27',
      exit: '2024-12-03',
      status: 'complete',
    });
    expect(held({ trigger: 'new-york', date: '2024-12-04', target: stocks, horizon: 2 }).status).toBe('pending');
  });
});

describe('an instance', () => {
  it('is complete when the next close that the calendar schedules after the last datum lies after entry + h', () => {
    // The data end on Friday 6 December; the next session is Monday the 9th. Entry is Monday the 2nd.
    const status = (horizon: string) => held({ trigger: 'new-york', date: '2024-11-29', target: stocks, horizon }).status;
    expect(['4d', '5d', '6d', '7d', '8d'].map(status)).toEqual(['complete', 'complete', 'complete', 'pending', 'pending']);
  });

  it('is complete over a holiday that the calendar knows: data to 27 November reach a horizon that ends on the 28th', () => {
    const short = targetOf('new-york', ['2024-11-22', '2024-11-25', '2024-11-26', '2024-11-27']);
    const status = (horizon: string) => held({ trigger: 'new-york', date: '2024-11-22', target: short, horizon }).status;
    expect(['2d', '3d', '4d'].map(status)).toEqual(['complete', 'complete', 'pending']);
  });

  it('on a daily 24:00 UTC target is complete on the very last datum', () => {
    const status = (horizon: string) => held({ trigger: 'utc-daily', date: '2024-12-20', target: bitcoin, horizon }).status;
    expect(textOf(bitcoin.dates.at(-1) as number)).toBe('2024-12-30');
    expect(['8d', '9d', '10d'].map(status)).toEqual(['complete', 'complete', 'pending']);
  });
});
