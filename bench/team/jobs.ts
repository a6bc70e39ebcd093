// What a job costs over the queue: sending, taking, keeping its result and ending it, for jobs that do nothing; and how soon one that is sent
// to an idle worker begins. `node bench/team/jobs.ts [postgres://…]`; without an address a PostgreSQL is started in a folder of its own.
import { performance } from 'node:perf_hooks';
import type { JobHandlers } from '../../src/app/jobs/handler.ts';
import type { QueuedJob } from '../../src/contract/queued-job.ts';
import { openPool } from '../../src/store/postgres/connection.ts';
import { openPostgresStore } from '../../src/store/postgres/store.ts';
import { joinQueue } from '../../src/team/connection.ts';
import { openJobQueue } from '../../src/team/job-queue.ts';
import { startWorker } from '../../src/team/worker.ts';
import { startPostgres } from '../../test/store/postgres/bed.ts';

const JOBS = 1000;
const ROLES = { owner: 'harbinger_owner', worker: 'harbinger_worker', reader: 'harbinger_reader' };

const own = process.argv[2] === undefined ? await startPostgres({ isSafe: true }) : undefined;
const url = process.argv[2] ?? (await own?.database()) ?? '';
await (await openPostgresStore({ url, space: 'main', now: () => Date.now(), files: () => ({}) as never })).close();
const pool = openPool({ url, space: 'main', role: 'worker' });
const join = (name: string, max: number) => joinQueue({ url, role: ROLES.worker }, { name, max, isSupervising: false, roles: ROLES });
const asking = await join('bench', 2);
const queue = openJobQueue({ boss: asking, space: 'main', tables: pool });
const block = (n: number): QueuedJob => ({
  v: 1,
  space: 'main',
  by: 'bench',
  kind: 'scan-block',
  scan: 'f',
  panel: 'abcdef01',
  stage: 'blocks',
  parts: [n],
});

for (const concurrency of [1, 2, 4]) {
  await queue.sendAll(Array.from({ length: JOBS }, (_, n) => ({ job: block(n), key: `${concurrency} ${n}` })));
  const { promise: all, resolve } = Promise.withResolvers<void>();
  let left = JOBS;
  const handlers: JobHandlers = {
    async 'scan-block'() {
      if (--left === 0) resolve();
      return { result: null, ending: 'done' };
    },
  };
  const begin = performance.now();
  const worker = await startWorker({
    boss: await join('bench worker', 2 + concurrency),
    tables: () => pool,
    handlers,
    concurrency,
    log: () => {},
  });
  await all;
  const ms = performance.now() - begin;
  await worker.end(1000);
  process.stdout.write(
    `${concurrency} at once: ${Math.round((JOBS / ms) * 1000)} jobs/s, ${((ms * concurrency) / JOBS).toFixed(2)} ms of a slot each\n`,
  );
}

const begun: number[] = [];
const idle = await startWorker({
  ...{ boss: await join('bench idle', 3), tables: () => pool, concurrency: 1, log: () => {} },
  handlers: { study: async () => ({ result: begun.push(performance.now()), ending: 'done' }) },
});
const waits: number[] = [];
for (let n = 0; n < 20; n++) {
  await new Promise((resolve) => setTimeout(resolve, 150));
  const sent = performance.now();
  const id = await queue.send({ v: 1, space: 'main', by: 'bench', kind: 'study', operation: 'study', input: {} });
  await queue.follow(id, { signal: new AbortController().signal, onProgress: () => {} });
  waits.push((begun[n] ?? 0) - sent);
}
waits.sort((a, b) => a - b);
process.stdout.write(
  `sent to an idle worker: begun after ${waits[10]?.toFixed(1)} ms (median of 20), at most ${waits[19]?.toFixed(1)} ms\n`,
);
await idle.end(1000);
await queue.close();
await asking.stop({ graceful: false });
await pool.end();
await own?.stop();
