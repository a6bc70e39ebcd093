import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type Discrimination,
  discrimination,
  type ReliabilityDiagram,
  type ReliabilityPoint,
  reliabilityDiagram,
  type SpiegelhalterTest,
  spiegelhalterTest,
} from '../../../../src/core/methods/scoring/calibration.ts';
import { clopperPearson, type ProportionInterval } from '../../../../src/core/methods/scoring/clopper-pearson.ts';
import { binomialLowerTail, binomialUpperTail } from '../../../../src/core/numerics/distributions.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { mean } from '../../../../src/core/numerics/moments.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { faults, forecasts, SEED } from './made-up-forecasts.ts';
import { hasForecasts, sharedForecasts } from './shared-forecasts.ts';

const R = new URL('../../../../../shared/refs/small-n-exact/expected_R.json', import.meta.url);
const hasR = existsSync(R);
if (!hasR) console.warn(`skipped: no reference numbers at ${R.pathname}`);

describe('the interval of Clopper and Pearson', () => {
  test.skipIf(!hasR)('is that of R’s binom.test', () => {
    const cases: { k: number; n: number; clopper95: [number, number] }[] = JSON.parse(readFileSync(R, 'utf8')).binom;
    expect(cases.length).toBeGreaterThan(5);
    for (const { k, n, clopper95 } of cases) {
      const { lower, upper } = clopperPearson(k, n) as ProportionInterval;
      expect(Math.abs(lower - clopper95[0])).toBeLessThan(1e-12);
      expect(Math.abs(upper - clopper95[1])).toBeLessThan(1e-12);
    }
  });

  it('leaves half of what its level leaves in each binomial tail', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), (n, some) => {
        const k = some % (n + 1);
        const { lower, upper } = clopperPearson(k, n, { level: 0.9 }) as ProportionInterval;
        if (k > 0) expect(binomialUpperTail(k, n, lower)).toBeCloseTo(0.05, 11);
        else expect(lower).toBe(0);
        if (k < n) expect(binomialLowerTail(k, n, upper)).toBeCloseTo(0.05, 11);
        else expect(upper).toBe(1);
      }),
      SEED,
    );
  });

  it('needs a trial, and whole numbers of successes among them', () => {
    expect(clopperPearson(0, 0)).toMatchObject({ ok: false, needed: 1, available: 0 });
    for (const [k, n] of [
      [3, 2],
      [-1, 2],
      [0.5, 2],
      [1, Number.NaN],
    ] as const)
      expect(() => clopperPearson(k, n)).toThrow(RangeError);
    expect(() => clopperPearson(1, 2, { level: 1 })).toThrow(RangeError);
  });
});

describe('the reliability diagram', () => {
  test.skipIf(!hasForecasts)('has the reference’s bins and expected calibration error', () => {
    const { p, y, expected } = sharedForecasts();
    const { points, expectedCalibrationError } = reliabilityDiagram(p, y) as ReliabilityDiagram;
    expect(Math.abs(expectedCalibrationError - expected['ece_10_equal_width_bins[floor(p*10)]'])).toBeLessThan(1e-14);
    expect(points.length).toBe(expected.bins.length);
    points.forEach(({ observations, meanProbability, frequency }, i) => {
      const { n, mean_p, freq } = expected.bins[i];
      expect(observations).toBe(n);
      expect(Math.abs(meanProbability - mean_p)).toBeLessThan(1e-14);
      expect(Math.abs(frequency - freq)).toBeLessThan(1e-14);
    });
  });

  it('has consistency bars between the binomial’s tails where the forecasts of a bin are the same', () => {
    const [p, y] = [new Float64Array(20).fill(0.35), new Float64Array(20)];
    const [point] = (reliabilityDiagram(p, y, { level: 0.9 }) as ReliabilityDiagram).points as [ReliabilityPoint];
    const { lower, upper } = point.consistency;
    expect(binomialLowerTail(Math.round(20 * lower), 20, 0.35)).toBeGreaterThanOrEqual(0.05);
    expect(binomialLowerTail(Math.round(20 * lower) - 1, 20, 0.35)).toBeLessThan(0.05);
    expect(binomialUpperTail(Math.round(20 * upper) + 1, 20, 0.35)).toBeLessThanOrEqual(0.05);
    expect(binomialUpperTail(Math.round(20 * upper), 20, 0.35)).toBeGreaterThan(0.05);
    expect(point.frequency).toBe(0);
  });

  it('holds no number that is not finite, and an interval around every frequency', () => {
    fc.assert(
      fc.property(forecasts(0), ({ p, y }) => {
        const found = reliabilityDiagram(p, y);
        expect(firstNotFinite(found)).toBeUndefined();
        if (isInsufficient(found)) return;
        expect(found.points.reduce((sum, { observations }) => sum + observations, 0)).toBe(p.length);
        for (const { frequency, interval, consistency } of found.points) {
          expect(interval.lower <= frequency && frequency <= interval.upper).toBe(true);
          expect(consistency.lower <= consistency.upper).toBe(true);
        }
      }),
      SEED,
    );
  });

  it('needs a forecast, and refuses what is none', () => {
    expect(reliabilityDiagram(new Float64Array(0), new Float64Array(0))).toMatchObject({ ok: false, needed: 1, available: 0 });
    for (const [p, y] of faults) expect(() => reliabilityDiagram(p, y)).toThrow(RangeError);
    expect(() => reliabilityDiagram(Float64Array.of(0.3), Float64Array.of(1), { level: 0 })).toThrow(RangeError);
  });
});

