import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochDay, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { newYorkInstant, zonedInstant } from '../../../src/core/calendar/time-zone.ts';

const day = (text: string) => parseCivilDate(text) as number;
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const inNewYork = (date: string, hours: number, minutes = 0) => iso(newYorkInstant(day(date), hours * 60 + minutes));

describe('a wall time in New York', () => {
  test('is an hour earlier in UTC once the clocks have been put forward', () => {
    expect(inNewYork('2026-03-06', 16)).toBe('2026-03-06T21:00');
    expect(inNewYork('2026-03-09', 16)).toBe('2026-03-09T20:00');
  });

  test('is an hour later in UTC once the clocks have been put back', () => {
    expect(inNewYork('2025-10-31', 16)).toBe('2025-10-31T20:00');
    expect(inNewYork('2025-11-03', 16)).toBe('2025-11-03T21:00');
  });

  test('follows the rules of its year: April to October before 1987, all winter in 1974, March to November from 2007', () => {
    expect(inNewYork('1986-04-25', 16)).toBe('1986-04-25T21:00');
    expect(inNewYork('1987-04-24', 16)).toBe('1987-04-24T20:00');
    expect(inNewYork('1974-01-10', 16)).toBe('1974-01-10T20:00');
    expect(inNewYork('2006-03-20', 16)).toBe('2006-03-20T21:00');
    expect(inNewYork('2007-03-20', 16)).toBe('2007-03-20T20:00');
  });

  test('that the clocks skip counts as if they had not yet been put forward', () => {
    expect(inNewYork('2026-03-08', 1, 59)).toBe('2026-03-08T06:59');
    expect(inNewYork('2026-03-08', 2, 30)).toBe('2026-03-08T07:30');
    expect(inNewYork('2026-03-08', 3)).toBe('2026-03-08T07:00');
  });

  test('that the clocks show twice means the first', () => {
    expect(inNewYork('2026-11-01', 0, 59)).toBe('2026-11-01T04:59');
    expect(inNewYork('2026-11-01', 1, 30)).toBe('2026-11-01T05:30');
    expect(inNewYork('2026-11-01', 2)).toBe('2026-11-01T07:00');
  });

  test('of 1440 minutes and more falls on the next day', () => {
    expect(inNewYork('2026-03-07', 24 + 16)).toBe(inNewYork('2026-03-08', 16));
  });

  test('is what Temporal says for any date and minute, inside the table and out', () => {
    const anyDay = fc.integer({ min: epochDay(1880, 1, 1), max: epochDay(2060, 1, 1) });
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 2880 }), (date, minutes) => {
        expect(newYorkInstant(date, minutes)).toBe(zonedInstant('America/New_York', date, minutes));
      }),
      { numRuns: 2000 },
    );
  });

  test('is what Temporal says for every hour of the days on which clocks change, 1960 to 2031', () => {
    let at = Temporal.ZonedDateTime.from('1960-01-01[America/New_York]').getTimeZoneTransition('next');
    while (at !== null && at.year <= 2031) {
      const date = epochDay(at.year, at.month, at.day);
      for (let minutes = 0; minutes <= 1440; minutes += 30) {
        expect(newYorkInstant(date, minutes)).toBe(zonedInstant('America/New_York', date, minutes));
      }
      at = at.getTimeZoneTransition('next');
    }
  });
});

describe('a wall time in any zone', () => {
  test('follows that zone', () => {
    expect(iso(zonedInstant('UTC', day('2026-07-01'), 1440))).toBe('2026-07-02T00:00');
    expect(iso(zonedInstant('Europe/Berlin', day('2026-07-01'), 14 * 60))).toBe('2026-07-01T12:00');
    expect(iso(zonedInstant('Europe/Berlin', day('2026-01-05'), 14 * 60))).toBe('2026-01-05T13:00');
    expect(iso(zonedInstant('Asia/Kolkata', day('2026-01-05'), 30))).toBe('2026-01-04T19:00');
  });

  test('of a zone that does not exist is refused', () => {
    expect(() => zonedInstant('America/Gotham', 0, 0)).toThrow(RangeError);
  });

  test('in minutes that are not whole is refused', () => {
    expect(() => zonedInstant('UTC', 0, 0.5)).toThrow(RangeError);
  });
});
