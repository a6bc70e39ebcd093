import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { andrewsBandwidth, neweyWestBandwidth } from '../../../../src/core/methods/long-horizon/bandwidth.ts';
import { hansenHodrick } from '../../../../src/core/methods/long-horizon/hansen-hodrick.ts';
import {
  type HeteroskedasticityCorrection,
  heteroskedasticityRobust,
} from '../../../../src/core/methods/long-horizon/heteroskedasticity-robust.ts';
import { hodrick1B } from '../../../../src/core/methods/long-horizon/hodrick-1b.ts';
import { kernelCovariance } from '../../../../src/core/methods/long-horizon/kernel-covariance.ts';
import { type Kernel, kernelWeight } from '../../../../src/core/methods/long-horizon/kernels.ts';
import { neweyWest } from '../../../../src/core/methods/long-horizon/newey-west.ts';
import { prewhiten } from '../../../../src/core/methods/long-horizon/prewhitening.ts';
import { scoresOf } from '../../../../src/core/methods/long-horizon/scores.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { type LeastSquares, leastSquares, ones } from '../../../../src/core/numerics/least-squares.ts';
import { expectFinite, madeUpRegression, there } from './made-up-regressions.ts';
import { largestDifference } from './references.ts';

/** (X′X)⁻¹ [Σ_s Σ_t w(s, t) u_s u_t x_s x_t′] (X′X)⁻¹, term by term. */
function byDefinition(fit: LeastSquares, regressors: readonly Float64Array[], weight: (s: number, t: number) => number): number[][] {
  const k = regressors.length;
  const x = (j: number, t: number) => regressors[j]?.[t] as number;
  const u = (t: number) => fit.residuals[t] as number;
  const middle = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  for (let s = 0; s < fit.observations; s++)
    for (let t = 0; t < fit.observations; t++)
      for (let i = 0; i < k; i++)
        for (let j = 0; j < k; j++)
          (middle[i] as number[])[j] = (middle[i]?.[j] as number) + weight(s, t) * u(s) * u(t) * x(i, s) * x(j, t);
  const times = (a: ArrayLike<ArrayLike<number>>, b: ArrayLike<ArrayLike<number>>) =>
    Array.from({ length: k }, (_, i) =>
      Array.from({ length: k }, (__, j) => {
        let sum = 0;
        for (let m = 0; m < k; m++) sum += (a[i]?.[m] as number) * (b[m]?.[j] as number);
        return sum;
      }),
    );
  return times(times(fit.inverseCrossProducts, middle), fit.inverseCrossProducts);
}

const flat = (matrix: ArrayLike<ArrayLike<number>>) => Array.from(matrix).flatMap((row) => Array.from(row));

describe('covariances by their definition', () => {
  it.each([0, 1, 5, 20])('hold for Newey and West with %i lags', (lags) => {
    const { fit, regressors } = madeUpRegression(1, 60, 2);
    const expected = byDefinition(fit, regressors, (s, t) => Math.max(0, 1 - Math.abs(s - t) / (lags + 1)));
    expect(largestDifference(flat(there(neweyWest(fit, regressors, { lags })).covariance), flat(expected))).toBeLessThan(1e-12);
  });

  it('hold for Hansen and Hodrick', () => {
    const { fit, regressors } = madeUpRegression(2, 80);
    const expected = byDefinition(fit, regressors, (s, t) => (Math.abs(s - t) <= 3 ? 1 : 0));
    expect(largestDifference(flat(there(hansenHodrick(fit, regressors, 3)).covariance), flat(expected))).toBeLessThan(1e-12);
  });

  it.each<[Kernel, number]>([
    ['bartlett', 4.7],
    ['parzen', 6.2],
    ['quadratic-spectral', 2.5],
  ])('hold for the %s kernel with a bandwidth of %d', (kernel, bandwidth) => {
    const { fit, regressors } = madeUpRegression(3, 60);
    const expected = byDefinition(fit, regressors, (s, t) => kernelWeight(kernel, Math.abs(s - t) / bandwidth));
    expect(
      largestDifference(flat(there(kernelCovariance(fit, regressors, { kernel, bandwidth })).covariance), flat(expected)),
    ).toBeLessThan(1e-12);
  });

  it.each<[HeteroskedasticityCorrection, (leverage: number) => number]>([
    ['HC0', () => 1],
    ['HC1', () => 40 / 37],
    ['HC2', (leverage) => 1 / (1 - leverage)],
    ['HC3', (leverage) => 1 / (1 - leverage) ** 2],
  ])('hold for %s', (correction, factor) => {
    const { fit, regressors } = madeUpRegression(4, 40, 2);
    // The leverage of a date: what its own fitted value moves by when its response moves by 1.
    const leverage = (t: number) => {
      const unit = new Float64Array(40);
      unit[t] = 1;
      return 1 - (there(leastSquares(unit, regressors)).residuals[t] as number);
    };
    const expected = byDefinition(fit, regressors, (s, t) => (s === t ? factor(leverage(t)) : 0));
    expect(largestDifference(flat(there(heteroskedasticityRobust(fit, regressors, correction)).covariance), flat(expected))).toBeLessThan(
      1e-12,
    );
  });
});

