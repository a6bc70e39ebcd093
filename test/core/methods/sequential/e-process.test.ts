import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bettingEProcess, type EProcess, type MixtureOptions, mixtureEProcess } from '../../../../src/core/methods/sequential/e-process.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { largestDifference, reference } from '../../../reference/belief/largest-difference.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const SEED = { seed: 20_261_126, numRuns: 200 };
const { hits, shares, betting } = reference.processes;
const mixture = (outcomes: ArrayLike<number>, rates: ArrayLike<number> | number, options: MixtureOptions = {}) =>
  mixtureEProcess(Float64Array.from(outcomes), typeof rates === 'number' ? rates : Float64Array.from(rates), options) as EProcess;
const twentieth = fc.integer({ min: 1, max: 19 }).map((k) => k / 20);

/** Every sequence of n outcomes of 0 and 1, with its probability where outcome t has probability p(t). */
function* sequences(n: number, p: (t: number) => number) {
  for (let set = 0; set < 1 << n; set++) {
    const y = Array.from({ length: n }, (_, t) => (set >> t) & 1);
    yield { y, probability: y.reduce((product, outcome, t) => product * (outcome ? p(t) : 1 - p(t)), 1) };
  }
}

describe('the mixture e-process', () => {
  it('has the wealth of the closed form by scipy, after each of 40 outcomes', () => {
    expect(largestDifference(mixture(hits.outcomes, hits.baseRate), { logWealth: hits.logWealth })).toBeLessThan(1e-13);
  });

  it('has the wealth of integration by mpmath for averaged hits, base rates that change and bets of another prior', () => {
    expect(
      largestDifference(mixture(shares.outcomes, shares.baseRates, { bets: shares.bets }), { logWealth: shares.logWealth }),
    ).toBeLessThan(1e-13);
  });

  it('begins with wealth 1, and has it still where nothing has come due', () => {
    const empty = { eValue: 1, anytimeP: 1, logWealth: Float64Array.of(0), anytimePs: Float64Array.of(1), observations: 0 };
    expect(mixture([], 0.4)).toEqual(empty);
    expect(bettingEProcess(new Float64Array(0), 0.4, { lower: 0, upper: 1 })).toEqual(empty);
  });

  it('has by hand after one hit at a base rate of 0.4 the wealth 1.75: half the wealth bet on average, at 2.5 for 1', () => {
    expect(mixture([1], 0.4).eValue).toBeCloseTo(0.5 + 0.5 * 2.5, 15);
    expect(mixture([0], 0.4).eValue).toBeCloseTo(0.5, 15);
    expect(mixture([0], 0.4, { alternative: 'less' }).eValue).toBeCloseTo(0.5 + 0.5 / 0.6, 15);
  });

  it('has an expectation of exactly 1 at the base rates, by all 512 sequences of nine outcomes, and less below them', () => {
    const rates = [0.3, 0.62, 0.5, 0.1, 0.9, 0.45, 0.3, 0.7, 0.55];
    for (const [bets, share] of [
      [{ alpha: 1, beta: 1 }, 1],
      [{ alpha: 0.5, beta: 3 }, 1],
      [{ alpha: 1, beta: 1 }, 0.7],
    ] as const) {
      let expectation = 0;
      for (const { y, probability } of sequences(9, (t) => share * (rates[t] as number)))
        expectation += probability * mixture(y, rates, { bets }).eValue;
      if (share === 1) expect(expectation).toBeCloseTo(1, 12);
      else expect(expectation).toBeLessThan(0.9);
    }
  });

  it('lets no more than a share p of nulls ever get to an anytime p of p, by all sequences of twelve outcomes', () => {
    for (const base of [0.2, 0.5, 0.8]) {
      const reached: [number, number][] = [];
      for (const { y, probability } of sequences(12, () => base)) reached.push([mixture(y, base).anytimeP, probability]);
      for (const [p] of reached) {
        const share = reached.reduce((sum, [other, probability]) => (other <= p ? sum + probability : sum), 0);
        expect(share).toBeLessThanOrEqual(p + 1e-12);
      }
    }
  });

  it('stays below 20 in 95 % of 2,000 worlds without an effect that are watched for 200 outcomes, as a p looked at daily does not', () => {
    const stream = seededStream(20_261_126);
    let [crossed, tested] = [0, 0];
    for (let world = 0; world < 2000; world++) {
      const y = Array.from({ length: 200 }, () => (stream.uniform() < 0.4 ? 1 : 0));
      if (mixture(y, 0.4).anytimeP <= 0.05) crossed++;
      const sums = y.map((_, t) => y.slice(0, t + 1).reduce<number>((sum, outcome) => sum + outcome - 0.4, 0));
      if (sums.some((sum, t) => t >= 9 && sum / Math.sqrt(0.24 * (t + 1)) > 1.645)) tested++;
    }
    expect(crossed / 2000).toBeLessThanOrEqual(0.05);
    expect(tested / 2000).toBeGreaterThan(0.2);
  });

  it('grows where hits are more frequent than the base rate, and sees an effect that it was made for', () => {
    const stream = seededStream(4);
    const y = Array.from({ length: 100 }, () => (stream.uniform() < 0.8 ? 1 : 0));
    expect(mixture(y, 0.5).eValue).toBeGreaterThan(1000);
    expect(mixture(y, 0.5, { alternative: 'less' }).eValue).toBeLessThan(1);
  });

  it('does not reject a null far below the base rate for being far: few hits never make wealth', () => {
    expect(mixture(new Array(200).fill(0), 0.5).anytimeP).toBe(1);
  });

  it('is for fewer hits what it is for more with hits and misses exchanged', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), twentieth), { maxLength: 20 }), (pairs) => {
        const [y, b] = [pairs.map(([k]) => k / 4), pairs.map(([, rate]) => rate)];
        const less = mixture(y, b, { alternative: 'less' });
        const greater = mixture(
          y.map((o) => 1 - o),
          b.map((rate) => 1 - rate),
        );
        expect(largestDifference(less, greater)).toBeLessThan(1e-12);
      }),
      SEED,
    );
  });

  it('gives the same wealth for hits in any order at a constant base rate, never a number that is not finite, and a p that never rises', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), twentieth, (outcomes, base) => {
        const y = outcomes.map(Number);
        const found = mixture(y, base);
        expect(firstNotFinite(found)).toBeUndefined();
        expect(found.logWealth.at(-1)).toBeCloseTo(mixture([...y].sort(), base).logWealth.at(-1) as number, 10);
        found.anytimePs.forEach((p, t) => {
          expect(p > 0 && p <= (t === 0 ? 1 : (found.anytimePs[t - 1] as number))).toBe(true);
          expect(Math.abs(p - Math.exp(-Math.max(...found.logWealth.slice(0, t + 1))))).toBeLessThan(1e-15);
        });
      }),
      SEED,
    );
  });

  it('knows at each outcome only what came before: later outcomes do not change the wealth so far', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), fc.nat(29), (outcomes, some) => {
        const [y, cut] = [outcomes.map(Number), some % outcomes.length];
        expect([...mixture(y, 0.3).logWealth.slice(0, cut + 1)]).toEqual([...mixture(y.slice(0, cut), 0.3).logWealth]);
      }),
      SEED,
    );
  });

  it('stays finite for a wealth beyond all numbers', () => {
    const rich = mixture(new Array(3000).fill(1), 0.05);
    expect(rich.logWealth.at(-1)).toBeGreaterThan(8000);
    expect(rich.eValue).toBe(Number.MAX_VALUE);
    expect(rich.anytimeP).toBeGreaterThan(0);
    expect(firstNotFinite(mixture([1, 1, 0], [1e-320, 1e-308, 0.5]))).toBeUndefined();
  });

  it('has nothing to bet on where a base rate is 0 or 1, and refuses what is no probability', () => {
    expect(mixtureEProcess(Float64Array.of(1, 0), Float64Array.of(0.5, 1))).toMatchObject({ ok: false, needed: 2, available: 1 });
    expect(() => mixture([1, 1.5], 0.5)).toThrow(RangeError);
    expect(() => mixture([1, Number.NaN], 0.5)).toThrow(RangeError);
    expect(() => mixture([1, 0], 1.5)).toThrow(RangeError);
    expect(() => mixture([1, 0], [0.5])).toThrow(RangeError);
    for (const bets of [
      { alpha: 0, beta: 1 },
      { alpha: 1, beta: Number.NaN },
    ])
      expect(() => mixture([1], 0.5, { bets })).toThrow(RangeError);
  });
});

