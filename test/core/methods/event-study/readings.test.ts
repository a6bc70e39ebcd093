import { describe, expect, it } from 'vitest';
import { dayOf, textOf } from '../../../reference/brute-force/dates.ts';
import { hits } from '../../../reference/brute-force/outcomes.ts';
import type { Series } from '../../../reference/brute-force/series.ts';
import { study } from '../../../reference/brute-force/study.ts';
import { allTimeHigh, newHigh } from '../../../reference/brute-force/triggers.ts';
import { programSeries } from '../../../reference/made-up.ts';
import { bruteNumbersOf, firstDifference, numbersOf, studyOf } from '../../../reference/side-by-side.ts';

/** A daily 24:00 UTC series from a date on. */
const daily = (from: string, values: readonly number[]): Series => ({
  calendar: 'utc-daily',
  dates: values.map((_, i) => dayOf(from) + i),
  values,
});

const zigzag = Array.from({ length: 60 }, (_, i) => 100 + i + 6 * (i % 4));
const eventsIn = (series: Record<string, Series>, when: string, then: string) =>
  numbersOf(studyOf(programSeries(series), when, then)).events.map(({ date }) => textOf(date as number));

// DESIGN leaves room here; these tests hold the reading that the program takes.
describe('where the design leaves room', () => {
  it('a date is not admissible for hits when the target could not yet make its own event at the close after entry', () => {
    const series = { A: daily('2024-01-01', zigzag), T: daily('2024-01-01', zigzag) };
    const found = numbersOf(studyOf(programSeries(series), 'new_high(A, lookback: 2)', 'hits(all_time_high(T, after: 10), within: 5d)'));
    const byReading = (asZero: boolean) =>
      bruteNumbersOf(study(newHigh(series.A, 2), hits(series.T, allTimeHigh(series.T, 10), '5d', { asZero })));
    expect(firstDifference(found.admissible, byReading(false).admissible)).toBeUndefined();
    // To the letter those dates count, with outcome 0 or, near the end of the drought, 1. The record after 10 others can come
    // at the 11th observation after the first; an event of the 2nd is entered at the 3rd: eight dates fewer.
    expect(byReading(true).admissible.length - found.admissible.length).toBe(8);
  });

  it('a series that begins above a level has no first close above it, though it comes back', () => {
    const T = daily('2024-01-01', zigzag);
    const startsAbove = daily('2024-01-01', [120, 90, 95, 130, ...zigzag.slice(4)]);
    expect(eventsIn({ A: startsAbove, T }, 'first_close_above(A, 100)', 'return(T, 3d)')).toEqual([]);
    const startsAt = daily('2024-01-01', [100, 90, 100, 101, ...zigzag.slice(4)]);
    expect(eventsIn({ A: startsAt, T }, 'first_close_above(A, 100)', 'return(T, 3d)')).toEqual(['2024-01-04']);
  });

  it("a listed date in a gap of the target moves to its next datum; one before or after the target's data is no event", () => {
    const whole = daily('2024-01-01', zigzag);
    const inData = (day: number) => day <= dayOf('2024-01-10') || day >= dayOf('2024-01-15');
    const T: Series = {
      ...whole,
      dates: whole.dates.filter(inData),
      values: whole.values.filter((_, i) => inData(dayOf('2024-01-01') + i)),
    };
    expect(eventsIn({ T }, 'date(2023-12-31, 2024-01-05, 2024-01-11, 2024-03-01)', 'return(T, 3d)')).toEqual(['2024-01-05', '2024-01-15']);
  });

  it('a return of exactly nothing is no hit', () => {
    const T = daily('2024-01-01', [1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
    const { baseRate, outcomes } = numbersOf(studyOf(programSeries({ T }), 'date(2024-01-03)', 'return(T, 1d)'));
    expect(baseRate?.hitRate).toBe(1 / 8);
    expect(outcomes.filter((log) => log === 0).length).toBe(7);
  });
});
