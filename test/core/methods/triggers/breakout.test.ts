import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakouts } from '../../../../src/core/methods/triggers/breakout.ts';
import { retests } from '../../../../src/core/methods/triggers/retest.ts';
import { indices, smallWorlds } from './small-worlds.ts';

const fired = (on: Uint8Array) => Array.from(on.entries()).flatMap(([i, flag]) => (flag ? [i] : []));
const options = fc.record({
  lookback: fc.integer({ min: 1, max: 6 }),
  gap: fc.integer({ min: 0, max: 4 }),
  quiet: fc.integer({ min: 0, max: 6 }),
  margin: fc.constantFrom(0, 0.1, 0.25, -0.1),
  first: fc.nat(3),
});

describe('breakouts', () => {
  it('are what the definition says, tried word by word on small worlds', () => {
    fc.assert(
      fc.property(smallWorlds(30), options, ({ dates, values }, { lookback, gap, quiet, margin, first }) => {
        const found = breakouts(dates, values, {
          lookback: { count: lookback },
          gap: { count: gap },
          quiet: { count: quiet },
          margin,
          first,
        });
        const level = (i: number) => {
          const past = indices(values.length).filter((j) => j > i - gap - lookback && j <= i - gap && j >= first);
          return past.length === lookback ? Math.max(...past.map((j) => values[j] as number)) : Number.NaN;
        };
        const holds = (i: number) => (values[i] as number) > level(i) * (1 + margin);
        const all = indices(values.length);
        expect(Array.from(found.levels)).toEqual(all.map(level));
        expect(fired(found.on)).toEqual(all.filter((i) => holds(i) && !all.some((j) => j < i && j >= i - quiet && holds(j))));
        expect(found.warmup).toBe(
          Math.max(
            0,
            [...all.map(level), 0].findIndex((value) => !Number.isNaN(value)),
          ),
        );
      }),
      { seed: 8, numRuns: 2000 },
    );
  });

  it('pass over missing values in a lookback, and a lookback of nothing else has no level', () => {
    const values = Float64Array.of(Number.NaN, Number.NaN, 3, Number.NaN, 5, 6);
    const dates = Int32Array.of(1, 2, 3, 4, 5, 6);
    const found = breakouts(dates, values, { lookback: { count: 2 }, gap: { count: 1 }, quiet: { count: 0 }, margin: 0, first: 0 });
    expect(Array.from(found.levels)).toEqual([Number.NaN, Number.NaN, Number.NaN, 3, 3, 5]);
    expect(fired(found.on)).toEqual([4, 5]);
  });

  it('may count lookback, gap and quiet time in days', () => {
    const dates = Int32Array.of(0, 10, 20, 30, 31, 52);
    const found = breakouts(dates, Float64Array.of(5, 7, 6, 8, 9, 10), {
      lookback: { count: 15, unit: 'd' },
      gap: { count: 5, unit: 'd' },
      quiet: { count: 20, unit: 'd' },
      margin: 0,
      first: 0,
    });
    // Gap ends: −, 0, 1, 2, 2, 4; a lookback of 15 days reaches back to the first date from the 15th day on.
    expect(Array.from(found.levels)).toEqual([Number.NaN, Number.NaN, Number.NaN, 7, 7, 9]);
    expect(fired(found.on)).toEqual([3, 5]);
  });
});

describe('retests', () => {
  /** The definition as a pattern of letters: a(bove), i(nside) and u(nder) the band. */
  function byPattern(
    values: Float64Array,
    { start, level, within, tolerance }: Record<'start' | 'level' | 'within' | 'tolerance', number>,
  ) {
    const letters = Array.from(values.slice(start, start + within + 1), (value) =>
      value > level * (1 + tolerance) ? 'a' : value < level * (1 - tolerance) ? 'u' : 'i',
    ).join('');
    const match = /^i*a+i+a/.exec(letters);
    return match ? start + match[0].length - 1 : -1;
  }

  it('are what the definition says, as a pattern over the closes from each breakout on', () => {
    fc.assert(
      fc.property(smallWorlds(30), options, fc.nat(12), fc.constantFrom(0, 0.1, 0.3), (world, how, within, tolerance) => {
        const { dates, values } = world;
        const found = breakouts(dates, values, {
          lookback: { count: how.lookback },
          gap: { count: how.gap },
          quiet: { count: how.quiet },
          margin: how.margin,
          first: 0,
        });
        const expected = fired(found.on)
          .map((start) => byPattern(values, { start, level: found.levels[start] as number, within, tolerance }))
          .filter((at) => at >= 0);
        expect(fired(retests(dates, values, found, { within: { count: within }, tolerance }))).toEqual(
          [...new Set(expected)].sort((a, b) => a - b),
        );
      }),
      { seed: 9, numRuns: 3000 },
    );
  });

  it('may be due within a span', () => {
    const found = { levels: Float64Array.of(100, 0, 0, 0), on: Uint8Array.of(1, 0, 0, 0), warmup: 0 };
    const values = Float64Array.of(104, 100, 101, 105);
    const dates = Int32Array.of(0, 3, 6, 10);
    expect(fired(retests(dates, values, found, { within: { count: 10, unit: 'd' }, tolerance: 0.03 }))).toEqual([3]);
    expect(fired(retests(dates, values, found, { within: { count: 9, unit: 'd' }, tolerance: 0.03 }))).toEqual([]);
  });

  it('pass over missing values', () => {
    const found = { levels: Float64Array.of(100, 0, 0, 0, 0), on: Uint8Array.of(1, 0, 0, 0, 0), warmup: 0 };
    const values = Float64Array.of(104, Number.NaN, 101, Number.NaN, 105);
    expect(fired(retests(Int32Array.of(0, 1, 2, 3, 4), values, found, { within: { count: 5 }, tolerance: 0.03 }))).toEqual([4]);
  });
});
