// What the server estimates that an operation will compute, against what it takes, on the table that ships and on made-up daily series.
// Run alone: npm run bench:cost. Prints the table as bench/README.md keeps it; warm code, the best of some runs.

import '../src/engine.ts';

import { operations } from '../src/app/registry.ts';
import { estimateCost } from '../src/server/cost.ts';
import { daily, shipped } from './contexts.ts';

const RUNS = 5;
const flagship = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };
const onDaily = { when: 'all_time_high(X, after: 100)', then: ['return(Y, 180d)'] };
const weekly: readonly (readonly [string, unknown])[] = [
  ['study', flagship],
  ['study', { ...flagship, then: ['return(BTC, 90d)', 'return(BTC, 180d)', 'return(BTC, 365d)'] }],
  ['study', { ...flagship, then: ['max_gain(BTC, 180d)'] }],
  ['study', { ...flagship, curve: true, trade: true, pictures: true }],
  ['study', { when: 'crosses_above(RUT, ma(RUT, 40))', then: ['return(SPX, 180d)'] }],
  ['check', {}],
  ['check', { claim: 'three-of-three' }],
  ['now', {}],
  ['lag', { a: 'RUT', b: 'BTC' }],
  ['lag', { a: 'RUT', b: 'SPX' }],
  ['doctor', {}],
  ['parse', { text: 'all_time_high(RUT, after: 1y)' }],
  ['series show', { id: 'RUT', values: true }],
];
const longer: readonly (readonly [string, unknown])[] = [
  ['study', onDaily],
  ['study', { ...onDaily, curve: true }],
  ['lag', { a: 'X', b: 'Y' }],
  ['parse', { text: 'explosive(X, lookback: 1000)' }],
  ['parse', { text: 'corr(X, Y, 1000) > 0' }],
  ['series show', { id: 'X', values: true }],
];

console.log('| data | operation | input | estimate, ms | measured, ms | ratio |\n|---|---|---|---:|---:|---:|');
for (const [data, context, asked] of [
  ['shipped', shipped, weekly],
  ['daily, 3,000', daily(3000), longer],
  ['daily, 9,000', daily(9000), longer],
] as const) {
  for (const [name, input] of asked) {
    const operation = operations.find((each) => each.name === name);
    if (!operation) throw new Error(`no operation ${name}`);
    const estimate = await estimateCost(operation, input, context);
    const times: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      const start = performance.now();
      await operation.run(input, context);
      times.push(performance.now() - start);
    }
    const best = Math.min(...times);
    console.log(
      `| ${data} | ${name} | ${JSON.stringify(input)} | ${estimate.toFixed(1)} | ${best.toFixed(1)} | ${(estimate / best).toFixed(2)} |`,
    );
  }
}
