// The store: adding 400,000 rows in one addition, and the panel as of a date of 10 series with 10,000 dates each (of 60 that are held, one
// date in twenty revised). Beside it, in the same run and as ratios of times: the machine's limit for the first (the same bytes written to a
// file and synced), and pandas, where the Python that is given or found has it: the frame written as Parquet and synced; the panel from frames
// that pandas holds in memory, sorted already, and from one Parquet file of all 60 series. The sums of the panels must agree, or it stops.
// Nothing is cached on our side: a panel is read from the file's pages each time. Run alone: node bench/store.ts [python].
import '../src/engine.ts';

import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDuckStore } from '../src/store/duckdb/store.ts';
import type { Rows, Store } from '../src/store/store.ts';

const ROUNDS = 9;
const [SERIES, DATES, WANTED, LONG] = [60, 10_000, 10, 400_000];
const FIRST = 9000;
const DAY = 86_400_000;
/** 600 dates before the end, and so before most of the revisions of the last dates. */
const AS_OF = (FIRST + DATES - 600) * DAY;

/** A walk with so many dates up to one end, each known at its own end; every twentieth has a second version ten days later where `revised`. */
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
    added: rows.dates.length,
  };
  return store.add({ pull: { ...pull, revised: 0, sha256: '', bytes: 0, etag: null, notes: [] }, definition: { title: series }, rows });
}

/** Milliseconds of a task. */
async function timed(task: () => unknown): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** The bytes of some rows as the machine can write and sync them. */
function writeRaw(file: string, { dates, values, knownAt }: Rows): void {
  const handle = openSync(file, 'w');
  for (const column of [dates, values, knownAt]) writeSync(handle, column);
  fsyncSync(handle);
  closeSync(handle);
}

const folder = mkdtempSync(join(tmpdir(), 'harbinger-bench-'));
const store = await openDuckStore(join(folder, 'bench.duckdb'), { now: Date.now });
// The long additions go elsewhere, so that the panels of every round are read from the same 60 series.
const filling = await openDuckStore(join(folder, 'filling.duckdb'), { now: Date.now });
try {
  const ids = Array.from({ length: SERIES }, (_, i) => `S${i}`);
  for (const [i, id] of ids.entries()) {
    const rows = walk(DATES, i + 1, true);
    for (const [name, column] of Object.entries(rows)) writeFileSync(join(folder, `${id}.${name}`), column);
    await add(store, id, rows);
  }
  const wanted = ids.filter((_, i) => i % (SERIES / WANTED) === 0);
  const long = walk(LONG, 99, false);
  for (const [name, column] of Object.entries(long)) writeFileSync(join(folder, `LONG.${name}`), column);

  const panel = () => store.panel(wanted, { knownBy: AS_OF });
  const sumOf = async () => [...(await panel()).values()].reduce((sum, { values }) => sum + values.reduce((a, b) => a + b, 0), 0);
  const sum = await sumOf();
  console.log(`first panel (cold code): ${(await timed(panel)).toFixed(1)} ms`);

  const script = fileURLToPath(new URL('./store_pandas.py', import.meta.url));
  const python = [process.argv[2] ?? '', '/usr/bin/python3', 'python3'].find(
    (name) => name && spawnSync(name, ['-c', 'import pandas, pyarrow']).status === 0,
  );
  const pairs: Record<'add' | 'panel' | 'raw' | 'parquet' | 'memory' | 'file', number>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const rows = { ...long, values: long.values.map((value) => value + round) };
    const own = {
      add: await timed(() => add(filling, `LONG${round}`, rows)),
      raw: await timed(() => writeRaw(join(folder, `raw${round}`), rows)),
      panel: 0,
    };
    const panels: number[] = [];
    for (let i = 0; i < 7; i++) panels.push(await timed(panel));
    own.panel = median(panels);
    if (!python) {
      pairs.push({ ...own, parquet: Number.NaN, memory: Number.NaN, file: Number.NaN });
      continue;
    }
    const peer = spawnSync(python, [script, folder, String(AS_OF), ...wanted], { encoding: 'utf8' });
    if (peer.status !== 0) throw new Error(peer.stderr);
    const { sums, ...times } = JSON.parse(peer.stdout) as Record<'parquet' | 'memory' | 'file', number> & { sums: number[] };
    if (sums.some((other) => Math.abs(other - sum) > 1e-9 * Math.abs(sum))) throw new Error(`pandas has ${sums}, here ${sum}`);
    pairs.push({ ...own, ...times });
  }

  type Pair = (typeof pairs)[number];
  const time = (what: string, read: (pair: Pair) => number): void => {
    const values = pairs.map(read);
    console.log(`${what}: ${median(values).toFixed(1)} ms (least ${Math.min(...values).toFixed(1)})`);
  };
  const ratio = (what: string, read: (pair: Pair) => number): void =>
    console.log(`${what}, median of ${ROUNDS} ratios: ${median(pairs.map(read)).toFixed(2)}`);
  time(`add ${LONG} rows`, ({ add }) => add);
  time('the same bytes written and synced', ({ raw }) => raw);
  ratio("harbinger / the machine's limit", ({ add, raw }) => add / raw);
  time(`panel of ${WANTED} × ${DATES} as of a date`, ({ panel }) => panel);
  if (python) {
    time('pandas, Parquet written and synced', ({ parquet }) => parquet);
    ratio('pandas / harbinger', ({ add, parquet }) => parquet / add);
    time('pandas, panel from sorted frames in memory', ({ memory }) => memory);
    ratio('pandas / harbinger', ({ panel, memory }) => memory / panel);
    time('pandas, panel from one Parquet file', ({ file }) => file);
    ratio('pandas / harbinger', ({ panel, file }) => file / panel);
  } else console.log('pandas is not here: no ratio to it');
  const { rows, bytes } = await filling.info();
  console.log(
    `additions: ${rows} rows in ${(bytes / 2 ** 20).toFixed(1)} MiB; peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
  );
} finally {
  await store.close();
  await filling.close();
  rmSync(folder, { recursive: true });
}