describe('Spiegelhalter’s Z', () => {
  test.skipIf(!hasForecasts)('has the size and the p of the reference, with the sign of Spiegelhalter’s own formula', () => {
    const { p, y, expected } = sharedForecasts();
    const { z, pValue } = spiegelhalterTest(p, y) as SpiegelhalterTest;
    // The reference's Z has the opposite sign. These forecasts did better than they promised, which is a Z below 0.
    expect(Math.abs(z + expected.spiegelhalter_Z)).toBeLessThan(1e-13);
    expect(expected.brier_sklearn).toBeLessThan(mean(p.map((q) => q * (1 - q))));
    expect(Math.abs(pValue - expected.spiegelhalter_p_two)).toBeLessThan(1e-13);
  });

  it('is the Brier score less what the forecasts promise, over its deviation: mean 0 and variance 1 over all outcomes', () => {
    const p = Float64Array.of(0.1, 0.35, 0.6, 0.8, 0.95, 0.5);
    let [first, second] = [0, 0];
    for (let set = 0; set < 64; set++) {
      const y = p.map((_, i) => (set >> i) & 1);
      const probability = p.reduce((product, q, i) => product * (y[i] === 1 ? q : 1 - q), 1);
      const { z } = spiegelhalterTest(p, y) as SpiegelhalterTest;
      first += probability * z;
      second += probability * z * z;
    }
    expect(first).toBeCloseTo(0, 13);
    expect(second).toBeCloseTo(1, 13);
  });

  it('is above 0 for forecasts that were too bold and below 0 for those that were too timid', () => {
    const y = Float64Array.of(1, 1, 0, 1, 0, 1, 1, 0, 1, 1);
    expect((spiegelhalterTest(new Float64Array(10).fill(0.97), y) as SpiegelhalterTest).z).toBeGreaterThan(2);
    const sure = new Float64Array(10).fill(1);
    expect((spiegelhalterTest(new Float64Array(10).fill(0.7), sure) as SpiegelhalterTest).z).toBeLessThan(-2);
  });

  it('needs two forecasts that have a say, is never NaN, and refuses what is no forecast', () => {
    expect(spiegelhalterTest(Float64Array.of(0, 0.5, 1, 0.2), Float64Array.of(0, 1, 1, 0))).toMatchObject({
      ok: false,
      needed: 2,
      available: 1,
    });
    fc.assert(
      fc.property(forecasts(0), ({ p, y }) => {
        expect(firstNotFinite(spiegelhalterTest(p, y))).toBeUndefined();
      }),
      SEED,
    );
    for (const [p, y] of faults) expect(() => spiegelhalterTest(p, y)).toThrow(RangeError);
  });
});

describe('discrimination', () => {
  test.skipIf(!hasForecasts)('is scikit-learn’s area under the curve', () => {
    const { p, y, expected } = sharedForecasts();
    expect(Math.abs((discrimination(p, y) as Discrimination).area - expected.auc)).toBeLessThan(1e-14);
  });

  it('is the share of pairs of a hit and a miss that are told apart, ties counted half', () => {
    fc.assert(
      fc.property(forecasts(0), ({ p, y }) => {
        const found = discrimination(p, y);
        const [hits, misses] = [1, 0].map((outcome) => [...p].filter((_, i) => y[i] === outcome)) as [number[], number[]];
        if (hits.length === 0 || misses.length === 0) {
          expect(found).toMatchObject({ ok: false });
          return;
        }
        const wins = hits.flatMap((a) => misses.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
        expect((found as Discrimination).area).toBeCloseTo(mean(Float64Array.from(wins)), 13);
      }),
      SEED,
    );
  });

  it('refuses what is no forecast', () => {
    for (const [p, y] of faults) expect(() => discrimination(p, y)).toThrow(RangeError);
  });
});
