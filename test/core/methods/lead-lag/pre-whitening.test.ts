import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peakTest } from '../../../../src/core/methods/lead-lag/peak-test.ts';
import {
  type Autoregression,
  autoregressionByAic,
  type PreWhitened,
  preWhiten,
  whitenEach,
} from '../../../../src/core/methods/lead-lag/pre-whitening.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import reference from '../../../reference/lead-lag/lead-lag.json' with { type: 'json' };
import { largestDifference } from '../long-horizon/references.ts';
import { anyPair, noise } from './made-up-pairs.ts';

describe('the autoregression of a series', () => {
  it.each(['a', 'b'] as const)(
    'has the coefficients, the criteria and the order of the Yule–Walker equations as scipy solves them (%s)',
    (name) => {
      const expected = reference.autoregression[name];
      const found = autoregressionByAic(Float64Array.from(reference[name]), reference.maxOrder) as Autoregression;
      expect(found.order).toBe(expected.order);
      const chosen = expected.orders[expected.order] as (typeof expected.orders)[number];
      expect(largestDifference(found.coefficients, chosen.coefficients)).toBeLessThan(1e-12);
      expect(found.variance).toBeCloseTo(chosen.variance, 11);
      expect(
        largestDifference(
          found.aic,
          expected.orders.map(({ aic }) => aic),
        ),
      ).toBeLessThan(1e-12);
    },
  );

  it('does not change with the unit or the level', () => {
    const values = noise(200, 3);
    const plain = autoregressionByAic(values) as Autoregression;
    const other = autoregressionByAic(values.map((value) => 1e-7 * value + 5)) as Autoregression;
    expect(other.order).toBe(plain.order);
    expect(largestDifference(other.coefficients, plain.coefficients)).toBeLessThan(1e-8);
  });
});

describe('pre-whitening', () => {
  it('takes the same autoregression out of both, by definition', () => {
    const [a, b] = [Float64Array.from(reference.a), Float64Array.from(reference.b)];
    const { leader, follower, autoregression } = preWhiten(a, b, 4) as PreWhitened;
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const filter = (values: Float64Array) =>
      Array.from({ length: values.length - autoregression.order }, (_, i) => {
        const t = i + autoregression.order;
        return autoregression.coefficients.reduce(
          (rest, phi, j) => rest - phi * ((values[t - 1 - j] as number) - mean(values)),
          (values[t] as number) - mean(values),
        );
      });
    expect(largestDifference(leader, filter(a))).toBeLessThan(1e-13);
    expect(largestDifference(follower, filter(b))).toBeLessThan(1e-13);
  });

  it('takes out of each its own autoregression, on the time that both have left', () => {
    const [a, plain] = [Float64Array.from(reference.a), Float64Array.from(reference.b)];
    let last = 0;
    const b = plain.map((step) => {
      last = step + 0.7 * last;
      return last;
    });
    const { leader, follower, autoregression, observations } = whitenEach(a, b, 6) as PreWhitened;
    const [own, other] = [preWhiten(a, a, 6), preWhiten(b, b, 6)] as [PreWhitened, PreWhitened];
    expect(observations).toBe(a.length - Math.max(own.autoregression.order, other.autoregression.order));
    expect(autoregression).toEqual(own.autoregression);
    expect(leader).toEqual(own.leader.slice(own.observations - observations));
    expect(follower).toEqual(other.leader.slice(other.observations - observations));
  });

  it('with a filter each shows no lead between what only moves at the same time, with the leader’s filter one that is none', () => {
    const [common, extra] = [noise(1000, 80), noise(1000, 81)];
    let last = 0;
    const persistent = common.map((step) => {
      last = step + 0.4 * last;
      return last;
    });
    const sameTime = common.map((step, t) => step + (extra[t] as number));
    const p = (white: PreWhitened) => (peakTest(white.leader, white.follower, { range: { from: 1, to: 5 } }) as { p: number }).p;
    expect(p(preWhiten(persistent, sameTime) as PreWhitened)).toBeLessThan(0.01);
    expect(p(whitenEach(persistent, sameTime) as PreWhitened)).toBeGreaterThan(0.1);
  });

  it('leaves a value or says why not, and never a number that is none', () => {
    fc.assert(
      fc.property(anyPair(1), ([a, b]) => {
        expect(firstNotFinite(preWhiten(a, b))).toBeUndefined();
        expect(firstNotFinite(whitenEach(a, b))).toBeUndefined();
      }),
    );
  });

  it('refuses gaps and different lengths, and has nothing to say of what does not move', () => {
    expect(() => preWhiten(Float64Array.of(1, Number.NaN, 2, 3), noise(4, 1))).toThrow(/finite/);
    expect(() => preWhiten(noise(4, 1), Float64Array.of(1, Number.NaN, 2, 3))).toThrow(/finite/);
    expect(() => preWhiten(noise(4, 1), noise(5, 1))).toThrow(RangeError);
    expect(() => whitenEach(noise(4, 1), noise(5, 1))).toThrow(RangeError);
    expect(() => whitenEach(noise(4, 1), Float64Array.of(1, Number.NaN, 2, 3))).toThrow(/finite/);
    expect(() => autoregressionByAic(noise(5, 1), 5)).toThrow(RangeError);
    for (const still of [0, 0.1, 1e9]) {
      expect(isInsufficient(preWhiten(new Float64Array(20).fill(still), noise(20, 1)))).toBe(true);
      expect(isInsufficient(preWhiten(noise(20, 1), new Float64Array(20).fill(still)))).toBe(true);
      expect(isInsufficient(whitenEach(new Float64Array(20).fill(still), noise(20, 1)))).toBe(true);
      expect(isInsufficient(whitenEach(noise(20, 1), new Float64Array(20).fill(still)))).toBe(true);
    }
    expect(preWhiten(noise(2, 1), noise(2, 2))).toMatchObject({ ok: false, needed: 3, available: 2 });
  });
});
