import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { check } from '../../src/app/operations/check.ts';
import { parseExpression } from '../../src/app/operations/expression.ts';
import { checkReport, studyReport } from '../../src/app/operations/report.ts';
import { listSeries, showSeries } from '../../src/app/operations/series.ts';
import { study } from '../../src/app/operations/study.ts';
import { operations } from '../../src/app/registry.ts';
import { CheckResult, type ClaimResult, SeriesDetail, SeriesList } from '../../src/contract/claims.ts';
import { ParseResult } from '../../src/contract/expression.ts';
import { FamilyResult, StudyResult } from '../../src/contract/study.ts';
import { shipped as context } from './shipped.ts';

const root = join(import.meta.dirname, '../..');
const russell = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };

describe('a study', () => {
  test('has the shape that the contract promises, field by field', async () => {
    const { result } = await study(russell, context);
    expect(StudyResult.parse(result)).toEqual(result);
  });

  test('of several outcomes is a family, with the adjusted p of each member', async () => {
    const { result } = await study(
      { ...russell, then: ['return(BTC, 90d)', 'return(BTC, 180d)', 'hits(all_time_high(BTC), within: 180d)'] },
      context,
    );
    const family = FamilyResult.parse(result);
    expect(family).toEqual(result);
    expect(family.adjusted).toEqual(family.members.map(({ headline }) => headline.adjusted));
    for (const { headline } of family.members) expect(headline.adjusted as number).toBeGreaterThanOrEqual(headline.commonCircle as number);
  });

  test('tells the instances of the Russell 2000 records with their outcomes on weekly data', async () => {
    const { result } = await study(russell, context);
    const { instances, excluded } = StudyResult.parse(result);
    expect(instances.map(({ eventDate, outcome }) => [eventDate, Math.round((outcome as number) * 100)])).toEqual([
      ['2011-04-29', expect.any(Number)],
      ['2013-01-04', expect.any(Number)],
      ['2016-11-18', expect.any(Number)],
      ['2020-11-13', expect.any(Number)],
      ['2025-09-19', -39],
    ]);
    expect(excluded.map(({ eventDate }) => eventDate)).toContain('1999-12-31');
    expect(excluded.every(({ reason }) => reason.includes('before'))).toBe(true);
  });

  test('uses only what was known by the end of the date of the question', async () => {
    const { result } = await study({ ...russell, asOf: '2025-10-31' }, context);
    const { instances, observations, asOf } = StudyResult.parse(result);
    expect(asOf).toBe('2025-10-31');
    expect(observations).toBe(4);
    expect(instances.at(-1)).toMatchObject({ eventDate: '2025-09-19', status: 'pending', outcome: null, dueDate: '2026-03-18' });
    expect(instances.at(-1)?.soFar).not.toBeNull();
  });

  test('gives the same numbers for the same seed, and other draws for another', async () => {
    const placebos = async (seed: number) =>
      StudyResult.parse((await study({ ...russell, seed }, context)).result).placebos.map(({ pUpper }) => pUpper);
    expect(await placebos(7)).toEqual(await placebos(7));
    expect(await placebos(7)).not.toEqual(await placebos(8));
  });

  test('downwards asks of X what upwards asks of 1 / X', async () => {
    const one = StudyResult.parse((await study({ ...russell, direction: 'down' }, context)).result);
    const other = StudyResult.parse((await study({ when: russell.when, then: ['return(1 / BTC, 180d)'] }, context)).result);
    expect(one.headline.p).toBe(other.headline.p);
    expect(one.headline.adjusted).toBe(other.headline.adjusted);
    expect(one.power?.minimumDetectableEffect).toBeCloseTo(other.power?.minimumDetectableEffect as number, 9);
    expect((one.power?.factor as number) * (other.power?.factor as number)).toBeCloseTo(1, 9);
  });

  test('reads the arguments of an outcome by name as well as in order', async () => {
    const named = StudyResult.parse(
      (await study({ when: russell.when, then: ['hits(within: 180d, e: all_time_high(BTC))'] }, context)).result,
    );
    const ordered = StudyResult.parse(
      (await study({ when: russell.when, then: ['hits(all_time_high(BTC), within: 180d)'] }, context)).result,
    );
    expect({ ...named, outcome: '' }).toEqual({ ...ordered, outcome: '' });
  });

  test('applies the phase gate to a target whose cycle is given, and says so', async () => {
    const { result } = await study(russell, context);
    expect(StudyResult.parse(result).gates.map(({ name, state }) => [name, state])).toContainEqual([
      'phase-matched',
      expect.stringMatching(/passed|failed/),
    ]);
    const other = StudyResult.parse((await study({ when: russell.when, then: ['return(SPX, 180d)'] }, context)).result);
    expect(other.gates.at(-1)).toMatchObject({ name: 'phase-matched', state: 'not applicable', why: expect.stringContaining('no cycle') });
  });

  test('takes the base rate of hits among dates in the same state of the target', async () => {
    const { result } = await study({ when: russell.when, then: ['hits(all_time_high(BTC), within: 180d)'] }, context);
    const { baseRate, headline } = StudyResult.parse(result);
    expect(baseRate?.stateMatched?.hitRate).toBeGreaterThan(baseRate?.hitRate as number);
    expect(headline.bestReachable).toBeGreaterThan(0);
  });

  test.each([
    ['fewer than three clusters', { when: 'date(2020-11-13, 2021-11-05)', then: ['return(BTC, 30d)'] }, 'too few events'],
    ['a trigger that never fired', { when: 'RUT < 0', then: ['return(BTC, 30d)'] }, 'too few events'],
    [
      'events before the target begins',
      { when: 'all_time_high(RUT, after: 1y) and RUT < 500', then: ['return(ETH, 30d)'] },
      'too few events',
    ],
    ['a condition that never has a value, negated', { when: 'not RUT / (RUT - RUT) > 1', then: ['return(BTC, 30d)'] }, 'too few events'],
    ['a target that is constant', { when: russell.when, then: ['return(BTC / BTC, 30d)'] }, 'untestable: needs'],
    ['events on every date', { when: 'RUT > 0', then: ['return(BTC, 30d)'] }, 'untestable: needs'],
  ])('with %s is a value that says so, never NaN', async (_, input, verdictKind) => {
    const result = StudyResult.parse((await study(input, context)).result);
    expect(result.verdictKind).toBe(verdictKind);
    if (result.insufficient) expect(result.insufficient).toMatchObject({ ok: false, reason: expect.any(String) });
    expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/);
  });

  test.each([
    ['an unknown series', { when: 'all_time_high(RTU)', then: ['return(BTC, 30d)'] }, /no series RTU .*did you mean RUT\?/],
    [
      'an unknown function',
      { when: 'all_time_hgh(RUT)', then: ['return(BTC, 30d)'] },
      /no function all_time_hgh; did you mean all_time_high\?/,
    ],
    ['a look-ahead function in a trigger', { when: 'return(BTC, 30d)', then: ['return(BTC, 30d)'] }, /looks ahead/],
    ['an unknown unit', { when: 'all_time_high(RUT)', then: ['return(BTC, 30q)'] }, /expected .* found "30q"/],
    ['a date of the question in the future', { ...russell, asOf: '2027-01-01' }, /must not lie in the future/],
    ['a date that does not exist', { ...russell, asOf: '2026-02-30' }, /must be a date that exists/],
    ['an event in the future', { when: 'date(2030-01-01)', then: ['return(BTC, 30d)'] }, /must not lie after the date of the question/],
    ['a file that is not there', { when: 'events("gone.csv")', then: ['return(BTC, 30d)'] }, /no such file/],
  ])('with %s is refused with the reason', async (_, input, message) => {
    await expect(study(input, context)).rejects.toThrow(message);
    await expect(study(input, context)).rejects.toThrow(RangeError);
  });

  test('has a report in which its numbers stand, the same bytes each time', async () => {
    const run = await study({ ...russell, then: ['return(BTC, 90d)', 'return(BTC, 180d)'] }, context);
    const first = await studyReport(run, context);
    expect(await studyReport(run, context)).toBe(first);
    expect(first).toContain('return(BTC, 180d)');
    expect(first).toContain('<svg');
  });
});

