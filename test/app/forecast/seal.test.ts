import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../../src/app/operations/check.ts';
import { exportLedger } from '../../../src/app/operations/forecast-show.ts';
import { ForecastResult, ScoreResult, SealResult } from '../../../src/contract/forecast.ts';
import type { Forecast } from '../../../src/contract/ledger.ts';
import type { Series } from '../../../src/core/series/series.ts';
import { openDuckStore } from '../../../src/store/duckdb/store.ts';
import { weeklyTable } from '../../reference/real-data.ts';
import { shipped } from '../shipped.ts';
import { type LedgerWorld, makeLedgerWorld, OLD_PACK } from './ledger-world.ts';

let world: LedgerWorld;
let series: readonly Series[];

beforeAll(async () => {
  const table = await weeklyTable({ RUT: 'weekly-new-york', SPX: 'weekly-new-york', BTC: 'weekly-utc', ETH: 'weekly-utc' });
  series = Object.values(table.program);
});
beforeEach(async () => {
  world = await makeLedgerWorld('2019-09-19T09:00:00Z');
  await world.feed(series);
});
afterEach(() => world.close());

const keyOf = ({ claim, outcome, eventDate }: Pick<Forecast, 'claim' | 'outcome' | 'eventDate'>) => `${claim} ${outcome} ${eventDate}`;

