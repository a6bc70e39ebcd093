import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forwardSums, slidingSums } from '../../../../src/core/methods/long-horizon/forward-sums.ts';
import type { OverlappingSlope, SlopeEstimator } from '../../../../src/core/methods/long-horizon/overlapping-slope.ts';
import { predictiveRegressionOf } from '../../../../src/core/methods/long-horizon/predictive-regression.ts';
import { normalTwoSided, normalUpperTail, studentTTwoSided, studentTUpperTail } from '../../../../src/core/numerics/distributions.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { toldRates } from '../../../reference/told-rates.ts';
import { expectFinite, normals, there } from './made-up-regressions.ts';
import { largestDifference } from './references.ts';

function world(seed: number, n: number, slope = 0): { signal: Float64Array; returns: Float64Array } {
  const draw = normals(seed);
  const signal = new Float64Array(n);
  const returns = new Float64Array(n);
  for (let t = 1; t < n; t++) {
    returns[t] = slope * (signal[t - 1] as number) + draw();
    signal[t] = 0.9 * (signal[t - 1] as number) + draw();
  }
  return { signal, returns };
}

const row = ({ rows }: OverlappingSlope, estimator: SlopeEstimator) =>
  there((rows.find((each) => each.estimator === estimator) as OverlappingSlope['rows'][number]).estimate);

/** Slope, its ordinary error and R² by the textbook's sums. */
function simpleRegression(x: readonly number[], y: readonly number[]) {
  const n = x.length;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / n;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (f: (i: number) => number) => x.reduce((total, _, i) => total + f(i), 0);
  const sxx = sum((i) => ((x[i] as number) - mx) ** 2);
  const slope = sum((i) => ((x[i] as number) - mx) * ((y[i] as number) - my)) / sxx;
  const left = sum((i) => ((y[i] as number) - my - slope * ((x[i] as number) - mx)) ** 2);
  return { slope, error: Math.sqrt(left / (n - 2) / sxx), rSquared: 1 - left / sum((i) => ((y[i] as number) - my) ** 2) };
}

describe('sums over a horizon', () => {
  it('begin after the date, and leave out the dates without a whole horizon', () => {
    expect([...forwardSums(Float64Array.of(100, 1, 2, 4, 8), 2)]).toEqual([3, 6, 12]);
    expect([...slidingSums(Float64Array.of(1, 2, 4), 3)]).toEqual([7]);
  });
});

