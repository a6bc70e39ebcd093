import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CallerError } from '../../src/app/context.ts';
import type { JobHandlers } from '../../src/app/jobs/handler.ts';
import type { JobQueue } from '../../src/app/jobs/queue.ts';
import { JOB_KINDS, type QueuedJob } from '../../src/contract/queued-job.ts';
import { StoreError } from '../../src/store/store.ts';
import { stretchesOf } from '../../src/team/worker.ts';
import { databasesForQueues, type QueueBed } from './bed.ts';

const open = databasesForQueues();
let bed: QueueBed;
let queue: JobQueue;
beforeEach(async () => {
  bed = await open();
  queue = await bed.queue();
});
afterEach(() => bed.clear());

const asked = { v: 1, space: 'main', by: 'ann' } as const;
const study = (n: number): QueuedJob => ({ ...asked, kind: 'study', operation: 'study', input: { n } });
const block = (n: number): QueuedJob => ({ ...asked, kind: 'scan-block', scan: 'f', panel: 'abcdef01', stage: 'blocks', parts: [n] });
const score: QueuedJob = { ...asked, kind: 'score' };
const done = (result: unknown) => ({ result, ending: 'done' as const });
const never = new AbortController().signal;
const ended = (id: string) => queue.follow(id, { signal: never, onProgress: () => {} });

describe('a job', () => {
  test('is done by a worker; its result is had, in the order in which it was written', async () => {
    await bed.worker({ study: async ({ input }) => done({ z: 1, a: input }) });
    const id = await queue.send(study(1));
    await ended(id);
    expect((await queue.find(id))?.state).toBe('done');
    expect((await queue.outcome(id))?.result).toBe('{"z":1,"a":{"n":1}}');
  });

  test('tells how it goes to who follows, from another process too', async () => {
    const { promise: go, resolve } = Promise.withResolvers<void>();
    await bed.worker({
      async study(_, { onProgress }) {
        onProgress({ kind: 'computed', done: 1, total: 2, what: 'blocks' });
        await go;
        return done(null);
      },
    });
    const id = await queue.send(study(1));
    const told: unknown[] = [];
    const following = (await bed.queue()).follow(id, { signal: never, onProgress: (progress) => told.push(progress) });
    await expect.poll(() => told).toEqual([{ kind: 'computed', done: 1, total: 2, what: 'blocks' }]);
    resolve();
    await following;
    expect(told).toHaveLength(1);
  });

  test('whose error is its caller’s is answered with it, and not tried again', async () => {
    let tries = 0;
    await bed.worker({
      async study() {
        tries++;
        throw new CallerError('no series RUX');
      },
    });
    const id = await queue.send(study(1));
    await ended(id);
    expect(await queue.find(id)).toMatchObject({ state: 'failed', why: 'no series RUX' });
    expect(JSON.parse((await queue.outcome(id))?.error ?? '')).toMatchObject({ kind: 'caller', message: 'no series RUX' });
    expect(tries).toBe(1);
    expect(await queue.dead()).toEqual([]);
  });

  test('of another space is neither seen nor cancelled', async () => {
    const id = await queue.send(study(1));
    const other = await bed.queue('other');
    expect(await other.find(id)).toBeUndefined();
    expect(await other.cancel(id)).toBe(false);
    expect(await other.list()).toEqual([]);
    expect(await queue.list()).toHaveLength(1);
  });

  test('of a key waits once and runs once', async () => {
    const first = await queue.send(score, { key: 'score' });
    expect(await queue.send(score, { key: 'score' })).toBe(first);
    expect((await queue.counts()).find(({ kind }) => kind === 'score')).toEqual({ kind: 'score', waiting: 1, later: 0, running: 0 });
    const { promise: go, resolve } = Promise.withResolvers<void>();
    let running = 0;
    let most = 0;
    const handlers: JobHandlers = {
      async score() {
        most = Math.max(most, ++running);
        await go;
        running--;
        return done(null);
      },
    };
    await bed.worker(handlers, { concurrency: 2 });
    await bed.worker(handlers, { concurrency: 2 });
    await expect.poll(() => running).toBe(1);
    const second = await queue.send(score, { key: 'score' });
    expect(second).not.toBe(first);
    await sleep(300);
    resolve();
    await Promise.all([ended(first), ended(second)]);
    expect(most).toBe(1);
  });
});

