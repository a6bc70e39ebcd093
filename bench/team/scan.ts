// A scan over worker processes and a PostgreSQL of its own: one worker against two, one thread each, while the asking process waits; beside
// them one process alone. Every result must be the same text, or it stops. Then what handing a task over costs: the time of each task at the
// asking process less that at the worker. Made-up daily series, the templates that ship. Time of the processor stands beside that of the clock,
// since the former hangs less on what else the machine does. Run alone: node bench/team/scan.ts [series] [days] [rounds].
import '../../src/engine.ts';

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../../src/app/context.ts';
import { scan } from '../../src/app/operations/scan.ts';
import type { Spread, SpreadQueue } from '../../src/app/scan/spread.ts';
import { formatCivilDate } from '../../src/core/calendar/civil-date.ts';
import { seededStream } from '../../src/core/numerics/random.ts';
import { csvFolder } from '../../src/providers/file/provider.ts';
import { readParquet, writeParquet } from '../../src/store/duckdb/parquet.ts';
import { openPool } from '../../src/store/postgres/connection.ts';
import { prepare } from '../../src/store/postgres/schema.ts';
import { storedPanels, storedParts } from '../../src/team/scan-spread.ts';
import { shipped } from '../../test/app/shipped.ts';
import { startPostgres } from '../../test/store/postgres/bed.ts';
import { startWorkers } from '../../test/team/worker-processes.ts';

const [SERIES, DAYS, ROUNDS] = [process.argv[2] ?? 40, process.argv[3] ?? 4000, process.argv[4] ?? 3].map(Number) as [
  number,
  number,
  number,
];
const FIRST = 14_000;
const today = FIRST + DAYS + 10;
const QUESTION = { targets: ['S0', 'S1', 'S2', 'S3'], horizons: ['30d', '90d', '180d', '365d'] };

function writeSeries(folder: string): void {
  const stream = seededStream(1);
  for (let k = 0; k < SERIES; k++) {
    let level = 4;
    const rows = Array.from({ length: DAYS }, (_, day) => {
      level += 0.03 * (stream.uniform() + stream.uniform() + stream.uniform() - 1.5);
      return `${formatCivilDate(FIRST + day)},${Math.exp(level).toPrecision(10)}`;
    });
    writeFileSync(join(folder, `S${k}.csv`), `date,close\n${rows.join('\n')}\n`);
  }
}

interface Timed {
  /** Seconds by the clock, and of the processor in the asking process. */
  readonly wall: number;
  readonly own: number;
  readonly text: string;
}

async function timed(context: Context): Promise<Timed> {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  const { result } = await scan(QUESTION, context);
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - begun) / 1000, own: (user + system) / 1e6, text: JSON.stringify(result) };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
const seconds = (value: number): string => `${value.toFixed(2)} s`;

const folder = mkdtempSync(join(tmpdir(), 'harbinger-bench-'));
const postgres = await startPostgres();
try {
  writeSeries(folder);
  const series = csvFolder(folder, { today });
  const context: Context = { ...shipped, series, today, data: { ...shipped.data, now: Date.now } };
  // Loaded once, so that reading the files counts for nobody.
  const alone = await timed(context);
  const whole: Timed[] = [];
  for (let round = 0; round < ROUNDS; round++) whole.push(await timed(context));
  console.log(
    `one process alone, one thread: ${seconds(median(whole.map(({ wall }) => wall)))} (processor ${seconds(median(whole.map(({ own }) => own)))})`,
  );
  const byWorkers = new Map<number, { wall: number; own: number; workers: number; tasks: number }[]>();
  for (const count of [1, 2]) byWorkers.set(count, await rounds(count, context, alone.text));
  for (const [count, runs] of byWorkers) {
    const of = (name: 'wall' | 'own' | 'workers' | 'tasks') => median(runs.map((run) => run[name]));
    console.log(
      `${count} worker${count > 1 ? 's' : ''}: ${seconds(of('wall'))}; processor: asking process ${seconds(of('own'))}, workers ${seconds(of('workers'))} together; ${of('tasks')} tasks`,
    );
  }
  const [one, two] = [1, 2].map((count) => median((byWorkers.get(count) ?? []).map(({ wall }) => wall))) as [number, number];
  console.log(`one worker / two: ${(one / two).toFixed(2)}`);
  const [{ own, workers } = { own: 0, workers: 0 }] = byWorkers.get(1) ?? [];
  console.log(
    `by the processor's time alone (asking process serial, workers shared out): ${((own + workers) / (own + workers / 2)).toFixed(2)}`,
  );
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true });
}

async function rounds(count: number, context: Context, expected: string) {
  const runs: { wall: number; own: number; workers: number; tasks: number }[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    // A database and workers of its own: nothing is kept from before but code that is warm after the first round.
    const url = await postgres.database();
    const owner = openPool({ url });
    await prepare(owner, { place: 'bench', now: Date.now(), space: 'main' });
    await owner.end();
    const pool = openPool({ url, space: 'main', role: 'worker' });
    const workers = await startWorkers({ count, url, folder: join(folder, `cache-${count}-${round}`), version: context.version });
    await warm(workers.queue, context, pool);
    const before = workers.handed.length;
    const spent = await workers.processorSeconds();
    const { wall, own, text } = await timed({ ...context, openSpread: async () => spreadOver(workers.queue, pool) });
    if (text !== expected || workers.failures.length > 0)
      throw new Error(`a spread scan differs, or a task failed: ${workers.failures[0]}`);
    runs.push({ wall, own, workers: (await workers.processorSeconds()) - spent, tasks: workers.handed.length - before });
    await workers.close();
    await pool.end();
  }
  return runs.slice(1);
}

/** A small scan of another question first, so that workers have their code loaded and compiled. */
async function warm(queue: SpreadQueue, context: Context, pool: ReturnType<typeof openPool>): Promise<void> {
  const few = { ...QUESTION, series: ['S0', 'S1', 'S2', 'S3'], direction: 'down' };
  await scan(few, { ...context, openSpread: async () => spreadOver(queue, pool) });
}

function spreadOver(queue: SpreadQueue, pool: ReturnType<typeof openPool>): Spread {
  return {
    ...{ panels: storedPanels(pool), parts: storedParts(pool), queue, patience: 60_000 },
    format: { write: writeParquet, read: readParquet },
  };
}