describe('the predictive regression', () => {
  it.each([1, 3, 12])('has the slope, ordinary error and R² of the textbook over %i periods', (horizon) => {
    const { signal, returns } = world(1, 90, 0.2);
    const dates = Array.from({ length: 90 - horizon }, (_, t) => t);
    const outcomes = dates.map((t) => returns.slice(t + 1, t + horizon + 1).reduce((sum, value) => sum + value, 0));
    const { slope, error, rSquared } = simpleRegression(
      dates.map((t) => signal[t] as number),
      outcomes,
    );
    const result = there(predictiveRegressionOf(signal, returns, { horizon }));
    expect(
      largestDifference([result.coefficient, row(result, 'ordinary').standardError, result.rSquared], [slope, error, rSquared]),
    ).toBeLessThan(1e-12);
    expect(result.observations).toBe(90 - horizon);
    expect(result.effectiveObservations).toBe(Math.floor(89 / horizon));
  });

  it('over every h-th date is the textbook’s on those dates', () => {
    const { signal, returns } = world(2, 100, 0.2);
    const dates = Array.from({ length: 14 }, (_, i) => 7 * i);
    const outcomes = dates.map((t) => returns.slice(t + 1, t + 8).reduce((sum, value) => sum + value, 0));
    const { slope, error } = simpleRegression(
      dates.map((t) => signal[t] as number),
      outcomes,
    );
    const result = there(predictiveRegressionOf(signal, returns, { horizon: 7 }));
    const { coefficient, standardError, observations } = row(result, 'non-overlapping');
    expect(largestDifference([coefficient, standardError], [slope, error])).toBeLessThan(1e-12);
    expect([observations, result.effectiveObservations]).toEqual([14, 14]);
  });

  it('tests its ordinary rows by Student’s t and the others by the normal distribution', () => {
    const { signal, returns } = world(3, 200, 0.05);
    const result = there(predictiveRegressionOf(signal, returns, { horizon: 5 }));
    expect(result.rows.map(({ estimator }) => estimator)).toEqual([
      'ordinary',
      'newey-west',
      'hansen-hodrick',
      'hodrick-1b',
      'non-overlapping',
    ]);
    for (const { estimator } of result.rows) {
      const { coefficient, standardError, t, p, pUpper, observations } = row(result, estimator);
      expect(t).toBe(coefficient / standardError);
      const isStudent = estimator === 'ordinary' || estimator === 'non-overlapping';
      expect(p).toBeCloseTo(isStudent ? studentTTwoSided(t, observations - 2) : normalTwoSided(t), 14);
      expect(pUpper).toBeCloseTo(isStudent ? studentTUpperTail(t, observations - 2) : normalUpperTail(t), 14);
    }
  });

  it('over one period has White’s errors in the place of Hansen and Hodrick’s, and the horizon’s lags in Newey and West’s unless told', () => {
    const { signal, returns } = world(4, 150);
    const result = there(predictiveRegressionOf(signal, returns, { horizon: 1, lags: 0 }));
    expect(row(result, 'newey-west').standardError).toBeCloseTo(row(result, 'hansen-hodrick').standardError, 14);
    const told = there(predictiveRegressionOf(signal, returns, { horizon: 6, lags: 6 }));
    const untold = there(predictiveRegressionOf(signal, returns, { horizon: 6 }));
    expect(row(told, 'newey-west')).toEqual(row(untold, 'newey-west'));
  });

  it('sees no return before its date: another past changes no slope, another future does', () => {
    const { signal, returns } = world(5, 80);
    const { coefficient } = there(predictiveRegressionOf(signal, returns, { horizon: 4 }));
    const otherPast = returns.with(0, 1000);
    expect(there(predictiveRegressionOf(signal, otherPast, { horizon: 4 })).coefficient).toBe(coefficient);
    expect(there(predictiveRegressionOf(signal.with(79, 50).with(76, -50), returns, { horizon: 4 })).coefficient).toBe(coefficient);
    expect(there(predictiveRegressionOf(signal, returns.with(79, 50), { horizon: 4 })).coefficient).not.toBe(coefficient);
  });

  it('keeps its tests when signal or returns change their unit or level', () => {
    const { signal, returns } = world(6, 160, 0.1);
    const before = there(predictiveRegressionOf(signal, returns, { horizon: 8 }));
    const after = there(
      predictiveRegressionOf(
        signal.map((value) => 40 + value / 16),
        returns.map((value) => 0.5 + value / 128),
        { horizon: 8 },
      ),
    );
    for (const { estimator } of before.rows) expect(row(after, estimator).p).toBeCloseTo(row(before, estimator).p, 8);
    expect(there(after.stambaugh).p).toBeCloseTo(there(before.stambaugh).p, 8);
    expect(there(after.ivx).p).toBeCloseTo(there(before.ivx).p, 8);
    expect(there(after.persistence).root).toBeCloseTo(there(before.persistence).root, 10);
  });

  it('finds a slope that is there', () => {
    const { signal, returns } = world(7, 1000, 0.15);
    const result = there(predictiveRegressionOf(signal, returns, { horizon: 10 }));
    for (const { estimator } of result.rows) expect(row(result, estimator).p).toBeLessThan(0.001);
    expect(there(result.ivx).p).toBeLessThan(0.001);
    expect(there(result.stambaugh).p).toBeLessThan(0.001);
  });

  it('gives no number that is not finite, whatever the values', () => {
    const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ min: -1e4, max: 1e4, noNaN: true }));
    let answered = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 25 }), fc.integer({ min: 1, max: 9 }), (pairs, horizon) => {
        const signal = Float64Array.from(pairs, ([x]) => x);
        const returns = Float64Array.from(pairs, ([, r]) => r);
        const result = predictiveRegressionOf(signal, returns, { horizon });
        expectFinite(result);
        if (!isInsufficient(result)) answered++;
      }),
      { seed: 2, numRuns: 400 },
    );
    expect(answered).toBeGreaterThan(100);
  });

  it.each<[string, Float64Array, Float64Array]>([
    ['a constant signal', new Float64Array(30).fill(0.3), world(8, 30).returns],
    ['constant returns', world(8, 30).signal, new Float64Array(30).fill(0.1)],
    ['a horizon that leaves two dates', world(8, 9).signal, world(8, 9).returns],
  ])('is withheld for %s', (_, signal, returns) => {
    expect(predictiveRegressionOf(signal, returns, { horizon: 7 })).toMatchObject({ ok: false });
  });

  it('withholds each error of an exact fit', () => {
    const signal = Float64Array.from({ length: 40 }, (_, t) => (t * t) % 7);
    const returns = Float64Array.from({ length: 40 }, (_, t) => (t === 0 ? 0 : 2 * (signal[t - 1] as number)));
    const { rows, ivx, stambaugh } = there(predictiveRegressionOf(signal, returns, { horizon: 1 }));
    const withheld = rows.filter(({ estimate }) => isInsufficient(estimate)).map(({ estimator }) => estimator);
    expect(withheld).toEqual(['ordinary', 'newey-west', 'hansen-hodrick', 'non-overlapping']);
    expect([ivx, stambaugh]).toMatchObject([{ ok: false }, { ok: false }]);
  });

  it('refuses lengths that differ, a horizon or lags that are no whole number, and values that are not finite', () => {
    const { signal, returns } = world(9, 30);
    expect(() => predictiveRegressionOf(signal, returns.subarray(1), { horizon: 2 })).toThrow('the regressor must have 29 values, had 30');
    for (const horizon of [0, 2.5, Number.NaN])
      expect(() => predictiveRegressionOf(signal, returns, { horizon })).toThrow(/horizon must be an integer/);
    expect(() => predictiveRegressionOf(signal, returns, { horizon: 2, lags: -1 })).toThrow(/lags must be an integer/);
    expect(() => predictiveRegressionOf(signal.with(4, Number.NaN), returns, { horizon: 2 })).toThrow(
      /regressor must be finite, was NaN at index 4/,
    );
    expect(() => predictiveRegressionOf(signal, returns.with(0, Number.NaN), { horizon: 2 })).toThrow(
      /returns must be finite, was NaN at index 0/,
    );
  });
});

