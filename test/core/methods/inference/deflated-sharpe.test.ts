import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DeflatedSharpe,
  deflatedSharpe,
  expectedMaximumSharpe,
  type ProbabilisticSharpe,
  probabilisticSharpe,
} from '../../../../src/core/methods/inference/deflated-sharpe.ts';
import { type SharpeRatio, sharpeRatio } from '../../../../src/core/methods/trade/sharpe.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const reference = JSON.parse(readFileSync(new URL('../../../reference/trade/trade.json', import.meta.url), 'utf8'));
const SEED = { seed: 20_260_728, numRuns: 300 };

/** Moments that some returns can have. */
const moments = fc
  .record({
    sharpe: fc.double({ min: -3, max: 3, noNaN: true }),
    skewness: fc.double({ min: -4, max: 4, noNaN: true }),
    excess: fc.double({ min: 0.05, max: 30, noNaN: true }),
    observations: fc.integer({ min: 2, max: 5000 }),
  })
  .map(({ excess, ...rest }) => ({ ...rest, kurtosis: rest.skewness ** 2 + 1 + excess }));

describe('the deflated Sharpe ratio', () => {
  it('has the threshold 0.1132 and the probability 0.9004 of the worked example of Bailey and López de Prado (2014)', () => {
    // An annualised 2.5 over five years of 250 days, the best of 100 variants whose annualised ratios have a variance of 1/2.
    const best = { sharpe: 2.5 / Math.sqrt(250), skewness: -3, kurtosis: 10, observations: 1250 };
    const result = deflatedSharpe(best, { tried: 100, sharpeVariance: 0.5 / 250 }) as DeflatedSharpe;
    expect(result.threshold.toFixed(4)).toBe('0.1132');
    expect(result.probability.toFixed(4)).toBe('0.9004');
    expect(result).toMatchObject({ variantsTried: 100, observations: 1250 });
  });

  it("is scipy's on 300 returns, for 2, 10 and 1000 variants, to 1e-12", () => {
    const { moments: own } = sharpeRatio(Float64Array.from(reference.returns), { periodsPerYear: 52 }) as SharpeRatio;
    for (const { tried, sharpeVariance, threshold, probability } of reference.deflated) {
      const result = deflatedSharpe(own, { tried, sharpeVariance }) as DeflatedSharpe;
      expect(Math.abs(result.threshold - threshold)).toBeLessThan(1e-12);
      expect(Math.abs(result.probability - probability)).toBeLessThan(1e-12);
    }
  });

  it('is the probabilistic one against 0 where one variant was tried, and never above it', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (own, tried, sharpeVariance) => {
        const alone = probabilisticSharpe(own) as ProbabilisticSharpe;
        const chosen = deflatedSharpe(own, { tried, sharpeVariance }) as DeflatedSharpe;
        expect(chosen.probability).toBeLessThanOrEqual(alone.probability);
        expect(firstNotFinite(chosen)).toBeUndefined();
        expect((deflatedSharpe(own, { tried: 1, sharpeVariance }) as DeflatedSharpe).probability).toBe(alone.probability);
      }),
      SEED,
    );
  });

  it('is one half where the ratio is the threshold, and the normal tail of a ratio in its standard errors for normal returns', () => {
    const own = { sharpe: 0.1, skewness: 0, kurtosis: 3, observations: 401 };
    expect((probabilisticSharpe(own, 0.1) as ProbabilisticSharpe).probability).toBe(0.5);
    // √400 · 0.1 / √(1 + 0.01 / 2) = 1.99502…: Φ = 0.97698 by a table.
    expect((probabilisticSharpe(own) as ProbabilisticSharpe).probability).toBeCloseTo(0.97698, 5);
  });
});

describe('the expected maximum of variants that are worth nothing', () => {
  it('is 0 for one variant, grows with their number, and is proportional to the spread of their ratios', () => {
    expect(expectedMaximumSharpe({ tried: 1, sharpeVariance: 4 })).toBe(0);
    expect(expectedMaximumSharpe({ tried: 24, sharpeVariance: 0 })).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 1e-6, max: 4, noNaN: true }), (tried, sharpeVariance) => {
        const own = expectedMaximumSharpe({ tried, sharpeVariance });
        expect(expectedMaximumSharpe({ tried: tried + 1, sharpeVariance })).toBeGreaterThanOrEqual(own);
        expect(expectedMaximumSharpe({ tried, sharpeVariance: 4 * sharpeVariance })).toBeCloseTo(2 * own, 12);
      }),
      SEED,
    );
  });

  it('comes within 3 % of the exact expected maximum of normal variables from 5 of them on, within 1 % from 100', () => {
    // Exact: ∫ x dΦ(x)^N by scipy's quadrature.
    for (const [tried, exact, share] of [
      [5, 1.16296, 0.03],
      [10, 1.53875, 0.03],
      [100, 2.50759, 0.01],
      [1000, 3.24144, 0.01],
    ] as const) {
      expect(Math.abs(expectedMaximumSharpe({ tried, sharpeVariance: 1 }) / exact - 1)).toBeLessThan(share);
    }
  });
});

describe('moments that no Sharpe ratio can be judged by', () => {
  const good = { sharpe: 0.1, skewness: 0, kurtosis: 3, observations: 100 };

  it('are refused where no returns have them', () => {
    expect(() => probabilisticSharpe({ ...good, sharpe: Number.NaN })).toThrow(RangeError);
    expect(() => probabilisticSharpe(good, Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(() => probabilisticSharpe({ ...good, skewness: 2, kurtosis: 4 })).toThrow('at least skewness² + 1 = 5, was 4');
    expect(() => probabilisticSharpe({ ...good, observations: 2.5 })).toThrow(RangeError);
    expect(() => expectedMaximumSharpe({ tried: 0, sharpeVariance: 1 })).toThrow('must be an integer at least 1, was 0');
    expect(() => expectedMaximumSharpe({ tried: 2, sharpeVariance: -1 })).toThrow('at least 0, was -1');
    expect(() => expectedMaximumSharpe({ tried: 2, sharpeVariance: Number.NaN })).toThrow(RangeError);
  });

  it('are too little data: one return, and returns of two values whose variance the skewness eats', () => {
    expect(probabilisticSharpe({ ...good, observations: 1 })).toMatchObject({ ok: false, needed: 2, available: 1 });
    // Skewness s and kurtosis s² + 1 leave the ratio 2 / s no variance.
    expect(probabilisticSharpe({ sharpe: 1, skewness: 2, kurtosis: 5, observations: 50 })).toMatchObject({ ok: false });
    expect(deflatedSharpe({ ...good, observations: 0 }, { tried: 3, sharpeVariance: 1 })).toMatchObject({ ok: false });
  });
});