describe('kernels', () => {
  it('are 1 at no distance, and 0 from one bandwidth on but for the quadratic spectral one', () => {
    for (const kernel of ['bartlett', 'parzen', 'quadratic-spectral'] as const) expect(kernelWeight(kernel, 0)).toBe(1);
    for (const kernel of ['bartlett', 'parzen'] as const) expect(kernelWeight(kernel, 1)).toBe(0);
    expect(kernelWeight('parzen', 0.5)).toBeCloseTo(0.25, 12);
    expect(kernelWeight('quadratic-spectral', 1)).toBeGreaterThan(0);
  });

  it('have no step where the quadratic spectral formula gives way to its series', () => {
    const around = 5e-3 / ((6 * Math.PI) / 5);
    expect(kernelWeight('quadratic-spectral', around * 0.999999)).toBeCloseTo(kernelWeight('quadratic-spectral', around * 1.000001), 10);
  });
});

describe('robust standard errors', () => {
  const estimators = {
    HC0: (fit: LeastSquares, x: Float64Array[]) => heteroskedasticityRobust(fit, x, 'HC0'),
    HC1: (fit: LeastSquares, x: Float64Array[]) => heteroskedasticityRobust(fit, x, 'HC1'),
    HC2: (fit: LeastSquares, x: Float64Array[]) => heteroskedasticityRobust(fit, x, 'HC2'),
    HC3: (fit: LeastSquares, x: Float64Array[]) => heteroskedasticityRobust(fit, x, 'HC3'),
    'Newey–West': (fit: LeastSquares, x: Float64Array[]) => neweyWest(fit, x, { lags: 3 }),
    'Newey–West, automatic': (fit: LeastSquares, x: Float64Array[]) => neweyWest(fit, x, { lags: 'automatic', smallSample: true }),
    'Newey–West, prewhitened': (fit: LeastSquares, x: Float64Array[]) => neweyWest(fit, x, { lags: 'automatic', prewhitened: true }),
    'Hansen–Hodrick': (fit: LeastSquares, x: Float64Array[]) => hansenHodrick(fit, x, 2),
    'quadratic spectral': (fit: LeastSquares, x: Float64Array[]) =>
      kernelCovariance(fit, x, { kernel: 'quadratic-spectral', bandwidth: 'andrews', prewhitened: true }),
    Parzen: (fit: LeastSquares, x: Float64Array[]) => kernelCovariance(fit, x, { kernel: 'parzen', bandwidth: 'newey-west' }),
    'Bartlett with Andrews’s bandwidth': (fit: LeastSquares, x: Float64Array[]) =>
      kernelCovariance(fit, x, { kernel: 'bartlett', bandwidth: 'andrews' }),
  };

  it.each(Object.entries(estimators))('of %s scale with the response and against the regressor', (_, estimate) => {
    const { fit, regressors, response } = madeUpRegression(6, 120);
    const [constant, x] = regressors as [Float64Array, Float64Array];
    const wider = [constant, x.map((value) => value * 8)];
    const louder = there(
      leastSquares(
        response.map((value) => value * 64),
        wider,
      ),
    );
    const [before, after] = [there(estimate(fit, regressors)), there(estimate(louder, wider))];
    expect(after.standardErrors[1]).toBeCloseTo((before.standardErrors[1] as number) * 8, 9);
    expect(after.standardErrors[0]).toBeCloseTo((before.standardErrors[0] as number) * 64, 8);
  });

  it.each(Object.entries(estimators))('of %s are finite or withheld, whatever the values', (_, estimate) => {
    const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ min: -1e5, max: 1e5, noNaN: true }));
    const rows = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 15 });
    let answered = 0;
    fc.assert(
      fc.property(rows, (pairs) => {
        const regressors = [ones(pairs.length), Float64Array.from(pairs, ([x]) => x)];
        const fit = leastSquares(
          Float64Array.from(pairs, ([, y]) => y),
          regressors,
        );
        if (isInsufficient(fit)) return;
        const result = estimate(fit, regressors);
        expectFinite(result);
        if (isInsufficient(result)) return;
        answered++;
        expect(result.standardErrors.every((error) => error > 0)).toBe(true);
      }),
      { seed: 8, numRuns: 250 },
    );
    expect(answered).toBeGreaterThan(20);
  });

  it.each(Object.entries(estimators))('of %s are withheld for a fit without errors', (_, estimate) => {
    const regressors = [ones(20), Float64Array.from({ length: 20 }, (__, t) => (t * 7) % 5)];
    const fit = there(
      leastSquares(
        (regressors[1] as Float64Array).map((value) => 0.1 + value / 3),
        regressors,
      ),
    );
    expect(estimate(fit, regressors)).toMatchObject({ ok: false });
  });

  it('are withheld where a dummy has one event, which no error can be told from', () => {
    const dummy = Float64Array.from({ length: 50 }, (_, t) => (t === 20 ? 1 : 0));
    const regressors = [ones(50), dummy];
    const fit = there(
      leastSquares(
        Float64Array.from({ length: 50 }, (_, t) => (t * t) % 13),
        regressors,
      ),
    );
    for (const estimate of Object.values(estimators)) expect(estimate(fit, regressors)).toMatchObject({ ok: false });
  });

  it('of Hansen and Hodrick are withheld where their covariance is not positive definite, never NaN', () => {
    let withheld = 0;
    for (let seed = 0; seed < 60; seed++) {
      const { fit, regressors } = madeUpRegression(seed, 30);
      const result = hansenHodrick(fit, regressors, 20);
      expectFinite(result);
      if (isInsufficient(result)) {
        withheld++;
        expect(result.reason).toBe('the Hansen–Hodrick covariance is not positive definite');
      }
    }
    expect(withheld).toBeGreaterThan(5);
  });

  it('with as many lags as observations are withheld', () => {
    const { fit, regressors } = madeUpRegression(9, 30);
    expect(neweyWest(fit, regressors, { lags: 30 })).toMatchObject({ ok: false, needed: 31, available: 30 });
    expect(hansenHodrick(fit, regressors, 1e9)).toMatchObject({ ok: false });
    expect(kernelCovariance(fit, regressors, { kernel: 'parzen', bandwidth: 1e9 })).toMatchObject({ ok: false });
  });

  it('refuse lags and bandwidths that are none', () => {
    const { fit, regressors } = madeUpRegression(9, 30);
    for (const lags of [-1, 1.5]) {
      expect(() => neweyWest(fit, regressors, { lags })).toThrow(/lags must be an integer at least 0/);
      expect(() => hansenHodrick(fit, regressors, lags)).toThrow(/lags must be an integer at least 0/);
    }
    for (const bandwidth of [0, -1, Number.NaN]) {
      expect(() => kernelCovariance(fit, regressors, { kernel: 'bartlett', bandwidth })).toThrow(/bandwidth must be above 0/);
    }
  });
});

