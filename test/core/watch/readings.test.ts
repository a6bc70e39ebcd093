import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSchedule } from '../../../src/core/calendar/calendars.ts';
import { DAY_MS } from '../../../src/core/calendar/civil-date.ts';
import { check } from '../../../src/core/language/check.ts';
import { evaluateTrigger } from '../../../src/core/language/evaluate.ts';
import { parse } from '../../../src/core/language/parse.ts';
import { asOf } from '../../../src/core/series/panel.ts';
import type { Series } from '../../../src/core/series/series.ts';
import { newestOf } from '../../../src/core/series/versions.ts';
import { readingsOf } from '../../../src/core/watch/readings.ts';

const FIRST = 20_000;

/** A row: which day, its value, and how many hours after the day's end it was known. */
type Row = readonly [day: number, value: number, hours: number];

function seriesOf(id: string, rows: readonly Row[]): Series {
  const sorted = rows
    .map(([day, value, hours]) => ({ date: FIRST + day, value, known: (FIRST + day + 1) * DAY_MS + hours * 3_600_000 }))
    .sort((a, b) => a.date - b.date || a.known - b.known)
    .filter((row, i, all) => row.date !== all[i - 1]?.date || row.known !== all[i - 1]?.known);
  const versions = {
    dates: Int32Array.from(sorted, ({ date }) => date),
    values: Float64Array.from(sorted, ({ value }) => value),
    knownAt: Float64Array.from(sorted, ({ known }) => known),
  };
  const newest = newestOf(versions);
  const schedule = makeSchedule('utc-daily', newest.dates);
  return { ...newest, versions, id, title: id, unit: '', calendar: 'utc-daily', schedule, source: 'made up', notes: [] };
}

function readingsIn(text: string, series: Readonly<Record<string, Series>>, until = Number.MAX_SAFE_INTEGER, since = 0) {
  const checked = check(parse(text), text, 'trigger');
  const environmentAt = (instant: number) => ({ series: (id: string) => asOf(series[id] as Series, instant), eventDates: () => [] });
  const readings = readingsOf(checked, environmentAt, { series: Object.values(series), since, until });
  return { readings, environmentAt, checked };
}

describe('readings as they were known', () => {
  test('a value that is corrected gives its date a second reading, from the instant of the correction', () => {
    const A = seriesOf('A', [
      [0, 1, 0],
      [1, 1, 0],
      [1, 5, 10],
      [2, 1, 0],
    ]);
    const { readings } = readingsIn('A > 3', { A });
    expect(readings.map(({ date, at, holds }) => [date - FIRST, (at - (FIRST + 1) * DAY_MS) / 3_600_000, holds])).toEqual([
      [0, 0, false],
      [1, 24, false],
      [1, 34, true],
      [2, 48, false],
    ]);
  });

  test('what was corrected later changes no reading before', () => {
    const A = seriesOf('A', [
      [0, 10, 0],
      [1, 9, 0],
      [2, 9.5, 0],
      [0, 1, 60],
    ]);
    const { readings } = readingsIn('all_time_high(A)', { A });
    expect(readings.filter(({ date, holds }) => holds && date === FIRST + 2).map(({ at }) => at)).toEqual([
      (FIRST + 1) * DAY_MS + 60 * 3_600_000,
    ]);
  });

  const row = fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 9 }), fc.constantFrom(0, 0, 0, 0, 5, 30, 200));
  const rows = fc.array(row, { minLength: 1, maxLength: 40 });
  const expressions = fc.constantFrom(
    'A > 4',
    'all_time_high(A)',
    'A > ma(A, 3)',
    'A > B',
    'crosses_above(A, 4)',
    'A > 4 and B > 4',
    'within(A > 6, B > 6, 2)',
  );

  test('at every instant the last reading is that of the newest date, evaluated on what was known at that instant alone', () => {
    fc.assert(
      fc.property(rows, rows, expressions, (a, b, text) => {
        const series = { A: seriesOf('A', a), B: seriesOf('B', b) };
        const { readings, environmentAt, checked } = readingsIn(text, series);
        const read = Object.fromEntries(checked.series.map((id) => [id, series[id as 'A']]));
        const instants = new Set(Object.values(read).flatMap(({ versions }) => [...(versions?.knownAt ?? [])]));
        for (const instant of instants) {
          const { dates, on, warmup, knownAt } = evaluateTrigger(checked, environmentAt(instant));
          // What is asked of a date on which the world knew no more is what the watch would have read then.
          const last = dates.length - 1;
          const found = readings.findLast(({ at, date }) => at <= instant && date === dates[last]);
          if (last < warmup || (knownAt[last] as number) > instant) continue;
          expect(found?.holds).toBe(on[last] === 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('asked from an instant on, they are the later ones of all', () => {
    fc.assert(
      fc.property(rows, expressions, fc.nat(600), (a, text, hours) => {
        const series = { A: seriesOf('A', a), B: seriesOf('B', a) };
        const since = (FIRST + 1) * DAY_MS + hours * 3_600_000;
        const all = readingsIn(text, series).readings.filter(({ at }) => at > since);
        const some = readingsIn(text, series, Number.MAX_SAFE_INTEGER, since).readings.filter(({ at }) => at > since);
        expect(some).toEqual(all);
      }),
    );
  });
});
