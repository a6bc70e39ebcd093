import { describe, expect, it } from 'vitest';
import { abnormalReturns } from '../../../../src/core/methods/abnormal-returns/abnormal-returns.ts';
import { generalizedSignTest } from '../../../../src/core/methods/abnormal-returns/generalized-sign-test.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { canonicalPanel, hasCanonical } from './canonical-panels.ts';
import { dailyStatistics, known, largestGap } from './results.ts';

describe.skipIf(!hasCanonical).each(['A', 'B'] as const)('the generalised sign test on panel %s of the reference', (name) => {
  it('has the reference’s statistics, and those of R’s EventStudy, on each day and over the window', () => {
    const { abnormal, numbers, peer } = canonicalPanel(name);
    const statistics = dailyStatistics(abnormal, generalizedSignTest);
    expect(largestGap(statistics, numbers.daily.cowan_gsign_z as number[])).toBeLessThan(1e-10);
    expect(
      largestGap(
        statistics,
        (peer.GSignT ?? []).map((row) => row.gsign_z as number),
      ),
    ).toBeLessThan(1e-10);
    expect(known(generalizedSignTest(abnormal)).statistic).toBeCloseTo(numbers.CAAR.cowan_gsign_z as number, 10);
  });
});

describe('the generalised sign test', () => {
  const options = {
    estimationWindow: { from: -8, to: -1 },
    eventWindow: { from: 0, to: 0 },
    model: { kind: 'market-adjusted' },
    returns: 'log',
  } as const;
  const market = new Float64Array(9);
  const events = [0, 1].map((asset) => ({ asset, index: 8 }));

  it('worked by hand: two of eight days up before, both events up', () => {
    const asset = Float64Array.of(0.1, -0.1, -0.2, -0.1, 0.2, -0.1, -0.3, -0.1, 0.4);
    const abnormal = known(abnormalReturns({ assets: [asset, asset.map((value) => 2 * value)], market }, events, options));
    // (2 − 2 × ¼) / √(2 × ¼ × ¾) = √6
    expect(known(generalizedSignTest(abnormal)).statistic).toBeCloseTo(Math.sqrt(6), 12);
  });

  it('cannot judge events after which all days before went one way', () => {
    const asset = Float64Array.of(0.1, 0.1, 0.2, 0.1, 0.2, 0.1, 0.3, 0.1, 0.4);
    for (const side of [1, -1]) {
      const both = [asset.map((value) => side * value), asset.map((value) => 2 * side * value)];
      expect(isInsufficient(generalizedSignTest(known(abnormalReturns({ assets: both, market }, events, options))))).toBe(true);
    }
  });
});
