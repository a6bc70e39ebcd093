import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckStore, restoreDuckStore } from '../../src/store/duckdb/store.ts';
import { migrations, SCHEMA_VERSION } from '../../src/store/migrations.ts';
import type { Store } from '../../src/store/store.ts';
import { TABLE_NAMES } from '../../src/store/tables.ts';
import { describeStore } from './conformance.ts';
import { addition, daily, versionsIn } from './made-up-additions.ts';

const scratch = (): string => mkdtempSync(join(tmpdir(), 'harbinger-store-'));
const NOW = Date.parse('2024-01-31T12:00:00Z');

describeStore('a store in a file of DuckDB', async () => {
  const folder = scratch();
  const open: Store[] = [];
  return {
    folder,
    async open(now) {
      const store = await openDuckStore(join(folder, 'store', 'test.duckdb'), { now });
      open.push(store);
      return store;
    },
    async clear() {
      await Promise.all(open.map((store) => store.close()));
      rmSync(folder, { recursive: true });
    },
  };
});

let folder: string;
let file: string;
const opened: Store[] = [];

beforeEach(() => {
  folder = scratch();
  file = join(folder, 'test.duckdb');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  rmSync(folder, { recursive: true });
});

async function open(path = file, options: Partial<Parameters<typeof openDuckStore>[1]> = {}): Promise<Store> {
  const store = await openDuckStore(path, { now: () => NOW, waitMs: 0, ...options });
  opened.push(store);
  return store;
}

/** A store of one series, closed. */
async function filled(path = file, rows = daily(3000)): Promise<void> {
  const store = await open(path);
  await store.add(addition('RUT', rows));
  await store.close();
}

/** Runs statements on a file, past the store. */
async function tamper(path: string, ...statements: string[]): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  let rows: unknown[][] = [];
  for (const statement of statements) rows = (await connection.runAndReadAll(statement)).getRowsJS();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

