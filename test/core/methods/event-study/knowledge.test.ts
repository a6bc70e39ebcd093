import { describe, expect, it } from 'vitest';
import { dayOf, textOf } from '../../../reference/brute-force/dates.ts';
import type { Series } from '../../../reference/brute-force/series.ts';
import { programSeries } from '../../../reference/made-up.ts';
import { numbersOf, studyOf } from '../../../reference/side-by-side.ts';

describe('an event that rests on another series', () => {
  const sessions = ['2024-11-18', '2024-11-19', '2024-11-20', '2024-11-21', '2024-11-22', '2024-11-25', '2024-11-26'].map(dayOf);
  const days = Array.from({ length: 21 }, (_, i) => dayOf('2024-11-11') + i);
  const stocks: Series = { calendar: 'new-york', dates: sessions, values: [90, 91, 92, 93, 110, 111, 112] };
  // Above 50 for the first time at the end of 2024-11-22, five hours after the stocks' close of that date.
  const bitcoin: Series = {
    calendar: 'utc-daily',
    dates: days,
    values: days.map((day) => (day >= dayOf('2024-11-22') ? 60 : 40) + (day % 3)),
  };

  it('is not known before that series is: while(…) on a close of 24:00 UTC is entered a day later on a 24:00 UTC target', () => {
    const series = programSeries({ A: stocks, T: bitcoin });
    const { instances } = numbersOf(studyOf(series, 'while(first_close_above(A, 100), T > 50)', 'return(T, 2d)'));
    expect(instances.map(({ entry }) => textOf(entry as number))).toEqual(['2024-11-23']);
  });

  it('does not see it early where both have the same dates but not the same close', () => {
    const fridays = Array.from({ length: 8 }, (_, i) => dayOf('2024-11-01') + 7 * i);
    const A: Series = { calendar: 'weekly-new-york', dates: fridays, values: [90, 91, 92, 110, 111, 112, 113, 114] };
    const B: Series = { calendar: 'weekly-utc', dates: fridays, values: [40, 41, 42, 60, 61, 62, 63, 64] };
    const series = programSeries({ A, B });
    // B's close of 2024-11-22 is known at 24:00 UTC, A's at 21:00: for A it comes at the next of its dates.
    const { events } = numbersOf(studyOf(series, 'within(first_close_above(A, 100), first_close_above(B, 50), 0)', 'return(B, 7d)'));
    expect(events).toEqual([]);
  });
});