describe('the betting e-process', () => {
  const values = Float64Array.from(betting.values);
  const bounds = { lower: betting.lower, upper: betting.upper };

  it('has the wealth of numpy for a constant null mean, one that changes, and for the claim of less', () => {
    expect(
      largestDifference(bettingEProcess(values, betting.constant.nullMean, bounds), { logWealth: betting.constant.logWealth }),
    ).toBeLessThan(1e-13);
    const varying = bettingEProcess(values, Float64Array.from(betting.varying.nullMeans), bounds);
    expect(largestDifference(varying, { logWealth: betting.varying.logWealth })).toBeLessThan(1e-13);
    const less = bettingEProcess(values, betting.less.nullMean, { ...bounds, alternative: 'less' });
    expect(largestDifference(less, { logWealth: betting.less.logWealth })).toBeLessThan(1e-13);
  });

  it('bets nothing before it has seen anything', () => {
    expect(bettingEProcess(Float64Array.of(1), 0.2, { lower: 0, upper: 1 }).eValue).toBe(1);
  });

  it('has an expectation of exactly 1 at the null mean, by all sequences of ten values of three kinds, and an anytime-valid p', () => {
    // Values 0, 0.5 and 2 in [0, 2] with probabilities 0.5, 0.3 and 0.2: mean 0.55.
    const [kinds, chances] = [
      [0, 0.5, 2],
      [0.5, 0.3, 0.2],
    ] as const;
    for (const [alternative, nullMean] of [
      ['greater', 0.55],
      ['less', 0.55],
      ['greater', 0.7],
    ] as const) {
      let [expectation, rejected] = [0, 0];
      for (let code = 0; code < 3 ** 8; code++) {
        const digits = Array.from({ length: 8 }, (_, t) => Math.floor(code / 3 ** t) % 3);
        const probability = digits.reduce((product, digit) => product * (chances[digit] as number), 1);
        const x = Float64Array.from(digits, (digit) => kinds[digit] as number);
        const { eValue, anytimeP } = bettingEProcess(x, nullMean, { lower: 0, upper: 2, alternative, largestStake: 0.9 });
        expectation += probability * eValue;
        if (anytimeP <= 0.25) rejected += probability;
      }
      if (nullMean === 0.55) expect(expectation).toBeCloseTo(1, 12);
      else expect(expectation).toBeLessThan(1);
      expect(rejected).toBeLessThanOrEqual(0.25);
    }
  });

  it('is the same on any scale, and turned round for the claim of less', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 }), twentieth, (ks, nullMean) => {
        const x = Float64Array.from(ks, (k) => k / 20);
        const own = bettingEProcess(x, nullMean, { lower: 0, upper: 1 });
        expect(firstNotFinite(own)).toBeUndefined();
        const scaled = bettingEProcess(
          x.map((v) => 8 * v - 3),
          8 * nullMean - 3,
          { lower: -3, upper: 5 },
        );
        const turned = bettingEProcess(
          x.map((v) => -v),
          -nullMean,
          { lower: -1, upper: 0, alternative: 'less' },
        );
        for (const other of [scaled, turned]) expect(largestDifference(other, own)).toBeLessThan(1e-9);
      }),
      SEED,
    );
  });

  it('never loses more than its largest stake at once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 40 }), twentieth, (ks, nullMean) => {
        const { logWealth } = bettingEProcess(Float64Array.from(ks), nullMean, { lower: 0, upper: 1, largestStake: 0.3 });
        logWealth.forEach((log, t) => {
          if (t > 0) expect(log - (logWealth[t - 1] as number)).toBeGreaterThanOrEqual(Math.log(0.7) - 1e-12);
        });
      }),
      SEED,
    );
  });

  it('refuses values outside its bounds, null means on them, and bounds that are none', () => {
    const bet = (x: number[], mean: number, more: object = {}) =>
      bettingEProcess(Float64Array.from(x), mean, { lower: 0, upper: 1, ...more });
    expect(() => bet([0.5, 1.1], 0.5)).toThrow(new RangeError('a value must be in [0, 1], was 1.1 at index 1'));
    expect(() => bet([0.5, Number.NaN], 0.5)).toThrow(RangeError);
    for (const mean of [0, 1, Number.NaN]) expect(() => bet([0.5], mean)).toThrow(RangeError);
    for (const more of [{ upper: 0 }, { lower: Number.NEGATIVE_INFINITY }, { largestStake: 1 }])
      expect(() => bet([0.5], 0.5, more)).toThrow(RangeError);
    expect(() => bettingEProcess(Float64Array.of(0.5), Float64Array.of(0.5, 0.5), { lower: 0, upper: 1 })).toThrow(RangeError);
  });
});
