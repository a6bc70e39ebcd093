import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CallerError, type Context } from '../../src/app/context.ts';
import { operations, run } from '../../src/app/registry.ts';
import { parseEventDates } from '../../src/providers/file/event-dates.ts';
import { confine } from '../../src/server/confine.ts';
import { openDuckStore } from '../../src/store/duckdb/store.ts';
import { shipped } from '../app/shipped.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const files = join(folder, 'files');
mkdirSync(join(files, 'prices'), { recursive: true });
const PACK = readFileSync(join(import.meta.dirname, '../../examples/my-claims.yaml'), 'utf8');
const CSV = 'date,close\n2020-01-02,1\n2020-01-03,2\n2020-01-06,3\n';
for (const [name, text] of [
  ['mine.yaml', PACK],
  ['dates.csv', 'date\n2020-11-13\n'],
  ['prices/RUT.csv', CSV],
])
  writeFileSync(join(files, name as string), text as string);
copyFileSync(join(import.meta.dirname, '../recordings/ishares/unprofitable-2025-02-14.fake.csv'), join(files, 'holdings.csv'));
writeFileSync(join(folder, 'secret.yaml'), PACK);
writeFileSync(join(folder, 'secret.csv'), CSV);
symlinkSync(join(folder, 'secret.yaml'), join(files, 'link.yaml'));
symlinkSync(folder, join(files, 'up'));

/** A context that reads any file that it is asked for, as the program's own does. */
const open: Context = {
  ...shipped,
  readPack: async (name) => (name.includes('/') ? { file: name, text: await readFile(name, 'utf8') } : shipped.readPack(name)),
  readEventDates: async (path) => parseEventDates(await readFile(path, 'utf8'), { file: { name: path, path }, today: shipped.today }),
  data: {
    ...shipped.data,
    readFile: async (path) => ({ name: basename(path), path, bytes: await readFile(path) }),
    listFolder: async (path) => (await readdir(path)).sort(),
    readLexicon: async (own) => (own === undefined ? [] : [{ file: own, text: await readFile(own, 'utf8') }]),
    readArticle: async (path) => ({ name: basename(path), text: await readFile(path, 'utf8'), notes: [] }),
    readCatalogueFiles: async (own) => (own === undefined ? [] : [{ file: own, text: await readFile(own, 'utf8') }]),
  },
};
const within = confine(open, { files, keepsRuns: true });

const WAYS_OUT = [
  '../secret.yaml',
  'prices/../../secret.yaml',
  join(folder, 'secret.yaml'),
  'link.yaml',
  'up/secret.yaml',
  './mine.yaml',
  'prices//RUT.csv',
  'mine.yaml\0',
  '..\\secret.yaml',
  'C:/secret.yaml',
  'file:///etc/passwd',
  '~/secret.yaml',
  '',
];

describe('a file that a caller over the network names', () => {
  test('is read where it lies in the folder that was opened', async () => {
    expect((await within.readPack('mine.yaml')).text).toBe(PACK);
    expect((await within.readPack('mine.yaml')).file).toBe('mine.yaml');
    expect((await within.data.readFile('prices/RUT.csv')).name).toBe('RUT.csv');
    expect(await within.readEventDates('dates.csv')).toHaveLength(1);
    expect(await within.data.listFolder('prices')).toEqual(['RUT.csv']);
    expect((await within.readPack('russell-crypto')).file).toBe('claims/russell-crypto.yaml');
  });

  test.each(WAYS_OUT)('is refused, whichever operation would read it: %j', async (name) => {
    for (const read of [
      within.readPack,
      within.readEventDates,
      within.data.readFile,
      within.data.listFolder,
      within.data.readCatalogueFiles,
      within.data.readLexicon,
      within.data.readArticle,
    ])
      await expect(read(name)).rejects.toThrow(CallerError);
  });

  test('is refused everywhere where no folder was opened, with the way to open one', async () => {
    const shut = confine(open, { files: undefined, keepsRuns: true });
    const { readFile: file, listFolder, readCatalogueFiles, readLexicon, readArticle } = shut.data;
    for (const read of [shut.readPack, shut.readEventDates, file, listFolder, readCatalogueFiles, readLexicon, readArticle])
      await expect(read('mine.yaml')).rejects.toThrow('--files FOLDER');
    expect((await shut.readPack('russell-crypto')).text.length).toBeGreaterThan(100);
  });
});

