import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../src/app/operations/import.ts';
import { listRuns, storeInfo } from '../../src/app/operations/store.ts';
import { operations, run } from '../../src/app/registry.ts';
import type { SilenceResult } from '../../src/contract/alerts.ts';
import type { StudyResult } from '../../src/contract/study.ts';
import { openDuckStore, restoreDuckStore } from '../../src/store/duckdb/store.ts';
import { makeWorld, type World } from './pull/world.ts';

const reference = new URL('../../reference/', import.meta.url);
let world: World;

beforeAll(async () => {
  world = await makeWorld('series: {}', { now: '2026-11-20T12:00:00Z' });
  const readFile = async (path: string) => ({ name: path, path, bytes: readFileSync(new URL(path, reference)) });
  await importFiles({ files: ['RUT.csv', 'BTC.csv'], yes: true }, { ...world.context, data: { ...world.context.data, readFile } });
});
afterAll(() => world.close());

const perform = (name: string, input: Record<string, unknown>) =>
  run(operations.find((operation) => operation.name === name) as (typeof operations)[number], input, world.context);
const question = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };
const headline = async (input: Record<string, unknown>) => {
  const { result } = await perform('study', { ...question, ...input });
  return result as StudyResult;
};

describe('a run over the store', () => {
  it('is kept with its input, its data and its verdicts', async () => {
    const result = await headline({});
    const [kept] = (await listRuns({}, world.context)).runs;
    expect(kept).toMatchObject({ operation: 'study', input: question, asOf: result.asOf });
    expect(kept?.dataHash).toMatch(/^[0-9a-f]{64}$/);
    expect(kept?.verdicts).toEqual([{ pack: 'study', claim: question.when, verdict: result.verdict, p: result.headline.adjusted }]);
    expect((await storeInfo(world.context)).runs).toBe(1);
  });

  it('of the same question again counts nothing against it', async () => {
    const result = await headline({});
    expect(result.headline.adjusted).toBe(result.headline.commonCircle);
    expect(result.notes.filter((note) => /The store has seen/.test(note))).toEqual([]);
  });

  it('of another question of the same two series pays for those before it, and says so', async () => {
    const other = await headline({ when: 'all_time_high(RUT, after: 2y)' });
    expect(other.headline).toMatchObject({ otherStudies: 1, adjusted: other.headline.commonCircle });
    const gate = other.gates.find(({ name }) => name === 'adjusted');
    expect(gate?.p).toBeCloseTo(Math.min(1, 2 * (other.headline.adjusted as number)), 12);
    expect(gate?.why).toMatch(/times 2 for the other studies of its two series/);
    expect(other.sentence).toMatch(/For the verdict p counts 2 times as much: the store has seen 1 other study of RUT and BTC\./);
    expect((await headline({ then: ['return(BTC, 90d)'] })).headline.otherStudies).toBe(2);
    expect((await headline({ direction: 'down' })).headline.otherStudies).toBe(3);
  });

  it('of listed dates counts for no series', async () => {
    const dates = { when: 'date(2020-11-13, 2013-01-11, 2016-12-09)' };
    await headline(dates);
    expect((await headline({ ...dates, then: ['return(BTC, 90d)'] })).headline.otherStudies).toBe(0);
  });

  it('of a family does not count its own members, and other series start anew', async () => {
    const { result } = await perform('study', {
      ...question,
      when: 'all_time_high(BTC, after: 1y)',
      then: ['return(RUT, 90d)', 'return(RUT, 180d)'],
    });
    const again = await perform('study', {
      ...question,
      when: 'all_time_high(BTC, after: 1y)',
      then: ['return(RUT, 90d)', 'return(RUT, 180d)'],
    });
    expect(again.result).toEqual(result);
  });
});

describe('what works on the store', () => {
  it('gives results in the shape of its output schema', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'harbinger-shapes-'));
    const copy = join(folder, 'copy.duckdb');
    const [kept] = (await listRuns({}, world.context)).runs;
    const silenced = (await perform('alerts silence', { rule: 'rut-*', why: 'a test', until: '3d' })).result as SilenceResult;
    const inputs: Record<string, unknown> = {
      ...{
        store: {},
        'store runs': {},
        'store run': { id: kept?.id },
        'store diff': {},
        pull: { dryRun: true },
        import: { files: ['SPX.csv'], dryRun: true },
        'forecast show': {},
        'forecast verify': {},
        'forecast export': {},
        alerts: {},
        'alerts history': {},
        'alerts silence': { rule: '*', why: 'another', until: '2030-01-01' },
        'alerts unsilence': { id: silenced.silence.id },
        'alerts retry': {},
      },
      ...{ 'store init': {}, 'store move': { to: join(folder, 'moved.duckdb') } },
      ...{ 'store backup': { file: copy }, 'store export': { folder: join(folder, 'out') }, 'store restore': { file: copy } },
    };
    const data = {
      ...world.context.data,
      readFile: async (path: string) => ({ name: path, path, bytes: readFileSync(new URL(path, reference)) }),
      openStoreAt: (place: string) => openDuckStore(place, { now: () => world.now }),
      restoreStore: (file: string, options: { replace: boolean }) => restoreDuckStore(file, join(folder, 'restored.duckdb'), options),
    };
    // What is computed from files of holdings and company facts, and what works on the jobs of a team, have tests of their own.
    const hasOwn = (name: string) => name === 'unprofitable' || /^(?:jobs|audit)\b/.test(name);
    const onStore = operations.filter(({ name, reads }) => reads === 'store' && !hasOwn(name));
    expect(onStore.map(({ name }) => name).sort()).toEqual(Object.keys(inputs).sort());
    for (const { name, output, run: perform } of onStore) {
      const { result } = await perform(inputs[name], { ...world.context, data });
      expect(output.parse(result), name).toEqual(result);
    }
    rmSync(folder, { recursive: true });
  });
});
