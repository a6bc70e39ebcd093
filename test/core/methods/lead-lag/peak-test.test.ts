import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CrossCorrelations, crossCorrelations } from '../../../../src/core/methods/lead-lag/cross-correlation.ts';
import { type GrangerTest, grangerTest } from '../../../../src/core/methods/lead-lag/granger.ts';
import { type HacBand, type PeakTest, peakTest, type ShiftBand } from '../../../../src/core/methods/lead-lag/peak-test.ts';
import { type PreWhitened, preWhiten } from '../../../../src/core/methods/lead-lag/pre-whitening.ts';
import { normalTwoSided } from '../../../../src/core/numerics/distributions.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { toldRates } from '../../../reference/told-rates.ts';
import { largestDifference } from '../long-horizon/references.ts';
import { anyPair, noise, normals } from './made-up-pairs.ts';

const found = (test: ReturnType<typeof peakTest>) => test as PeakTest & { hac: HacBand; shifts: ShiftBand; p: number };

describe('the largest correlation of a declared range', () => {
  it('has the p of the largest correlations of the same range at every shift round the circle that finds none of its lags again, counted one by one', () => {
    const ranges = fc
      .tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 0, max: 6 }))
      .map(([from, more]) => ({ from, to: from + more }));
    fc.assert(
      fc.property(anyPair(14, 40), ranges, ([a, b], range) => {
        const test = peakTest(a, b, { range });
        fc.pre(!isInsufficient(test) && !isInsufficient(found(test).shifts));
        const n = a.length;
        const largestAt = (shift: number) => {
          const moved = Float64Array.from(b, (_, t) => b[(t + shift) % n] as number);
          const lags = Array.from({ length: range.to - range.from + 1 }, (_, i) => range.from + i);
          return Math.max(
            ...lags.map((lag) => {
              const turned = Float64Array.from(moved, (_, t) => moved[(t + lag + n) % n] as number);
              return Math.abs((crossCorrelations(a, turned, 0) as CrossCorrelations).values[0] as number);
            }),
          );
        };
        const lags = range.to - range.from + 1;
        const isFar = (shift: number) => shift === 0 || (shift >= lags && shift <= n - lags);
        const largest = Array.from({ length: n }, (_, shift) => shift)
          .filter(isFar)
          .map(largestAt);
        const counted = (slack: number) => largest.filter((value) => value >= (largest[0] as number) - slack).length;
        const { countUpper, p, draws, lowestP } = found(test).shifts;
        expect(countUpper).toBeGreaterThanOrEqual(counted(1e-13));
        expect(countUpper).toBeLessThanOrEqual(counted(1e-11));
        expect([p, draws, lowestP]).toEqual([countUpper / largest.length, n - 2 * lags + 2, 1 / draws]);
      }),
    );
  });

  it('has the standard errors of Bartlett’s weights, lag by lag, and Šidák’s p for the number of lags', () => {
    const [a, b] = [noise(120, 5), noise(120, 6)];
    const { hac, correlations } = found(peakTest(a, b, { range: { from: -2, to: 3 }, bandwidth: 4 }));
    const standard = (values: Float64Array) => {
      const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
      return values.map((x) => (x - mean) / deviation);
    };
    const [u, v] = [standard(a), standard(b)];
    const expected = [-2, -1, 0, 1, 2, 3].map((lag) => {
      const products = Array.from(u, (x, t) => x * (v[t + lag] as number)).filter((x) => !Number.isNaN(x));
      const mean = products.reduce((sum, x) => sum + x, 0) / products.length;
      let total = 0;
      for (let s = 0; s < products.length; s++)
        for (let t = 0; t < products.length; t++)
          total += Math.max(0, 1 - Math.abs(s - t) / 5) * ((products[s] as number) - mean) * ((products[t] as number) - mean);
      return Math.sqrt(total) / 120;
    });
    expect(largestDifference(hac.standardErrors, expected)).toBeLessThan(1e-13);
    const z = expected.map((error, i) => Math.abs((correlations.values[i + correlations.maxLag - 2] as number) / error));
    expect(hac.p).toBeCloseTo(1 - (1 - normalTwoSided(Math.max(...z))) ** 6, 12);
    expect(1 - (1 - normalTwoSided(hac.criticalValue)) ** 6).toBeCloseTo(0.05, 12);
  });

  it('finds a lead that is there, and does not hold it against itself', () => {
    const [a, extra] = [noise(1000, 7), noise(1000, 8)];
    const b = Float64Array.from(extra, (value, t) => value + 0.4 * (a[t - 5] ?? 0));
    const test = found(peakTest(a, b, { range: { from: 1, to: 10 } }));
    expect(test.peak.lag).toBe(5);
    expect(test.shifts).toMatchObject({ countUpper: 1, draws: 982, p: 1 / 982, lowestP: 1 / 982 });
    expect(test.hac.p).toBeLessThan(1e-6);
    expect(test.p).toBe(1 / 982);
  });

  it('does not change with the unit or sign of either side', () => {
    const [a, b] = [noise(90, 9), noise(90, 10)];
    const plain = found(peakTest(a, b, { range: { from: -4, to: 4 } }));
    const other = found(
      peakTest(
        a.map((x) => 5 - 1e-6 * x),
        b.map((x) => 1e4 * x),
        { range: { from: -4, to: 4 } },
      ),
    );
    expect(other.shifts.countUpper).toBe(plain.shifts.countUpper);
    expect(other.hac.p).toBeCloseTo(plain.hac.p, 8);
  });

  it('is a value or says why not, and never a number that is none', () => {
    fc.assert(
      fc.property(anyPair(1), fc.nat(5), ([a, b], reach) => {
        const far = Math.min(reach, a.length - 1);
        expect(firstNotFinite(peakTest(a, b, { range: { from: -far, to: far } }))).toBeUndefined();
      }),
    );
    const saw = Float64Array.from({ length: 40 }, (_, t) => (t % 2 ? 1 : -1));
    expect(peakTest(saw, saw, { range: { from: 1, to: 3 } })).toMatchObject({ hac: { ok: false }, p: { ok: false } });
    expect(isInsufficient(peakTest(new Float64Array(40), saw, { range: { from: 1, to: 3 } }))).toBe(true);
    expect(() => peakTest(saw, noise(40, 1), { range: { from: 2, to: 1 } })).toThrow(RangeError);
    expect(() => peakTest(saw, noise(40, 1), { range: { from: 0, to: 40 } })).toThrow(RangeError);
    expect(() => peakTest(Float64Array.from(saw).fill(Number.NaN, 3, 4), saw, { range: { from: 0, to: 1 } })).toThrow(/finite/);
  });
});

