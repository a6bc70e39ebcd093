import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyStore, fingerprintOf } from '../../../src/store/copy-store.ts';
import { openDuckStore } from '../../../src/store/duckdb/store.ts';
import { openPostgresStore } from '../../../src/store/postgres/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { storeFiles } from '../../../src/store/store-files.ts';
import { TABLE_NAMES, TABLES } from '../../../src/store/tables.ts';
import { addition, daily } from '../made-up-additions.ts';
import { type PostgresBed, startPostgres } from './bed.ts';
import { fillEverything } from './everything.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const now = () => NOW;
let postgres: PostgresBed;
let folder: string;
const open: Store[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), 'harbinger-moving-'));
});
afterAll(async () => {
  for (const store of open) await store.close();
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

async function inFile(name: string): Promise<Store> {
  const store = await openDuckStore(join(folder, name), { now });
  open.push(store);
  return store;
}

async function inPostgres(url: string, space = 'main'): Promise<Store> {
  const store = await openPostgresStore({ url, space, now, files: storeFiles((path) => openDuckStore(path, { now })) });
  open.push(store);
  return store;
}

describe('moving a store', () => {
  it('there and back keeps every cell of every table', async () => {
    const first = await inFile('first.duckdb');
    await fillEverything(first, now);
    const wanted = await fingerprintOf(first);
    expect(wanted.filter(({ rows }) => rows === 0)).toEqual([]);
    const there = await inPostgres(await postgres.database());
    expect(await copyStore(first, there)).toEqual(wanted);
    expect(await fingerprintOf(there)).toEqual(wanted);
    const back = await inFile('back.duckdb');
    expect(await copyStore(there, back)).toEqual(wanted);
    expect(await fingerprintOf(back)).toEqual(wanted);
    expect(await back.heads()).toEqual(await first.heads());
    expect(await there.heads()).toEqual(await first.heads());
  });

  it('fills only what is empty, and leaves both as they were', async () => {
    const from = await inFile('from.duckdb');
    await from.add(addition('RUT', daily(3000)));
    const to = await inPostgres(await postgres.database());
    await to.add(addition('BTC', daily(10)));
    const [before, held] = [await fingerprintOf(from), await fingerprintOf(to)];
    await expect(copyStore(from, to)).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('not empty') });
    expect(await fingerprintOf(from)).toEqual(before);
    expect(await fingerprintOf(to)).toEqual(held);
  });

  it.each([
    ['PostgreSQL', async () => inPostgres(await postgres.database())],
    ['a file', () => inFile('broken-off.duckdb')],
  ])('that breaks off leaves nothing in %s, which can be filled after that', async (_, makeTarget) => {
    const from = await inFile(`whole-${_.length}.duckdb`);
    for (const id of ['A', 'B', 'C']) await from.add(addition(id, daily(2000)));
    const to = await makeTarget();
    let rows = 0;
    const breakOff = (count: number) => {
      rows += count;
      if (rows > 3000) throw new Error('the power went');
    };
    await expect(copyStore(from, to, { onRows: breakOff })).rejects.toThrow('the power went');
    expect((await fingerprintOf(to)).every((table) => table.rows === 0)).toBe(true);
    expect(await copyStore(from, to)).toEqual(await fingerprintOf(from));
  });

  it('to a database whose connection is cut leaves both usable', async () => {
    const from = await inFile('cut.duckdb');
    for (const id of ['A', 'B', 'C']) await from.add(addition(id, daily(2000)));
    const url = await postgres.database('cut_off');
    const to = await inPostgres(url);
    let isCut = false;
    const cut = async () => {
      if (isCut) return;
      isCut = true;
      await postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cut_off' AND state LIKE 'idle in%'");
    };
    const fillTables: Store['fillTables'] = (task) =>
      to.fillTables((filling) =>
        task({
          ...filling,
          async put(...given) {
            await cut();
            await filling.put(...given);
          },
        }),
      );
    const tables = copyStore(from, { place: to.place, fillTables } as Store);
    await expect(tables).rejects.toMatchObject({ name: 'StoreError', kind: 'busy' });
    expect((await fingerprintOf(to)).every((table) => table.rows === 0)).toBe(true);
    expect(await copyStore(from, to)).toEqual(await fingerprintOf(from));
  });
});

describe('the tables', () => {
  it('are those that copies are made of, column by column', async () => {
    const url = await postgres.database();
    await inPostgres(url);
    const rows = await postgres.run(
      `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'harbinger' AND column_name <> 'space'
       AND table_name IN (${TABLE_NAMES.map((name) => `'${name}'`).join(', ')}) ORDER BY table_name, ordinal_position`,
      url,
    );
    const found = Map.groupBy(rows, ({ table_name: table }) => table as string);
    for (const table of TABLE_NAMES)
      expect(
        found.get(table)?.map(({ column_name: column }) => column),
        table,
      ).toEqual(Object.keys(TABLES[table]));
  });

  it('are made once where several processes want them at once', async () => {
    const url = await postgres.database();
    const stores = await Promise.all(Array.from({ length: 4 }, () => inPostgres(url)));
    await Promise.all(stores.map((store, i) => store.add(addition(`S${i}`, daily(50)))));
    expect(await stores[0]?.ids()).toEqual(['S0', 'S1', 'S2', 'S3']);
  });
});

describe('several processes over one database', () => {
  it('add to one series one after another: no version is there twice, and what is recorded later is later', async () => {
    const url = await postgres.database();
    const stores = await Promise.all(Array.from({ length: 3 }, () => inPostgres(url)));
    await Promise.all(
      stores.flatMap((store) =>
        Array.from({ length: 5 }, (_, i) =>
          store.add(
            addition(
              'RUT',
              daily(20, 0, () => i),
            ),
          ),
        ),
      ),
    );
    const rows = await postgres.run('SELECT count(DISTINCT recorded_at) AS instants, count(*) AS rows FROM harbinger.observations', url);
    expect(rows).toEqual([{ instants: '15', rows: '300' }]);
  });

  it('see one space each, and nothing of another', async () => {
    const url = await postgres.database();
    const [one, other] = [await inPostgres(url, 'one'), await inPostgres(url, 'other')];
    await fillEverything(one, now);
    expect((await fingerprintOf(other)).every(({ rows }) => rows === 0)).toBe(true);
    expect(await other.ids()).toEqual([]);
    await fillEverything(other, now);
    expect(await fingerprintOf(other)).toEqual(await fingerprintOf(one));
  });

  it('whose login may only look are told so when they add', async () => {
    const url = await postgres.database();
    await inPostgres(url);
    await postgres.run("CREATE ROLE looker LOGIN PASSWORD 'looks' IN ROLE harbinger_reader", url);
    await postgres.run("INSERT INTO harbinger.logins VALUES ('looker', 'main')", url);
    const looking = await inPostgres(url.replace('postgres:only-for-tests@', 'looker:looks@'));
    expect(await looking.ids()).toEqual([]);
    await expect(looking.add(addition('RUT', daily(2)))).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('may not'),
    });
  });

  it('go on when the database was away', async () => {
    const alone = await startPostgres();
    try {
      const store = await inPostgres(alone.url);
      await store.add(addition('RUT', daily(5)));
      await alone.kill();
      await expect(store.add(addition('BTC', daily(5)))).rejects.toMatchObject({
        kind: 'busy',
        message: expect.not.stringContaining('only-for-tests'),
      });
      await alone.restart();
      expect(await store.ids()).toEqual(['RUT']);
      await store.add(addition('BTC', daily(5)));
      expect(await store.ids()).toEqual(['BTC', 'RUT']);
    } finally {
      await alone.stop();
    }
  });
});