describe('sealing', () => {
  it('seals every open question of a study with the chance that the check of the claim gives', async () => {
    const done = await world.seal();
    expect(SealResult.parse(done)).toEqual(done);
    const { sealed, notSealed } = done;
    const { result } = await check({ pack: 'old-claims', asOf: '2019-09-19', claim: 'small-caps-first' }, world.context());
    const studies = result.claims.flatMap(({ toDate }) => toDate);
    const pending = studies.flatMap(({ outcome, instances }) =>
      instances
        .filter(({ status, settledOn, dueDate }) => status === 'pending' && settledOn === null && dueDate)
        .map((one) => ({ ...one, study: outcome })),
    );
    const own = sealed.filter(({ claim }) => claim === 'small-caps-first');
    expect(own.length).toBeGreaterThan(0);
    const due = new Set(pending.map(({ study, eventDate }) => `small-caps-first ${study} ${eventDate}`));
    expect(own.every((one) => due.has(keyOf(one)))).toBe(true);
    expect(
      own.length + notSealed.filter(({ claim, eventDate }) => claim === 'small-caps-first' && eventDate !== null).length,
    ).toBeGreaterThanOrEqual(due.size);
    for (const one of own) {
      const study = studies.find(({ outcome }) => outcome === one.outcome) as (typeof studies)[number];
      const base = study.baseRate?.stateMatched?.hitRate ?? (study.baseRate?.hitRate as number);
      const [n, hits] = [study.effectiveObservations, study.clusterHits as number];
      expect(one).toMatchObject({ clusters: n, hits, baseRate: base, asOf: '2019-09-19', pack: 'old-claims' });
      // DESIGN section 5, written out.
      expect(one.probability).toBeCloseTo((10 * base + hits) / (10 + n), 12);
      expect(one.interval.low).toBeLessThan(one.probability);
      const instance = pending.find(({ study: text, eventDate }) => text === one.outcome && eventDate === one.eventDate);
      expect(one).toMatchObject({ entryDate: instance?.entryDate, dueDate: instance?.dueDate });
      expect(one.daysOver).toBe((Date.parse('2019-09-19') - Date.parse(one.entryDate)) / 86_400_000);
    }
  });

  it('gives a falling claim the chance of no rise, and a claim that is a forecast its base rate', async () => {
    world.now = Date.parse('2019-10-10T09:00:00Z');
    await world.feed(series);
    const { sealed } = await world.seal();
    const falling = sealed.find(({ claim }) => claim === 'broken-trend') as Forecast;
    const { result } = await check({ pack: 'old-claims', asOf: '2019-10-10', claim: 'broken-trend' }, world.context());
    const study = result.claims[0]?.toDate[0];
    expect(falling.direction).toBe('down');
    expect(falling.baseRate).toBeCloseTo(1 - (study?.baseRate?.hitRate as number), 12);
    expect(falling.hits).toBeCloseTo((study?.effectiveObservations as number) - (study?.clusterHits as number), 12);
    const targets = sealed.filter(({ claim }) => claim === 'crypto-by-2020');
    expect(targets.map(({ outcome }) => outcome)).toEqual(['BTC until 2020-12-31', 'ETH until 2020-12-31']);
    for (const { probability, baseRate, clusters } of targets) {
      expect(probability).toBeCloseTo(baseRate, 12);
      expect(clusters).toBe(0);
    }
  });

  it('seals a question once, says how many were there, and says of every other claim why', async () => {
    const first = await world.seal();
    const again = await world.seal();
    expect(again).toMatchObject({ sealed: [], already: first.sealed.length, head: first.head });
    expect(first.notSealed.find(({ claim }) => claim === 'trough')?.why).toMatch(/no outcome that is still to come/);
    const changed = OLD_PACK.replace('return(BTC, 60d)', 'return(BTC, 61d)').replaceAll('lookback: 26', 'lookback: 25');
    world.packs['old-claims'] = changed;
    const next = await world.seal();
    const known = new Set(first.sealed.map(keyOf));
    expect(next.sealed.some((one) => known.has(keyOf(one)))).toBe(false);
    for (const { packHash } of next.sealed) expect(packHash).not.toBe(first.sealed[0]?.packHash);
  });

  it('with --dry-run shows the same and writes nothing', async () => {
    const shown = await world.seal({ dryRun: true });
    expect(await world.store.ledgerHead()).toMatchObject({ entries: 0 });
    expect((await world.seal()).sealed).toEqual(shown.sealed);
  });

  it('seals nothing for the past, however old the data are', async () => {
    world.now = Date.parse('2019-12-30T09:00:00Z');
    const { sealed, notSealed } = await world.seal();
    expect(sealed.every(({ dueDate }) => dueDate > '2019-12-30')).toBe(true);
    expect(notSealed.some(({ why }) => /^it was due on .*: nothing is sealed for the past$/.test(why))).toBe(true);
  });

  it('knows nothing of later data: shuffled, it seals the same', async () => {
    const { sealed } = await world.seal();
    const other = await makeLedgerWorld('2019-09-19T09:00:00Z');
    await other.feed(series);
    // A year later the store holds another future; the clock is set back to ask the same question.
    other.now = Date.parse('2020-09-20T09:00:00Z');
    await other.feed(series, (value, { dates }, i) => value * (1 + 0.5 * Math.sin(i * dates.length)));
    other.now = world.now;
    expect((await other.seal()).sealed).toEqual(sealed);
    await other.close();
  });

  it('is refused over a folder of files, without a store, and by a clock that was set back', async () => {
    const folder = { ...shipped, dataOption: '--data reference' };
    const { sealForecasts } = await import('../../../src/app/operations/forecast-seal.ts');
    await expect(sealForecasts({}, folder)).rejects.toThrow(/leave out --data reference/);
    await expect(sealForecasts({}, shipped)).rejects.toThrow(/`harbinger pull`/);
    await world.seal();
    world.now -= 60_000;
    await expect(world.seal({ claim: 'broken-trend' })).rejects.toThrow(/the clock says .* set the clock/);
  });

  it('of two packs at once in one process loses nothing and leaves no fork', async () => {
    for (const name of ['a', 'b', 'c']) world.packs[name] = OLD_PACK.replace('pack: old-claims', `pack: ${name}`);
    const done = await Promise.all(['a', 'b', 'c'].map((pack) => world.seal({ pack })));
    const total = done.reduce((sum, { sealed }) => sum + sealed.length, 0);
    expect(total).toBe(3 * (done[0]?.sealed.length as number));
    expect(await world.verify()).toMatchObject({ holds: true, forecasts: total });
  });
});

