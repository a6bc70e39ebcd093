import { describe, expect, it } from 'vitest';
import { timeAxis } from '../../../web/charts/time-axis.ts';

describe('places on a time axis that counts observations', () => {
  const sessions = { dates: ['2020-01-02', '2020-01-03', '2020-01-06', '2020-01-07'] };
  const days = { dates: ['2020-01-03', '2020-01-04', '2020-01-05', '2020-01-06'] };

  it('are those of the dates that any series has, each once and in order', () => {
    const axis = timeAxis([sessions, days]);
    expect(axis.dates).toEqual(['2020-01-02', '2020-01-03', '2020-01-04', '2020-01-05', '2020-01-06', '2020-01-07']);
    expect(axis.dates.map(axis.place)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('lie between two observations in proportion to the days', () => {
    const { place } = timeAxis([sessions]);
    expect(place('2020-01-04')).toBeCloseTo(1 + 1 / 3, 12);
    expect(place('2020-01-05')).toBeCloseTo(1 + 2 / 3, 12);
  });

  it('run on at the pace of the last observations beyond the end, and stay at the start before it', () => {
    const { place } = timeAxis([{ dates: ['2020-01-03', '2020-01-10', '2020-01-17'] }]);
    expect(place('2020-01-31')).toBe(4);
    expect(place('2019-12-01')).toBe(0);
  });
});
