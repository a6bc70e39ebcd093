import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explosiveStatistics } from '../../../../src/core/methods/regimes/explosive.ts';
import { backwardCriticalValue } from '../../../../src/core/methods/regimes/explosive-critical-values.ts';
import { explosiveStarts } from '../../../../src/core/methods/regimes/explosive-start.ts';
import { there, walk } from './made-up-walks.ts';

const fired = (on: Uint8Array) => Array.from(on.keys()).filter((i) => on[i] === 1);

describe('the start of an explosive phase', () => {
  it('is told from the BSADF of each lookback, word by word', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(30, 37, 45),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(5),
        (seed, lookback, persist, first) => {
          const values = walk(seed, 140);
          const level = 0.3;
          const bar = backwardCriticalValue(lookback, level);
          const statistic = (i: number) =>
            i < first + lookback - 1 ? Number.NaN : there(explosiveStatistics(values.subarray(i - lookback + 1, i + 1))).bsadf.at(-1);
          const above = Array.from(values.keys()).map((i) => (statistic(i) as number) > bar);
          const begins = (i: number) => above[i] && !above[i - 1] && i > first + lookback - 1;
          const expected = Array.from(values.keys()).filter((i) => {
            const start = i - persist + 1;
            return begins(start) && above.slice(start, i + 1).every(Boolean);
          });
          const found = explosiveStarts(values, { lookback, level, persist, first });
          expect(fired(found.on)).toEqual(expected);
          expect(found.criticalValue).toBe(bar);
          expect(Math.min(...fired(found.on), 999)).toBeGreaterThanOrEqual(found.warmup);
        },
      ),
      { seed: 20264, numRuns: 30 },
    );
  });

  it('can first be told on the warm-up date', () => {
    const growing = Float64Array.from({ length: 80 }, (_, i) => (i < 30 ? (i * 7) % 5 : 3 + 1.2 ** (i - 29) + ((i * 3) % 4) / 50));
    const at = fired(explosiveStarts(growing, { lookback: 30, level: 0.01, persist: 1, first: 0 }).on)[0] as number;
    for (const persist of [1, 3]) {
      const first = at - 30;
      const { on, warmup } = explosiveStarts(growing, { lookback: 30, level: 0.01, persist, first });
      expect(warmup).toBe(at + persist - 1);
      expect(fired(on)[0]).toBe(warmup);
      const later = explosiveStarts(growing, { lookback: 30, level: 0.01, persist, first: first + 1 });
      expect(fired(later.on)).not.toContain(at + persist - 1);
    }
  });

  it('is no event where it was not seen: at the first date of all, or after a missing value', () => {
    const growing = Float64Array.from({ length: 120 }, (_, i) => 1.1 ** i + ((i * 3) % 4) / 50);
    expect(fired(explosiveStarts(growing, { lookback: 30, level: 0.01, persist: 1, first: 0 }).on)).toEqual([]);
    const broken = walk(3, 200).map((value, i) => (i === 100 ? Number.NaN : i > 60 ? value + 1.1 ** (i - 60) : value));
    const events = fired(explosiveStarts(broken, { lookback: 40, level: 0.05, persist: 2, first: 0 }).on);
    expect(events.filter((i) => i > 60)).toHaveLength(1);
  });

  it('reads nothing after its date', () => {
    const values = walk(21, 300);
    const options = { lookback: 50, level: 0.2, persist: 2, first: 0 };
    const whole = explosiveStarts(values, options);
    expect(fired(whole.on).length).toBeGreaterThan(2);
    for (const cut of [49, 50, 51, 120, 299]) {
      const part = explosiveStarts(values.slice(0, cut), options);
      expect(part.on).toEqual(whole.on.slice(0, cut));
      expect(part.statistic).toEqual(whole.statistic.slice(0, cut));
    }
  });

  it('is rarer on a random walk than its level, and never comes in a series that stands still', () => {
    const dates = 4000;
    const { statistic, criticalValue } = explosiveStarts(walk(22, dates), { lookback: 100, level: 0.05, persist: 1, first: 0 });
    const share = statistic.filter((value) => value > criticalValue).length / (dates - 99);
    // Neighbouring dates go together: some 60 of 4,000 are worth one, and the share has a standard error of about 2.5 %.
    expect(share).toBeGreaterThan(0.005);
    expect(share).toBeLessThan(0.12);
    expect(fired(explosiveStarts(new Float64Array(90).fill(0.1), { lookback: 30, level: 0.5, persist: 1, first: 0 }).on)).toEqual([]);
    expect(explosiveStarts(new Float64Array(0), { lookback: 30, level: 0.5, persist: 1, first: 0 }).on).toHaveLength(0);
  });

  it('refuses a lookback or a level that is not in the table', () => {
    const ask = (lookback: number, level: number, persist = 1) => explosiveStarts(walk(1, 60), { lookback, level, persist, first: 0 });
    expect(() => ask(29, 0.05)).toThrow('the observations must be from 30 to 10000, as tabulated, were 29');
    expect(() => ask(10_001, 0.05)).toThrow(RangeError);
    expect(() => ask(30, 0.6)).toThrow('the level must be from 0.001 to 0.5, was 0.6');
    expect(() => ask(30, Number.NaN)).toThrow(RangeError);
    expect(() => ask(30.5, 0.05)).toThrow(/the lookback must be an integer/);
    expect(() => ask(30, 0.05, 0)).toThrow(/persist must be an integer at least 1/);
  });
});
