import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GrangerTest, grangerTest } from '../../../../src/core/methods/lead-lag/granger.ts';
import type { WaldTest } from '../../../../src/core/methods/lead-lag/wald.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import reference from '../../../reference/lead-lag/lead-lag.json' with { type: 'json' };
import { toldRates } from '../../../reference/told-rates.ts';
import { largestDifference, referencesOf } from '../long-horizon/references.ts';
import { anyPair, noise, normals } from './made-up-pairs.ts';

const { present, json, csv } = referencesOf('granger');
const orders = [1, 2, 3, 4, 5, 6, 7, 8];

describe.skipIf(!present)('Granger’s test of the growth of output and of consumption', () => {
  const both = () => {
    const { dlog_realgdp: output, dlog_realcons: consumption } = csv('macro_growth.csv') as Record<string, Float64Array>;
    return { output: output as Float64Array, consumption: consumption as Float64Array };
  };
  const ours = (way: 'toOutput' | 'toConsumption', order: number) => {
    const { output, consumption } = both();
    return (way === 'toOutput' ? grangerTest(consumption, output, order) : grangerTest(output, consumption, order)) as GrangerTest;
  };

  it.each([
    ['toOutput', 'cons_does_not_cause_gdp__endog_gdp'],
    ['toConsumption', 'gdp_does_not_cause_cons__endog_cons'],
  ] as const)('is that of statsmodels in its F, chi-square and likelihood forms (%s)', (way, key) => {
    const expected = json('expected_statsmodels.json')[key];
    for (const order of orders) {
      const { f, pF, degreesOfFreedom, chiSquare, pChiSquare, likelihoodRatio, pLikelihoodRatio } = ours(way, order);
      const { ssr_ftest, ssr_chi2test, lrtest } = expected[order];
      expect(largestDifference([f, pF, degreesOfFreedom, order], ssr_ftest)).toBeLessThan(1e-11);
      expect(largestDifference([chiSquare, pChiSquare, order], ssr_chi2test)).toBeLessThan(1e-11);
      expect(largestDifference([likelihoodRatio, pLikelihoodRatio, order], lrtest)).toBeLessThan(1e-11);
      expect(Math.abs(pF / ssr_ftest[1] - 1)).toBeLessThan(1e-10);
    }
  });

  it.each([
    ['toOutput', 'cons_to_gdp'],
    ['toConsumption', 'gdp_to_cons'],
  ] as const)('is that of R’s lmtest (%s)', (way, key) => {
    const expected = json('expected_R_lmtest.json');
    for (const order of orders) {
      const { f, pF, degreesOfFreedom } = ours(way, order);
      const { F, p, df, res_df } = expected[`lag${order}`][key];
      expect(largestDifference([f, pF, order, degreesOfFreedom], [F, p, df, res_df])).toBeLessThan(1e-11);
    }
  });
});

describe('Granger’s test with the covariance of Newey and West', () => {
  const [a, b] = [Float64Array.from(reference.a), Float64Array.from(reference.b)];

  it.each([
    ['aToB', a, b],
    ['bToA', b, a],
  ] as const)('is that of matrices in numpy (%s)', (way, cause, effect) => {
    const expected = reference.robust[way];
    const robust = (grangerTest(cause, effect, 2) as GrangerTest).robust as WaldTest & { lags: number };
    expect(robust.lags).toBe(reference.robust.lags);
    expect(
      largestDifference([robust.chiSquare, robust.pChiSquare, robust.pF], [expected.chiSquare, expected.pChiSquare, expected.pF]),
    ).toBeLessThan(1e-11);
  });
});

describe('in worlds of noise without a lead', () => {
  it('the robust form rejects somewhat too often, with 3 lags and with 10 (400 worlds of 1,000 values)', async ({ annotate }) => {
    const next = normals(20_260_805);
    const world = () => Float64Array.from({ length: 1000 }, next);
    const rejections = (order: number) => {
      const tests = Array.from({ length: 400 }, () => (grangerTest(world(), world(), order) as GrangerTest).robust as WaldTest);
      return tests.filter(({ pF }) => pF <= 0.05).length / 400;
    };
    const [few, many] = [rejections(3), rejections(10)];
    await annotate(toldRates({ '3 lags': few, '10 lags': many }));
    expect(few).toBeLessThan(0.11);
    expect(many).toBeGreaterThan(0.04);
    expect(many).toBeLessThan(0.15);
  });
});

describe('Granger’s test', () => {
  it('does not change with unit or level of either side', () => {
    const [a, b] = [noise(200, 1), noise(200, 2)];
    const plain = grangerTest(a, b, 3) as GrangerTest;
    const other = grangerTest(
      a.map((x) => 1e-6 * x + 1e-5),
      b.map((x) => 4e3 - 1e3 * x),
      3,
    ) as GrangerTest;
    expect(other.f).toBeCloseTo(plain.f, 8);
    expect((other.robust as WaldTest).chiSquare).toBeCloseTo((plain.robust as WaldTest).chiSquare, 8);
  });

  it('is a value or says why not, and never a number that is none', () => {
    fc.assert(
      fc.property(anyPair(1), fc.integer({ min: 1, max: 5 }), ([a, b], order) => {
        expect(firstNotFinite(grangerTest(a, b, order))).toBeUndefined();
      }),
    );
    const a = noise(50, 3);
    const late = Float64Array.from(a, (_, t) => a[t - 1] ?? 0);
    expect(grangerTest(a, late, 1)).toMatchObject({ ok: false, reason: 'the lags give the effect exactly' });
    expect(grangerTest(a, a, 2)).toMatchObject({ ok: false, reason: 'the regressors depend on one another' });
    expect(grangerTest(a, new Float64Array(50).fill(0.1), 2)).toMatchObject({ ok: false, reason: 'the values are all the same' });
    expect(grangerTest(a.slice(0, 7), late.slice(0, 7), 2)).toMatchObject({ ok: false, needed: 8, available: 7 });
  });

  it('refuses gaps, different lengths and orders below 1', () => {
    expect(() => grangerTest(Float64Array.from(noise(30, 1)).fill(Number.NaN, 4, 5), noise(30, 2), 1)).toThrow(/finite/);
    expect(() => grangerTest(noise(30, 1), noise(31, 2), 1)).toThrow(RangeError);
    expect(() => grangerTest(noise(30, 1), noise(30, 2), 0)).toThrow(RangeError);
  });
});
