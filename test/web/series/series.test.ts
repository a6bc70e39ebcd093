import { describe, expect, it } from 'vitest';
import { operations } from '../../../src/app/registry.ts';
import type { SeriesEntry } from '../../../src/contract/claims.ts';
import { ageInWords, counted, isChosen, stateOf } from '../../../web/views/series/catalogue-entry.ts';
import { extremesOf, largestRevision, revisionsBetween, yearEnds } from '../../../web/views/series/revisions.ts';
import { catalogueSearch, SERIES_FORMATS, seriesSearch } from '../../../web/views/series/series-search.ts';

const entry = (change: Partial<SeriesEntry>): SeriesEntry => ({
  ...{ id: 'M2SL', title: 'Money stock M2', unit: 'USD billions', calendar: 'monthly', from: '1987-01-01', to: '2026-06-01' },
  ...{ rows: 474, source: 'FRED', ageDays: 40, notes: [], error: null, held: true },
  ...change,
});

describe('what was known then beside what is known now', () => {
  const then = { dates: ['2020-01-01', '2020-02-01', '2020-03-01'], values: [100, 101, 102] };

  it('counts the values that are others today, those taken back too, and the dates that have come since', () => {
    const now = { dates: ['2020-01-01', '2020-02-01', '2020-04-01', '2020-05-01'], values: [100, 101.5, 103, 104] };
    expect(revisionsBetween(then, now)).toEqual({
      revised: [
        { date: '2020-02-01', then: 101, now: 101.5 },
        { date: '2020-03-01', then: 102, now: null },
      ],
      added: 2,
    });
  });

  it('finds nothing where nothing was revised', () => {
    expect(revisionsBetween(then, then)).toEqual({ revised: [], added: 0 });
    expect(revisionsBetween({ dates: [], values: [] }, then)).toEqual({ revised: [], added: 3 });
  });

  it('names the revision that moved a value most, relative to today’s', () => {
    const small = { date: '2020-01-01', then: 1000, now: 1010 };
    const large = { date: '2020-02-01', then: 1, now: 2 };
    expect(largestRevision([small, large])).toBe(large);
    expect(largestRevision([large, { date: '2020-03-01', then: 5, now: null }])?.date).toBe('2020-03-01');
    expect(largestRevision([])).toBeUndefined();
  });

  it('has the lowest, the highest and the last with their dates', () => {
    expect(extremesOf({ dates: ['a', 'b', 'c'], values: [2, -1, 2] })).toMatchObject({
      ...{ low: { date: 'b', value: -1 }, high: { date: 'a', value: 2 }, last: { date: 'c', value: 2 } },
    });
    expect(extremesOf({ dates: [], values: [] })).toBeUndefined();
  });

  it('keeps the last value of each year, that of a year that still runs too', () => {
    const values = { dates: ['2019-06-01', '2019-12-31', '2020-01-02', '2020-03-01'], values: [1, 2, 3, 4] };
    expect(yearEnds(values)).toEqual([
      { date: '2019-12-31', value: 2 },
      { date: '2020-03-01', value: 4 },
    ]);
  });
});

describe('the catalogue', () => {
  it('calls a series stale when its own calendar should have brought more', () => {
    expect(stateOf(entry({ calendar: 'monthly', ageDays: 40 }))).toBe('held');
    expect(stateOf(entry({ calendar: 'new-york', ageDays: 40 }))).toBe('stale');
    expect(stateOf(entry({ held: false, ageDays: null }))).toBe('notHeld');
    expect(stateOf(entry({ error: 'no header', ageDays: null }))).toBe('unreadable');
  });

  it('finds by words in any field, and by every choice at once', () => {
    expect(isChosen(entry({}), { q: 'money fred' }, undefined)).toBe(true);
    expect(isChosen(entry({}), { q: 'money yahoo' }, undefined)).toBe(false);
    expect(isChosen(entry({}), { calendar: 'monthly', unit: 'USD' }, undefined)).toBe(false);
    expect(isChosen(entry({ calendar: 'new-york' }), { state: 'held' }, undefined)).toBe(true);
    expect(isChosen(entry({}), { state: 'findings' }, new Set(['M2SL']))).toBe(true);
    expect(isChosen(entry({}), { state: 'findings' }, new Set())).toBe(false);
  });

  it('counts what each choice would leave, the most first', () => {
    expect(counted([entry({}), entry({}), entry({ unit: 'USD' }), entry({ unit: '' })], 'unit')).toEqual([
      ['USD billions', 2],
      ['USD', 1],
    ]);
  });

  it('says ages in words', () => {
    const words = { today: 'today', yesterday: '1 day', days: '{n} days', months: '{n} months', years: '{n} years' };
    expect([null, 0, 1, 89, 90, 729, 1741].map((days) => ageInWords(days, words))).toEqual([
      ...['–', 'today', '1 day', '89 days', '3 months', '24 months', '4.8 years'],
    ]);
  });
});

describe('an address', () => {
  it('keeps a search for a number as text, and no state that is none', () => {
    expect(catalogueSearch({ q: 2600, calendar: '', state: 'held' })).toEqual({ q: '2600', state: 'held' });
    expect(seriesSearch({ known: 'soon', log: 'yes', span: 5 })).toEqual({ span: '5' });
    expect(seriesSearch({ known: '2020-03-20', log: false, span: 'all' })).toEqual({ known: '2020-03-20', log: false, span: 'all' });
  });
});

it('the page offers no file that the server does not make of a series', () => {
  const { formats } = operations.find(({ name }) => name === 'series show') as (typeof operations)[number];
  for (const format of SERIES_FORMATS) expect(formats).toContain(format);
});
