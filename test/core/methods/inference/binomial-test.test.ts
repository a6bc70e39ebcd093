import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type BinomialTest,
  binomialTest,
  clopperPearsonInterval,
  type HitRateInterval,
  wilsonInterval,
} from '../../../../src/core/methods/inference/binomial-test.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { referencesOf } from '../long-horizon/references.ts';

const references = referencesOf('small-n-exact');
const SEED = { seed: 20_260_915, numRuns: 300 };
const found = (hits: number, trials: number, rate: number) => binomialTest({ hits, trials }, rate) as BinomialTest;
const ends = (interval: object) => [(interval as HitRateInterval).lower, (interval as HitRateInterval).upper];

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
/** P(X = 0) … P(X = n), term by term. */
const massOf = (n: number, rate: number) => Array.from({ length: n + 1 }, (_, k) => choose(n, k) * rate ** k * (1 - rate) ** (n - k));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('the exact binomial test', () => {
  test.skipIf(!references.present)('has the one-sided and two-sided p of R to 1e-13, and the intervals of binom.test and prop.test', () => {
    const { binom } = references.json('expected_R.json');
    expect(binom.length).toBeGreaterThan(6);
    for (const { k, n, p0, p_greater, p_two, clopper95, wilson95 } of binom) {
      const { pUpper, pTwoSided } = found(k, n, p0);
      expect(pUpper).toBeCloseTo(p_greater, 13);
      expect(pTwoSided).toBeCloseTo(p_two, 13);
      expect(ends(clopperPearsonInterval({ hits: k, trials: n }))).toEqual(clopper95.map((end: number) => expect.closeTo(end, 12)));
      expect(ends(wilsonInterval({ hits: k, trials: n }))).toEqual(wilson95.map((end: number) => expect.closeTo(end, 12)));
    }
    const expected = references.json('expected_R.json');
    for (const [name, trials, ups] of [
      ['x5', 5, 4],
      ['x8', 8, 6],
      ['x10', 10, 7],
    ] as const) {
      expect(found(ups, trials, 0.5).pUpper).toBeCloseTo(expected[name].sign_test_p_greater, 14);
      expect(found(ups, trials, 0.5).pTwoSided).toBeCloseTo(expected[name].sign_test_p_two, 14);
    }
  });

  it('is the sum of the probabilities, term by term', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.nat(25), fc.double({ min: 0.02, max: 0.98, noNaN: true }), (trials, k, rate) => {
        const hits = Math.min(k, trials);
        const mass = massOf(trials, rate);
        const result = found(hits, trials, rate);
        expect(result.pUpper).toBeCloseTo(sum(mass.slice(hits)), 11);
        expect(result.pLower).toBeCloseTo(sum(mass.slice(0, hits + 1)), 11);
        const level = (mass[hits] as number) * (1 + 1e-7);
        expect(result.pTwoSided).toBeCloseTo(sum(mass.filter((p) => p <= level)), 10);
        expect(result.pUpper).toBeGreaterThanOrEqual(result.lowestP.up * (1 - 1e-12));
        expect(result.pLower).toBeGreaterThanOrEqual(result.lowestP.down * (1 - 1e-12));
        const turned = found(trials - hits, trials, 1 - rate);
        expect(turned.pLower).toBeCloseTo(result.pUpper, 11);
      }),
      SEED,
    );
  });

  it('of hits averaged inside clusters takes the larger p of the counts on either side', () => {
    const result = found(4.5, 7, 0.4);
    expect(result.pUpper).toBe(found(4, 7, 0.4).pUpper);
    expect(result.pLower).toBe(found(5, 7, 0.4).pLower);
    expect(result.pTwoSided).toBe(Math.max(found(4, 7, 0.4).pTwoSided, found(5, 7, 0.4).pTwoSided));
    expect(result).toMatchObject({ hits: 4.5, observations: 7, lowestP: { up: 0.4 ** 7 } });
  });

  it('takes a sum of thirds for the whole number that it is', () => {
    const thirds = 0.1 + 0.2 + 0.7 + 1 / 3 + 1 / 3 + 1 / 3;
    expect(thirds).not.toBe(2);
    expect(found(thirds, 5, 0.3).pUpper).toBe(found(2, 5, 0.3).pUpper);
    expect(found(thirds, 5, 0.3).pLower).toBe(found(2, 5, 0.3).pLower);
  });

  it('with all hits has its lowest p, b^N', () => {
    for (const [n, rate] of [
      [5, 0.62],
      [3, 0.5],
      [60, 0.9],
    ] as const) {
      expect(found(n, n, rate).pUpper / rate ** n).toBeCloseTo(1, 12);
      expect(found(0, n, rate).pLower / (1 - rate) ** n).toBeCloseTo(1, 12);
    }
  });

  it('has nothing to say without a trial, or against a base rate that leaves nothing to chance', () => {
    expect(binomialTest({ hits: 0, trials: 0 }, 0.5)).toMatchObject({ ok: false, needed: 1, available: 0 });
    for (const rate of [0, 1]) expect(binomialTest({ hits: 1, trials: 3 }, rate)).toMatchObject({ ok: false });
  });

  it('refuses hits beyond the trials, trials that are not whole, and rates that are none', () => {
    expect(() => found(4, 3, 0.5)).toThrow(new RangeError('the hits must be between 0 and the 3 trials, were 4'));
    expect(() => found(-1, 3, 0.5)).toThrow(RangeError);
    expect(() => found(Number.NaN, 3, 0.5)).toThrow(RangeError);
    expect(() => found(1, 2.5, 0.5)).toThrow(RangeError);
    expect(() => found(1, 3, 1.5)).toThrow(RangeError);
    expect(() => found(1, 3, Number.NaN)).toThrow(RangeError);
  });
});

