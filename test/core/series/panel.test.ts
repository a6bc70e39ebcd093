import { describe, expect, it } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { asOf, atCloses, dateOfInstant, endOfDay } from '../../../src/core/series/panel.ts';
import { daily, day, sessions } from './made-series.ts';

describe('a series as of an instant', () => {
  const series = sessions('FED', '2024-01-02', [1, 2, 3, 4], { lagDays: 1 });

  it('holds only what could be known by then, to the millisecond', () => {
    const known = series.knownAt[2] as number;
    expect(Array.from(asOf(series, known).values)).toEqual([1, 2, 3]);
    expect(Array.from(asOf(series, known - 1).values)).toEqual([1, 2]);
    expect(asOf(series, 0).dates).toHaveLength(0);
  });

  it('has dates, values and instants of one length, and its schedule whole: a calendar is known beforehand', () => {
    const cut = asOf(series, series.knownAt[1] as number);
    expect([cut.dates.length, cut.values.length, cut.knownAt.length]).toEqual([2, 2, 2]);
    expect(cut.schedule).toBe(series.schedule);
  });

  it('after its last value is the series itself', () => {
    expect(asOf(series, series.knownAt.at(-1) as number)).toBe(series);
  });
});

describe('as of a date', () => {
  it('includes its whole day: a 24:00 UTC close belongs to the date that it ends', () => {
    const series = daily('BTC', '2024-01-01', [1, 2, 3]);
    expect(Array.from(asOf(series, endOfDay(day('2024-01-02'))).values)).toEqual([1, 2]);
    expect(new Date(endOfDay(day('2024-01-02'))).toISOString()).toBe('2024-01-03T00:00:00.000Z');
  });

  it('is the date of any instant in it, its end included', () => {
    const at = (text: string) => formatCivilDate(dateOfInstant(Date.parse(text)));
    expect(at('2024-01-02T00:00:00.001Z')).toBe('2024-01-02');
    expect(at('2024-01-02T21:00:00Z')).toBe('2024-01-02');
    expect(at('2024-01-03T00:00:00Z')).toBe('2024-01-02');
    expect(dateOfInstant(endOfDay(12_345))).toBe(12_345);
  });
});

describe('a series by the instants that its values describe', () => {
  it('has the closes of its dates, however late it was published', () => {
    const late = sessions('FED', '2024-01-02', [1, 2, 3, 4], { lagDays: 9 });
    const prompt = sessions('FED', '2024-01-02', [1, 2, 3, 4]);
    expect(atCloses(late).knownAt).toEqual(prompt.knownAt);
    expect(atCloses(prompt)).toEqual(prompt);
  });

  it('counts a date that no close is scheduled on by its end, and never after the next one', () => {
    const holiday = {
      ...sessions('FED', '2024-01-02', [1, 2, 3]),
      dates: Int32Array.of(day('2024-01-05'), day('2024-01-06'), day('2024-01-08')),
    };
    const [friday, saturday, monday] = atCloses(holiday).knownAt;
    expect(saturday).toBe(endOfDay(day('2024-01-06')));
    expect(friday as number).toBeLessThan(saturday as number);
    expect(saturday as number).toBeLessThan(monday as number);
  });
});
