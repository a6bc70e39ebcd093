import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { scan } from '../../src/app/operations/scan.ts';
import { spreadWorker } from '../../src/app/scan/spread/worker.ts';
import { panelCache } from '../../src/team/panel-cache.ts';
import { memorySpread } from '../app/scan/spread/memory-spread.ts';
import { shipped } from '../app/shipped.ts';

const root = mkdtempSync(join(tmpdir(), 'harbinger-panels-'));
afterAll(() => rmSync(root, { recursive: true }));

const QUESTION = {
  targets: ['BTC'],
  horizons: ['90d'],
  triggers: ['all_time_high(RUT, after: 1y)', 'all_time_high(SPX, after: 26w)'],
  rows: 5,
};
/** A hash that begins so. */
const named = (letter: string): string => letter.padEnd(64, '0');
const alone = await scan(QUESTION, shipped);

describe('the cache of panels', () => {
  it('keeps a file whole, and fetches anew what was damaged, cut off or is of another panel', async () => {
    const folder = join(root, 'damaged');
    const { version } = shipped;
    const cache = panelCache(folder, { now: Date.now });
    const fetched: string[] = [];
    /** A worker that is started anew: nothing but the folder is left of the one before. */
    async function scanAnew(): Promise<unknown> {
      const spread = memorySpread({ version });
      const panels = {
        ...spread.panels,
        async get(hash: string) {
          fetched.push(hash);
          return spread.panels.get(hash);
        },
      };
      const worker = spreadWorker({ spread: { ...spread, panels }, version, cache });
      const run: typeof spread.queue.run = async (tasks, { onEnd }) => {
        for (const task of tasks) {
          await worker.perform(task);
          onEnd(task, { done: true });
        }
      };
      const context: Context = { ...shipped, openSpread: async () => ({ ...spread, queue: { ...spread.queue, run } }) };
      return (await scan(QUESTION, context)).result;
    }
    expect(await scanAnew()).toEqual(alone.result);
    const [file] = readdirSync(folder);
    const path = join(folder, file as string);
    const whole = readFileSync(path);
    expect(fetched).toHaveLength(1);
    expect(await scanAnew()).toEqual(alone.result);
    expect(fetched).toHaveLength(1);
    const flipped = Buffer.from(whole);
    flipped.writeUInt8(flipped.readUInt8(flipped.length >> 1) ^ 1, flipped.length >> 1);
    for (const damaged of [whole.subarray(0, whole.length / 2), Buffer.alloc(0), flipped]) {
      const before = fetched.length;
      writeFileSync(path, damaged);
      expect(await scanAnew()).toEqual(alone.result);
      expect(fetched.length).toBe(before + 1);
      expect(readFileSync(path)).toEqual(whole);
    }
    expect(readdirSync(folder)).toHaveLength(1);
  }, 60_000);

  it('drops what was not read for longest where there are too many bytes, and what one who died left half written', async () => {
    const folder = join(root, 'bounded');
    mkdirSync(folder);
    const left = join(folder, 'x.parquet.1.part');
    writeFileSync(left, 'half');
    utimesSync(left, 1, 1);
    let now = 1_000_000_000_000;
    const cache = panelCache(folder, { now: () => now, mostBytes: 250 });
    const bytes = new Uint8Array(100);
    for (const letter of ['a', 'b']) await cache.write(named(letter), bytes);
    for (const [letter, seconds] of [
      ['a', 10],
      ['b', 20],
    ] as const)
      utimesSync(join(folder, `${named(letter)}.parquet`), seconds, seconds);
    now += 1000;
    expect(await cache.read(named('a'))).toEqual(Buffer.from(bytes));
    await cache.write(named('c'), bytes);
    expect(readdirSync(folder).sort()).toEqual(['a', 'c'].map((letter) => `${named(letter)}.parquet`));
    // One that is larger than all that is allowed is kept all the same: somebody computes with it.
    await cache.write(named('d'), new Uint8Array(300));
    expect(readdirSync(folder)).toEqual([`${named('d')}.parquet`]);
    await cache.drop(named('d'));
    await cache.drop(named('d'));
    expect(await cache.read(named('d'))).toBeUndefined();
  });

  it('takes nothing but a hash for the name of a file', async () => {
    const cache = panelCache(join(root, 'names'), { now: Date.now });
    for (const name of ['../outside', 'a', named('A'), `${named('a')}/x`, `${named('a')}\n`])
      await expect(cache.write(name, new Uint8Array(1))).rejects.toThrow(/is not the hash of a panel/);
    expect(existsSync(join(root, 'outside.parquet'))).toBe(false);
  });

  it('costs time, never the answer, where the folder cannot be written', async () => {
    const path = join(root, 'a file');
    writeFileSync(path, '');
    const cache = panelCache(path, { now: Date.now });
    await cache.write(named('a'), new Uint8Array(3));
    expect(await cache.read(named('a'))).toBeUndefined();
    expect(existsSync(path)).toBe(true);
  });
});
