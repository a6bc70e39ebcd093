import { describe, expect, it } from 'vitest';
import { eventLines, standingOf } from '../../src/contract/figures/event-facts.ts';
import { pathsOf } from '../../src/contract/figures/price-view.ts';
import { sincePaths } from '../../src/contract/figures/since-paths.ts';
import type { EventMark, PricePath, StudyPictures } from '../../src/contract/pictures.ts';

const path = (id: string, values: readonly number[]): PricePath => ({
  id,
  title: id,
  unit: 'USD',
  source: 'made for the test',
  dates: values.map((_, i) => `2020-01-${String(i + 1).padStart(2, '0')}`),
  values,
});
const mark = (given: Partial<EventMark>): EventMark => ({
  date: '2020-01-05',
  value: 110,
  entryDate: '2020-01-05',
  endDate: '2020-01-08',
  outcome: 0.1,
  status: 'known',
  ...given,
});
const pictures = (given: Partial<StudyPictures>): StudyPictures => ({
  trigger: null,
  target: null,
  events: [],
  horizonLabel: '3 days',
  paths: null,
  shifts: null,
  ...given,
});

describe('where an event stands in its series’ own past', () => {
  const series = path('X', [100, 90, 80, 95, 110]);

  it('is counted in days from the highest close before it, with the deepest close in between', () => {
    expect(standingOf(series, mark({}))).toEqual({ highDate: '2020-01-01', days: 4, deepest: 80 / 100 - 1, above: 110 / 100 - 1 });
  });

  it('takes the first of two equal highs', () => {
    expect(standingOf(path('X', [100, 90, 100, 95, 110]), mark({}))?.highDate).toBe('2020-01-01');
  });

  it('is not told where the series says another value on the date, has no such date, or begins there', () => {
    expect(standingOf(series, mark({ value: 111 }))).toBeNull();
    expect(standingOf(series, mark({ date: '2020-02-01' }))).toBeNull();
    expect(standingOf(series, mark({ date: '2020-01-01', value: 100 }))).toBeNull();
  });
});

describe('what is known of an event', () => {
  const trigger = path('X', [100, 90, 80, 95, 110, 111, 112, 113]);
  const target = path('Y', [1, 2, 3, 4, 5, 6, 7, 8]);

  it('is a line each: the trigger, the record, the entry, the outcome', () => {
    expect(eventLines(pictures({ trigger, target }), mark({}), { kind: 'return' })).toEqual([
      'X 110',
      'a record, the first in 4 days, 20 % below it in between',
      'Y 5 at entry, 5 Jan 2020',
      '3 days: +10 %',
    ]);
  });

  it('says of one below its record by how much, of a pending one until when, and of one before the target that it has none', () => {
    const lines = (event: Partial<EventMark>) => eventLines(pictures({ trigger, target }), mark(event), { kind: 'hit' });
    expect(lines({ date: '2020-01-04', value: 95, outcome: null, status: 'pending' })).toEqual([
      'X 95',
      '5.0 % below the record of 1 Jan 2020',
      'Y 5 at entry, 5 Jan 2020',
      '3 days: pending until 8 Jan 2020',
    ]);
    expect(lines({ entryDate: null, outcome: null, status: 'no outcome' }).at(-1)).toBe('no outcome: the target has no price for it');
    expect(lines({ outcome: 0 }).at(-1)).toBe('3 days: no hit');
    expect(lines({ outcome: 1, status: 'since' }).at(-1)).toBe('3 days: a hit, complete only since the claim');
  });

  it('draws a series that is trigger and target both once', () => {
    expect(pathsOf(pictures({ trigger, target: trigger }))).toEqual([trigger]);
    expect(pathsOf(pictures({ trigger, target }))).toEqual([trigger, target]);
  });
});

describe('what came since a claim', () => {
  const band = { p10: [1, 0.8], p25: [1, 0.9], p50: [1, 1.1], p75: [1, 1.3], p90: [1, 1.6] };
  const paths = (growth: readonly number[], status: 'known' | 'since' | 'pending') =>
    pictures({
      paths: {
        days: [0, 30],
        band,
        observations: 100,
        baseMean: [1, 1.1],
        events: [{ date: '2025-09-18', status, growth }],
        mean: null,
        horizons: [30],
      },
    });

  it('is the newest path that was not complete then, against the band of its own day', () => {
    expect(sincePaths(paths([1, 0.7], 'since'))?.title).toBe(
      '30 days after the event of 2025, 1 had become ×0.70, outside the 10 to 90 % of all dates (median ×1.10)',
    );
    expect(sincePaths(paths([1, 1.5], 'pending'))?.title).toContain('outside the middle half');
    expect(sincePaths(paths([1, 1.2], 'pending'))?.title).toContain('inside the middle half');
  });

  it('is nothing where all was known, or no path has begun', () => {
    expect(sincePaths(paths([1, 1.2], 'known'))).toBeNull();
    expect(sincePaths(paths([], 'pending'))).toBeNull();
    expect(sincePaths(pictures({}))).toBeNull();
  });
});
