import { describe, expect, it } from 'vitest';
import { hansenHodrick } from '../../../../src/core/methods/long-horizon/hansen-hodrick.ts';
import { hodrick1B } from '../../../../src/core/methods/long-horizon/hodrick-1b.ts';
import { impliedCorrelation } from '../../../../src/core/methods/long-horizon/implied-correlation.ts';
import { neweyWest } from '../../../../src/core/methods/long-horizon/newey-west.ts';
import { overlapDummyRegression } from '../../../../src/core/methods/long-horizon/overlap-dummy-regression.ts';
import { classicalStandardErrors, leastSquares, ones } from '../../../../src/core/numerics/least-squares.ts';
import { there } from './made-up-regressions.ts';
import { largestDifference, referencesOf } from './references.ts';

const hac = referencesOf('hac');
const longHorizon = referencesOf('long-horizon');
const TOLERANCE = 1e-10;
const HORIZON = 12;

function overlapping() {
  const { r: returns, signal } = hac.csv('overlap_returns.csv') as { r: Float64Array; signal: Float64Array };
  const n = returns.length;
  const sums = Float64Array.from({ length: n - HORIZON }, (_, t) =>
    returns.slice(t + 1, t + 1 + HORIZON).reduce((sum, value) => sum + value, 0),
  );
  const columns = [ones(n - HORIZON), signal.subarray(0, n - HORIZON)];
  return { returns, signal, columns, fit: there(leastSquares(sums, columns)), expected: hac.json('expected_overlap.json') };
}

describe.skipIf(!hac.present)('twelve-month returns on a rare dummy, from every month', () => {
  it('have the ordinary slope and error of statsmodels', () => {
    const { fit, expected } = overlapping();
    expect(fit.observations).toBe(expected.nobs);
    expect(largestDifference(fit.coefficients, expected.params)).toBeLessThan(TOLERANCE);
    expect(largestDifference(there(classicalStandardErrors(fit)), expected.ols_bse)).toBeLessThan(TOLERANCE);
  });

  it.each([11, 12, 17])('have its errors of Newey and West with %i lags', (lags) => {
    const { fit, columns, expected } = overlapping();
    expect(
      largestDifference(there(neweyWest(fit, columns, { lags })).standardErrors, expected[`newey_west_bartlett_lag${lags}_nocorr`]),
    ).toBeLessThan(TOLERANCE);
  });

  it('have its errors of Hansen and Hodrick', () => {
    const { fit, columns, expected } = overlapping();
    expect(
      largestDifference(there(hansenHodrick(fit, columns, HORIZON - 1)).standardErrors, expected.hansen_hodrick_lag11.bse),
    ).toBeLessThan(TOLERANCE);
  });

  it('have the covariance 1B of Hodrick', () => {
    const { returns, signal, fit, expected } = overlapping();
    const { covariance, standardErrors } = there(hodrick1B(fit, { regressors: [ones(returns.length), signal], returns, horizon: HORIZON }));
    expect(
      largestDifference(
        covariance.flatMap((row) => [...row]),
        expected.hodrick1B.cov.flat(),
      ),
    ).toBeLessThan(TOLERANCE);
    expect(largestDifference(standardErrors, expected.hodrick1B.bse)).toBeLessThan(TOLERANCE);
  });

  it('have all of these in one table of the dummy regression', () => {
    const { returns, signal, expected } = overlapping();
    const events = Int32Array.from(signal.keys()).filter((t) => signal[t] === 1);
    const { rows, coefficient, intercept, observations, effectiveObservations } = there(
      overlapDummyRegression(events, returns, { horizon: HORIZON, lags: 11 }),
    );
    expect(largestDifference([intercept, coefficient], expected.params)).toBeLessThan(TOLERANCE);
    const errors = rows.map(({ estimate }) => there(estimate).standardError);
    const columnsOf = [
      expected.ols_bse,
      expected.newey_west_bartlett_lag11_nocorr,
      expected.hansen_hodrick_lag11.bse,
      expected.hodrick1B.bse,
    ];
    expect(
      largestDifference(
        errors,
        columnsOf.map(([, slope]) => slope),
      ),
    ).toBeLessThan(TOLERANCE);
    expect([observations, effectiveObservations]).toEqual([588, 49]);
  });
});

describe.skipIf(!longHorizon.present)('the correlation of slopes at two horizons', () => {
  it('is the one that follows from the regressor’s root', () => {
    const { values } = longHorizon.json('expected.json').boudoukh_et_al_beta_correlations;
    const names = Object.keys(values);
    expect(names.length).toBeGreaterThan(20);
    const actual = names.map((name) => {
      const [, root, j, k] = /rho([\d.]+)_j(\d+)_k(\d+)/.exec(name) as unknown as string[];
      return impliedCorrelation(Number(root), Number(j), Number(k));
    });
    expect(largestDifference(actual, Object.values(values) as number[])).toBeLessThan(TOLERANCE);
  });
});

describe('the correlation of slopes over one year with those over two and five', () => {
  it('is 99 and 94 % at the persistence of a dividend yield, as Boudoukh, Richardson and Whitelaw print', () => {
    expect(Math.round(100 * impliedCorrelation(0.953, 1, 2))).toBe(99);
    expect(impliedCorrelation(0.953, 1, 5)).toBeCloseTo(0.94, 1);
  });

  it('is 1 with itself, the same both ways, and the share of the overlap’s root where nothing persists', () => {
    for (const root of [-0.9, 0, 0.5, 1]) {
      expect(impliedCorrelation(root, 7, 7)).toBeCloseTo(1, 12);
      expect(impliedCorrelation(root, 3, 11)).toBeCloseTo(impliedCorrelation(root, 11, 3), 12);
    }
    expect(impliedCorrelation(0, 4, 16)).toBeCloseTo(0.5, 12);
    expect(impliedCorrelation(1, 4, 16)).toBeCloseTo(1, 12);
  });

  it('refuses a root that is none and horizons that are no whole number from 1', () => {
    for (const root of [-1, 1.01, Number.NaN])
      expect(() => impliedCorrelation(root, 1, 2)).toThrow(/the root must be above -1 and at most 1/);
    for (const horizon of [0, 1.5]) expect(() => impliedCorrelation(0.5, horizon, 2)).toThrow(/horizon must be an integer at least 1/);
  });
});