describe('urgency', () => {
  test('a person’s study goes before every block that waits, over kinds and in each slot', async () => {
    await queue.sendAll(Array.from({ length: 40 }, (_, n) => ({ job: block(n), key: `block ${n}` })));
    await queue.send(score);
    await queue.send({ ...asked, kind: 'pull', input: {} });
    const order: string[] = [];
    const note = (kind: string) => async () => {
      order.push(kind);
      if (order.length === 3) await queue.send(study(1));
      await sleep(20);
      return done(null);
    };
    const ids = await queue.list({ limit: 100 });
    await bed.worker(Object.fromEntries(JOB_KINDS.map((kind) => [kind, note(kind)])));
    await Promise.all(ids.map(({ id }) => ended(id)));
    expect(order.slice(0, 4)).toEqual(['pull', 'score', 'scan-block', 'study']);
    expect(order).toHaveLength(43);
  });

  test('a scan that waits for its blocks keeps no slot from them', async () => {
    const { promise: computed, resolve } = Promise.withResolvers<void>();
    await bed.worker({
      async scan() {
        await queue.send(block(1));
        await computed;
        return done(null);
      },
      async 'scan-block'() {
        resolve();
        return done(null);
      },
    });
    await ended(await queue.send({ ...asked, kind: 'scan', input: {} }));
  });

  test('kinds that are neighbours are taken by the same slots', () => {
    expect(stretchesOf(['study', 'pull', 'notify', 'watch', 'score', 'scan-block'])).toEqual([{ minPriority: 10, maxPriority: 60 }]);
    expect(stretchesOf(['study', 'scan-block'])).toEqual([
      { minPriority: 60, maxPriority: 60 },
      { minPriority: 10, maxPriority: 10 },
    ]);
    expect(stretchesOf([])).toEqual([]);
  });

  test('a worker takes only the kinds that it is told to', async () => {
    const taken: string[] = [];
    const note = (kind: string) => async () => {
      taken.push(kind);
      return done(null);
    };
    await bed.worker({ study: note('study'), pull: note('pull'), score: note('score') }, { only: ['study', 'score'] });
    const ids = [await queue.send({ ...asked, kind: 'pull', input: {} }), await queue.send(score), await queue.send(study(1))] as const;
    await Promise.all([ended(ids[1]), ended(ids[2])]);
    expect(taken.sort()).toEqual(['score', 'study']);
    expect((await queue.find(ids[0]))?.state).toBe('queued');
  });
});

describe('cancelling', () => {
  test('takes out a job that waits', async () => {
    const id = await queue.send(study(1));
    expect(await queue.cancel(id)).toBe(true);
    let begun = 0;
    await bed.worker({ study: async () => done(begun++) });
    await ended(id);
    expect((await queue.find(id))?.state).toBe('cancelled');
    await sleep(500);
    expect(begun).toBe(0);
    expect(await queue.cancel(id)).toBe(false);
  });

  test('stops a job that runs', async () => {
    const { promise: stopped, resolve } = Promise.withResolvers<void>();
    let runs = 0;
    await bed.worker({
      async study(_, { signal }) {
        runs++;
        await new Promise<void>((over) => signal.addEventListener('abort', () => over(), { once: true }));
        resolve();
        signal.throwIfAborted();
        return done('too late');
      },
    });
    const id = await queue.send(study(1));
    await expect.poll(async () => (await queue.find(id))?.state, { timeout: 5000 }).toBe('running');
    expect(await queue.cancel(id)).toBe(true);
    await stopped;
    await ended(id);
    expect((await queue.find(id))?.state).toBe('cancelled');
    expect(await queue.outcome(id)).toBeUndefined();
    expect(runs).toBe(1);
  });
});

