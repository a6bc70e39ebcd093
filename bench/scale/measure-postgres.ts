import { readdirSync, readFileSync } from 'node:fs';
import { Client } from 'pg';
import { PgBoss } from 'pg-boss';
import { type PostgresBed, startPostgres } from '../../test/store/postgres/bed.ts';
import type { Figures } from './costs.ts';

const JOBS = 2000;
/** Parts of a scan that are written and read. */
const [PARTS, PART_BYTES] = [60, 400_000];
const MEGABYTE = 1e6;
/** Ticks a second in `/proc`, on every Linux that Node runs on. */
const TICKS = 100;

/** Seconds of the processor that all processes of a server have taken so far, those that have ended included. */
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

const PAYLOAD = { v: 1, kind: 'scan-block', scan: 'f'.repeat(64), panel: 'e'.repeat(64), parts: Array.from({ length: 30 }, (_, i) => i) };
const SET = { policy: 'stately', heartbeatSeconds: 15, expireInSeconds: 3600, notify: true, retryLimit: 4 } as const;
/** Jobs that wait in a short line and in a long one, and how many are fetched of each. */
const [SHORT, LONG, FETCHED] = [300, 6000, 300];

async function queueFigures(bed: PostgresBed, url: string, each: Timed): Promise<Figures> {
  const boss = new PgBoss({ connectionString: url, schema: 'harbinger_jobs', supervise: false, schedule: false, max: 8 });
  boss.on('error', (error) => {
    throw error;
  });
  await boss.start();
  const fill = async (queue: string, count: number): Promise<number> => {
    await boss.createQueue(queue, SET);
    const seconds = await each(count, async () => {
      for (let i = 0; i < count; i += 100) {
        await boss.insert(
          queue,
          Array.from({ length: 100 }, (_, k) => ({ data: PAYLOAD, priority: k % 5, singletonKey: `${i + k}` })),
        );
      }
    });
    await bed.run('VACUUM ANALYZE', url);
    return seconds;
  };
  const take = async (queue: string): Promise<{ readonly seconds: number; readonly ids: readonly string[] }> => {
    const ids: string[] = [];
    const seconds = await each(FETCHED, async () => {
      for (let i = 0; i < FETCHED; i++) for (const { id } of await boss.fetch(queue)) ids.push(id);
    });
    if (new Set(ids).size !== FETCHED) throw new Error(`${new Set(ids).size} of ${FETCHED} jobs were fetched`);
    return { seconds, ids };
  };
  try {
    await fill('none', 0);
    const emptyFetch = await each(JOBS, async () => {
      for (let i = 0; i < JOBS; i++) await boss.fetch('none');
    });
    await fill('short', SHORT);
    const short = await take('short');
    const send = await fill('long', LONG);
    const long = await take('long');
    const complete = await each(2 * FETCHED, async () => {
      for (const [queue, { ids }] of Object.entries({ short, long })) for (const id of ids) await boss.complete(queue, id);
    });
    // The line through both, by the jobs that waited on average.
    const fetchWaiting = Math.max(0, (long.seconds - short.seconds) / (LONG - SHORT));
    return { send, fetch: Math.max(0, short.seconds - (fetchWaiting * SHORT) / 2), fetchWaiting, emptyFetch, complete };
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
    return { ...(await queueFigures(bed, url, each)), ...(await partFigures(url, each)) };
  } finally {
    await bed.stop();
  }
}
