import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { QueuedJob } from '../../src/contract/queued-job.ts';
import { databasesForQueues, type QueueBed } from './bed.ts';

const open = databasesForQueues();
let bed: QueueBed;
beforeEach(async () => {
  bed = await open();
});
afterEach(() => bed.clear());

const asked = { v: 1, space: 'main', by: 'ann' } as const;
const study: QueuedJob = { ...asked, kind: 'study', operation: 'study', input: {} };
const never = new AbortController().signal;

describe('over processes', () => {
  test('the job of a worker that is killed comes back in seconds and is done by another', { timeout: 60_000 }, async () => {
    const queue = await bed.queue();
    const child = spawn(process.execPath, [fileURLToPath(new URL('./stuck-worker.ts', import.meta.url)), bed.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const id = await queue.send(study);
    const taken = await new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(String(text).trim())));
    expect(taken).toBe(id);
    child.kill('SIGKILL');
    await gone;
    let done = 0;
    await bed.worker({ study: async () => ({ result: ++done, ending: 'done' }) });
    await queue.follow(id, { signal: never, onProgress: () => {} });
    expect((await queue.outcome(id))?.result).toBe('1');
    expect(await queue.find(id)).toMatchObject({ state: 'done', retries: 1 });
    expect(done).toBe(1);
  });

  test('what was kept before a worker died is not done again', { timeout: 60_000 }, async () => {
    const queue = await bed.queue();
    const id = await queue.send(study);
    await bed.pool().query("INSERT INTO job_results (job, result, ending) VALUES ($1, '7', 'done')", [id]);
    let begun = 0;
    await bed.worker({ study: async () => ({ result: ++begun, ending: 'done' }) });
    await expect
      .poll(async () => (await bed.pool().query('SELECT state FROM harbinger_jobs.job WHERE id = $1', [id])).rows)
      .toEqual([{ state: 'completed' }]);
    expect(begun).toBe(0);
    expect((await queue.outcome(id))?.result).toBe('7');
  });

  test('a time that comes fires once for three workers', { timeout: 100_000 }, async () => {
    const begun: string[] = [];
    const handlers = {
      async score(_: unknown, { id }: { id: string }) {
        begun.push(id);
        return { result: null, ending: 'done' as const };
      },
    };
    const queue = await bed.queue();
    await Promise.all([1, 2, 3].map(() => bed.worker(handlers)));
    for (const by of ['ann', 'bob', 'cy'])
      await queue.schedule({ ...asked, by, kind: 'score' }, { key: 'score', cron: '* * * * *', zone: 'UTC' });
    await expect.poll(() => begun.length, { timeout: 80_000, interval: 500 }).toBeGreaterThan(0);
    // The others look for times every few seconds too.
    await sleep(6000);
    const minutes = (await queue.list({ kinds: ['score'] })).map(({ sentAt }) => Math.floor(sentAt / 60_000));
    expect(new Set(minutes).size).toBe(minutes.length);
    expect(new Set(begun).size).toBe(begun.length);
  });
});
