import { describe, expect, it } from 'vitest';
import {
  fewestTrials,
  lowestBinomialP,
  lowestDrawnP,
  lowestShiftP,
  lowestSignFlipP,
  lowestTwoSampleP,
} from '../../../../src/core/methods/inference/p-floor.ts';

describe('the lowest p that so few events can give', () => {
  it('is 1/n for shifts, 1/(1 + draws) for draws, 2^−N for signs', () => {
    expect(lowestShiftP(4000)).toBe(1 / 4000);
    expect(lowestDrawnP(9999)).toBe(1e-4);
    expect([3, 4, 5].map(lowestSignFlipP)).toEqual([0.125, 0.0625, 0.03125]);
  });

  it('is the base rate to the power of N for hits: at 62 %, 5, 6 and 7 of as many reach .092, .057 and .035', () => {
    expect([5, 6, 7].map((n) => Number(lowestBinomialP(n, 0.62).up.toFixed(3)))).toEqual([0.092, 0.057, 0.035]);
    expect(lowestBinomialP(3, 0.25).down).toBe(0.75 ** 3);
    expect(lowestBinomialP(2, 1)).toEqual({ up: 1, down: 0 });
  });

  it('is one over the number of deals for two samples: 6,188 for 5 of 17', () => {
    expect(lowestTwoSampleP(5, 12)).toBe(1 / 6188);
    expect(lowestTwoSampleP(12, 5)).toBe(1 / 6188);
    expect(lowestTwoSampleP(1, 1)).toBe(0.5);
    expect(lowestTwoSampleP(600, 900)).toBeGreaterThan(0);
  });

  it('says how many events it takes: the first N at which the floor reaches α', () => {
    expect(fewestTrials(0.5)).toBe(5);
    expect(fewestTrials(0.62)).toBe(7);
    expect(fewestTrials(0.05)).toBe(1);
    expect(fewestTrials(0, 0.05)).toBe(1);
    for (const rate of [0.01, 0.3, 0.5, 0.62, 0.9, 0.999]) {
      for (const alpha of [0.5, 0.1, 0.05, 0.001, rate, rate ** 3]) {
        const n = fewestTrials(rate, alpha) as number;
        expect(rate ** n).toBeLessThanOrEqual(alpha);
        if (n > 1) expect(rate ** (n - 1)).toBeGreaterThan(alpha);
      }
    }
    expect(fewestTrials(1)).toMatchObject({ ok: false });
  });

  it('is refused for no events and for rates that are none', () => {
    for (const call of [
      () => lowestShiftP(0),
      () => lowestDrawnP(0),
      () => lowestSignFlipP(0),
      () => lowestSignFlipP(2.5),
      () => lowestBinomialP(0, 0.5),
      () => lowestBinomialP(3, 1.1),
      () => lowestBinomialP(3, Number.NaN),
      () => lowestTwoSampleP(0, 4),
      () => fewestTrials(-0.1),
      () => fewestTrials(0.5, 0),
    ]) {
      expect(call).toThrow(RangeError);
    }
  });
});