describe('automatic bandwidths', () => {
  it('do not change with the unit of the response', () => {
    const { regressors, response } = madeUpRegression(11, 200);
    const fitOf = (scale: number) =>
      there(
        leastSquares(
          response.map((value) => value * scale),
          regressors,
        ),
      );
    for (const choose of [neweyWestBandwidth, andrewsBandwidth]) {
      for (const kernel of ['bartlett', 'parzen', 'quadratic-spectral'] as const) {
        expect(there(choose(fitOf(1000), regressors, { kernel }))).toBeCloseTo(there(choose(fitOf(1), regressors, { kernel })), 9);
      }
    }
  });
});

describe('prewhitening', () => {
  it('leaves residuals that the scores before do not foretell, and restores their long-run level', () => {
    const { fit, regressors } = madeUpRegression(12, 300);
    const scores = scoresOf(fit, regressors);
    const white = there(prewhiten(scores));
    for (const residuals of white.scores) {
      for (const column of scores) {
        const product = residuals.reduce((sum, value, t) => sum + value * (column[t] as number), 0);
        expect(Math.abs(product)).toBeLessThan(1e-8);
      }
    }
  });
});

describe('Hodrick’s covariance 1B', () => {
  const { regressors, response: returns } = madeUpRegression(13, 50);
  const fitOver = (horizon: number) => {
    const sums = Float64Array.from({ length: 50 - horizon }, (_, t) =>
      returns.slice(t + 1, t + 1 + horizon).reduce((sum, value) => sum + value, 0),
    );
    return there(
      leastSquares(
        sums,
        regressors.map((column) => column.subarray(0, 50 - horizon)),
      ),
    );
  };

  it('over one period is White’s with the demeaned returns in place of the errors', () => {
    const fit = fitOver(1);
    const centre = returns.reduce((sum, value) => sum + value, 0) / 50;
    const errors = { ...fit, residuals: returns.subarray(1).map((value) => value - centre) };
    const expected = byDefinition(
      errors,
      regressors.map((column) => column.subarray(0, 49)),
      (s, t) => (s === t ? 1 : 0),
    );
    expect(largestDifference(flat(there(hodrick1B(fit, { regressors, returns, horizon: 1 })).covariance), flat(expected))).toBeLessThan(
      1e-12,
    );
  });

  it('refuses a fit of another length, a horizon outside the data, and values that are not finite', () => {
    const fit = fitOver(5);
    expect(() => hodrick1B(fit, { regressors, returns, horizon: 6 })).toThrow(/the fit must have 44 values, had 45/);
    expect(() => hodrick1B(fit, { regressors, returns, horizon: 50 })).toThrow(/horizon must be an integer from 1 to 49/);
    expect(() => hodrick1B(fit, { regressors: [ones(3)], returns, horizon: 5 })).toThrow(/regressor 0 must have 50 values/);
    const holed = returns.map((value, t) => (t === 3 ? Number.NaN : value));
    expect(() => hodrick1B(fit, { regressors, returns: holed, horizon: 5 })).toThrow(/returns must be finite/);
  });

  it('is withheld for returns that are all the same', () => {
    expect(hodrick1B(fitOver(5), { regressors, returns: new Float64Array(50).fill(0.1), horizon: 5 })).toMatchObject({ ok: false });
  });
});
