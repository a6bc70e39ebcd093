// Reading 400,000 rows of CSV (seven columns; dates and closes into typed arrays) against pandas where python has it, and against
// DuckDB's own read_csv as the limit: one file of 400,000 rows, 40 files of 10,000, and one file with every cell in quotation marks.
// Run alone: npm run bench:import -- [rounds]. Its files lie in a folder of their own that is removed; bench/README.md keeps the figures.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { formatCivilDate } from '../src/core/calendar/civil-date.ts';
import { propose } from '../src/providers/file/propose.ts';
import { readTable } from '../src/providers/file/read-table.ts';

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
  const lines = ['Date,Open,High,Low,Close,Adj Close,Volume'];
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

/** As `harbinger import` does: a mapping is proposed from the file, and the file is read by it. */
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
rows, total = 0, 0.0
for path in sys.argv[1:]:
    frame = pandas.read_csv(path, parse_dates=['Date'])
    dates, values = frame['Date'].to_numpy(), frame['Close'].to_numpy()
    rows, total = rows + len(dates), total + float(values.sum())
print(json.dumps({'rows': rows, 'sum': total, 'milliseconds': 1000 * (time.perf_counter() - start)}))
`;
const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import pandas']).status === 0);

function pandas(paths: readonly string[]): Total & { readonly milliseconds: number } {
  const run = spawnSync(python as string, ['-c', PANDAS, ...paths], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Total & { milliseconds: number };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

for (const [title, paths] of Object.entries(CASES)) {
  const first = await timed(() => ours(paths));
  const rounds: { own: number; limit: number; peer: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const own = await timed(() => ours(paths));
    const limit = await timed(() => duckdb(paths));
    const peer = python ? pandas(paths) : undefined;
    for (const other of [own, limit, peer])
      if (other && (other.rows !== ROWS || Math.abs(other.sum / first.sum - 1) > 1e-9))
        throw new Error(`${other.rows} rows, sum ${other.sum}, not ${first.sum}`);
    rounds.push({ own: own.milliseconds, limit: limit.milliseconds, peer: peer?.milliseconds ?? Number.NaN });
  }
  const times = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick));
  console.log(`${title}: ${times(({ own }) => own).toFixed(0)} ms (first, cold code: ${first.milliseconds.toFixed(0)} ms)`);
  console.log(
    `  DuckDB ${times(({ limit }) => limit).toFixed(0)} ms; DuckDB / harbinger, median of ${ROUNDS} ratios: ${times(({ own, limit }) => limit / own).toFixed(2)}`,
  );
  if (python)
    console.log(
      `  pandas ${times(({ peer }) => peer).toFixed(0)} ms; pandas / harbinger: ${times(({ own, peer }) => peer / own).toFixed(2)}`,
    );
  else console.log('  pandas is not here: no ratio');
}
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
rmSync(folder, { recursive: true });
