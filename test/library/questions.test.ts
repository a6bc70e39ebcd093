import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { check as checkShipped } from '../../src/app/operations/check.ts';
import { lag as lagShipped } from '../../src/app/operations/lag.ts';
import { study as studyShipped } from '../../src/app/operations/study.ts';
import { CheckResult } from '../../src/contract/claims.ts';
import { ParseResult } from '../../src/contract/expression.ts';
import { StudyOutput, StudyResult } from '../../src/contract/study.ts';
import { seriesOf, studyOf } from '../../src/library/core.ts';
import { CallerError, check, LanguageError, lag, language, parse, study } from '../../src/library/index.ts';
import { shipped } from '../app/shipped.ts';
import { givenFrom, prices } from './given.ts';

const when = 'all_time_high(RUT, after: 1y)';
const then = 'return(BTC, 180d)';
const myClaims = readFileSync(join(import.meta.dirname, '../../examples/my-claims.yaml'), 'utf8');

// The market that a classical event study is held against.
const SPX = givenFrom('SPX', { unit: 'index points', calendar: 'weekly-new-york' });

/** All but how the data were described on the way in. */
const figures = ({ notes: _, ...rest }: StudyResult) => rest;

describe('a study over arrays', () => {
  test('is the study of the command line over the same figures, to the last digit', async () => {
    const { result } = await studyShipped({ when, then: [then], pictures: true }, shipped);
    const { pictures, ...own } = await study({ when, then, series: { ...prices, SPX }, pictures: true });
    const { pictures: theirs, ...rest } = result as StudyResult;
    expect(figures({ ...own, pictures: null })).toEqual(figures({ ...rest, pictures: null }));
    expect(pictures?.shifts).toEqual(theirs?.shifts);
    expect(StudyResult.safeParse({ ...own, pictures }).success).toBe(true);
  });

  test('has the shifts of the core', async () => {
    const series = { RUT: seriesOf('RUT', prices.RUT), BTC: seriesOf('BTC', prices.BTC) };
    const { tests, instances } = studyOf({ when, then, series });
    const judged = await study({ when, then, series });
    expect(instances.length).toBeGreaterThan(3);
    expect(judged.observations).toBe(instances.length);
    expect(judged.tests.map(({ name, statistic, pUpper }) => [name, statistic, pUpper])).toEqual(
      tests.map(({ name, statistic, pUpper }) => [name, statistic, pUpper]),
    );
    const shifts = tests.filter(({ name, statistic }) => /^(circular|era-centred)-shift$/.test(name) && statistic === 'meanLog');
    expect(shifts).toHaveLength(2);
    expect(judged.headline.p).toBe(Math.max(...shifts.map(({ pUpper }) => pUpper)));
  });

  test('of several outcomes is a family, in their order', async () => {
    const family = await study({ when, then: ['return(BTC, 90d)', then], series: prices });
    expect(StudyOutput.safeParse(family).success).toBe(true);
    expect(family.members.map(({ outcome }) => outcome)).toEqual(['return(BTC, 90d)', then]);
    expect(family.members[1]?.headline.familySize).toBe(2);
  });

  test('as of a date is the study over data that end there', async () => {
    const until = '2020-12-31';
    const cut = ({ dates, values, ...about }: typeof prices.RUT) => {
      const count = dates.filter((date) => date <= until).length;
      return { ...about, dates: dates.slice(0, count), values: Array.from(values).slice(0, count) };
    };
    const before = await study({ when, then, series: prices, asOf: until });
    const without = await study({ when, then, series: { RUT: cut(prices.RUT), BTC: cut(prices.BTC) }, asOf: until });
    expect(before.observations).toBeGreaterThan(1);
    expect(before).toEqual(without);
    expect((await study({ when, then, series: prices })).observations).toBeGreaterThan(before.observations);
  });

  test('reads lists of dates that are passed by name', async () => {
    const dates = ['2013-03-01', '2016-11-11', '2020-11-13'];
    const listed = await study({ when: 'events("mine")', then, series: prices, events: { mine: dates } });
    const written = await study({ when: `date(${dates.join(', ')})`, then, series: prices });
    expect(listed.instances).toEqual(written.instances);
    expect(listed.instances).toHaveLength(3);
    await expect(study({ when: 'events("mnie")', then, series: prices, events: { mine: dates } })).rejects.toThrow(/did you mean mine/);
  });

  test('reads no clock', async () => {
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => {
      throw new Error('a clock was read');
    });
    try {
      expect((await study({ when, then, series: prices })).observations).toBeGreaterThan(3);
    } finally {
      clock.mockRestore();
    }
  });
});