describe('what cannot be done', () => {
  test('a job of a newer version is set aside with what to do, and the worker goes on', async () => {
    await bed.worker({ study: async () => done(null) });
    const id = await queue.send({ ...study(1), v: 2 } as unknown as QueuedJob);
    const odd = await queue.send({ ...study(2), operation: 7 } as unknown as QueuedJob);
    await ended(await queue.send(study(3)));
    await expect.poll(() => queue.dead(), { timeout: 5000 }).toHaveLength(2);
    const dead = await queue.dead();
    expect(dead.find((one) => one.id === id)?.why).toContain('update Harbinger');
    expect(dead.find((one) => one.id === odd)?.why).toContain('operation');
  });

  test('what failed too often is set aside, can be retried under its id, and dropped', async () => {
    let isMended = false;
    await bed.pool().query(`UPDATE harbinger_jobs.queue SET retry_limit = 0 WHERE name = 'work'`);
    const other = await bed.queue();
    await bed.worker({
      async study({ input }) {
        if (!isMended) throw new TypeError('broken');
        return done(input);
      },
    });
    const [id, lost] = [await other.send(study(1)), await other.send(study(2))];
    await expect.poll(() => queue.dead(), { timeout: 5000 }).toHaveLength(2);
    expect((await queue.dead()).find((one) => one.id === id)?.why).toContain('broken');
    expect((await queue.find(id))?.state).toBe('failed');
    expect(await queue.drop([lost])).toBe(1);
    isMended = true;
    expect(await queue.retry([id, lost])).toBe(1);
    await expect.poll(async () => (await queue.outcome(id))?.result, { timeout: 5000 }).toBe('{"n":1}');
    expect((await queue.find(id))?.state).toBe('done');
    expect((await queue.list()).filter((job) => job.id === id)).toHaveLength(1);
    expect(await queue.dead()).toEqual([]);
  });
});

describe('what its worker could not end', () => {
  const atOnce = () => bed.pool().query(`UPDATE harbinger_jobs.queue SET retry_delay = 0, retry_backoff = false WHERE name = 'work'`);

  test('is no failure of the job: it outlives many workers', async () => {
    await atOnce();
    const other = await bed.queue();
    const id = await other.send(study(1));
    // As the queue does where no sign of life comes.
    const lost = `UPDATE harbinger_jobs.job SET retry_count = 12, started_on = now(), output = '{"value":{"message":"job heartbeat timeout"}}' WHERE id = $1`;
    await bed.pool().query(lost, [id]);
    let tries = 0;
    await bed.worker({
      async study() {
        if (++tries === 1) throw new TypeError('broken');
        return done('at last');
      },
    });
    await expect.poll(async () => (await queue.outcome(id))?.result, { timeout: 5000 }).toBe('"at last"');
  });

  test('what fails by itself is set aside after five failures, what another version asked is not', async () => {
    await atOnce();
    const other = await bed.queue();
    const tries = { 1: 0, 2: 0 };
    await bed.worker({
      async study({ input }) {
        const n = input.n as 1 | 2;
        tries[n]++;
        if (n === 1) throw new TypeError('broken');
        if (tries[n] < 8) throw new StoreError('newer', 'the scan was asked by version 2');
        return done('by that version');
      },
    });
    const [broken, foreign] = [await other.send(study(1)), await other.send(study(2))];
    await expect.poll(() => queue.dead(), { timeout: 15_000 }).toHaveLength(1);
    await expect.poll(async () => (await queue.outcome(foreign))?.result, { timeout: 15_000 }).toBe('"by that version"');
    expect(tries).toEqual({ 1: 5, 2: 8 });
    expect((await queue.dead())[0]).toMatchObject({ id: broken, why: 'TypeError: broken' });
  }, 40_000);
});

describe('the end of a worker', () => {
  test('lets what runs end within the grace, and takes nothing new', async () => {
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const worker = await bed.worker({
      async study() {
        resolve();
        await sleep(500);
        return done('whole');
      },
    });
    const id = await queue.send(study(1));
    await begun;
    const waiting = await queue.send(study(2));
    await worker.end(5000);
    expect((await queue.outcome(id))?.result).toBe('"whole"');
    expect((await queue.find(waiting))?.state).toBe('queued');
  });

  test('gives back what does not end; another worker does it', async () => {
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const worker = await bed.worker({
      async study(_, { signal }) {
        resolve();
        await new Promise<void>((over) => signal.addEventListener('abort', () => over(), { once: true }));
        throw signal.reason;
      },
    });
    const id = await queue.send(study(1));
    await begun;
    await worker.end(1000);
    expect(await queue.find(id)).toMatchObject({ state: 'queued', why: 'its worker was told to end' });
    await bed.worker({ study: async () => done('by another') });
    await ended(id);
    expect((await queue.outcome(id))?.result).toBe('"by another"');
  });
});
