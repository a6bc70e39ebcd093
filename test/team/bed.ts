import type { Pool } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { JobHandlers } from '../../src/app/jobs/handler.ts';
import type { JobQueue } from '../../src/app/jobs/queue.ts';
import type { JobKind } from '../../src/contract/queued-job.ts';
import { openPool } from '../../src/store/postgres/connection.ts';
import { openPostgresStore } from '../../src/store/postgres/store.ts';
import type { StoreFiles } from '../../src/store/sql-store.ts';
import type { Store } from '../../src/store/store.ts';
import { installQueue, joinQueue } from '../../src/team/connection.ts';
import { openJobQueue } from '../../src/team/job-queue.ts';
import { startWorker } from '../../src/team/worker.ts';
import { type PostgresBed, startPostgres } from '../store/postgres/bed.ts';

/** Nothing is backed up or exported here. */
const noFiles = () => ({}) as StoreFiles;

export const ROLES = { owner: 'harbinger_owner', worker: 'harbinger_worker', reader: 'harbinger_reader' };

/** A worker in this process. */
export interface TestWorker {
  end(graceMs?: number): Promise<void>;
}

/** A database with a queue in it. */
export interface QueueBed {
  readonly url: string;
  pool(space?: string): Pool;
  queue(space?: string): Promise<JobQueue>;
  worker(handlers: JobHandlers, options?: { readonly concurrency?: number; readonly only?: readonly JobKind[] }): Promise<TestWorker>;
  /** The store of a space, as one more process opens it. */
  store(space?: string): Promise<Store>;
  /** Ends what was opened. */
  clear(): Promise<void>;
}

/** Starts a PostgreSQL for the tests of a file; gives what makes a queue in a new database of it. */
export function databasesForQueues(): () => Promise<QueueBed> {
  let postgres: PostgresBed;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());
  return () => queueBed(postgres);
}

async function queueBed(postgres: PostgresBed): Promise<QueueBed> {
  const url = await postgres.database();
  for (const space of ['main', 'other']) await (await openPostgresStore({ url, space, now: () => Date.now(), files: noFiles })).close();
  const place = { url, role: ROLES.worker, heartbeatSeconds: 10 };
  await installQueue(place, ROLES);
  const endings: (() => Promise<unknown>)[] = [];
  const pools = new Map<string, Pool>();
  const pool = (space = 'main') => {
    const known = pools.get(space) ?? openPool({ url, space, role: 'worker', max: 4 });
    pools.set(space, known);
    return known;
  };
  return {
    ...{ url, pool },
    async queue(space = 'main') {
      const boss = await joinQueue(place, { name: 'test', max: 2, isSupervising: false, roles: ROLES });
      const queue = openJobQueue({ boss, space, tables: pool(space) });
      endings.push(async () => {
        await queue.close();
        await boss.stop({ graceful: false });
      });
      return queue;
    },
    async worker(handlers, { concurrency = 1, only } = {}) {
      const boss = await joinQueue(place, { name: 'test worker', max: 4, isSupervising: true, roles: ROLES });
      const worker = await startWorker({ boss, tables: pool, handlers, concurrency, only, log: () => {} });
      endings.unshift(() => worker.end(1000));
      return { end: (graceMs = 1000) => worker.end(graceMs) };
    },
    async store(space = 'main') {
      const store = await openPostgresStore({ url, space, now: () => Date.now(), files: noFiles });
      endings.push(() => store.close());
      return store;
    },
    async clear() {
      for (const end of endings) await end();
      for (const each of pools.values()) await each.end();
    },
  };
}
