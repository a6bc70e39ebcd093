import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as distributions from '../../../src/core/numerics/distributions.ts';

type Name = Exclude<keyof typeof distributions, 'normalDensity'>;
const { made: _, ...reference }: Record<Name, number[][]> & { made: string } = JSON.parse(
  readFileSync(new URL('../../reference/distributions/distributions.json', import.meta.url), 'utf8'),
);
const functions = new Map<string, unknown>(Object.entries(distributions));
const SEED = { seed: 20_260_915, numRuns: 300 };

/** Distance relative to the expected value; numbers below 1e-300 are near the smallest that there are, and have fewer digits. */
const apart = (actual: number, expected: number): number =>
  actual === expected ? 0 : Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);

/** Student's t of 1 degree of freedom right beside 0: the beta function of Boost, here as in scipy, is out by 3e-9 at a p of one half. */
const hasFewDigits = (name: string, [x, degrees]: readonly number[]): boolean =>
  name.startsWith('studentT') && degrees === 1 && x !== 0 && Math.abs(x as number) < 1e-6;

describe('tails and quantiles', () => {
  it.each(Object.entries(reference))('%s has the digits that 60-digit arithmetic gives, far tails included, to 1e-11', (name, rows) => {
    const evaluate = functions.get(name) as (...parameters: number[]) => number;
    expect(rows.length).toBeGreaterThan(9);
    for (const row of rows) {
      const [parameters, expected] = [row.slice(0, -1), row.at(-1) as number];
      const tolerance = hasFewDigits(name, parameters) ? 1e-8 : 1e-11;
      expect(apart(evaluate(...parameters), expected), `${name}(${parameters}) = ${evaluate(...parameters)}`).toBeLessThan(tolerance);
    }
  });

  it('keep their digits where the tail is 1e-300', () => {
    expect(Math.min(...reference.normalUpperTail.map((row) => row.at(-1) as number))).toBeLessThan(1e-300);
    expect(distributions.normalQuantile(1e-300)).toBeCloseTo(-37.0471, 4);
    expect(distributions.binomialUpperTail(1000, 1000, 0.5)).toBe(2 ** -1000);
    expect(distributions.fUpperTail(1e200, 2, 2) * 1e200).toBeCloseTo(1, 12);
  });

  it('give Student’s t, chi-square and F as one another: t² is F of 1, and chi-square of 2 is exponential', () => {
    const t = fc.double({ min: -50, max: 50, noNaN: true });
    const degrees = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(t, degrees, (x, df) => {
        expect(apart(distributions.fUpperTail(x * x, 1, df), distributions.studentTTwoSided(x, df))).toBeLessThan(1e-12);
        expect(distributions.studentTUpperTail(x, df) + distributions.studentTUpperTail(-x, df)).toBeCloseTo(1, 14);
        expect(apart(distributions.chiSquareUpperTail(x * x, 2), Math.exp((-x * x) / 2))).toBeLessThan(1e-12);
      }),
      SEED,
    );
  });

  it('have quantiles that lead back to their p', () => {
    const p = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
    const shape = fc.double({ min: 0.3, max: 80, noNaN: true });
    fc.assert(
      fc.property(p, shape, shape, (probability, a, b) => {
        const back = [
          distributions.normalCdf(distributions.normalQuantile(probability)),
          distributions.studentTUpperTail(-distributions.studentTQuantile(probability, a), a),
          1 - distributions.chiSquareUpperTail(distributions.chiSquareQuantile(probability, a), a),
        ];
        for (const found of back) expect(found).toBeCloseTo(probability, 9);
        const x = distributions.betaQuantile(probability, a, b);
        // Where the quantile is next to 1 its last digit alone moves p.
        if (x < 1 - 1e-6) expect(distributions.betaCdf(x, a, b)).toBeCloseTo(probability, 9);
      }),
      SEED,
    );
  });

  it('never leave [0, 1], and fall or rise as they should', () => {
    const x = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(x, x, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (one, other, a, b) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        for (const tail of [
          (value: number) => distributions.normalUpperTail(value),
          (value: number) => distributions.studentTUpperTail(value, a),
          (value: number) => distributions.fUpperTail(value, a, b),
          (value: number) => distributions.chiSquareUpperTail(value, a),
        ]) {
          expect(tail(low)).toBeGreaterThanOrEqual(tail(high) * (1 - 1e-12));
          for (const p of [tail(low), tail(high)]) expect(p >= 0 && p <= 1).toBe(true);
        }
      }),
      SEED,
    );
  });

  it('are steps for the binomial: both tails at a count overlap in that count alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (n, k, p) => {
        const count = Math.min(k, n);
        expect(distributions.binomialUpperTail(count, n, p) + distributions.binomialLowerTail(count - 1, n, p)).toBeCloseTo(1, 12);
      }),
      SEED,
    );
  });

  it('the normal density integrates to the distribution function', () => {
    const step = 1e-3;
    let sum = 0;
    for (let z = -8 + step / 2; z < 1; z += step) sum += step * distributions.normalDensity(z);
    expect(sum).toBeCloseTo(distributions.normalCdf(1), 7);
  });
});
