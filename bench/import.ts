// Importing 400,000 rows of CSV (seven columns; dates and closes) as `harbinger import --yes` does: the reading proposed and done, held against
// what is held, and stored on the disk. Beside it the reading alone, pandas' read_csv and merge where the Python that is given has it, and DuckDB's own
// read_csv as the limit (neither of them stores anything). One file of 400,000 rows, 40 files of 10,000, one file with every cell in quotation marks.
// Run alone: npm run bench:import -- [rounds] [python]. Its files lie in a folder of their own that is removed; bench/README.md keeps the figures.
import '../src/engine.ts';

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Context } from '../src/app/context.ts';
import { importFiles } from '../src/app/operations/import.ts';
import { formatCivilDate } from '../src/core/calendar/civil-date.ts';
import { propose } from '../src/providers/file/propose.ts';
import { readTable } from '../src/providers/file/read-table.ts';
import { fileReader } from '../src/providers/file/reader.ts';
import { openDuckStore } from '../src/store/duckdb/store.ts';

const ROUNDS = Number(process.argv[2] ?? 9);
const ROWS = 400_000;
const FILES = 40;
const LAST_DAY = 20_700;
const today = LAST_DAY + 1;

interface Total {
  readonly rows: number;
  readonly sum: number;
}

/** Invented prices, one a day up to the last day. */
function csvText(rows: number, mark = ''): string {
  const lines = ['Date,Open,High,Low,Close,Trades,Volume'];
  let price = 1000;
  for (let i = 0, seed = 1; i < rows; i++) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    price = Math.max(10, price * (1 + (seed / 0x7fffffff - 0.5) * 0.02));
    const prices = [0.99, 1.01, 0.98, 1, 0.9].map((factor) => (price * factor).toFixed(6));
    lines.push([formatCivilDate(LAST_DAY - rows + 1 + i), ...prices, seed % 100_000_000].join(','));
  }
  return `${lines.map((line) => (mark === '' ? line : `${mark}${line.replaceAll(',', `${mark},${mark}`)}${mark}`)).join('\n')}\n`;
}

const folder = mkdtempSync(join(tmpdir(), 'harbinger-import-'));
const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const CASES = {
  [`1 file of ${ROWS.toLocaleString('en-US')} rows`]: [written('one.csv', csvText(ROWS))],
  [`${FILES} files of ${(ROWS / FILES).toLocaleString('en-US')} rows`]: Array.from({ length: FILES }, (_, i) =>
    written(`s${i}.csv`, csvText(ROWS / FILES)),
  ),
  'the one file, every cell in quotation marks': [written('quoted.csv', csvText(ROWS, '"'))],
};

async function timed(read: () => Promise<Total>): Promise<Total & { readonly milliseconds: number }> {
  const start = performance.now();
  const total = await read();
  return { ...total, milliseconds: performance.now() - start };
}

let stores = 0;

/** The whole operation into an open store, to the moment at which it is on the disk. What is held afterwards is summed up apart. */
async function imported(paths: readonly string[]): Promise<Total & { readonly milliseconds: number }> {
  const store = await openDuckStore(join(folder, `store-${stores++}.duckdb`), { now: Date.now });
  const nothing = () => Promise.reject(new Error('not of this benchmark'));
  const data = {
    ...{ storePlace: store.place, restoreStore: nothing, readCatalogueFiles: async () => [], now: Date.now },
    openStore: async () => store,
    openNetwork: async () => ({ providers: [], http: () => ({ get: nothing }), keyOf: () => undefined }),
    readFile: async (path: string) => ({ name: basename(path), path, bytes: readFileSync(path) }),
    openFiles: async () => fileReader,
  };
  const context = { data, today, onProgress: () => {}, confirm: async () => false } as unknown as Context;
  const start = performance.now();
  const { files } = await importFiles({ files: paths, valueColumn: ['Close'], yes: true }, context);
  const milliseconds = performance.now() - start;
  const panel = await store.panel(files.map(({ series }) => series[0]?.id as string));
  await store.close();
  const rows = [...panel.values()].reduce((sum, { dates }) => sum + dates.length, 0);
  return { rows, sum: [...panel.values()].reduce((sum, { values }) => sum + values.reduce((x, y) => x + y, 0), 0), milliseconds };
}

