import { expect, it } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import { scan } from '../../../src/app/operations/scan.ts';
import { memorySpread } from '../../app/scan/spread/memory-spread.ts';
import { shipped } from '../../app/shipped.ts';
import { operationNamed, poolOver } from './pools.ts';

const QUESTION = { targets: ['BTC', 'ETH'], horizons: ['90d', '180d'], series: ['RUT', 'SPX'], rows: 5 };
const call = (input: unknown) => ({ operation: operationNamed('scan'), input });

/** What one thread makes of it; the command is added later. */
async function byItself(): Promise<object> {
  const { command: _, ...rest } = (await scan(QUESTION, shipped)).result as { command?: string };
  return rest;
}

/** A pool whose scans are shared out; `openSpread` runs in this thread. */
function sharing(openSpread: NonNullable<Context['openSpread']>) {
  const pool = poolOver(shipped, { threads: 1 });
  return pool.over(async (watch) => ({ ...shipped, ...watch, openSpread }), { spreads: true, timeMs: Number.POSITIVE_INFINITY });
}

it('a scan of a thread is shared out by the thread that owns the data, to the bit', async () => {
  const spread = memorySpread({ version: shipped.version, fate: (n) => (n === 0 ? 'failed' : 'done') });
  const { result } = await sharing(async () => spread)(call(QUESTION));
  const alone = await byItself();
  expect(result).toMatchObject(alone);
  expect(spread.asked.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['triggers', 'blocks']));
  expect(spread.computed.length).toBeGreaterThan(1);
}, 120_000);

it('one that is not to be shared, or that nobody shares, is computed by the thread alone', async () => {
  let opened = 0;
  const execute = sharing(async () => {
    opened++;
    return undefined;
  });
  const alone = await byItself();
  expect((await execute(call({ ...QUESTION, here: true }))).result).toMatchObject(alone);
  expect(opened).toBe(0);
  expect((await execute(call(QUESTION))).result).toMatchObject(alone);
  expect(opened).toBe(1);
}, 120_000);

it('where it is stopped, what was asked of workers is taken back', async () => {
  const spread = memorySpread({ version: shipped.version, fate: () => 'silent' });
  const asked = Promise.withResolvers<AbortSignal | undefined>();
  const queue: typeof spread.queue = {
    ...spread.queue,
    run(tasks, options) {
      asked.resolve(options.signal);
      return spread.queue.run(tasks, options);
    },
  };
  const stop = new AbortController();
  const stopped = sharing(async () => ({ ...spread, queue }))({ ...call(QUESTION), signal: stop.signal });
  stopped.catch(() => {});
  const signal = await asked.promise;
  stop.abort();
  await expect(stopped).rejects.toThrow(/abort/i);
  await expect.poll(() => signal?.aborted, { timeout: 10_000 }).toBe(true);
}, 60_000);

it('what the store of parts throws is the scan’s own error', async () => {
  const spread = memorySpread({ version: shipped.version });
  const parts = { ...spread.parts, names: () => Promise.reject(new Error('the database is away')) };
  await expect(sharing(async () => ({ ...spread, parts }))(call(QUESTION))).rejects.toThrow('the database is away');
}, 60_000);
