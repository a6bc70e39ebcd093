import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { brierScore, logScore, type Score, type Scores, scoreForecasts } from '../../../../src/core/methods/scoring/scores.ts';
import { mean } from '../../../../src/core/numerics/moments.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { faults, forecasts, SEED } from './made-up-forecasts.ts';
import { hasForecasts, sharedForecasts } from './shared-forecasts.ts';

const scored = (p: readonly number[], y: readonly number[], base: number) =>
  scoreForecasts(Float64Array.from(p), Float64Array.from(y), base) as Scores;

describe('the scores of forecasts', () => {
  test.skipIf(!hasForecasts)('are scikit-learn’s, with the skill against the frequency', () => {
    const { p, y, expected } = sharedForecasts();
    const { brier, log, observations } = scoreForecasts(p, y, mean(y)) as Scores;
    expect(Math.abs(brier.mean - expected.brier_sklearn)).toBeLessThan(1e-14);
    expect(Math.abs((log as Score).mean - expected.logloss_sklearn)).toBeLessThan(1e-14);
    expect(Math.abs((brier.skill as number) - expected.brier_skill_vs_climatology)).toBeLessThan(1e-14);
    expect(observations).toBe(60);
  });

  it('are those of single forecasts, by hand', () => {
    expect(brierScore(0.7, 1)).toBeCloseTo(0.09, 15);
    expect(logScore(0.25, 1)).toBeCloseTo(Math.log(4), 15);
    expect(logScore(0.25, 0)).toBeCloseTo(-Math.log(0.75), 15);
    const { brier, log } = scored([0.8, 0.4], [1, 0], 0.5);
    expect([...brier.perForecast].map((score) => score.toFixed(12))).toEqual(['0.040000000000', '0.160000000000']);
    expect(brier.skill).toBeCloseTo(1 - 0.1 / 0.25, 14);
    expect((log as Score).skill).toBeCloseTo(1 - (-Math.log(0.8) - Math.log(0.6)) / (2 * Math.log(2)), 14);
  });

  it('have no skill for the base rate itself, the full skill for perfect forecasts, and less than none for worse ones', () => {
    expect(scored([0.3, 0.3, 0.3], [0, 1, 0], 0.3).brier.skill).toBe(0);
    expect(scored([0, 1, 0], [0, 1, 0], 0.3).brier.skill).toBe(1);
    expect(scored([0.9, 0.1, 0.9], [0, 1, 0], 0.3).brier.skill).toBeLessThan(0);
  });

  it('take the base rate that each forecast had', () => {
    const [p, y] = [Float64Array.of(0.6, 0.2), Float64Array.of(1, 0)];
    const { brier } = scoreForecasts(p, y, Float64Array.of(0.5, 0.1)) as Scores;
    expect(brier.ofBaseRate).toBeCloseTo((0.25 + 0.01) / 2, 15);
  });

  it('are proper: the expected score is best for the true probability', () => {
    const truth = fc.integer({ min: 1, max: 19 });
    fc.assert(
      fc.property(truth, truth, (of, told) => {
        const [q, p] = [of / 20, told / 20];
        for (const score of [brierScore, logScore]) {
          const expected = (forecast: number) => q * score(forecast, 1) + (1 - q) * score(forecast, 0);
          expect(expected(q)).toBeLessThanOrEqual(expected(p) + 1e-15);
        }
      }),
      SEED,
    );
  });

  it('withhold a log score for a forecast that was certain and wrong, and keep the Brier score: nothing is clipped', () => {
    const { brier, log } = scored([0.4, 0], [0, 1], 0.3);
    expect(brier.mean).toBeCloseTo((0.16 + 1) / 2, 15);
    expect(log).toEqual({ ok: false, reason: 'a forecast was certain and wrong: its log score has no mean', needed: 2, available: 1 });
  });

  it('withhold a skill against a base rate that made no error or an infinite one', () => {
    expect(scored([0.1, 0.2], [0, 0], 0).brier.skill).toMatchObject({ ok: false });
    const { log } = scored([0.1, 0.2], [0, 1], 0);
    expect((log as Score).skill).toMatchObject({ ok: false, reason: 'a base rate was 0 or 1 and wrong: its log score has no mean' });
  });

  it('never hold a number that is not finite', () => {
    fc.assert(
      fc.property(forecasts(0), fc.integer({ min: 0, max: 20 }), ({ p, y }, base) => {
        expect(firstNotFinite(scoreForecasts(p, y, base / 20))).toBeUndefined();
      }),
      SEED,
    );
  });

  it('need a forecast, and refuse probabilities and outcomes that are none', () => {
    expect(scoreForecasts(new Float64Array(0), new Float64Array(0), 0.5)).toMatchObject({ ok: false, needed: 1, available: 0 });
    for (const [p, y] of faults) expect(() => scoreForecasts(p, y, 0.5)).toThrow(RangeError);
    for (const base of [-0.1, Number.NaN, Float64Array.of(0.5)])
      expect(() => scoreForecasts(Float64Array.of(0.1, 0.2), Float64Array.of(0, 1), base)).toThrow(RangeError);
  });
});