describe('what the caller can mend is a CallerError that says how', () => {
  const asking = (RUT: object) => study({ when, then, series: { ...prices, RUT } as never });
  const { dates, values } = prices.RUT;
  const swapped = [dates[1] as string, dates[0] as string, ...dates.slice(2)];

  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'a value that is missing',
      () => asking({ dates, values: [null, ...Array.from(values).slice(1)] }),
      /values of RUT\[0\] must be a finite number, was null; leave/,
    ],
    ['a value as text', () => asking({ dates, values: ['170.5', ...Array.from(values).slice(1)] }), /must be a finite number, was 170.5/],
    [
      'a value that is not a number',
      () => asking({ dates, values: Array.from(values).with(5, Number.NaN) }),
      /values of RUT\[5\] must be a finite/,
    ],
    ['values too few', () => asking({ dates, values: [1, 2] }), /values of RUT must be as many as the dates, \d+, was 2/],
    [
      'dates out of order',
      () => asking({ dates: swapped, values }),
      /dates of RUT must be strictly ascending, was 1987-09-11 after 1987-09-18/,
    ],
    ['a date twice', () => asking({ dates: [dates[0], dates[0]], values: [1, 2] }), /must be strictly ascending/],
    [
      'a date that does not exist',
      () => asking({ dates: ['2021-02-29'], values: [1] }),
      /dates of RUT\[0\] must be a date that exists.*was 2021-02-29/,
    ],
    ['a Date, whose day hangs on the time zone', () => asking({ dates: [new Date(0)], values: [1] }), /as text YYYY-MM-DD/],
    ['no dates', () => asking({ dates: [], values: [] }), /must not be empty/],
    [
      'a calendar that there is not',
      () => asking({ dates, values, calendar: 'lunar' }),
      /calendar of RUT must be one of utc-daily, .*was lunar/,
    ],
    [
      'instants of knowledge that fall',
      () => asking({ dates: dates.slice(0, 2), values: [1, 2], knownAt: [2, 1] }),
      /knownAt of RUT must be ascending/,
    ],
    [
      'a series that is not given',
      () => study({ when, then: 'return(BTX, 180d)', series: prices }),
      /no series BTX in the series given; did you mean BTC/,
    ],
    ['a field of the wrong kind', () => study({ when, then, series: prices, seed: 0.5 }), /^seed: /],
    ['a field that there is not', () => study({ when, then, series: prices, horizon: 3 } as never), /horizon/],
    ['a date of the question', () => study({ when, then, series: prices, asOf: '2020-13-01' }), /2020-13-01/],
    [
      'a today that is earlier',
      () => study({ when, then, series: prices, asOf: '2026-01-02', today: '2026-01-01' }),
      /must not lie in the future/,
    ],
    ['a claim file', () => check({ pack: 'pack: x\n', series: prices }), /^claims.yaml/],
    ['a function of the language', async () => language('all_time_hi'), /did you mean all_time_high/],
  ])('%s', async (_, ask, message) => {
    const failure = await ask().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(CallerError);
    expect(failure).toBeInstanceOf(RangeError);
    expect((failure as Error).message).toMatch(message);
  });

  test('an expression that cannot be read has its place in the cause', async () => {
    const failure = await study({ when: 'all_time_hihg(RUT)', then, series: prices }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CallerError);
    expect((failure as Error).cause).toBeInstanceOf(LanguageError);
    expect((failure as { cause: LanguageError }).cause).toMatchObject({ line: 1, column: 1 });
  });

  test('a source without a date of its own needs to be told today', async () => {
    const { description, ids, load } = shipped.series;
    await expect(study({ when, then, series: { description, ids, load } })).rejects.toThrow(/today must be given/);
    const { result } = await studyShipped({ when, then: [then] }, shipped);
    expect(await study({ when, then, series: { description, ids, load }, today: '2026-11-20' })).toEqual(result);
  });
});

