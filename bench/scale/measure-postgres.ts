import { readdirSync, readFileSync } from 'node:fs';
import { Client } from 'pg';
import { PgBoss } from 'pg-boss';
import { type PostgresBed, startPostgres } from '../../test/store/postgres/bed.ts';
import type { Figures } from './costs.ts';

const JOBS = 2000;
const QUEUE = 'work';
/** Parts of a scan that are written and read. */
const [PARTS, PART_BYTES] = [60, 400_000];
const MEGABYTE = 1e6;
/** Ticks a second in `/proc`, on every Linux that Node runs on. */
const TICKS = 100;

/** Seconds of the processor that all processes of the server on a port have taken so far, those that have ended included. */
function serverSeconds(postmaster: number): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [readFileSync(`/proc/${name}/stat`, 'utf8')];
      } catch {
        return []; // It has ended meanwhile.
      }
    })
    .map((text) => ({
      pid: Number(text.slice(0, text.indexOf(' '))),
      fields: text
        .slice(text.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number),
    }));
  const ownTime = (from: number, to: number, fields: readonly number[]) => fields.slice(from, to).reduce((sum, ticks) => sum + ticks, 0);
  return (
    stats.reduce((sum, { pid, fields }) => {
      if (pid === postmaster) return sum + ownTime(11, 15, fields);
      return fields[1] === postmaster ? sum + ownTime(11, 13, fields) : sum;
    }, 0) / TICKS
  );
}

async function postmasterOf(bed: PostgresBed): Promise<number> {
  const [row] = await bed.run(`SELECT pg_read_file('postmaster.pid') AS text`);
  return Number(String(row?.text).split('\n')[0]);
}

/** Seconds of the database's cores for each of so many. */
type Timed = (count: number, run: () => Promise<unknown>) => Promise<number>;

async function queueFigures(url: string, each: Timed): Promise<Figures> {
  const boss = new PgBoss({ connectionString: url, schema: 'harbinger_jobs', supervise: false, schedule: false, max: 8 });
  boss.on('error', (error) => {
    throw error;
  });
  await boss.start();
  await boss.createQueue(QUEUE, { policy: 'stately', heartbeatSeconds: 15, expireInSeconds: 3600, notify: true, retryLimit: 4 });
  const data = { v: 1, kind: 'scan-block', scan: 'f'.repeat(64), panel: 'e'.repeat(64), parts: Array.from({ length: 30 }, (_, i) => i) };
  const jobs = Array.from({ length: JOBS }, (_, i) => ({ data, priority: i % 5, singletonKey: `${i}` }));
  const batches = Array.from({ length: JOBS / 100 }, (_, i) => jobs.slice(100 * i, 100 * (i + 1)));
  try {
    const emptyFetch = await each(JOBS, async () => {
      for (let i = 0; i < JOBS; i++) await boss.fetch(QUEUE);
    });
    const send = await each(JOBS, async () => {
      for (const batch of batches) await boss.insert(QUEUE, batch);
    });
    const ids: string[] = [];
    const takeAll = async () => {
      for (let [job] = await boss.fetch(QUEUE); job; [job] = await boss.fetch(QUEUE)) ids.push(job.id);
    };
    const fetch = await each(JOBS, () => Promise.all(Array.from({ length: 8 }, takeAll)));
    if (ids.length !== JOBS) throw new Error(`${ids.length} of ${JOBS} jobs were fetched`);
    const complete = await each(JOBS, async () => {
      for (const id of ids) await boss.complete(QUEUE, id);
    });
    return { send, fetch, emptyFetch, complete };
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Writing and reading parts of a scan: numbers that compress badly, as they lie in memory. */
async function partFigures(url: string, each: Timed): Promise<Figures> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query('CREATE TABLE parts (part integer PRIMARY KEY, bytes bytea NOT NULL)');
    const bytes = Buffer.from(Float64Array.from({ length: PART_BYTES / 8 }, () => Math.random()).buffer);
    const megabytes = (PARTS * PART_BYTES) / MEGABYTE;
    const writeMegabyte = await each(megabytes, async () => {
      for (let i = 0; i < PARTS; i++) await client.query('INSERT INTO parts VALUES ($1, $2) ON CONFLICT DO NOTHING', [i, bytes]);
      await client.query('CHECKPOINT');
    });
    const readMegabyte = await each(3 * megabytes, async () => {
      for (let i = 0; i < 3 * PARTS; i++) await client.query('SELECT bytes FROM parts WHERE part = $1', [i % PARTS]);
    });
    const smallRead = await each(JOBS, async () => {
      for (let i = 0; i < JOBS; i++) await client.query('SELECT part FROM parts WHERE part = $1', [i % PARTS]);
    });
    return { writeMegabyte, readMegabyte, smallRead };
  } finally {
    await client.end();
  }
}

/** What PostgreSQL takes for the queue and for parts of scans, in seconds of one of its cores. It writes to the disk as in earnest. Linux only. */
export async function postgresFigures(): Promise<Figures> {
  const bed = await startPostgres({ isSafe: true });
  try {
    const url = await bed.database();
    const postmaster = await postmasterOf(bed);
    const each: Timed = async (count, run) => {
      const before = serverSeconds(postmaster);
      await run();
      return (serverSeconds(postmaster) - before) / count;
    };
    return { ...(await queueFigures(url, each)), ...(await partFigures(url, each)) };
  } finally {
    await bed.stop();
  }
}