/** The reading alone: a mapping is proposed from the file, and the file is read by it. */
async function ours(paths: readonly string[]): Promise<Total> {
  let [rows, sum] = [0, 0];
  for (const path of paths) {
    const file = { name: path, path, bytes: readFileSync(path) };
    const { mapping } = await propose(file, { today });
    if (!mapping) throw new Error('the mapping is in doubt');
    const [read] = await readTable(file, { ...mapping, adjustedColumn: undefined }, { today });
    rows += read?.dates.length ?? 0;
    sum += read?.values.reduce((a, b) => a + b, 0) ?? 0;
  }
  return { rows, sum };
}

const connection = await (await DuckDBInstance.create(':memory:')).connect();

async function duckdb(paths: readonly string[]): Promise<Total> {
  let [rows, sum] = [0, 0];
  for (const path of paths) {
    const reader = await connection.runAndReadAll(`SELECT CAST("Date" AS DATE) - DATE '1970-01-01', "Close" FROM read_csv('${path}')`);
    const [days, closes] = reader.getColumns() as [unknown[], number[]];
    const [dates, values] = [Int32Array.from(days, Number), Float64Array.from(closes)];
    rows += dates.length;
    sum += values.reduce((a, b) => a + b, 0);
  }
  return { rows, sum };
}

const PANDAS = `
import json, sys, time
import pandas
start = time.perf_counter()
rows, total, panel = 0, 0.0, None
for path in sys.argv[1:]:
    frame = pandas.read_csv(path, parse_dates=['Date'])[['Date', 'Close']]
    rows, total = rows + len(frame), total + float(frame['Close'].sum())
    panel = frame if panel is None else panel.merge(frame, on='Date', how='outer', suffixes=('', str(rows)))
print(json.dumps({'rows': rows, 'sum': total, 'milliseconds': 1000 * (time.perf_counter() - start)}))
`;
const python = [process.argv[3] ?? 'python3', '/usr/bin/python3'].find((name) => spawnSync(name, ['-c', 'import pandas']).status === 0);

function pandas(paths: readonly string[]): Total & { readonly milliseconds: number } {
  const run = spawnSync(python as string, ['-c', PANDAS, ...paths], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Total & { milliseconds: number };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

for (const [title, paths] of Object.entries(CASES)) {
  const first = await imported(paths);
  const rounds: { own: number; reading: number; limit: number; peer: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const own = await imported(paths);
    const reading = await timed(() => ours(paths));
    const limit = await timed(() => duckdb(paths));
    const peer = python ? pandas(paths) : undefined;
    for (const other of [own, reading, limit, peer])
      if (other && (other.rows !== ROWS || Math.abs(other.sum / first.sum - 1) > 1e-9))
        throw new Error(`${other.rows} rows, sum ${other.sum}, not ${first.sum}`);
    const [a, b, c, d] = [own, reading, limit, peer].map((run) => run?.milliseconds ?? Number.NaN) as [number, number, number, number];
    rounds.push({ own: a, reading: b, limit: c, peer: d });
  }
  const times = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick));
  const written = `${times(({ own }) => own).toFixed(0)} ms (first, cold code: ${first.milliseconds.toFixed(0)} ms)`;
  console.log(`${title}: import ${written}, of which reading ${times(({ reading }) => reading).toFixed(0)} ms`);
  const limit = times(({ limit: ms }) => ms).toFixed(0);
  console.log(
    `  DuckDB read_csv ${limit} ms; DuckDB / import, median of ${ROUNDS} ratios: ${times(({ own, limit: ms }) => ms / own).toFixed(2)}`,
  );
  if (python)
    console.log(`  pandas ${times(({ peer }) => peer).toFixed(0)} ms; pandas / import: ${times(({ own, peer }) => peer / own).toFixed(2)}`);
  else console.log('  pandas is not here: no ratio');
}
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
rmSync(folder, { recursive: true });
