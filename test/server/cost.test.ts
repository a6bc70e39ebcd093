import { describe, expect, it } from 'vitest';
import { estimateCost } from '../../src/server/cost.ts';
import { shipped } from '../app/shipped.ts';
import { operationNamed } from './pool/pools.ts';

const estimate = (name: string, input: unknown) => estimateCost(operationNamed(name), input, shipped);

/** Milliseconds of this thread, the best of some runs: what the computing takes, whatever else goes on. */
async function measured(name: string, input: unknown): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const before = process.threadCpuUsage();
    await operationNamed(name).run(input, shipped);
    const { user, system } = process.threadCpuUsage(before);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

const flagship = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };
/** From the cheapest to the dearest. */
const asked: readonly (readonly [string, unknown])[] = [
  ['study', { ...flagship, then: ['max_gain(BTC, 180d)'] }],
  ['study', flagship],
  ['study', { ...flagship, then: ['return(BTC, 90d)', 'return(BTC, 180d)', 'return(BTC, 365d)'] }],
  ['check', { claim: 'records-favour-small' }],
];

describe('the estimate of what an operation computes', () => {
  it('is within a factor of three of what it takes, and ranks as it does', async () => {
    const estimates: number[] = [];
    const ratios: number[] = [];
    for (const [name, input] of asked) {
      estimates.push(await estimate(name, input));
      ratios.push((estimates.at(-1) as number) / (await measured(name, input)));
    }
    expect(estimates).toEqual(estimates.toSorted((a, b) => a - b));
    // A slow machine takes longer for all of them: the estimates are told apart by their ratios to one another.
    const middle = ratios.toSorted((a, b) => a - b)[1] as number;
    for (const ratio of ratios) {
      expect(ratio / middle).toBeGreaterThan(1 / 3);
      expect(ratio / middle).toBeLessThan(3);
    }
    expect(middle).toBeGreaterThan(1 / 10);
    expect(middle).toBeLessThan(10);
  }, 60_000);

  it('grows with what is asked: outcomes, curve, trade, claims, lags, lookbacks, values', async () => {
    const more: readonly (readonly [string, unknown, unknown])[] = [
      ['study', flagship, { ...flagship, then: [...flagship.then, 'return(BTC, 90d)'] }],
      ['study', flagship, { ...flagship, curve: true }],
      ['study', flagship, { ...flagship, trade: true }],
      ['study', flagship, { ...flagship, when: 'crosses_above(RUT, ma(RUT, 40))' }],
      ['check', { claim: 'flip-2020' }, { claim: 'three-of-three' }],
      ['check', { claim: 'three-of-three' }, {}],
      ['lag', { a: 'RUT', b: 'BTC' }, { a: 'RUT', b: 'SPX' }],
      ['scan', { targets: ['BTC'], series: ['RUT'] }, { targets: ['BTC', 'ETH'], series: ['RUT', 'SPX', 'NFCI', 'WALCL'] }],
      ['scan', { targets: ['BTC'], series: ['RUT'], leadLag: true }, { targets: ['BTC'], leadLag: true }],
      ['lag', { a: 'RUT', b: 'BTC' }, { a: 'RUT', b: 'BTC', within: '2y' }],
      ['parse', { text: 'RUT > 1' }, { text: 'explosive(RUT, lookback: 500)' }],
      ['parse', { text: 'ma(RUT, 10) > 1' }, { text: 'ma(RUT, 1000) > 1' }],
      ['series show', { id: 'RUT' }, { id: 'RUT', values: true }],
    ];
    for (const [name, less, much] of more)
      expect(await estimate(name, less), JSON.stringify(much)).toBeLessThan(await estimate(name, much));
  });

  it('is next to nothing for what will be refused', async () => {
    for (const input of [
      { when: 'nonsense(', then: ['return(BTC, 180d)'] },
      { then: 3 },
      { when: 'NONE > 1', then: ['return(BTC, 1y)'] },
    ]) {
      expect(await estimate('study', input)).toBeLessThan(5);
    }
  });
});