describe('intervals of a hit rate', () => {
  const counts = fc
    .integer({ min: 1, max: 40 })
    .chain((trials) => fc.tuple(fc.double({ min: 0, max: trials, noNaN: true }), fc.constant(trials)));

  it('hold the rate, stay in [0, 1] and are never NaN, for hits that are whole or not', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0.01, max: 0.999, noNaN: true }), ([hits, trials], level) => {
        for (const interval of [clopperPearsonInterval({ hits, trials }, { level }), wilsonInterval({ hits, trials }, { level })]) {
          expect(firstNotFinite(interval)).toBeUndefined();
          const [lower, upper] = ends(interval) as [number, number];
          expect(lower >= 0 && lower <= hits / trials + 1e-9 && upper >= hits / trials - 1e-9 && upper <= 1).toBe(true);
        }
      }),
      SEED,
    );
  });

  it('by Clopper and Pearson hold both counts beside hits that are not whole', () => {
    const between = ends(clopperPearsonInterval({ hits: 2.5, trials: 6 }));
    expect(between).toEqual([
      ends(clopperPearsonInterval({ hits: 2, trials: 6 }))[0],
      ends(clopperPearsonInterval({ hits: 3, trials: 6 }))[1],
    ]);
  });

  it('by Clopper and Pearson never hold less often than they say, whatever the rate', () => {
    for (let rate = 0.01; rate < 1; rate += 0.0173) {
      const mass = massOf(9, rate);
      const held = sum(
        mass.filter((_, hits) => {
          const [lower, upper] = ends(clopperPearsonInterval({ hits, trials: 9 }, { level: 0.8 })) as [number, number];
          return lower <= rate && rate <= upper;
        }),
      );
      expect(held).toBeGreaterThanOrEqual(0.8);
    }
  });

  it('reach 0 and 1 where nothing or all hit, and turn with hits and misses', () => {
    expect(ends(clopperPearsonInterval({ hits: 0, trials: 4 }))[0]).toBe(0);
    expect(ends(wilsonInterval({ hits: 4, trials: 4 }))[1]).toBe(1);
    const [hits, misses] = [ends(wilsonInterval({ hits: 2, trials: 9 })), ends(wilsonInterval({ hits: 7, trials: 9 }))] as [
      number[],
      number[],
    ];
    expect(misses[0]).toBeCloseTo(1 - (hits[1] as number), 12);
  });

  it('are none without a trial, and refused for levels that are none', () => {
    for (const interval of [clopperPearsonInterval, wilsonInterval]) {
      expect(isInsufficient(interval({ hits: 0, trials: 0 }))).toBe(true);
      expect(() => interval({ hits: 1, trials: 2 }, { level: 1 })).toThrow(RangeError);
      expect(() => interval({ hits: 3, trials: 2 })).toThrow(RangeError);
    }
  });
});
