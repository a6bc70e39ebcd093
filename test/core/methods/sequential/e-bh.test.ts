import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageEValue, type EBenjaminiHochberg, eBenjaminiHochberg } from '../../../../src/core/methods/sequential/e-bh.ts';
import { type EProcess, mixtureEProcess } from '../../../../src/core/methods/sequential/e-process.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const SEED = { seed: 20_261_127, numRuns: 500 };
const discover = (e: ArrayLike<number>, level?: number) =>
  eBenjaminiHochberg(Float64Array.from(e), level === undefined ? {} : { level }) as EBenjaminiHochberg;
/** E-values with ties, zeros and some at the thresholds of small packs. */
const packs = fc.array(fc.oneof(fc.constantFrom(0, 1, 20, 40, 60, 80, 100 / 3), fc.double({ min: 0, max: 200, noNaN: true })), {
  minLength: 1,
  maxLength: 12,
});

/** By definition: the largest j for which j of the e-values are at least N / (level j). */
function byDefinition(e: readonly number[], level: number): boolean[] {
  const sorted = [...e].sort((a, b) => b - a);
  const reaches = (value: number, j: number) => value * level * j >= e.length * (1 - 1e-12);
  const k = sorted.findLastIndex((value, i) => reaches(value, i + 1)) + 1;
  return e.map((value) => k > 0 && value >= (sorted[k - 1] as number));
}

describe('the e-BH procedure', () => {
  it('finds by hand two of four at 5 %: 90, 45, 25 and 1 against 80, 40, 26.7 and 20', () => {
    const { discoveries, threshold, adjusted, observations } = discover([25, 90, 1, 45]);
    expect(discoveries).toEqual([false, true, false, true]);
    expect(threshold).toBe(40);
    expect(adjusted[1]).toBeCloseTo(4 / 90, 15);
    expect(adjusted[0]).toBeCloseTo(4 / 75, 15);
    expect(adjusted[2]).toBe(1);
    expect(observations).toBe(4);
  });

  it('is its definition for any e-values, ties and thresholds that are met just so', () => {
    fc.assert(
      fc.property(packs, fc.constantFrom(0.05, 0.1, 0.2), (e, level) => {
        const found = discover(e, level);
        expect(firstNotFinite(found)).toBeUndefined();
        expect(found.discoveries).toEqual(byDefinition(e, level));
        for (const [i, discovery] of found.discoveries.entries())
          if (discovery) expect((e[i] as number) * (1 + 1e-12)).toBeGreaterThanOrEqual(found.threshold);
      }),
      SEED,
    );
  });

  it('gives each claim the smallest level at which it is a discovery', () => {
    fc.assert(
      fc.property(packs, (e) => {
        for (const [i, level] of discover(e).adjusted.entries()) {
          if (level < 0.999) expect(discover(e, level * 1.0001).discoveries[i]).toBe(true);
          if (level > 0.001) expect(discover(e, level * 0.9999).discoveries[i]).toBe(false);
        }
      }),
      SEED,
    );
  });

  it('asks a single claim for 1 / level, and finds none where no e-value says anything', () => {
    expect(discover([20]).discoveries).toEqual([true]);
    expect(discover([19.9]).discoveries).toEqual([false]);
    expect(discover([1, 1, 1])).toMatchObject({ discoveries: [false, false, false], threshold: 60 });
  });

  it('holds its level on a pack that is looked at after every outcome, though all claims share their luck', () => {
    const stream = seededStream(20_261_127);
    let shareOfFalse = 0;
    const worlds = 400;
    for (let world = 0; world < worlds; world++) {
      // Eight claims without an effect on outcomes that are nearly the same, two with one.
      const shared = Array.from({ length: 30 }, () => stream.uniform());
      const wealth = Array.from({ length: 10 }, (_, claim) => {
        const p = claim < 8 ? 0.4 : 0.85;
        const y = Float64Array.from(shared, (u) => ((stream.uniform() < 0.8 ? u : stream.uniform()) < p ? 1 : 0));
        return (mixtureEProcess(y, 0.4) as EProcess).logWealth;
      });
      // Stopped at the first look with a discovery among the claims without an effect: the worst of times.
      let worst = 0;
      for (let t = 1; t <= 30 && worst === 0; t++) {
        const { discoveries } = discover(
          wealth.map((path) => Math.exp(path[t] as number)),
          0.1,
        );
        const falseOnes = discoveries.slice(0, 8).filter(Boolean).length;
        if (falseOnes > 0) worst = falseOnes / discoveries.filter(Boolean).length;
      }
      shareOfFalse += worst / worlds;
    }
    expect(shareOfFalse).toBeLessThanOrEqual(0.1);
  });

  it('needs a claim, and refuses what is no e-value', () => {
    expect(eBenjaminiHochberg(new Float64Array(0))).toMatchObject({ ok: false, needed: 1, available: 0 });
    for (const e of [[-1], [Number.NaN], [Number.POSITIVE_INFINITY]]) expect(() => discover(e)).toThrow(RangeError);
    for (const level of [0, 1, Number.NaN]) expect(() => discover([1], level)).toThrow(RangeError);
  });
});

describe('e-values merged', () => {
  it('are their mean, also where their sum is beyond all numbers', () => {
    expect(averageEValue(Float64Array.of(0, 3, 6))).toEqual({ eValue: 3, observations: 3 });
    const large = averageEValue(new Float64Array(4).fill(Number.MAX_VALUE)) as { eValue: number };
    expect(large.eValue).toBe(Number.MAX_VALUE);
  });

  it('need one, and refuse what is none', () => {
    expect(averageEValue(new Float64Array(0))).toMatchObject({ ok: false, needed: 1, available: 0 });
    for (const e of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => averageEValue(Float64Array.of(e))).toThrow(RangeError);
  });
});
