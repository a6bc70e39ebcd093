import { describe, expect, it } from 'vitest';
import { closeInstant, makeSchedule } from '../../../../src/core/calendar/calendars.ts';
import { holdingPeriods } from '../../../../src/core/methods/event-study/holding-period.ts';
import { dayOf, textOf } from '../../../reference/brute-force/dates.ts';

/** Entry of a New York event on a weekly New York target that begins on a date, or null. */
function entryOf(event: string, weeks: readonly string[]): string | null {
  const dates = Int32Array.from(weeks, dayOf);
  const target = { dates, values: Float64Array.from(dates, () => 1), schedule: makeSchedule('weekly-new-york', dates) };
  const { entry } = holdingPeriods(Float64Array.of(closeInstant('new-york', dayOf(event))), target, { count: 1, unit: 'd' });
  return (entry[0] as number) < 0 ? null : textOf(dates[entry[0] as number] as number);
}

describe('the close that a weekly New York calendar schedules before its first datum', () => {
  it('is the last session of the week before: an event of Thursday 2015-07-02, the eve of a holiday, is entered on the 10th', () => {
    expect(entryOf('2015-07-02', ['2015-07-10', '2015-07-17', '2015-07-24'])).toBe('2015-07-10');
  });

  it('is the last session of the week before: data from Thursday 2024-03-28 do not have the entry of an event of the 21st', () => {
    expect(entryOf('2024-03-21', ['2024-03-28', '2024-04-05', '2024-04-12'])).toBeNull();
  });
});
