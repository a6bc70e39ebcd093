import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { olsCusumTest, recursiveCusumTest } from '../../../../src/core/methods/regimes/cusum.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { ones } from '../../../../src/core/numerics/least-squares.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { reference } from '../../../reference/regimes/reference.ts';
import { largestDifference, referencesOf } from '../long-horizon/references.ts';
import { coarse, noise, there } from './made-up-walks.ts';

const nile = referencesOf('structural-break');

describe.skipIf(!nile.present)('CUSUM tests of the flow of the Nile', () => {
  it('of OLS residuals are those of strucchange: process, statistic, p', () => {
    const expected = nile.json('expected_strucchange.json');
    const found = there(olsCusumTest(nile.csv('nile.csv').flow as Float64Array, [ones(100)]));
    expect(largestDifference(found.path, expected.olscusum_process)).toBeLessThan(1e-10);
    expect(found.statistic).toBeCloseTo(expected.olscusum_stat, 10);
    expect(found.at).toBe(28);
    // R takes this p from 1, and so has 8 of its digits.
    expect(found.p / expected.olscusum_p).toBeCloseTo(1, 8);
  });

  it('of recursive residuals are those of strucchange: statistic, p', () => {
    const expected = nile.json('expected_strucchange.json');
    const found = there(recursiveCusumTest(nile.csv('nile.csv').flow as Float64Array, [ones(100)]));
    expect(found.statistic).toBeCloseTo(expected.reccusum_stat, 10);
    expect(found.p / expected.reccusum_p).toBeCloseTo(1, 7);
  });
});

describe('CUSUM tests of a regression', () => {
  const { price, response, olsProcess, olsStatistic, olsP, recursiveProcess, recursiveStatistic } = reference.regression;
  const columns = [ones(price.length), Float64Array.from(price)];
  const y = Float64Array.from(response);

  it('are those of numpy, each recursive residual by a fit anew', () => {
    const ols = there(olsCusumTest(y, columns));
    expect(largestDifference(ols.path, [0, ...olsProcess])).toBeLessThan(1e-10);
    expect(largestDifference([ols.statistic, ols.p], [olsStatistic, olsP])).toBeLessThan(1e-10);
    const recursive = there(recursiveCusumTest(y, columns));
    expect(largestDifference(recursive.path, [0, ...recursiveProcess])).toBeLessThan(1e-10);
    expect(recursive.statistic).toBeCloseTo(recursiveStatistic, 10);
  });

  it('have the boundaries of the literature: 1.358, and 0.948 (1 + 2t)', () => {
    const ols = there(olsCusumTest(y, columns));
    expect(ols.boundary.every((value) => Math.abs(value - 1.3581) < 1e-4)).toBe(true);
    const recursive = there(recursiveCusumTest(y, columns));
    expect(recursive.boundary[0]).toBeCloseTo(0.9479, 4);
    expect(recursive.boundary.at(-1)).toBeCloseTo(3 * 0.9479, 3);
    expect(there(recursiveCusumTest(y, columns, 0.01)).boundary[0]).toBeCloseTo(1.143, 3);
    expect(there(recursiveCusumTest(y, columns, 0.1)).boundary[0]).toBeCloseTo(0.85, 3);
  });

  it('leave the boundary exactly where p is below the level', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 1.5, noNaN: true }), (seed, shift) => {
        const values = noise(seed, 50).map((value, i) => value + (i > 20 ? shift : 0));
        for (const test of [olsCusumTest, recursiveCusumTest]) {
          const { path, boundary, p } = there(test(values, [ones(50)], 0.2));
          expect(path.some((value, i) => Math.abs(value) > (boundary[i] as number))).toBe(p < 0.2);
        }
      }),
      { seed: 20269, numRuns: 200 },
    );
  });

  it('do not depend on the unit, the origin or the sign', () => {
    const values = noise(41, 60);
    for (const test of [olsCusumTest, recursiveCusumTest]) {
      const plain = there(test(values, [ones(60)]));
      for (const factor of [512, -2]) {
        const other = there(
          test(
            values.map((value) => factor * value + 100),
            [ones(60)],
          ),
        );
        expect(other.statistic).toBeCloseTo(plain.statistic, 9);
        expect(other.at).toBe(plain.at);
      }
    }
  });

  it('need degrees of freedom and residuals, and refuse what is not finite', () => {
    expect(olsCusumTest(Float64Array.of(1), [ones(1)])).toMatchObject({ ok: false, needed: 2, available: 1 });
    expect(recursiveCusumTest(Float64Array.of(1, 2), [ones(2)])).toMatchObject({ ok: false, needed: 3, available: 2 });
    const constant = new Float64Array(20).fill(0.1);
    expect(olsCusumTest(constant, [ones(20)])).toMatchObject({ ok: false, reason: 'the residuals are all 0' });
    expect(recursiveCusumTest(constant, [ones(20)])).toMatchObject({ ok: false, reason: 'the recursive residuals do not vary' });
    const late = Float64Array.from({ length: 20 }, (_, i) => (i < 5 ? 0 : 1));
    expect(isInsufficient(recursiveCusumTest(noise(1, 20), [ones(20), late]))).toBe(true);
    expect(() => olsCusumTest(Float64Array.of(1, Number.NaN, 2), [ones(3)])).toThrow(/the response must be finite/);
    expect(() => recursiveCusumTest(noise(1, 9), [ones(9)], 1)).toThrow(/the level must be above 0 and below 1/);
  });

  it('are finite or not there, whatever the data', () => {
    fc.assert(
      fc.property(coarse(1, 30), (values) => {
        for (const test of [olsCusumTest, recursiveCusumTest]) {
          expect(firstNotFinite(test(values, [ones(values.length)]))).toBeUndefined();
          expect(firstNotFinite(test(values, [ones(values.length), Float64Array.from(values.keys())]))).toBeUndefined();
        }
      }),
      { seed: 20270, numRuns: 300 },
    );
  });
});
