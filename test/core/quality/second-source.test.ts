import { describe, expect, test } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { compareByYear } from '../../../src/core/quality/disagreement.ts';
import { dayOf, found, kinds, only, remade, revalued, secondOf, walk } from './planted.ts';

const days = walk('utc-daily', '2012-01-01', 1800, 5);
const sessions = walk('new-york', '2012-01-03', 1800, 6);
const noisy = (series: typeof days, size: number) => revalued(series, (value, _, i) => value * (1 + size * Math.sin(7 * i)));
const shown = (dates: Int32Array) => [dates[0], dates.at(-1)].map((day) => formatCivilDate(day as number));
const near = (iso: string, other: string) => Math.abs(dayOf(iso) - dayOf(other));

describe('dates that are off by one', () => {
  /** Values of an era on the date after (+1) or before (−1) their own. */
  const misdated = (series: typeof days, by: 1 | -1, until: number) =>
    remade(
      series,
      [...series.dates],
      Array.from(series.values, (value, i) => (i > 0 && i < until ? (series.values[i - by] as number) : value)),
    );

  test.each([
    [1, -1],
    [-1, 1],
  ] as const)('in the first part of a series (by %i) are found with the era’s end', (by, shift) => {
    for (const series of [days, sessions]) {
      const finding = only(found(misdated(series, by, 900), { seconds: [secondOf(noisy(series, 0.001))] }), 'off by one');
      const [from, to] = shown(finding.dates) as [string, string];
      expect(finding).toMatchObject({ shift, severity: 'error' });
      expect(near(from, formatCivilDate(series.dates[0] as number))).toBeLessThanOrEqual(5);
      expect(near(to, formatCivilDate(series.dates[899] as number))).toBeLessThanOrEqual(5);
      expect(finding.moved).toBeGreaterThan(0.9);
      expect(Math.abs(finding.asDated)).toBeLessThan(0.3);
    }
  });

  test('in the middle alone are found there alone', () => {
    const middle = remade(
      days,
      [...days.dates],
      Array.from(days.values, (value, i) => (i >= 600 && i < 1000 ? (days.values[i - 1] as number) : value)),
    );
    const { dates } = only(found(middle, { seconds: [secondOf(days)] }), 'off by one');
    const [from, to] = shown(dates) as [string, string];
    expect(near(from, formatCivilDate(days.dates[600] as number))).toBeLessThanOrEqual(5);
    expect(near(to, formatCivilDate(days.dates[999] as number))).toBeLessThanOrEqual(5);
  });

  test('are none where two series are unrelated, or grow steadily', () => {
    expect(kinds(found(days, { seconds: [secondOf(walk('utc-daily', '2012-01-01', 1800, 77))] }))).not.toContain('off by one');
    const steady = revalued(days, (_, __, i) => 100 * Math.exp(i / 900 + 0.02 * Math.sin(i / 40)));
    expect(kinds(found(steady, { seconds: [secondOf(noisy(steady, 0.0001))] }))).not.toContain('off by one');
  });
});

describe('disagreement with a second source', () => {
  test('on three dates names them, with the largest', () => {
    const wrong = new Map([
      [300, 1.03],
      [301, 0.99],
      [1200, 1.011],
    ]);
    const other = revalued(sessions, (value, _, i) => value * (wrong.get(i) ?? 1));
    const finding = only(found(sessions, { seconds: [secondOf(other)] }), 'disagreement');
    expect([...finding.dates]).toEqual([300, 301, 1200].map((i) => sessions.dates[i]));
    expect(finding).toMatchObject({ severity: 'warning', largestOn: sessions.dates[300], observations: 1800, isOther: false });
    expect(finding.largest).toBeCloseTo(1 - 1 / 1.03, 10);
  });

  test('that begins on a date is told as an era', () => {
    const other = revalued(days, (value, _, i) => (i >= 1500 ? value * 1.05 : value));
    const { era, share } = only(found(days, { seconds: [secondOf(other)] }), 'disagreement');
    expect([formatCivilDate(era?.from as number), formatCivilDate(era?.to as number), era?.share, share]).toEqual([
      formatCivilDate(days.dates[1500] as number),
      formatCivilDate(days.dates.at(-1) as number),
      1,
      300 / 1800,
    ]);
  });

  test('by year counts what is beyond half a per cent', () => {
    const other = revalued(days, (value, day) => value * (day >= dayOf('2013-01-01') && day < dayOf('2014-01-01') ? 1.01 : 1.001));
    const { years, factor, tolerance } = compareByYear(days, secondOf(other));
    expect([factor, tolerance]).toEqual([1, 0.005]);
    expect(years.map(({ year, observations, beyond }) => [year, observations, beyond])).toEqual([
      [2012, 366, 0],
      [2013, 365, 1],
      [2014, 365, 0],
      [2015, 365, 0],
      [2016, 339, 0],
    ]);
    expect(years[1]?.median).toBeCloseTo(1 - 1 / 1.01, 10);
  });

  test('takes another unit out first, and says by how much', () => {
    const thousands = revalued(days, (value) => value / 1000);
    expect(kinds(found(days, { seconds: [secondOf(thousands)] }))).toEqual([]);
    expect(compareByYear(days, secondOf(thousands)).factor).toBeCloseTo(1000, 6);
  });

  test('of a series that is another quantity is a note', () => {
    const other = walk('utc-daily', '2012-01-01', 1800, 78);
    expect(only(found(days, { seconds: [secondOf(other)] }), 'disagreement')).toMatchObject({ isOther: true, severity: 'note' });
  });
});

describe('faults that come together', () => {
  test('a split and a bad day behind it are told in the figures that stand in the series', () => {
    const split = revalued(sessions, (value, _, i) => (i < 900 ? value * 4 : value));
    const bad = revalued(split, (value, _, i) => (i === 500 ? value * 1.04 : value));
    const findings = found(bad, { seconds: [secondOf(sessions)] });
    expect(kinds(findings).toSorted()).toEqual(['disagreement', 'seam']);
    const { dates, value, other, others } = only(findings, 'disagreement');
    expect([...dates]).toEqual([sessions.dates[500]]);
    expect([value, other, others?.[0]]).toEqual([
      bad.values[500],
      expect.closeTo(split.values[500] as number, 6),
      expect.closeTo(split.values[500] as number, 6),
    ]);
  });

  test('dates that are late explain the differences of their era, which are not told again', () => {
    const late = remade(
      days,
      [...days.dates],
      Array.from(days.values, (value, i) => (i > 0 && i < 900 ? (days.values[i - 1] as number) : value)),
    );
    expect(kinds(found(late, { seconds: [secondOf(days)] }))).toEqual(['off by one']);
  });
});
