import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addSpan,
  civilParts,
  epochDay,
  formatCivilDate,
  formatSpan,
  isoWeekday,
  isoWeekStart,
  parseCivilDate,
  type Span,
  spanDays,
} from '../../../src/core/calendar/civil-date.ts';

const anyDay = fc.integer({ min: epochDay(1600, 1, 1), max: epochDay(2400, 12, 31) });
const anySpan: fc.Arbitrary<Span> = fc.record({ count: fc.integer({ min: 1, max: 400 }), unit: fc.constantFrom('d', 'w', 'mo', 'y') });

const plainDate = (day: number) => new Temporal.PlainDate(1970, 1, 1).add({ days: day });
const day = (text: string) => parseCivilDate(text) as number;
const moved = (text: string, count: number, unit: Span['unit'], sign: 1 | -1 = 1) =>
  formatCivilDate(addSpan(day(text), { count, unit }, sign));

describe('civil dates', () => {
  test('count the days since 1970-01-01, before it too', () => {
    expect([day('1970-01-01'), day('1970-01-02'), day('1969-12-31'), day('2026-08-28')]).toEqual([0, 1, -1, 20_693]);
  });

  test('agree with Temporal in year, month, day, text, weekday and week', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const plain = plainDate(date);
        expect(civilParts(date)).toEqual({ year: plain.year, month: plain.month, day: plain.day });
        expect(epochDay(plain.year, plain.month, plain.day)).toBe(date);
        expect(formatCivilDate(date)).toBe(plain.toString());
        expect(parseCivilDate(plain.toString())).toBe(date);
        expect(isoWeekday(date)).toBe(plain.dayOfWeek);
        expect(plainDate(isoWeekStart(date)).toString()).toBe(plain.subtract({ days: plain.dayOfWeek - 1 }).toString());
      }),
    );
  });

  test.each([
    '2023-02-29',
    '2024-02-30',
    '1900-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '2023-4-1',
    '23-04-01',
    ' 2023-04-01',
    '2023-04-01T00:00',
    '',
  ])('that do not exist or are written otherwise are no dates: %j', (text) => expect(parseCivilDate(text)).toBeUndefined());

  test('two dates share an ISO week from Monday to Sunday, across the turn of the year', () => {
    expect(formatCivilDate(isoWeekStart(day('2026-01-01')))).toBe('2025-12-29');
    expect(formatCivilDate(isoWeekStart(day('2026-01-04')))).toBe('2025-12-29');
    expect(formatCivilDate(isoWeekStart(day('2026-01-05')))).toBe('2026-01-05');
  });
});

describe('a span', () => {
  test('after a date is what Temporal adds, clipped at month ends', () => {
    const units = { d: 'days', w: 'weeks', mo: 'months', y: 'years' } as const;
    fc.assert(
      fc.property(anyDay, anySpan, fc.constantFrom<1 | -1>(1, -1), (date, span, sign) => {
        const expected = plainDate(date).add({ [units[span.unit]]: sign * span.count }, { overflow: 'constrain' });
        fc.pre(expected.year >= 1000 && expected.year <= 3000);
        expect(formatCivilDate(addSpan(date, span, sign))).toBe(expected.toString());
      }),
    );
  });

  test('of months is clipped at the end of a shorter month', () => {
    expect(moved('2023-01-31', 1, 'mo')).toBe('2023-02-28');
    expect(moved('2024-01-31', 1, 'mo')).toBe('2024-02-29');
    expect(moved('2024-03-31', 1, 'mo', -1)).toBe('2024-02-29');
    expect(moved('2024-08-31', 6, 'mo')).toBe('2025-02-28');
  });

  test('of years after a leap day is 28 February, and after four years the leap day again', () => {
    expect(moved('2024-02-29', 1, 'y')).toBe('2025-02-28');
    expect(moved('2024-02-29', 4, 'y')).toBe('2028-02-29');
    expect(moved('2024-02-29', 1, 'y', -1)).toBe('2023-02-28');
  });

  test('crosses the turn of the year in both directions', () => {
    expect(moved('2025-11-30', 3, 'mo')).toBe('2026-02-28');
    expect(moved('2026-01-15', 1, 'mo', -1)).toBe('2025-12-15');
    expect(moved('2025-12-31', 1, 'd')).toBe('2026-01-01');
    expect(moved('2026-01-01', 1, 'w', -1)).toBe('2025-12-25');
  });

  test('is written as in the language and measured in days', () => {
    expect([formatSpan({ count: 180, unit: 'd' }), formatSpan({ count: 1, unit: 'y' })]).toEqual(['180d', '1y']);
    expect([spanDays({ count: 2, unit: 'w' }), spanDays({ count: 12, unit: 'mo' }), spanDays({ count: 2, unit: 'y' })]).toEqual([
      14, 365, 730,
    ]);
  });
});