describe('opening', () => {
  it('makes the file and its folders, and no other file', async () => {
    const deep = join(folder, 'a', 'b', 'test.duckdb');
    const store = await open(deep);
    expect(store.place).toBe(deep);
    await store.close();
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['test.duckdb']);
  });

  it('makes nothing where it is told so', async () => {
    await expect(open(file, { create: false })).rejects.toMatchObject({ kind: 'missing', message: expect.stringContaining(file) });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a file of a newer version and says which program it needs', async () => {
    await filled();
    await tamper(file, `INSERT INTO schema_version VALUES (${SCHEMA_VERSION + 1}, '7.3.0', now())`);
    await expect(open()).rejects.toMatchObject({ kind: 'newer', message: expect.stringContaining('Harbinger 7.3.0 or later is needed') });
  });

  it('gives a store of before the ledger and the alerts their tables, and keeps what it held', async () => {
    await filled();
    const later = migrations.flatMap(({ version, statements }) => (version > 1 ? statements : []));
    const tables = later.flatMap((statement) => /CREATE TABLE (\w+)/.exec(statement)?.[1] ?? []);
    expect(tables).toContain('ledger');
    await tamper(file, ...tables.map((table) => `DROP TABLE ${table}`), 'DELETE FROM schema_version WHERE version > 1');
    const store = await open();
    expect(await store.info()).toMatchObject({ schemaVersion: SCHEMA_VERSION, rows: 3000, ledger: 0 });
    expect(await store.ledgerHead()).toMatchObject({ entries: 0 });
  });

  it('refuses a database of something else, and leaves it as it was', async () => {
    await tamper(file, 'CREATE TABLE theirs (i integer)', 'INSERT INTO theirs VALUES (1)');
    const before = readFileSync(file);
    await expect(open()).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('something else') });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('gives an empty database its tables', async () => {
    await tamper(file, 'SELECT 1');
    expect(await (await open()).info()).toMatchObject({ schemaVersion: SCHEMA_VERSION, rows: 0 });
  });

  const broken: Record<string, () => void> = {
    'a text': () => writeFileSync(file, 'date,value\n'.repeat(2000)),
    'an empty file': () => writeFileSync(file, ''),
    'half a store': () => truncateSync(file, 300_000),
    'a store whose head is damaged': () => writeFileSync(file, readFileSync(file).fill(0x55, 4096, 4200)),
  };
  for (const [what, breakIt] of Object.entries(broken)) {
    it(`calls ${what} damaged and names the cure`, async () => {
      await filled();
      breakIt();
      await expect(open()).rejects.toMatchObject({ kind: 'damaged', message: expect.stringContaining('harbinger store restore') });
    });
  }

  it('of a log that was cut in the middle of an addition finds the additions before it whole, and nothing of that one', async () => {
    const store = await open();
    const sizes: number[] = [];
    for (const id of ['A', 'B']) {
      await store.add(addition(id, daily(500)));
      sizes.push(statSync(`${file}.wal`).size);
    }
    // As the disk has it before the store is closed.
    const [base, log] = [file, `${file}.wal`].map((name) => readFileSync(name)) as [Buffer, Buffer];
    await store.close();
    const [first, second] = sizes as [number, number];
    for (const cut of [first, first + 1, Math.round((first + second) / 2), second - 1]) {
      writeFileSync(file, base);
      writeFileSync(`${file}.wal`, log.subarray(0, cut));
      const found = await open();
      expect((await found.heads()).map(({ id, rows }) => [id, rows])).toEqual([['A', 500]]);
      expect(await found.pulls()).toHaveLength(1);
      await found.close();
    }
    const flipped = Buffer.from(log);
    flipped[first - 100] = (flipped[first - 100] as number) ^ 1;
    writeFileSync(file, base);
    writeFileSync(`${file}.wal`, flipped);
    await expect(open()).rejects.toMatchObject({ kind: 'damaged' });
  });

  it('tells of damage that it meets on reading, and never gives the figures', async () => {
    const noise = daily(20_000, 0, (i) => Math.sin(i * i));
    await filled(file, noise);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0x55, bytes.length / 4, bytes.length - 4096));
    await expect(open().then((store) => store.versions('RUT'))).rejects.toMatchObject({ kind: 'damaged' });
  });

  it('refuses a place that cannot be a file', async () => {
    await expect(open(folder)).rejects.toMatchObject({ name: 'StoreError', kind: 'refused' });
    writeFileSync(file, '');
    await expect(open(join(file, 'below.duckdb'))).rejects.toMatchObject({ name: 'StoreError', kind: 'refused' });
  });

  it('is refused while this process has the file open, by any of its names', async () => {
    const store = await open();
    symlinkSync(file, join(folder, 'other-name.duckdb'));
    for (const path of [file, join(folder, 'other-name.duckdb')]) {
      await expect(open(path)).rejects.toMatchObject({ kind: 'busy', message: expect.stringContaining('this process') });
    }
    await store.close();
    await open();
  });
});