describe('the pack that ships', () => {
  let result: CheckResult;
  beforeAll(async () => {
    result = (await check({}, context)).result;
  });
  const claim = (id: string): ClaimResult => result.claims.find((candidate) => candidate.id === id) as ClaimResult;

  test('has the shape that the contract promises', () => {
    expect(CheckResult.parse(result)).toEqual(result);
  });

  test('gives every statement a verdict or a named need', () => {
    const ids =
      'value-record rut-2600 resistance-break flip-2020 three-of-three rallies-follow eth-follows alts-2017-2021 coincide beats-large lead-months rotation records-open-risk records-narrow-spreads records-favour-small trend-leads liquidity-leads liquidity consolidation flush thin-books sentiment-reset clarity-act outflows unprofitable misread-40 timing alts-2026';
    expect(result.claims.map(({ id }) => id)).toEqual(ids.split(' '));
    for (const { verdictKind, verdict, needs, why } of result.claims) {
      expect(why.length).toBeGreaterThan(20);
      if (verdictKind === 'untestable: needs') expect(needs.length).toBeGreaterThan(0);
      else expect(verdict.startsWith(verdictKind)).toBe(true);
    }
  });

  test('finds by itself which start and end give +380 % and +390 %', () => {
    const { figures, verdictKind } = claim('flip-2020');
    expect(verdictKind).toBe('reproduces only if');
    const nearest = figures.filter(({ label }) => label.startsWith('nearest'));
    expect(nearest.map(({ label }) => label)).toEqual(['nearest start that gives +380 %', 'nearest start that gives +390 %']);
    for (const { start, end, value, reproduces } of nearest) {
      expect(reproduces).toBe(true);
      expect(start && start < '2020-11-13' && end && end > '2021-01-01').toBe(true);
      expect(value).toBeGreaterThan(3.74);
    }
    expect(figures.find(({ label }) => label.startsWith('the record close'))).toMatchObject({ start: '2020-11-13', reproduces: false });
  });

  test('lets a stand-in speak for the index that has no free history, and names it', () => {
    expect(claim('value-record')).toMatchObject({ verdictKind: 'reproduces only if', verdict: expect.stringContaining('IWN') });
    expect(claim('value-record').needs).toContainEqual(expect.stringContaining('RUJ'));
  });

  test('sees through the copy that writes returns for earnings', () => {
    expect(claim('misread-40')).toMatchObject({ verdict: 'misquoted: the source says negative earnings' });
  });

  test('tells what came after the claim, each outcome by name', () => {
    const { since, known } = claim('rallies-follow');
    const halfYear = known.find(({ outcome }) => outcome === 'return(BTC, 180d)');
    expect(halfYear?.instances.filter(({ status }) => status === 'complete').map(({ eventDate }) => eventDate)).not.toContain('2025-09-19');
    expect(since?.outcomes.map(({ label, verdict }) => [label, verdict])).toEqual([
      ['return(BTC, 180d)', 'did not come true'],
      ['return(BTC, 365d)', 'did not come true'],
    ]);
    expect(since?.verdict).toBe('did not come true: return(BTC, 180d) −39 %');
    expect(claim('alts-2026')).toMatchObject({ verdict: 'open until 31 Dec 2026' });
    expect(claim('alts-2026').since?.outcomes.map(({ status }) => status)).toEqual(['pending', 'pending']);
  });

  test('counts a hit from before the claim as known then, though its horizon ran on', () => {
    expect(claim('three-of-three').since).toMatchObject({
      verdictKind: null,
      outcomes: [],
      sentence: expect.stringContaining('before the claim'),
    });
  });

  test('never reads a condition with what was known later', () => {
    const dates = claim('liquidity').conditions.flatMap(({ date }) => date ?? []);
    expect(dates).toHaveLength(4);
    for (const date of dates) expect(date <= '2026-01-12').toBe(true);
  });

  test('can be asked for one claim, with the nearest id for a wrong one', async () => {
    expect((await check({ claim: 'rut-2600' }, context)).result.claims).toHaveLength(1);
    await expect(check({ claim: 'rut2600' }, context)).rejects.toThrow('did you mean rut-2600?');
  });

  test('asked as of a day before the claims tells nothing that came later', async () => {
    const early = (await check({ asOf: '2025-06-30' }, context)).result;
    expect(early.asOf).toBe('2025-06-30');
    for (const { verdictKind } of early.claims) expect(verdictKind).toBe('untestable: needs');
    for (const { since } of early.claims) expect(since).toBeNull();
    expect(JSON.stringify(early.claims)).not.toMatch(/"(eventDate|exitDate|entryDate)": ?"(2025-(0[7-9]|1)|2026)/);
  });

  test('has a report in which every claim and verdict stands, the same bytes each time, with nothing to fetch', async () => {
    const run = await check({}, context);
    const html = await checkReport(run);
    expect(await checkReport(await check({}, context))).toBe(html);
    for (const { id } of run.result.claims) expect(html).toContain(`id="claim-${id}"`);
    expect(html).not.toMatch(/(src|href)="https?:/);
  }, 60_000);
});

describe('the series', () => {
  test('are listed with span, rows, source and age', async () => {
    const list = SeriesList.parse(await listSeries({}, context));
    expect(list.series.map(({ id }) => id)).toEqual(
      readdirSync(join(root, 'reference'))
        .filter((name) => name.endsWith('.csv'))
        .map((name) => name.slice(0, -4)),
    );
    expect(list.series.find(({ id }) => id === 'BTC')).toMatchObject({
      from: '2010-07-23',
      to: '2026-09-25',
      rows: 845,
      ageDays: 56,
      error: null,
    });
  });

  test('are shown one by one with the instants at which they became known', async () => {
    const detail = SeriesDetail.parse(await showSeries({ id: 'WALCL', rows: 1 }, context));
    expect(detail.lastRows).toEqual([{ date: '2026-08-26', value: 6730912, knownAt: '2026-08-28T20:30:00.000Z' }]);
    await expect(showSeries({ id: 'BCT' }, context)).rejects.toThrow('did you mean BTC?');
  });
});

describe('reading an expression', () => {
  const parse = async (text: string, role = 'trigger', more = {}) =>
    ParseResult.parse(await parseExpression({ text, role, ...more }, context));

  test('tells what it is, what it reads and on which dates it fires', async () => {
    const { canonical, series, missing, events, error } = await parse('all_time_high( RUT ,after:1y )');
    expect({ canonical, series, missing, error }).toEqual({
      canonical: 'all_time_high(RUT, after: 1y)',
      series: ['RUT'],
      missing: [],
      error: null,
    });
    expect(events?.count).toBe(10);
    expect(events?.dates.slice(0, 2)).toEqual(['2025-09-19', '2020-11-13']);
  });

  test('as of a date knows no later event', async () => {
    const { events } = await parse('all_time_high(RUT, after: 1y)', 'trigger', { asOf: '2020-12-31' });
    expect(events).toMatchObject({ count: 9, to: '2020-12-31' });
    expect(events?.dates[0]).toBe('2020-11-13');
  });

  test('locates a fault and says what was meant', async () => {
    expect((await parse('all_time_high(RUT) and\n all_time_hihg(BTC)')).error).toEqual({
      line: 2,
      column: 2,
      message: 'no function all_time_hihg; did you mean all_time_high?',
    });
    expect((await parse('return(BTC, 180d)')).error?.message).toContain('looks ahead');
  });

  test('names series that are not there, and evaluates nothing', async () => {
    expect(await parse('all_time_high(IWM) and RUT > 2600')).toMatchObject({
      series: ['IWM', 'RUT'],
      missing: ['IWM'],
      events: null,
      error: null,
    });
  });

  test('gives the last value of a series', async () => {
    expect((await parse('RUT / SPX', 'series')).last?.date).toBe('2026-08-28');
  });
});

describe('the registry', () => {
  test('describes every field of every input, so that each face can show it', () => {
    for (const { input, name } of operations) {
      for (const [key, schema] of Object.entries(input.shape)) {
        const { description } = (schema as { meta(): { description?: string } | undefined }).meta() ?? {};
        expect(description, `${name}.${key}`).toBeTruthy();
      }
    }
  });

  test('gives results in the shape of their output schema', async () => {
    const inputs: Record<string, unknown> = {
      check: { claim: 'rut-2600' },
      now: { claim: 'rut-2600' },
      evidence: {},
      study: russell,
      lag: { a: 'RUT', b: 'BTC' },
      read: { text: ['The Russell 2000 has closed above 2,600 for the first time.'], published: '2026-01-12' },
      scan: { targets: ['BTC'], horizons: ['90d'], series: ['RUT', 'SPX'] },
      series: {},
      'series show': { id: 'RUT' },
      doctor: {},
      parse: { text: 'all_time_high(RUT, after: 1y)' },
      language: {},
      packs: {},
      explain: { topic: ['stands', 'out'] },
      brief: { lang: 'de' },
      'alerts dry-run': { when: 'all_time_high(RUT, after: 1y)' },
      'forecast backcast': { claim: 'rallies-follow', from: '2025-10-01', every: '13w' },
    };
    // What writes needs a store, and is tested with one.
    const reading = operations.filter(({ reads, access }) => reads !== 'store' && access !== 'admin');
    expect(reading.map(({ name }) => name).sort()).toEqual(Object.keys(inputs).sort());
    for (const { name, output, run } of reading) {
      const { result } = await run(inputs[name], context);
      expect(output.parse(result), name).toEqual(result);
    }
  });
});