describe('the other questions', () => {
  test('a claim file is checked on series that are given', async () => {
    const series = { NFCI: givenFrom('NFCI'), SPX: givenFrom('SPX', { calendar: 'weekly-new-york' }) };
    const result = await check({ pack: myClaims, series });
    expect(CheckResult.safeParse(result).error).toBeUndefined();
    expect(result.claims.map(({ id }) => id)).toEqual(['easing-lifts-stocks']);
    expect(result.claims[0]?.known[0]?.headline.p).toBeGreaterThan(0);
    expect(result.dataSource).toBe('the series given');
  });

  test('a claim whose series are not given says which it needs', async () => {
    const { claims } = await check({ pack: myClaims, series: { SPX: givenFrom('SPX') } });
    expect(claims[0]?.verdict).toMatch(/untestable: needs .*NFCI/);
  });

  test('data that end before the article was written can be asked as well', async () => {
    const old = ({ dates, values }: ReturnType<typeof givenFrom>) => ({
      dates: dates.slice(0, 600),
      values: Array.from(values).slice(0, 600),
    });
    const { claims } = await check({ pack: myClaims, series: { NFCI: old(givenFrom('NFCI')), SPX: old(givenFrom('SPX')) } });
    expect(claims[0]?.madeOn).toBe('2020-01-15');
  });

  test('the pack that ships, on the table that ships, is what the program finds', async () => {
    const pack = await shipped.readPack('russell-crypto');
    const { result } = await checkShipped({ claim: 'flip-2020' }, shipped);
    const own = await check({ pack, claim: 'flip-2020', series: shipped.series, today: '2026-11-20' });
    expect(own.claims.map(({ command: _, ...claim }) => claim)).toEqual(result.claims.map(({ command: _, ...claim }) => claim));
    expect(own.dataHash).toBe(result.dataHash);
  });

  test('lead and lag are what the program finds', async () => {
    const question = { a: 'RUT', b: 'SPX', within: '8w' };
    const { notes, sources, ...own } = await lag({ ...question, series: { RUT: prices.RUT, SPX } });
    const { notes: _, sources: __, ...theirs } = await lagShipped(question, shipped);
    expect(own).toEqual(theirs);
    expect(sources).toEqual(['RUT: given by the caller', 'SPX: given by the caller']);
    expect(notes.length).toBeGreaterThan(0);
  });

  test('an expression is read without data, and evaluated with them', async () => {
    const bare = await parse({ text: ' all_time_high( RUT,after:1y ) ' });
    expect(bare).toMatchObject({ canonical: when, series: ['RUT'], missing: ['RUT'], events: null, error: null });
    const read = await parse({ text: when, series: prices });
    expect(ParseResult.safeParse(read).success).toBe(true);
    expect(read.missing).toEqual([]);
    const { events } = await study({ when, then, series: prices });
    expect(read.events?.dates).toEqual(expect.arrayContaining(events.map(({ date }) => date)));
    expect((await parse({ text: 'RUT / BTC', role: 'series', series: prices })).last?.value).toBeGreaterThan(0);
  });

  test('a fault in an expression is a part of the answer, with its place', async () => {
    expect((await parse({ text: 'all_time_high(RUT, afer: 1y)' })).error).toMatchObject({
      line: 1,
      message: expect.stringMatching(/after/),
    });
  });

  test('the language tells its functions', () => {
    expect(language().functions.length).toBeGreaterThan(30);
    expect(language('all_time_high').functions).toHaveLength(1);
  });
});