describe('an article', () => {
  test('is read over the network only from the folder that was opened', async () => {
    expect(await within.data.readArticle('prices/RUT.csv')).toEqual({ name: 'RUT.csv', text: CSV, notes: [] });
    expect((await within.data.readLexicon('mine.yaml')).at(-1)).toEqual({ file: 'mine.yaml', text: PACK });
  });

  test.each(['-', 'https://news.example/a', 'HTTP://127.0.0.1/', 'file:///etc/passwd', 'gopher://x'])(
    'is not fetched for somebody over the network: %s',
    async (source) => {
      for (const context of [within, confine(open, { files: undefined, keepsRuns: true })])
        await expect(context.data.readArticle(source)).rejects.toThrow(
          new CallerError('over the network only a text itself is read; send it as text'),
        );
    },
  );
});

describe('an operation with a name in its input', () => {
  const named = (name: string) => operations.find((operation) => operation.name === name) as (typeof operations)[number];
  const secret = join(folder, 'secret.yaml');

  test.each([
    ['check', { pack: secret }],
    ['doctor', { pack: secret }],
    ['parse', { text: `events("${join(folder, 'secret.csv')}")` }],
    ['study', { when: `events("../secret.csv")`, then: ['return(BTC, 90d)'] }],
    ['import', { files: [join(folder, 'secret.csv')], yes: true }],
    ['unprofitable', { holdings: [join(folder, 'secret.csv')], facts: 'prices' }],
    ['unprofitable', { holdings: ['holdings.csv'], facts: '../up' }],
    ['store backup', { file: join(folder, 'copy.duckdb') }],
    ['store backup', { file: '../copy.duckdb' }],
    ['store export', { folder: join(folder, 'out') }],
    ['store export', { folder: 'up/out' }],
    ['store restore', { file: '../copy.duckdb', replace: true }],
  ])('%s reaches nothing outside: %j', async (name, input) => {
    const place = join(folder, `store-${Math.random()}.duckdb`);
    const store = await openDuckStore(place, { now: shipped.data.now, create: true });
    const context = confine({ ...open, data: { ...open.data, openStore: async () => store } }, { files, keepsRuns: true });
    const end = run(named(name), input, context);
    const told = await end.then(
      ({ result }) => JSON.stringify(result),
      (error: Error) => error.message,
    );
    await store.close();
    expect(told).toMatch(/must be named by its way down|leads out of/);
  });

  test('store backup and export write into the folder, and tell no more of where it is', async () => {
    const place = join(folder, 'held.duckdb');
    const store = await openDuckStore(place, { now: shipped.data.now, create: true });
    const context = confine(
      { ...open, data: { ...open.data, storePlace: place, openStore: async () => store } },
      { files, keepsRuns: true },
    );
    const { result } = await run(named('store backup'), { file: 'copy.duckdb' }, context);
    const info = await run(named('store'), {}, context);
    await store.close();
    expect(readFileSync(join(files, 'copy.duckdb')).length).toBeGreaterThan(0);
    expect(JSON.stringify([result, info.result])).not.toContain(folder);
    expect(info.result).toMatchObject({ place: 'held.duckdb' });
  });
});

describe('a context of a public server', () => {
  test('keeps no run', async () => {
    const place = join(folder, 'public.duckdb');
    const store = await openDuckStore(place, { now: shipped.data.now, create: true });
    const check = operations.find(({ name }) => name === 'check') as (typeof operations)[number];
    const kept = async () => (await store.runs({ limit: 10 })).length;
    await run(check, { claim: 'flip-2020' }, confine({ ...open, store }, { files: undefined, keepsRuns: false }));
    expect(await kept()).toBe(0);
    await run(check, { claim: 'flip-2020' }, confine({ ...open, store }, { files: undefined, keepsRuns: true }));
    expect(await kept()).toBe(1);
    await store.close();
  });
});