describe('the size of the estimators at a nominal 5 %, over 300 worlds in which a persistent signal foretells nothing', () => {
  /** Share of the worlds in which each estimator rejects: 600 dates, 40 periods, a root of 0.99. */
  function rejections(innovationCorrelation: number): Record<string, number> {
    const [worlds, n] = [300, 600];
    const rejected: Record<string, number> = {};
    for (let i = 0; i < worlds; i++) {
      const draw = normals(i + 7);
      const signal = new Float64Array(n);
      const returns = new Float64Array(n);
      for (let t = 1; t < n; t++) {
        returns[t] = draw();
        const own = Math.sqrt(1 - innovationCorrelation ** 2) * draw();
        signal[t] = 0.99 * (signal[t - 1] as number) + innovationCorrelation * (returns[t] as number) + own;
      }
      const { rows, ivx, stambaugh } = there(predictiveRegressionOf(signal, returns, { horizon: 40 }));
      const tests = [...rows, { estimator: 'ivx', estimate: ivx }, { estimator: 'stambaugh', estimate: stambaugh }];
      for (const { estimator, estimate } of tests) {
        if (!isInsufficient(estimate) && estimate.p <= 0.05) rejected[estimator] = (rejected[estimator] ?? 0) + 1 / worlds;
      }
    }
    return rejected;
  }

  it('is kept by Hodrick 1B, IVX, Stambaugh and the dates that do not overlap, but not by the others, where signal and returns move apart', async ({
    annotate,
  }) => {
    const rejected = rejections(0);
    await annotate(toldRates(rejected));
    expect(rejected.ordinary).toBeGreaterThan(0.6);
    expect(rejected['newey-west']).toBeGreaterThan(0.15);
    expect(rejected['hansen-hodrick']).toBeGreaterThan(0.15);
    for (const kept of ['hodrick-1b', 'ivx', 'stambaugh', 'non-overlapping']) expect(rejected[kept], kept).toBeLessThan(0.09);
  });

  it('is kept by IVX and Stambaugh alone where the signal falls as prices rise', async ({ annotate }) => {
    const rejected = rejections(-0.9);
    await annotate(toldRates(rejected));
    for (const lost of ['ordinary', 'newey-west', 'hansen-hodrick', 'hodrick-1b']) expect(rejected[lost], lost).toBeGreaterThan(0.09);
    for (const kept of ['ivx', 'stambaugh']) expect(rejected[kept], kept).toBeLessThan(0.09);
  });
});