describe('in worlds without a lead', () => {
  /** Shares of 300 worlds of 500 values with p ≤ 0.05. */
  function rejections(world: (next: () => number) => readonly [Float64Array, Float64Array]) {
    const next = normals(20_260_803);
    const counts = { hac: 0, shifts: 0, larger: 0, granger: 0 };
    for (let i = 0; i < 300; i++) {
      const [a, b] = world(next);
      const white = preWhiten(a, b) as PreWhitened;
      const { hac, shifts, p } = found(peakTest(white.leader, white.follower, { range: { from: 1, to: 10 } }));
      const { pF } = grangerTest(a, b, 3) as GrangerTest;
      if (hac.p <= 0.05) counts.hac++;
      if (shifts.p <= 0.05) counts.shifts++;
      if (p <= 0.05) counts.larger++;
      if (pF <= 0.05) counts.granger++;
    }
    return { hac: counts.hac / 300, shifts: counts.shifts / 300, larger: counts.larger / 300, granger: counts.granger / 300 };
  }
  const series = (next: () => number) => Float64Array.from({ length: 500 }, next);

  it('the larger of the two p keeps its level where both sides persist', async ({ annotate }) => {
    const persistent = (next: () => number) => {
      let value = 0;
      return Float64Array.from({ length: 500 }, () => {
        value = 0.6 * value + next();
        return value;
      });
    };
    const rates = rejections((next) => [persistent(next), persistent(next)]);
    await annotate(toldRates(rates));
    expect(rates.larger).toBeLessThanOrEqual(0.07);
  });

  it('the larger of the two p keeps its level where both are restless at the same times, where shifts and F alone do not', async ({
    annotate,
  }) => {
    const rates = rejections((next) => {
      let log = 0;
      const unrest = Float64Array.from({ length: 500 }, () => {
        log = 0.97 * log + 0.12 * next();
        return Math.exp(log);
      });
      return [series(next).map((x, t) => x * (unrest[t] as number)), series(next).map((x, t) => x * (unrest[t] as number))];
    });
    await annotate(toldRates(rates));
    expect(rates.larger).toBeLessThanOrEqual(0.07);
    expect(rates.shifts).toBeGreaterThan(0.15);
    expect(rates.granger).toBeGreaterThan(0.15);
  });
});
