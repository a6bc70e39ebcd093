import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/app/operations/import.ts';
import { watchData } from '../../../src/server/pool/data-version.ts';
import { startPool } from '../../../src/server/pool/pool.ts';
import { makeWorld, type World } from '../../app/pull/world.ts';
import { shipped } from '../../app/shipped.ts';
import { operationNamed } from './pools.ts';

const DAY = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'harbinger-versions-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A version over a folder, with a clock to be set. */
function versionOf(context: Parameters<typeof watchData>[0]['openContext'], folders = [folder]) {
  const clock = { at: 20_000 * DAY + 1000 };
  let opened = 0;
  const open = () => {
    opened++;
    return context();
  };
  return { clock, data: watchData({ openContext: open, folders, now: () => clock.at }), opened: () => opened };
}

describe('the version of the data', () => {
  it('is short, and stays while nothing changes', async () => {
    const { clock, data } = versionOf(async () => shipped);
    const first = await data.current();
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    clock.at += 5000;
    expect(await data.current()).toBe(first);
  });

  it('changes with a file that is written, added or taken away', async () => {
    const { clock, data } = versionOf(async () => shipped);
    const seen = [await data.current()];
    const file = join(folder, 'RUT.csv');
    const steps = [
      () => writeFileSync(file, 'Date,Close\n'),
      () => utimesSync(file, 1000, 1000),
      () => writeFileSync(file, 'Date,Close\n2020-01-01,1\n'),
      () => rmSync(file),
    ];
    for (const step of steps) {
      step();
      clock.at += 2000;
      seen.push(await data.current());
    }
    expect(seen.at(-1)).toBe(seen[0]);
    expect(new Set(seen.slice(1)).size).toBe(4);
  });

  it('changes with the date, and with the program', async () => {
    const context = { ...shipped, version: '1.0.0' };
    const { clock, data } = versionOf(async () => ({ ...context }));
    const before = await data.current();
    clock.at += DAY;
    context.today++;
    const after = await data.current();
    expect(after).not.toBe(before);
    context.version = '1.0.1';
    clock.at += 2000;
    expect(await data.current()).not.toBe(after);
  });

  it('looks at nothing again for two seconds, however often it is asked', async () => {
    const { clock, data, opened } = versionOf(async () => shipped);
    for (let i = 0; i < 1000; i++) await data.current();
    expect(opened()).toBe(1);
    clock.at += 2000;
    await data.current();
    expect(opened()).toBe(2);
  });
});

describe('the version of a store', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld('series: {}', { now: '2026-11-20T12:00:00Z' });
  });
  afterAll(() => world.close());

  it('changes with an import as soon as it is done, and for a study with every study that was run', async () => {
    const file = (name: string) => new URL(`../../../reference/${name}`, import.meta.url);
    const { readFileSync } = await import('node:fs');
    const readFile = async (path: string) => ({ name: path, path, bytes: readFileSync(file(path)) });
    const context = { ...world.context, data: { ...world.context.data, readFile } };
    await importFiles({ files: ['RUT.csv'], yes: true }, context);
    const data = watchData({ openContext: async () => context, folders: [], now: () => 0 });
    const pool = startPool({ openContext: async (watch) => ({ ...context, ...watch }), data, threads: 1 });
    const [study, check] = [operationNamed('study'), operationNamed('check')];
    const before = await pool.dataVersion(check);
    await pool.execute({ operation: operationNamed('import'), input: { files: ['BTC.csv'], yes: true } });
    const after = await pool.dataVersion(check);
    expect(after).not.toBe(before);

    const unasked = await pool.dataVersion(study);
    const asked = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };
    const { result } = await pool.execute({ operation: study, input: asked });
    expect(result).toMatchObject({ headline: { otherStudies: 0 } });
    expect(await pool.dataVersion(study)).not.toBe(unasked);
    expect(await pool.dataVersion(check)).toBe(after);
    // What the store has seen is asked of this thread: the other study counts the first.
    const again = await pool.execute({ operation: study, input: { ...asked, direction: 'down' } });
    expect(again.result).toMatchObject({ headline: { otherStudies: 1 } });
    expect((await context.data.openStore({ create: false }).then((store) => store.runs({}))).length).toBe(2);
    await pool.close();
  });
});
