import { describe, expect, test } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { repaired } from '../../../src/core/quality/repair.ts';
import type { Series } from '../../../src/core/series/series.ts';
import { dayOf, seriesOn } from './planted.ts';

const week = ['2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05', '2024-01-08'].map(dayOf);
const series = seriesOn('new-york', Int32Array.from(week), Float64Array.of(1, 2, 3, 4, 5));
const rows = ({ dates, values }: Series) => Array.from(dates, (day, i) => [formatCivilDate(day), values[i]]);

describe('a repair', () => {
  test('leaves out the dates in question', () => {
    expect(rows(repaired(series, { kind: 'drop', dates: Int32Array.of(week[1] as number) }))).toEqual([
      ['2024-01-02', 1],
      ['2024-01-04', 3],
      ['2024-01-05', 4],
      ['2024-01-08', 5],
    ]);
  });

  test('puts what stands before a break into the unit of what comes after', () => {
    const { values } = repaired(series, { kind: 'rescale', before: week[2] as number, factor: 1000 });
    expect([...values]).toEqual([1000, 2000, 3, 4, 5]);
  });

  test('takes the second source’s values on some dates', () => {
    const { values } = repaired(series, { kind: 'replace', dates: Int32Array.of(week[3] as number), values: Float64Array.of(9) });
    expect([...values]).toEqual([1, 2, 3, 9, 5]);
  });

  test('moves an era back by one session: over a weekend, onto the value that stands there, leaving its last date empty', () => {
    const late = repaired(series, { kind: 'move', dates: Int32Array.from(week.slice(3)), by: -1, step: 'observation' });
    expect(rows(late)).toEqual([
      ['2024-01-02', 1],
      ['2024-01-03', 2],
      ['2024-01-04', 4],
      ['2024-01-05', 5],
    ]);
    // A value is known from the close of the date that it has got.
    expect(late.knownAt[3]).toBe(series.knownAt[3]);
  });

  test('moves by days of the calendar too, with the release lag that the value had', () => {
    const lag = 3_600_000;
    const slow = { ...series, knownAt: series.knownAt.map((instant) => instant + lag) };
    const moved = repaired(slow, { kind: 'move', dates: Int32Array.of(week[4] as number), by: 1, step: 'day' });
    expect(rows(moved).at(-1)).toEqual(['2024-01-09', 5]);
    expect(new Date(moved.knownAt[4] as number).toISOString()).toBe('2024-01-09T22:00:00.000Z');
  });

  test('reads the newest value of each date: versions are left out', () => {
    const revised = { ...series, versions: { dates: series.dates, values: series.values, knownAt: series.knownAt } };
    expect(repaired(revised, { kind: 'drop', dates: Int32Array.of() })).not.toHaveProperty('versions');
  });
});
