import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInsufficient } from '../../../src/core/numerics/insufficient.ts';
import { type LeastSquares, leastSquares, ones } from '../../../src/core/numerics/least-squares.ts';
import { orthogonalised, recursiveLeastSquares } from '../../../src/core/numerics/recursive-least-squares.ts';

const world = fc.integer({ min: 8, max: 16 }).chain((n) => {
  const numbers = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: n, maxLength: n });
  return fc.tuple(fc.array(numbers, { minLength: 1, maxLength: 3 }), numbers);
});

describe('least squares of ever more observations', () => {
  it('are those of a fit anew: residual sums of squares, and forecast errors in units of their own spread', () => {
    fc.assert(
      fc.property(world, ([columns, y]) => {
        const regressors = [ones(y.length), ...columns.map((column) => Float64Array.from(column, (value) => 500 + value))];
        const response = Float64Array.from(y);
        const k = regressors.length;
        const path = recursiveLeastSquares(response, regressors, k + 1);
        if (isInsufficient(path)) return;
        const upTo = (t: number) =>
          leastSquares(
            response.subarray(0, t),
            regressors.map((column) => column.subarray(0, t)),
          ) as LeastSquares;
        for (let t = k + 1; t <= y.length; t++) {
          const fit = upTo(t);
          const scale = response.reduce((sum, value) => sum + value * value, 1);
          expect(Math.abs((path.residualSumsOfSquares[t - k - 1] as number) - fit.residualSumOfSquares) / scale).toBeLessThan(1e-8);
          if (t === y.length) break;
          const x = regressors.map((column) => column[t] as number);
          const error = x.reduce((rest, value, i) => rest - value * (fit.coefficients[i] as number), response[t] as number);
          const spread = x.reduce(
            (sum, a, i) => sum + x.reduce((inner, b, j) => inner + a * b * (fit.inverseCrossProducts[i]?.[j] as number), 0),
            1,
          );
          expect((path.recursiveResiduals[t - k - 1] as number) - error / Math.sqrt(spread)).toBeCloseTo(0, 5);
        }
      }),
      { seed: 31, numRuns: 150 },
    );
  });

  it('of a mean are those of Welford', () => {
    const path = recursiveLeastSquares(Float64Array.of(2, 4, 9, 1), [ones(4)], 1);
    if (isInsufficient(path)) throw new Error(path.reason);
    const [a, b, c] = path.recursiveResiduals as unknown as [number, number, number];
    expect(a).toBeCloseTo((4 - 2) / Math.sqrt(2), 14);
    expect(b).toBeCloseTo((9 - 3) / Math.sqrt(1 + 1 / 2), 14);
    expect(c).toBeCloseTo((1 - 5) / Math.sqrt(1 + 1 / 3), 14);
    expect(path.residualSumsOfSquares[3]).toBeCloseTo(38, 13);
  });

  it('say where regressors depend on one another: in all observations, or in the first', () => {
    const y = Float64Array.of(1, 3, 2, 5, 4, 6);
    expect(recursiveLeastSquares(y, [ones(6), ones(6)], 2)).toMatchObject({ ok: false, reason: 'the regressors depend on one another' });
    expect(isInsufficient(recursiveLeastSquares(y, [ones(6), Float64Array.of(0, 0, 0, 0, 1, 2)], 3))).toBe(true);
    expect(isInsufficient(recursiveLeastSquares(y, [ones(6), Float64Array.of(0, 0, 0, 0, 1, 2)], 5))).toBe(false);
  });

  it('refuse a first fit of too few or too many observations, and what is not finite', () => {
    expect(() => recursiveLeastSquares(Float64Array.of(1, 2, 3), [ones(3)], 0)).toThrow(
      'the observations of the first fit must be an integer from 1 to 3, was 0',
    );
    expect(() => recursiveLeastSquares(Float64Array.of(1, 2, 3), [ones(3)], 4)).toThrow(RangeError);
    expect(() => recursiveLeastSquares(Float64Array.of(1, Number.NaN, 3), [ones(3)], 1)).toThrow(/the response must be finite/);
  });
});

describe('orthogonalised columns', () => {
  it('are orthogonal, of mean square 1, and fit what the regressors fit', () => {
    const x = Float64Array.from({ length: 30 }, (_, i) => 10_000 + ((i * 17) % 11));
    const y = Float64Array.from({ length: 30 }, (_, i) => (i * 7) % 13);
    const columns = orthogonalised(y, [ones(30), x]);
    if (isInsufficient(columns)) throw new Error(columns.reason);
    const product = (a: number, b: number) =>
      (columns[a] as Float64Array).reduce((sum, value, i) => sum + value * (columns[b]?.[i] as number), 0) / 30;
    expect([product(0, 0), product(1, 1)].every((value) => Math.abs(value - 1) < 1e-12)).toBe(true);
    expect(product(0, 1)).toBeCloseTo(0, 9);
    const [plain, other] = [leastSquares(y, [ones(30), x]), leastSquares(y, columns)] as [LeastSquares, LeastSquares];
    expect(other.residualSumOfSquares / plain.residualSumOfSquares).toBeCloseTo(1, 10);
  });
});