describe('a file that another process holds', () => {
  const holder = fileURLToPath(new URL('hold.ts', import.meta.url));

  /** Another process that has the store open until it is told to let go. */
  async function held(): Promise<{ pid: number; letGo: () => void; ended: Promise<void> }> {
    const child = spawn(process.execPath, [holder, file], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<void>((done) => child.on('exit', () => done()));
    await new Promise((done) => child.stdout.once('data', done));
    return { pid: child.pid as number, letGo: () => child.stdin.end(), ended };
  }

  it('is waited for with a word, once, and opens when it is let go', async () => {
    const { pid, letGo, ended } = await held();
    const words: string[] = [];
    setTimeout(letGo, 300);
    const store = await open(file, { waitMs: 15_000, onWait: (message) => words.push(message) });
    expect(words).toEqual([`the store is in use by process ${pid}; waiting`]);
    expect(await versionsIn(store, 'RUT')).toEqual([[1, 2, 3]]);
    await ended;
  });

  it('is busy when waiting was in vain, and so is a restore over it', async () => {
    const { pid, letGo, ended } = await held();
    const words: string[] = [];
    await expect(open(file, { waitMs: 200, onWait: (message) => words.push(message) })).rejects.toMatchObject({
      kind: 'busy',
      message: expect.stringContaining(`process ${pid}`),
    });
    expect(words).toHaveLength(1);
    const copy = join(folder, 'copy');
    await filled(copy);
    await expect(restoreDuckStore(copy, file, { replace: true })).rejects.toMatchObject({ kind: 'busy' });
    expect(readdirSync(folder).filter((name) => /part|restore/.test(name))).toEqual([]);
    letGo();
    await ended;
  });

  it('stays locked through a backup, an export and a look at its size', async () => {
    const store = await open();
    await store.add(addition('RUT', daily(10)));
    await store.backup(join(folder, 'copy'));
    await store.export(join(folder, 'out'), { format: 'csv' });
    await store.info();
    const child = spawn(process.execPath, [holder, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    await new Promise((done) => child.on('exit', done));
    expect(said).toBe(`busy: process ${process.pid}\n`);
  });
});

describe('backup and restore', () => {
  const copy = (): string => join(folder, 'copies', 'copy.duckdb');

  it('bring back all that there was, and keep the store of before', async () => {
    const store = await open();
    await store.add(addition('RUT', daily(3000)));
    await store.backup(copy());
    await store.add(addition('RUT', daily(10, 5000)));
    await store.close();
    const kept = await restoreDuckStore(copy(), file, { replace: true });
    expect(kept).toBe(`${file}.before-restore-1`);
    expect(await (await open()).info()).toMatchObject({ rows: 3000, pulls: 1 });
    expect(await versionsIn(opened.at(-1) as Store, 'RUT')).toEqual(daily(3000));
    expect(await (await open(kept as string)).info()).toMatchObject({ rows: 3010 });
    await Promise.all(opened.splice(0).map((one) => one.close()));
    expect(await restoreDuckStore(copy(), file, { replace: true })).toBe(`${file}.before-restore-2`);
    expect(readdirSync(folder).sort()).toEqual(['copies', 'test.duckdb', 'test.duckdb.before-restore-1', 'test.duckdb.before-restore-2']);
  });

  it('work where there is no store yet', async () => {
    await filled(copy());
    expect(await restoreDuckStore(copy(), file)).toBeUndefined();
    expect(await versionsIn(await open(), 'RUT')).toEqual(daily(3000));
  });

  it('mend a store that is damaged', async () => {
    await filled();
    copyFileSync(file, join(folder, 'copy'));
    truncateSync(file, 100_000);
    writeFileSync(`${file}.wal`, 'not a log');
    expect(await restoreDuckStore(join(folder, 'copy'), file, { replace: true })).toBe(`${file}.before-restore-1`);
    expect(await versionsIn(await open(), 'RUT')).toEqual(daily(3000));
    expect(readFileSync(`${file}.before-restore-1.wal`, 'utf8')).toBe('not a log');
  });

  it('take along what is still in the log of a copied store', async () => {
    const store = await open();
    await store.add(addition('RUT', daily(50)));
    // As an image of the disk would have it: the file and its log, not closed.
    const bytes = [file, `${file}.wal`].map((name) => readFileSync(name));
    await store.close();
    for (const [i, name] of ['image', 'image.wal'].entries()) writeFileSync(join(folder, name), bytes[i] as Buffer);
    await restoreDuckStore(join(folder, 'image'), join(folder, 'new'));
    expect(await versionsIn(await open(join(folder, 'new')), 'RUT')).toEqual(daily(50));
  });

  it('refuse what would lose or ruin something', async () => {
    await filled();
    await filled(copy());
    const before = readFileSync(file);
    const refusals: [string, string][] = [
      [copy(), 'refused'],
      [file, 'refused'],
      [join(folder, 'nothing'), 'missing'],
    ];
    for (const [from, kind] of refusals) await expect(restoreDuckStore(from, file)).rejects.toMatchObject({ name: 'StoreError', kind });
    writeFileSync(join(folder, 'text'), 'no store');
    await expect(restoreDuckStore(join(folder, 'text'), file, { replace: true })).rejects.toMatchObject({ kind: 'damaged' });
    await tamper(copy(), `INSERT INTO schema_version VALUES (${SCHEMA_VERSION + 1}, '9.0.0', now())`);
    await expect(restoreDuckStore(copy(), file, { replace: true })).rejects.toMatchObject({ kind: 'newer' });
    await tamper(join(folder, 'theirs'), 'CREATE TABLE theirs (i integer)');
    await expect(restoreDuckStore(join(folder, 'theirs'), file, { replace: true })).rejects.toMatchObject({ kind: 'refused' });
    await open();
    await expect(restoreDuckStore(join(folder, 'text'), file, { replace: true })).rejects.toMatchObject({ kind: 'busy' });
    await opened.at(-1)?.close();
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['copies', 'test.duckdb', 'text', 'theirs']);
  });

  it('refuse a copy with a damaged block, and leave the store alone', async () => {
    await filled();
    await filled(
      copy(),
      daily(20_000, 0, (i) => Math.sin(i * i)),
    );
    const bytes = readFileSync(copy());
    writeFileSync(copy(), bytes.fill(0x55, bytes.length / 4, bytes.length - 4096));
    await expect(restoreDuckStore(copy(), file, { replace: true })).rejects.toMatchObject({
      kind: 'damaged',
      message: expect.stringContaining(copy()),
    });
    expect(await versionsIn(await open(), 'RUT')).toEqual(daily(3000));
  });
});

describe('what is in the file', () => {
  it('reads back from Parquet as it went in', async () => {
    const store = await open();
    await store.add(addition('RUT', daily(5)));
    const [parquet] = await store.export(join(folder, 'out'), { format: 'parquet', versions: true });
    const rows = await tamper(':memory:', `SELECT CAST(date - DATE '1970-01-01' AS integer), value, epoch_ms(known_at) FROM '${parquet}'`);
    expect(rows.map(([date, value, known]) => [date, value, Number(known)])).toEqual(daily(5));
  });

  it('never has a version twice', async () => {
    const store = await open();
    for (let i = 0; i < 5; i++) await store.add(addition('RUT', daily(10)));
    await store.close();
    const keys = 'series_id, observation_date, known_at, recorded_at';
    const [[rows, distinct]] = (await tamper(file, `SELECT COUNT(*)::integer, COUNT(DISTINCT (${keys}))::integer FROM observations`)) as [
      [number, number],
    ];
    expect([rows, distinct]).toEqual([50, 50]);
  });

  it('is only ever added to: no statement of the store changes or takes away a row', () => {
    const source = fileURLToPath(new URL('../../src/store/', import.meta.url));
    // What makes tables is another matter, as are tables beside the store: tokens, members, locks.
    const isBeside = /^postgres.(?:schema|separation|migrations|tables.[\w-]+)\.ts$/;
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !isBeside.test(name));
    expect(files.length).toBeGreaterThan(10);
    const kept = `(?:harbinger\\.)?(?:${TABLE_NAMES.join('|')}|\\$\\{table\\})\\b`;
    const changing = new RegExp(
      `\\b(?:UPDATE|DELETE FROM|TRUNCATE|DROP TABLE|ALTER TABLE|MERGE INTO|INSERT OR REPLACE INTO)\\s+${kept}|INSERT INTO ${kept}[^;]{0,400}ON CONFLICT`,
    );
    expect(changing.test('UPDATE observations SET value = 1')).toBe(true);
    expect(files.filter((name) => changing.test(readFileSync(join(source, name), 'utf8')))).toEqual([]);
    expect(existsSync(join(source, 'sql.ts'))).toBe(true);
  });
});
