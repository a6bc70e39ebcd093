import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Insufficient, isInsufficient } from '../../../src/core/numerics/insufficient.ts';
import { classicalStandardErrors, type LeastSquares, leastSquares, ones } from '../../../src/core/numerics/least-squares.ts';
import { firstNotFinite } from '../../reference/finite-numbers.ts';

interface Case {
  readonly response: number[];
  readonly regressors: number[][];
  readonly coefficients: number[];
  readonly residualSumOfSquares: number;
  readonly inverseDiagonal: number[];
  readonly inverseCorner: number;
  readonly standardErrors: number[] | null;
}
const { cases }: { cases: Record<string, Case> } = JSON.parse(
  readFileSync(new URL('../../reference/least-squares/least-squares.json', import.meta.url), 'utf8'),
);
const SEED = { seed: 20_260_915, numRuns: 200 };

const fitOf = (response: readonly number[], regressors: readonly (readonly number[])[]): LeastSquares | Insufficient =>
  leastSquares(
    Float64Array.from(response),
    regressors.map((column) => Float64Array.from(column)),
  );
const fitted = (response: readonly number[], regressors: readonly (readonly number[])[]): LeastSquares => {
  const fit = fitOf(response, regressors);
  if (isInsufficient(fit)) throw new Error(fit.reason);
  return fit;
};
const apart = (actual: number, expected: number): number => Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);

/**
 * What the columns themselves leave of double precision: QR loses about as many digits as the scaled columns are near to dependent.
 * Powers of a trend have a condition number of 1e5, the nearly dependent pair 5e4, years beside a constant 2e2.
 */
const tolerances: Readonly<Record<string, number>> = {
  'powers of a trend': 1e-9,
  'nearly dependent regressors': 1e-9,
};

describe('least squares', () => {
  it.each(Object.entries(cases))('has the coefficients, errors and (X′X)⁻¹ of 500-digit arithmetic: %s', (name, expected) => {
    const fit = fitted(expected.response, expected.regressors);
    const tolerance = tolerances[name] ?? 1e-10;
    const k = expected.coefficients.length;
    expected.coefficients.forEach((value, j) => {
      expect(apart(fit.coefficients[j] as number, value)).toBeLessThan(tolerance);
    });
    expected.inverseDiagonal.forEach((value, j) => {
      expect(apart(fit.inverseCrossProducts[j]?.[j] as number, value)).toBeLessThan(tolerance);
    });
    expect(apart(fit.inverseCrossProducts[0]?.[k - 1] as number, expected.inverseCorner)).toBeLessThan(tolerance);
    expect(fit.degreesOfFreedom).toBe(expected.response.length - k);
    const errors = classicalStandardErrors(fit);
    if (expected.standardErrors === null) {
      expect(errors).toMatchObject({ ok: false, needed: k + 1, available: k });
      expect(fit.residualSumOfSquares).toBeLessThan(1e-25);
      return;
    }
    expect(apart(fit.residualSumOfSquares, expected.residualSumOfSquares)).toBeLessThan(tolerance);
    if (isInsufficient(errors)) throw new Error(errors.reason);
    expected.standardErrors.forEach((value, j) => {
      expect(apart(errors[j] as number, value)).toBeLessThan(tolerance);
    });
  });

  it('leaves residuals that no regressor explains, whatever the data', () => {
    const value = fc.integer({ min: -1000, max: 1000 }).map((whole) => whole / 8);
    const problems = fc.integer({ min: 3, max: 25 }).chain((n) =>
      fc.record({
        response: fc.array(value, { minLength: n, maxLength: n }),
        regressor: fc.array(value, { minLength: n, maxLength: n }),
      }),
    );
    fc.assert(
      fc.property(problems, ({ response, regressor }) => {
        const constant = response.map(() => 1);
        const fit = fitOf(response, [constant, regressor]);
        const isDependent = regressor.every((x) => x === regressor[0]);
        expect(isInsufficient(fit)).toBe(isDependent);
        if (isInsufficient(fit)) return;
        expect(firstNotFinite(fit)).toBeUndefined();
        const size = 1 + response.reduce((sum, y) => sum + Math.abs(y), 0);
        for (const column of [constant, regressor]) {
          const product = column.reduce((sum, x, i) => sum + x * (fit.residuals[i] as number), 0);
          const length = 1 + column.reduce((sum, x) => sum + Math.abs(x), 0);
          expect(Math.abs(product) / (size * length)).toBeLessThan(1e-12);
        }
      }),
      SEED,
    );
  });

  it('says in what units: coefficients turn with the regressors’ and the response’s', () => {
    const { response, regressors } = cases['a constant and two regressors'] as Case;
    const [constant, a, b] = regressors as [number[], number[], number[]];
    const fit = fitted(response, regressors);
    const other = fitted(
      response.map((y) => 1e6 * y),
      [constant, a.map((x) => 1e-9 * x), b],
    );
    expect(apart(other.coefficients[1] as number, 1e15 * (fit.coefficients[1] as number))).toBeLessThan(1e-12);
    expect(apart(other.coefficients[2] as number, 1e6 * (fit.coefficients[2] as number))).toBeLessThan(1e-12);
  });

  it('is none with regressors that depend on one another, also in the last digits only', () => {
    const y = [1, 3, 2, 5, 4, 6];
    const x = [1, 2, 3, 4, 5, 6];
    const one = x.map(() => 1);
    for (const third of [x.map((v) => 3 * v), x.map((v) => v / 3 - 7), x.map((v) => 0.1 * v + 0.2), x.map((v) => v * (1 + 1e-14))]) {
      expect(fitOf(y, [one, x, third])).toMatchObject({
        ok: false,
        reason: 'the regressors depend on one another',
        needed: 3,
        available: 2,
      });
    }
    expect(fitOf(y, [one, x.map(() => 0)])).toMatchObject({ ok: false, reason: 'a regressor is zero throughout' });
  });

  it('is none with fewer observations than regressors, and none without a regressor', () => {
    expect(fitOf([1], [[1], [2]])).toMatchObject({ ok: false, needed: 2, available: 1 });
    expect(fitOf([1, 2], [])).toMatchObject({ ok: false, needed: 1, available: 2 });
    expect(fitOf([], [[]])).toMatchObject({ ok: false, needed: 1, available: 0 });
  });

  it('has no standard errors without a degree of freedom, rather than infinite ones', () => {
    expect(classicalStandardErrors(fitted([1, 5], [[...ones(2)], [1, 2]]))).toMatchObject({ ok: false, needed: 3, available: 2 });
  });

  it('is a value, never NaN, for columns so large or small that their squares are lost', () => {
    const y = [1, 3, 2, 5, 4];
    for (const unit of [1e200, 1e-200, 1e300, 5e-324]) {
      expect(isInsufficient(fitOf(y, [y.map(() => 1), [1, 4, 2, 3, 7].map((v) => v * unit)]))).toBe(true);
    }
  });

  it('refuses columns of another length and values that are not finite', () => {
    expect(() => fitOf([1, 2, 3], [[1, 2]])).toThrow(new RangeError('regressor 0 must have 3 values, had 2'));
    expect(() => fitOf([1, Number.NaN, 3], [[1, 2, 3]])).toThrow(RangeError);
    expect(() => fitOf([1, 2, 3], [[1, Number.POSITIVE_INFINITY, 3]])).toThrow(RangeError);
  });
});
