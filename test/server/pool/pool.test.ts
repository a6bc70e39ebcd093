import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { describeFailure } from '../../../src/app/failure.ts';
import type { Format } from '../../../src/contract/formats.ts';
import { executeHere } from '../../../src/server/execute-here.ts';
import { shipped } from '../../app/shipped.ts';
import { operationNamed, poolOver } from './pools.ts';

const flagship = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };
const here = executeHere(async (watch) => ({ ...shipped, ...watch }));

describe('a pool of threads', () => {
  const asked: readonly (readonly [string, unknown, Format?])[] = [
    ['study', { ...flagship, pictures: true }],
    ['study', { when: 'date(2020-11-13, 2016-12-09)', then: ['max_gain(BTC, 365d)', 'return(BTC, 90d)'] }],
    ['study', { ...flagship, curve: true, trade: true }, 'html'],
    ['check', { claim: 'three-of-three', pictures: true }],
    ['check', { claim: 'liquidity' }, 'html'],
    ['lag', { a: 'RUT', b: 'BTC' }],
    ['doctor', {}],
    ['series show', { id: 'RUT', values: true }, 'html'],
    ['series', {}, 'html'],
    ['parse', { text: 'crosses_below(NFCI, 0)' }],
    ['packs', {}],
  ];

  it('answers bit for bit as this thread does, with the same pages', async () => {
    const pool = poolOver(shipped);
    for (const [name, input, format] of asked) {
      const call = { operation: operationNamed(name), input, format };
      expect(await pool.execute(call), name).toStrictEqual(await here(call));
    }
  }, 120_000);

  it('fails as this thread does, so that the fault is judged the same', async () => {
    const pool = poolOver(shipped);
    const faults: readonly (readonly [string, unknown])[] = [
      ['study', { ...flagship, when: 'all_time_hihg(RUT)' }],
      ['study', { ...flagship, when: 'all_time_high(RTU)' }],
      ['study', { when: 3, then: [] }],
      ['study', { ...flagship, asOf: '2999-01-01' }],
      ['study', { ...flagship, when: 'events("none.csv")' }],
      ['lag', { a: 'RUT', b: 'NONE' }],
      ['check', { claim: 'none' }],
      ['store', {}],
    ];
    for (const [name, input] of faults) {
      const call = { operation: operationNamed(name), input };
      const [there, wanted] = await Promise.all([pool.execute, here].map((execute) => execute(call).catch((error: unknown) => error)));
      expect(there, name).toBeInstanceOf((wanted as Error).constructor);
      expect(describeFailure(there)).toEqual(describeFailure(wanted));
      expect((there as Error).cause?.constructor).toBe((wanted as Error).cause?.constructor);
    }
  });

  it('runs 20 studies at once, none fails, and this thread stays free to answer', async () => {
    const pool = poolOver(shipped);
    const studyOver = (days: number) =>
      pool.execute({ operation: operationNamed('study'), input: { ...flagship, then: [`return(BTC, ${days}d)`] } });
    await studyOver(30);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => studyOver(100 + i)));
    delay.disable();
    expect(new Set(answers.map(({ result }) => JSON.stringify(result))).size).toBe(20);
    // One study takes longer than this: if any ran here, the bound would be passed many times over.
    expect(delay.percentile(90) / 1e6).toBeLessThan(50);
    expect(pool.state()).toMatchObject({ waiting: 0, lost: 0 });
  }, 60_000);
});
