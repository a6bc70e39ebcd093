import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../src/app/context.ts';
import { scan } from '../../../../src/app/operations/scan.ts';
import { scanTable } from '../../../../src/app/operations/scan-forms.ts';
import type { Spread } from '../../../../src/app/scan/spread.ts';
import { shipped } from '../../shipped.ts';
import { type Fate, memorySpread } from './memory-spread.ts';

const { version } = shipped;
const TRIGGERS = [
  'all_time_high(RUT, after: 1y)',
  'all_time_high(SPX, after: 26w)',
  'crosses_above(RUT / SPX, ma(RUT / SPX, 40w))',
  'crosses_above(ma(SPX, 4w), ma(SPX, 20w))',
  'crosses_above(ma(BTC, 4w), ma(BTC, 12w))',
  'change(WALCL, 13w) > 0',
  'change(NFCI, 4w) > 0',
  'all_time_high(BTC, after: 90d)',
];
const overSpread = (spread: Spread, changed: Partial<Context> = {}): Context => ({
  ...shipped,
  ...changed,
  openSpread: async () => spread,
});

/** With a clock that runs, so that tasks seem to take longer, and the scan is cut into more of them. */
function running(milliseconds: number): Context['data'] {
  let at = shipped.data.now();
  return {
    ...shipped.data,
    now() {
      at += milliseconds;
      return at;
    },
  };
}

const SMALL = { targets: ['BTC', 'ETH'], horizons: ['90d', '180d'], triggers: TRIGGERS, rows: 5 };
const alone = await scan(SMALL, shipped);
const table = await scanTable(alone);

describe('a scan that is spread', () => {
  it('is that of one process to the bit, whatever is asked, however it is cut and whatever becomes of its tasks', async () => {
    const fates = fc.array(fc.constantFrom<Fate>('done', 'lost', 'twice', 'failed'), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          triggers: fc.uniqueArray(fc.constantFrom(...TRIGGERS), { minLength: 1 }),
          targets: fc.uniqueArray(fc.constantFrom('BTC', 'ETH', 'SPX'), { minLength: 1 }),
          horizons: fc.uniqueArray(fc.constantFrom('30d', '90d', '365d'), { minLength: 1, maxLength: 2 }),
          direction: fc.constantFrom('up', 'down'),
          asOf: fc.constantFrom(undefined, '2022-03-04'),
        }),
        fc.record({ fates, workers: fc.integer({ min: 1, max: 4 }), order: fc.array(fc.nat(), { minLength: 1 }), slow: fc.nat(3000) }),
        async (question, { fates, workers, order, slow }) => {
          const one = await scan(question, shipped);
          let taken = 0;
          const spread = memorySpread({
            ...{ version, workers },
            fate: (n) => fates[n % fates.length] as Fate,
            pick: (waiting) => (order[taken++ % order.length] as number) % waiting,
          });
          const run = await scan(question, overSpread(spread, { data: running(slow) }));
          expect(run.result).toEqual(one.result);
          expect(JSON.stringify(run.result)).toBe(JSON.stringify(one.result));
          expect(await scanTable(run)).toBe(await scanTable(one));
        },
      ),
      { numRuns: 12, seed: 11 },
    );
  }, 120_000);

  it('is the same for two who ask at once, and for one who asks after another died', async () => {
    const spread = memorySpread({ version });
    const [first, second] = await Promise.all([scan(SMALL, overSpread(spread)), scan(SMALL, overSpread(spread))]);
    expect([first.result, second.result]).toEqual([alone.result, alone.result]);
    expect(await scanTable(second)).toBe(table);

    const dying = memorySpread({ version });
    const stop = new AbortController();
    const onProgress: Context['onProgress'] = (told) => {
      if (told.kind === 'computed' && told.what === 'hypotheses') stop.abort();
    };
    await expect(scan(SMALL, overSpread(dying, { signal: stop.signal, onProgress, data: running(3000) }))).rejects.toThrow(/abort/i);
    const before = dying.computed.length;
    expect(before).toBeGreaterThan(1);
    const next = await scan(SMALL, overSpread(dying));
    expect(next.result).toEqual(alone.result);
    // Nothing that was kept is computed again.
    expect(new Set(dying.computed).size).toBe(dying.computed.length);
    const whole = dying.computed.length;
    expect((await scan(SMALL, overSpread(dying))).result).toEqual(alone.result);
    expect(dying.computed.length).toBe(whole);
  });

  it('computes nothing in the asking process where others do, and everything where nobody does', async () => {
    const spread = memorySpread({ version, fate: () => 'silent', patience: 5 });
    const run = await scan(SMALL, overSpread(spread));
    expect(run.result).toEqual(alone.result);
    expect(spread.computed.length).toBeGreaterThan(1);
  });

  it('stays in one process where that is asked, or files keep its parts', async () => {
    const never = { ...shipped, openSpread: () => Promise.reject(new Error('the scan was spread')) };
    expect((await scan({ ...SMALL, here: true }, never)).result).toEqual(alone.result);
    await expect(scan(SMALL, never)).rejects.toThrow('the scan was spread');
  });

  it('is refused by a worker of another version, and computed all the same', async () => {
    const spread = memorySpread({ version: 'another' });
    const queue: Spread['queue'] = {
      ...spread.queue,
      run: (tasks, options) =>
        spread.queue.run(tasks, options).catch((error: Error) => {
          expect(error.message).toMatch(/was asked by version/);
          for (const task of tasks) options.onEnd(task, { done: false, why: error.message });
        }),
    };
    expect((await scan(SMALL, overSpread({ ...spread, queue }))).result).toEqual(alone.result);
  });
});
