// The store in PostgreSQL: adding 400,000 rows in one addition, and the panel as of a date of 10 series with 10,000 dates each (of 60 that are
// held, one date in twenty revised). Beside it, in the same run and as ratios of times: the server alone, which makes as many rows by itself into
// a bare table (no key, no parts, no separation, nothing sent), and finds and counts the same versions without sending them; and the store in a
// file. PostgreSQL writes to the disk as in earnest. Run alone: npm run bench:team-store
import '../../src/engine.ts';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDuckStore } from '../../src/store/duckdb/store.ts';
import { openPostgresStore } from '../../src/store/postgres/store.ts';
import { versionsOf } from '../../src/store/sql.ts';
import type { Rows, Store } from '../../src/store/store.ts';
import { storeFiles } from '../../src/store/store-files.ts';
import { startPostgres } from '../../test/store/postgres/bed.ts';

const ROUNDS = 7;
const [SERIES, DATES, WANTED, LONG] = [60, 10_000, 10, 400_000];
const FIRST = 9000;
const DAY = 86_400_000;
const AS_OF = (FIRST + DATES - 600) * DAY;

function walk(count: number, seed: number, revised: boolean): Rows {
  const rows: [number, number, number][] = [];
  for (let i = 0, date = FIRST + DATES - count, state = seed, value = 100; i < count; i++, date++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    value += state / 2 ** 32 - 0.5;
    rows.push([date, value, (date + 1) * DAY]);
    if (revised && i % 20 === 7) rows.push([date, value + 0.25, (date + 11) * DAY]);
  }
  return {
    dates: Int32Array.from(rows, ([date]) => date),
    values: Float64Array.from(rows, ([, figure]) => figure),
    knownAt: Float64Array.from(rows, ([, , known]) => known),
  };
}

let pulls = 0;
function add(store: Store, series: string, rows: Rows): Promise<void> {
  const pull = {
    ...{ id: `pull ${pulls++}`, series, source: 'bench', since: null, address: series, at: 0, outcome: 'stored' as const },
    ...{ added: rows.dates.length, revised: 0, sha256: '', bytes: 0, etag: null, notes: [] },
  };
  return store.add({ pull, definition: { title: series }, rows });
}

async function timed(task: () => unknown): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const BARE = `CREATE TABLE bare (series_id text, observation_date date, value double precision, known_at timestamptz, recorded_at timestamptz, pull_id text)`;
const FILL = `INSERT INTO bare SELECT 'LONG', DATE '2020-01-01' - i, random(), now(), now(), 'pull 123' FROM generate_series(1, ${LONG}) AS i`;

const folder = mkdtempSync(join(tmpdir(), 'harbinger-bench-'));
const postgres = await startPostgres({ isSafe: true });
const url = await postgres.database();
const openFile = (path: string) => openDuckStore(path, { now: Date.now });
const store = await openPostgresStore({ url, space: 'main', now: Date.now, files: storeFiles(openFile) });
const file = await openFile(join(folder, 'bench.duckdb'));
const filling = await openPostgresStore({ url: await postgres.database(), space: 'main', now: Date.now, files: storeFiles(openFile) });
const client = new Client(url);
await client.connect();
try {
  const ids = Array.from({ length: SERIES }, (_, i) => `S${i}`);
  for (const [i, id] of ids.entries()) {
    const rows = walk(DATES, i + 1, true);
    await add(store, id, rows);
    await add(file, id, rows);
  }
  await client.query('ANALYZE harbinger.observations');
  await client.query(BARE);
  await client.query("SET search_path = harbinger; SET ROLE harbinger_worker; SET harbinger.space = 'main'");
  const wanted = ids.filter((_, i) => i % (SERIES / WANTED) === 0);
  const long = walk(LONG, 99, false);
  const count = { name: 'count', text: `SELECT count(value), max(known_at) FROM (${versionsOf(WANTED)}) AS versions` };
  const asOf = new Date(AS_OF).toISOString();
  const panelOf = async (from: Store) => [...(await from.panel(wanted, { knownBy: AS_OF })).values()];
  const sumOf = async (from: Store) => (await panelOf(from)).reduce((sum, { values }) => sum + values.reduce((a, b) => a + b, 0), 0);
  if ((await sumOf(store)) !== (await sumOf(file))) throw new Error('the panels differ');
  console.log(`first panel (cold code): ${(await timed(() => panelOf(store))).toFixed(1)} ms`);
  const rounds: Record<'add' | 'bare' | 'panel' | 'count' | 'file', number>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const rows = { ...long, values: long.values.map((value) => value + round) };
    const times = { add: await timed(() => add(filling, `LONG${round}`, rows)), bare: 0, panel: 0, count: 0, file: 0 };
    await client.query('RESET ROLE; SET search_path = public');
    times.bare = await timed(() => client.query(FILL));
    await client.query('SET search_path = harbinger; SET ROLE harbinger_worker');
    const seven = async (task: () => Promise<unknown>): Promise<number> => {
      const all: number[] = [];
      for (let i = 0; i < 7; i++) all.push(await timed(task));
      return median(all);
    };
    times.panel = await seven(() => panelOf(store));
    times.count = await seven(() => client.query({ ...count, values: [asOf, '9999-12-31', ...wanted] }));
    times.file = await seven(() => panelOf(file));
    rounds.push(times);
  }
  const told = (what: string, values: readonly number[]) =>
    console.log(`${what}: ${median(values).toFixed(1)} ms (${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)})`);
  const ratio = (what: string, read: (times: (typeof rounds)[number]) => number) =>
    console.log(`${what}, median of ${ROUNDS} ratios: ${median(rounds.map(read)).toFixed(2)}`);
  told(
    `add ${LONG} rows`,
    rounds.map((times) => times.add),
  );
  told(
    'as many made by the server alone, into a bare table',
    rounds.map((times) => times.bare),
  );
  ratio('harbinger / the server alone', (times) => times.add / times.bare);
  told(
    `panel of ${WANTED} × ${DATES} as of a date`,
    rounds.map((times) => times.panel),
  );
  told(
    'the same versions found and counted by the server',
    rounds.map((times) => times.count),
  );
  ratio('harbinger / the server alone', (times) => times.panel / times.count);
  told(
    'the same panel from a store in a file',
    rounds.map((times) => times.file),
  );
  ratio('PostgreSQL / a file', (times) => times.panel / times.file);
} finally {
  await client.end();
  for (const one of [store, file, filling]) await one.close();
  await postgres.stop();
  rmSync(folder, { recursive: true });
}
