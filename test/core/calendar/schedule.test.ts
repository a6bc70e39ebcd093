import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countUpTo, nextCloseDate, nextScheduledDate, type Schedule } from '../../../src/core/calendar/schedule.ts';

const schedule: Schedule = { dates: Int32Array.of(10, 11, 14), closes: Float64Array.of(1000, 1100, 1400) };

describe('a schedule', () => {
  test('counts the elements up to a value as a plain loop does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 })), fc.integer({ min: -21, max: 21 }), (values, value) => {
        const sorted = Int32Array.from(values).sort();
        expect(countUpTo(sorted, value)).toBe(values.filter((v) => v <= value).length);
      }),
    );
  });

  test('gives the close strictly after an instant: what is known at a close enters at the next one', () => {
    expect([999, 1000, 1001, 1399].map((instant) => nextCloseDate(schedule, instant))).toEqual([10, 11, 11, 14]);
  });

  test('gives the scheduled date strictly after a date, also after one that it does not schedule', () => {
    expect([9, 10, 11, 12].map((day) => nextScheduledDate(schedule, day))).toEqual([10, 11, 14, 14]);
  });

  test('knows no close after its last one', () => {
    expect(nextCloseDate(schedule, 1400)).toBeUndefined();
    expect(nextScheduledDate(schedule, 14)).toBeUndefined();
  });
});
