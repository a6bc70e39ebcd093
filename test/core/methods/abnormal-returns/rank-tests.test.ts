import { describe, expect, it } from 'vitest';
import { abnormalReturns } from '../../../../src/core/methods/abnormal-returns/abnormal-returns.ts';
import { corradoRankTest, corradoZivneyTest, grankTest } from '../../../../src/core/methods/abnormal-returns/rank-tests.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { canonicalPanel, hasCanonical } from './canonical-panels.ts';
import { randomPanel } from './made-up-panel.ts';
import { dailyStatistics, known, largestGap } from './results.ts';

describe.skipIf(!hasCanonical).each(['A', 'B'] as const)('the rank tests on panel %s of the reference', (name) => {
  it('have the reference’s statistics on each day', () => {
    const { abnormal, numbers } = canonicalPanel(name);
    expect(largestGap(dailyStatistics(abnormal, corradoRankTest), numbers.daily.corrado_rank_z_1989 as number[])).toBeLessThan(1e-10);
    expect(largestGap(dailyStatistics(abnormal, corradoZivneyTest), numbers.daily.corrado_zivney_rank_z_1992 as number[])).toBeLessThan(
      1e-10,
    );
  });

  it('and over the window, GRANK-T with its degrees of freedom and p', () => {
    const { abnormal, numbers } = canonicalPanel(name);
    expect(known(corradoRankTest(abnormal)).statistic).toBeCloseTo(numbers.corrado_cum_rank_z, 10);
    const grank = known(grankTest(abnormal));
    expect(grank.statistic).toBeCloseTo(numbers.grank.t, 10);
    expect(grank.degreesOfFreedom).toBe(numbers.grank.df);
    expect(grank.pTwoSided).toBeCloseTo(numbers.grank.p_two, 10);
  });

  it('differ from R’s EventStudy, which gives the first day’s statistic for every day', () => {
    const { abnormal, peer } = canonicalPanel(name);
    expect(new Set((peer.RankT ?? []).map((row) => row.rank_z)).size).toBe(1);
    expect(new Set(dailyStatistics(abnormal, corradoRankTest)).size).toBeGreaterThan(5);
  });
});

describe('the rank tests', () => {
  const windows = { estimationWindow: { from: -40, to: -6 }, eventWindow: { from: 0, to: 3 } };
  const options = { ...windows, model: { kind: 'constant-mean' }, returns: 'log' } as const;

  it('say that mean ranks do not vary where one event is the other turned over', () => {
    const { assets, market } = randomPanel(15, { days: 60 });
    const asset = assets[0] as Float64Array;
    const mirrored = { assets: [asset, asset.map((value) => -value)], market };
    const places = [0, 1].map((number) => ({ asset: number, index: 50 }));
    const abnormal = known(abnormalReturns(mirrored, places, options));
    for (const test of [corradoRankTest, corradoZivneyTest, grankTest]) expect(isInsufficient(test(abnormal))).toBe(true);
  });

  it('do not feel how far out an outlier is', () => {
    const { assets, market } = randomPanel(16, { days: 60, assets: 4 });
    const withOutlier = (size: number) => {
      const changed = assets.map((asset) => Float64Array.from(asset));
      changed[0]?.fill(size, 51, 52);
      const places = changed.map((_, number) => ({ asset: number, index: 50 }));
      return known(corradoRankTest(known(abnormalReturns({ assets: changed, market }, places, options)), { day: 1 }));
    };
    expect(withOutlier(1)).toEqual(withOutlier(50));
  });
});
