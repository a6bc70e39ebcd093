import { describe, expect, it } from 'vitest';
import { CallerError } from '../../../src/app/context.ts';
import { describeFailure } from '../../../src/app/failure.ts';
import { shipped } from '../../app/shipped.ts';
import { operationNamed, poolOver, withMadeUpSeries } from './pools.ts';

/** The dearest expression that the language allows: as many of its slowest functions as one text can hold. */
const endless = Array.from({ length: 190 }, () => 'explosive(X,9000)').join(' or ');
const dear = { operation: operationNamed('study'), input: { when: endless, then: ['return(X, 180d)'] } };
const small = { operation: operationNamed('study'), input: { when: 'all_time_high(X, after: 1y)', then: ['return(X, 180d)'] } };

const timeOf = async (promise: Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await promise;
  return performance.now() - start;
};

describe('a pool of threads', () => {
  it('ends an expression that would compute for minutes, says so, and goes on', async () => {
    const pool = poolOver(withMadeUpSeries(20_000), { threads: 1, limits: { timeMs: 500 } });
    const failure = pool.execute(dear);
    await expect(failure).rejects.toThrow(CallerError);
    await expect(failure).rejects.toThrow(/^it took longer than 0\.5 s and was ended/);
    expect(await pool.execute(small)).toMatchObject({ ending: 'done' });
    expect(pool.state()).toMatchObject({ lost: 1, waiting: 0 });
  });

  it('gives a call up within a second of being told, though its thread does not look up, and another call finds a thread', async () => {
    const pool = poolOver(withMadeUpSeries(20_000), { threads: 1 });
    await pool.execute(small);
    const stop = new AbortController();
    const failure = pool.execute({ ...dear, signal: stop.signal }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(pool.state().running).toBe(1);
    stop.abort();
    expect(await timeOf(failure)).toBeLessThan(1000);
    expect((await failure) as Error).toMatchObject({ name: 'AbortError' });
    expect(await pool.execute(small)).toMatchObject({ ending: 'done' });
    expect(pool.state().lost).toBe(1);
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
    const stop = new AbortController();
    const second = pool.execute({ ...small, signal: stop.signal });
    setTimeout(() => stop.abort(), 200);
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    expect(pool.state()).toMatchObject({ waiting: 0 });
    await expect(pool.execute({ ...small, signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(await first).toBe('ended');
  });

  it('ends what takes more arrays than it may, as the fault of its caller', async () => {
    const pool = poolOver(withMadeUpSeries(400_000), { threads: 1, limits: { arraysMb: 64 } });
    const nested = `${'X + ('.repeat(50)}ma(X, 5)${')'.repeat(50)} > 0`;
    const failure: unknown = await pool
      .execute({ operation: operationNamed('study'), input: { when: nested, then: ['return(X, 5d)'] } })
      .catch((error: unknown) => error);
    expect(describeFailure(failure)).toMatchObject({
      code: 'caller',
      message: expect.stringMatching(/^it took more than 64 MiB of arrays/),
    });
  });

  it('ends what takes more memory than it may, as the fault of its caller, and goes on', async () => {
    const pool = poolOver(withMadeUpSeries(1_500_000), { threads: 1, limits: { heapMb: 64 } });
    const all = { operation: operationNamed('series show'), input: { id: 'X', values: true }, format: 'html' as const };
    const failure: unknown = await pool.execute(all).catch((error: unknown) => error);
    expect(describeFailure(failure)).toMatchObject({
      code: 'caller',
      message: expect.stringMatching(/^it took more than 64 MiB of memory/),
    });
    expect(await pool.execute({ operation: operationNamed('parse'), input: { text: 'X > 1' } })).toMatchObject({ ending: 'done' });
  });
});
