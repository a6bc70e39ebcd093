import { describe, expect, it } from 'vitest';
import {
  bmpTest,
  buyAndHoldTest,
  crossSectionalTest,
  patellTest,
} from '../../../../src/core/methods/abnormal-returns/cross-sectional-tests.ts';
import { canonicalPanel, hasCanonical } from './canonical-panels.ts';
import { abnormalOf } from './made-up-panel.ts';
import { dailyStatistics, known, largestGap } from './results.ts';

describe.skipIf(!hasCanonical).each(['A', 'B'] as const)('on panel %s of the reference', (name) => {
  it('the cross-sectional t, Patell and BMP have the reference’s statistics on each day', () => {
    const { abnormal, numbers } = canonicalPanel(name);
    expect(largestGap(dailyStatistics(abnormal, crossSectionalTest), numbers.daily.cs_t as number[])).toBeLessThan(1e-10);
    expect(largestGap(dailyStatistics(abnormal, patellTest), numbers.daily.patell_z as number[])).toBeLessThan(1e-10);
    expect(largestGap(dailyStatistics(abnormal, bmpTest), numbers.daily.bmp_t as number[])).toBeLessThan(1e-10);
  });

  it('and over the window', () => {
    const { abnormal, numbers } = canonicalPanel(name);
    expect(known(crossSectionalTest(abnormal)).statistic).toBeCloseTo(numbers.CAAR.cs_t as number, 10);
    expect(known(patellTest(abnormal)).statistic).toBeCloseTo(numbers.CAAR.patell_z as number, 10);
    expect(known(bmpTest(abnormal)).statistic).toBeCloseTo(numbers.CAAR.bmp_t as number, 10);
  });

  it('the cross-sectional t and Patell are those of R’s EventStudy on each day', () => {
    const { abnormal, peer } = canonicalPanel(name);
    const column = (table: string, key: string) => (peer[table] ?? []).map((row) => row[key] as number);
    expect(largestGap(dailyStatistics(abnormal, crossSectionalTest), column('CSectT', 'aar_t'))).toBeLessThan(1e-10);
    expect(largestGap(dailyStatistics(abnormal, patellTest), column('PatellZ', 'aar_z'))).toBeLessThan(1e-10);
  });

  it('Patell’s window statistic is not Σ z / √L, which leaves out the covariance of the days', () => {
    const { abnormal, numbers } = canonicalPanel(name);
    const days = dailyStatistics(abnormal, patellTest);
    const without = days.reduce((sum, z) => sum + z, 0) / Math.sqrt(days.length);
    expect(without).toBeCloseTo(numbers.CAAR.patell_z_sqrtL_variant_no_covariance as number, 10);
    expect(Math.abs(without - known(patellTest(abnormal)).statistic)).toBeGreaterThan(0.01);
  });
});

describe('degrees of freedom', () => {
  it('of a test over N events are N − 1, and none for a normal statistic', () => {
    const abnormal = abnormalOf('market');
    const degrees = [crossSectionalTest, bmpTest, buyAndHoldTest, patellTest].map((test) => known(test(abnormal)).degreesOfFreedom);
    expect(degrees).toEqual([7, 7, 7, null]);
    expect(known(bmpTest(abnormal)).observations).toBe(8);
  });
});
