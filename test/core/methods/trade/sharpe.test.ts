import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PerPeriodAndYear, type SharpeRatio, sharpeRatio } from '../../../../src/core/methods/trade/sharpe.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { firstDifference } from '../../../reference/side-by-side.ts';

const reference = JSON.parse(readFileSync(new URL('../../../reference/trade/trade.json', import.meta.url), 'utf8'));
const SEED = { seed: 20_260_729, numRuns: 300 };

const samples = fc
  .array(fc.integer({ min: -300, max: 300 }), { minLength: 3, maxLength: 80 })
  .filter((values) => new Set(values).size > 2)
  .map((values) => Float64Array.from(values, (value) => value / 1000));
const robust = (of: SharpeRatio) => of.robustStandardError as PerPeriodAndYear & { lags: number };

describe('the Sharpe ratio', () => {
  it("has numpy's ratio, shape and both standard errors of Lo on 300 returns, at 0, 5 and 12 lags, to 1e-12", () => {
    for (const expected of reference.sharpe) {
      const own = sharpeRatio(Float64Array.from(reference.returns), { periodsPerYear: 52, lags: expected.lags }) as SharpeRatio;
      const pairs = [
        [own.ratio.perPeriod, expected.ratio],
        [own.standardError.perPeriod, expected.standardError],
        [robust(own).perPeriod, expected.robust],
        [own.moments.skewness, expected.skewness],
        [own.moments.kurtosis, expected.kurtosis],
      ];
      for (const [actual, value] of pairs) expect(Math.abs(actual - value)).toBeLessThan(1e-12);
    }
  });

  it('is mean over standard deviation by definition, annualised by the root of the periods per year', () => {
    fc.assert(
      fc.property(samples, fc.constantFrom(12, 52, 252, 365.25), (returns, periodsPerYear) => {
        const own = sharpeRatio(returns, { periodsPerYear }) as SharpeRatio;
        const n = returns.length;
        const mean = returns.reduce((sum, value) => sum + value, 0) / n;
        const deviation = Math.sqrt(returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
        const ratio = mean / deviation;
        const both = (perPeriod: number) => ({ perPeriod, annualised: perPeriod * Math.sqrt(periodsPerYear) });
        expect(firstDifference(own.ratio, both(ratio))).toBeUndefined();
        expect(firstDifference(own.standardError, both(Math.sqrt((1 + ratio ** 2 / 2) / n)))).toBeUndefined();
        expect(own).toMatchObject({ observations: n, periodsPerYear });
        expect(firstNotFinite(own)).toBeUndefined();
      }),
      SEED,
    );
  });

  it('knows no unit, turns its sign with the returns, and keeps its standard errors under both', () => {
    fc.assert(
      fc.property(samples, fc.constantFrom(-1, 1 / 64, 32), (returns, factor) => {
        const [own, scaled] = [returns, returns.map((value) => factor * value)].map(
          (values) => sharpeRatio(values, { periodsPerYear: 52, lags: 2 }) as SharpeRatio,
        ) as [SharpeRatio, SharpeRatio];
        expect(scaled.ratio.perPeriod).toBeCloseTo(Math.sign(factor) * own.ratio.perPeriod, 12);
        expect(scaled.standardError.perPeriod).toBeCloseTo(own.standardError.perPeriod, 12);
        if (!isInsufficient(own.robustStandardError)) expect(robust(scaled).perPeriod).toBeCloseTo(robust(own).perPeriod, 10);
      }),
      SEED,
    );
  });

  it('has a wider robust standard error than the plain one where returns follow one another, a narrower one where they alternate', () => {
    const wave = Float64Array.from({ length: 400 }, (_, i) => 0.01 + Math.sin(i / 9) + (i % 7) / 20);
    const zigzag = Float64Array.from({ length: 400 }, (_, i) => 0.01 + (i % 2 ? 1 : -1) + (i % 7) / 20);
    const [smooth, rough] = [wave, zigzag].map((values) => sharpeRatio(values, { periodsPerYear: 252 }) as SharpeRatio);
    expect(robust(smooth as SharpeRatio).perPeriod).toBeGreaterThan((smooth as SharpeRatio).standardError.perPeriod);
    expect(robust(rough as SharpeRatio).perPeriod).toBeLessThan((rough as SharpeRatio).standardError.perPeriod);
    expect(robust(smooth as SharpeRatio).lags).toBe(5);
  });
});

describe('returns without a Sharpe ratio', () => {
  const of = (values: number[], lags?: number) =>
    sharpeRatio(Float64Array.from(values), lags === undefined ? { periodsPerYear: 252 } : { periodsPerYear: 252, lags });

  it('are too little data: none, one, all the same, so small that no square is left', () => {
    expect(of([])).toMatchObject({ ok: false, needed: 2, available: 0 });
    expect(of([0.01])).toMatchObject({ ok: false, needed: 2, available: 1 });
    expect(of([0.1, 0.1, 0.1])).toMatchObject({ ok: false, reason: 'the returns are all the same' });
    expect(of([0, 0, 0])).toMatchObject({ ok: false });
    expect(of([1e-200, 2e-200, 0])).toMatchObject({ ok: false });
  });

  it('are refused with NaN inside, periods per year that are none and as many lags as returns', () => {
    expect(() => of([0.01, Number.NaN])).toThrow('must be finite, was NaN at index 1');
    expect(() => of([0.01, 0.02], 2)).toThrow('from 0 to 1, was 2');
    for (const periodsPerYear of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => sharpeRatio(Float64Array.of(0.01, 0.02), { periodsPerYear })).toThrow(RangeError);
    }
  });

  it('withhold the robust standard error where no long-run variance is left', () => {
    // Mean 1, deviation 0.5: z is −0.5 and 1.5, and z − 2 (z² − 1) / 2 is 0.25 for both.
    const own = of([0.75, 0.75, 0.75, 1.75], 0) as SharpeRatio;
    expect(own.ratio.perPeriod).toBeCloseTo(2, 12);
    expect(own.robustStandardError).toMatchObject({ ok: false, reason: 'the returns leave the Sharpe ratio no long-run variance' });
    expect(firstNotFinite(own)).toBeUndefined();
  });
});
