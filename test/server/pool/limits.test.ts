import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { CallerError } from '../../../src/app/context.ts';
import { describeFailure } from '../../../src/app/failure.ts';
import { shipped } from '../../app/shipped.ts';
import { operationNamed, poolOver, withMadeUpSeries } from './pools.ts';

/** The dearest expression that the language allows: as many of its slowest functions as one text can hold. */
const endless = Array.from({ length: 190 }, () => 'explosive(X,9000)').join(' or ');
const dear = { operation: operationNamed('study'), input: { when: endless, then: ['return(X, 180d)'] } };
/** Enough to be given to a thread, and no more. */
const small = { operation: operationNamed('parse'), input: { text: 'pct_rank(X, lookback: 400) > 0.9' } };

const timeOf = async (promise: Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await promise;
  return performance.now() - start;
};

describe('a pool of threads', () => {
  it('ends an expression that would compute for minutes, says so, and goes on', async () => {
    const pool = poolOver(withMadeUpSeries(20_000), { threads: 1, limits: { timeMs: 1500 } });
    const failure = pool.execute(dear);
    await expect(failure).rejects.toThrow(CallerError);
    await expect(failure).rejects.toThrow(/^it took longer than 1\.5 s and was ended/);
    expect(await pool.execute(small)).toMatchObject({ ending: 'done' });
    expect(pool.state()).toMatchObject({ lost: 1, waiting: 0 });
  });

  it('gives a call up within a second of being told, though its thread does not look up, and another call finds a thread', async () => {
    const pool = poolOver(withMadeUpSeries(20_000), { threads: 1 });
    await pool.execute(small);
    const stop = new AbortController();
    const failure = pool.execute({ ...dear, signal: stop.signal }).catch((error: unknown) => error);
    await expect.poll(() => pool.state().running).toBe(1);
    // Well into its work, it looks up no more.
    await new Promise((resolve) => setTimeout(resolve, 500));
    stop.abort();
    expect(await timeOf(failure)).toBeLessThan(1000);
    expect((await failure) as Error).toMatchObject({ name: 'AbortError' });
    // The only thread would be busy for minutes.
    expect(await pool.execute(small)).toMatchObject({ ending: 'done' });
  });

  it('keeps the thread of a call that is given up when it is done in a moment', async () => {
    const pool = poolOver(shipped, { threads: 1, limits: { graceMs: 10_000 } });
    const flagship = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };
    const stop = new AbortController();
    const failure = pool.execute({ operation: operationNamed('study'), input: flagship, signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    await expect(failure).rejects.toMatchObject({ name: 'AbortError' });
    await pool.execute({ operation: operationNamed('study'), input: flagship });
    expect(pool.state().lost).toBe(0);
  });

  it('begins nothing for a call that was given up while it waited, or before', async () => {
    const pool = poolOver(withMadeUpSeries(20_000), { threads: 1, limits: { timeMs: 1000 } });
    const first = pool.execute(dear).catch(() => 'ended');
    await expect.poll(() => pool.state().running).toBe(1);
    const stop = new AbortController();
    const second = pool.execute({ ...small, signal: stop.signal });
    await expect.poll(() => pool.state().waiting).toBe(1);
    stop.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    expect(pool.state()).toMatchObject({ waiting: 0 });
    await expect(pool.execute({ ...small, signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(await first).toBe('ended');
  });

  it('ends what takes more arrays than it may, as the fault of its caller', async () => {
    const pool = poolOver(withMadeUpSeries(400_000), { threads: 1, limits: { arraysMb: 64 } });
    // Every left side is held until its right side is known: fifty arrays of 3 MB at once.
    const text = `${'ma(X, 5) + ('.repeat(50)}ma(X, 5)${')'.repeat(50)}`;
    const failure: unknown = await pool
      .execute({ operation: operationNamed('parse'), input: { text, role: 'series' } })
      .catch((error: unknown) => error);
    expect(describeFailure(failure)).toMatchObject({
      code: 'caller',
      message: expect.stringMatching(/^it took more than 64 MiB of arrays/),
    });
  });

  it('ends what takes more memory than it may, as the fault of its caller, and goes on', async () => {
    const pool = poolOver(withMadeUpSeries(800_000), { threads: 1, limits: { heapMb: 64 } });
    const all = { operation: operationNamed('series show'), input: { id: 'X', values: true } };
    const failure: unknown = await pool.execute(all).catch((error: unknown) => error);
    expect(describeFailure(failure)).toMatchObject({
      code: 'caller',
      message: expect.stringMatching(/^it took more than 64 MiB of memory/),
    });
    expect(await pool.execute({ operation: operationNamed('parse'), input: { text: 'X + 1', role: 'series' } })).toMatchObject({
      ending: 'done',
    });
  });

  it('tells that a thread died, as a fault of ours, and carries out the next call in another', async () => {
    const started: Worker[] = [];
    const watch = (message: unknown) => void started.push((message as { worker: Worker }).worker);
    subscribe('worker_threads', watch);
    const pool = poolOver(withMadeUpSeries(20_000), { threads: 1 });
    unsubscribe('worker_threads', watch);
    await pool.execute(small);
    const failure = pool.execute(dear).catch((error: unknown) => error);
    await expect.poll(() => pool.state().running).toBe(1);
    await Promise.all(started.map((worker) => worker.terminate()));
    const { code, message } = describeFailure(await failure);
    expect(code).toBe('internal');
    expect(message).toMatch(/the thread that computed this ended before its answer/);
    expect(await pool.execute(small)).toMatchObject({ ending: 'done' });
  });

  it('carries out the longest chain that the language allows, and refuses more outcomes than anybody reads', async () => {
    const pool = poolOver(withMadeUpSeries(500), { threads: 1 });
    const chain = { operation: operationNamed('parse'), input: { text: `X${' + X'.repeat(999)}`, role: 'series' } };
    expect((await pool.execute(chain)).result).toMatchObject({ error: null, last: { value: expect.any(Number) } });
    const outcomes = Array.from({ length: 21 }, (_, i) => `return(X, ${i + 1}d)`);
    const failure: unknown = await pool
      .execute({ operation: operationNamed('study'), input: { when: 'X > 1', then: outcomes } })
      .catch((error: unknown) => error);
    expect(describeFailure(failure)).toEqual({ code: 'caller', message: 'then: must be at most 20 outcomes' });
  });
});
