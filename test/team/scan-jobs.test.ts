import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scan } from '../../src/app/operations/scan.ts';
import type { Spread } from '../../src/app/scan/spread.ts';
import { openSpread, partWorker } from '../../src/world/spread.ts';
import { shipped } from '../app/shipped.ts';
import { databasesForQueues, type QueueBed } from './bed.ts';
import { contextOf } from './spread-context.ts';

const cache = mkdtempSync(join(tmpdir(), 'harbinger-cache-'));
const { XDG_CACHE_HOME } = process.env;
const newBed = databasesForQueues();
let bed: QueueBed;
beforeAll(async () => {
  process.env.XDG_CACHE_HOME = cache;
  bed = await newBed();
}, 60_000);
afterAll(async () => {
  if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
  await bed.clear();
  rmSync(cache, { recursive: true });
});

const QUESTION = { targets: ['BTC', 'ETH'], horizons: ['90d', '180d'], series: ['RUT', 'SPX'], rows: 5 };

it('is shared out as jobs, the same to the bit; jobs that nobody has begun are taken back where it is stopped', async () => {
  const queue = await bed.queue();
  const place = { pool: bed.pool(), queue, space: 'main' };
  expect(await openSpread({ ...place, slots: async () => 2 }, 1)).toBeUndefined();
  expect(await openSpread({ ...place, slots: async () => 0 }, 100)).toBeUndefined();
  const spread = (await openSpread({ ...place, slots: async () => 2 }, 100)) as Spread;

  // Nobody works yet.
  const stop = new AbortController();
  const stopped = scan(QUESTION, contextOf(spread, { signal: stop.signal }));
  const waiting = async () => (await queue.counts()).find(({ kind }) => kind === 'scan-block')?.waiting ?? 0;
  await expect.poll(waiting).toBeGreaterThan(2);
  stop.abort();
  await expect(stopped).rejects.toThrow(/abort/i);
  expect(await waiting()).toBe(0);

  const parts = partWorker({ poolOf: bed.pool, threads: 2, version: shipped.version, now: Date.now });
  const worker = await bed.worker({ 'scan-block': parts.handle }, { concurrency: 2, only: ['scan-block'] });
  const [first, second] = await Promise.all([scan(QUESTION, contextOf(spread)), scan(QUESTION, contextOf(spread))]);
  const alone = await scan(QUESTION, shipped);
  expect(first.result).toEqual(alone.result);
  expect(second.result).toEqual(alone.result);
  const jobs = await queue.list({ kinds: ['scan-block'], limit: 500 });
  expect(jobs.filter(({ state }) => state === 'done').length).toBeGreaterThan(4);
  expect(jobs.filter(({ state }) => state === 'failed')).toEqual([]);
  await worker.end();
  await parts.close();
}, 120_000);