describe('scoring', () => {
  it('waits until the data are complete, says what is missing, and no revision changes a score', async () => {
    await world.seal();
    world.now = Date.parse('2020-01-20T09:00:00Z');
    const early = await world.score();
    expect(early.scored).toEqual([]);
    expect(early.waiting.length).toBeGreaterThan(0);
    expect(early.waiting[0]?.why).toMatch(/^the data of \w+ end on \d+ \w{3} 2019, before all closes until /);
    await world.feed(series);
    const done = await world.score();
    expect(ScoreResult.parse(done)).toEqual(done);
    const shown = await world.show();
    expect(ForecastResult.parse(shown)).toEqual(shown);
    expect(done.scored.length).toBe(early.waiting.length);
    expect(await world.score()).toMatchObject({ scored: [], waiting: [], revised: [] });
    const before = (await world.show()).forecasts.filter(({ status }) => status === 'scored');

    const rut = series.find(({ id }) => id === 'RUT') as Series;
    const last = rut.knownAt.findLastIndex((known) => known <= world.now);
    world.now += 86_400_000;
    const rows = Array.from({ length: 30 }, (_, k) => last - 29 + k);
    await world.store.add({
      pull: {
        ...{ id: 'revision', series: 'RUT', source: 'test', address: 'RUT', since: null, at: world.now, outcome: 'stored', added: 0 },
        ...{ revised: 30, sha256: '', bytes: 0, etag: null, notes: [] },
      },
      definition: { title: 'Russell 2000', calendar: 'weekly-new-york' },
      rows: {
        dates: Int32Array.from(rows, (i) => rut.dates[i] as number),
        // Turned round, so that what rose falls.
        values: Float64Array.from(rows, (i) => 1e6 / (rut.values[i] as number)),
        knownAt: new Float64Array(30).fill(world.now),
      },
    });
    const later = await world.score();
    expect(later.scored).toEqual([]);
    expect(later.revised.length).toBeGreaterThan(0);
    expect(later.revised.some(({ turned }) => turned)).toBe(true);
    for (const { then, now, turned } of later.revised) expect(turned).toBe(then > 0 !== now > 0);
    expect((await world.show()).forecasts.filter(({ status }) => status === 'scored')).toEqual(before);
  });
});

describe('the ledger in the store', () => {
  it('is carried by copies and exports, and betrays a change of any of its columns', async () => {
    await world.seal();
    const copy = join(world.folder, 'copy.duckdb');
    await world.store.backup(copy);
    const folder = join(world.folder, 'out');
    expect(await world.store.export(folder, { format: 'csv' })).toContain(join(folder, 'ledger.jsonl'));
    const lines = (await exportLedger(world.context())).lines;
    const file = { name: 'ledger.jsonl', path: 'ledger.jsonl', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) };
    const context = { ...world.context(), data: { ...world.context().data, readFile: async () => file } };
    const { verifyLedger } = await import('../../../src/app/operations/forecast-show.ts');
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(join(folder, 'ledger.jsonl'), 'utf8')).toBe(`${lines.join('\n')}\n`);
    expect(await verifyLedger({ file: 'ledger.jsonl' }, context)).toMatchObject({ holds: true, forecasts: lines.length });
    expect((await world.store.info()).ledger).toBe(lines.length);

    const changes = [
      ['sequence', '900'],
      ['text', 'replace(text, \'"direction":"up"\', \'"direction":"down"\')'],
      ['hash', "repeat('0', 64)"],
      ['previous', "repeat('1', 64)"],
      ['recorded_at', "recorded_at + INTERVAL '1 millisecond'"],
    ] as const;
    for (const [column, value] of changes) {
      const changed = join(world.folder, `${column}.duckdb`);
      writeFileSync(changed, readFileSync(copy));
      const instance = await DuckDBInstance.create(changed);
      const connection = await instance.connect();
      await connection.run(`UPDATE ledger SET ${column} = ${value} WHERE sequence = 2`);
      connection.closeSync();
      instance.closeSync();
      const store = await openDuckStore(changed, { now: () => world.now });
      const there = { ...world.context(), store, data: { ...world.context().data, openStore: async () => store } };
      const { holds, fault } = await verifyLedger({}, there);
      expect({ column, holds, at: fault?.at }).toEqual({ column, holds: false, at: 'entry 2' });
      const { sealForecasts } = await import('../../../src/app/operations/forecast-seal.ts');
      await expect(sealForecasts({ pack: 'old-claims' }, there)).rejects.toThrow(/the ledger is broken at entry 2/);
      await store.close();
    }
  });
});
