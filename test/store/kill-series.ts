import type { Addition } from '../../src/store/store.ts';
import { madeUpPull } from './made-up-additions.ts';

/** Numbers in [0, 1) that a seed gives (mulberry32): the same in every process. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The addition that makes the nth series: 1 to 20,000 rows, now and then with two versions of a date, and a second opinion. */
export function nthAddition(seed: number, n: number): Addition {
  const next = numbers(seed * 100_003 + n);
  const count = 1 + Math.floor(next() * 20_000);
  const rows = { dates: new Int32Array(count), values: new Float64Array(count), knownAt: new Float64Array(count) };
  for (let i = 0, date = -2000; i < count; i++) {
    const isVersion = i > 0 && next() < 0.02;
    if (!isVersion) date++;
    rows.dates[i] = date;
    rows.values[i] = next() * 1000;
    rows.knownAt[i] = isVersion ? (rows.knownAt[i - 1] as number) + 1 : date * 86_400_000;
  }
  const said = Math.floor(next() * Math.min(count, 300));
  const series = `SERIES${n}`;
  return {
    pull: madeUpPull(series, { id: `pull ${n}`, at: n, added: count }),
    definition: { title: `Series ${n}`, note: 'x'.repeat(Math.floor(next() * 500)) },
    rows,
    second: {
      source: 'second',
      dates: Int32Array.from({ length: said }, (_, i) => i),
      values: Float64Array.from({ length: said }, () => next()),
    },
  };
}
