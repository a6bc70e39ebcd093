import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IvxTest, ivxTest } from '../../../../src/core/methods/long-horizon/ivx.ts';
import { studentTTwoSided } from '../../../../src/core/numerics/distributions.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { classicalStandardErrors, leastSquares, ones } from '../../../../src/core/numerics/least-squares.ts';
import { toldRates } from '../../../reference/told-rates.ts';
import { expectFinite, normals, there } from './made-up-regressions.ts';
import { largestDifference } from './references.ts';

const { cases } = JSON.parse(readFileSync(new URL('../../../reference/ivx/ivx.json', import.meta.url), 'utf8'));
const worldOf = (i: number) => ({
  returns: Float64Array.from(cases[i].returns),
  regressors: (cases[i].regressors as number[][]).map((column) => Float64Array.from(column)),
});

describe('the IVX-Wald test', () => {
  const numbers = [0, 1, 2].flatMap((world) => [0, 1, 2, 3, 4].map((test) => [world, test] as const));

  it.each(numbers)('is numpy’s, made of explicit matrices (world %i, setting %i)', (world, test) => {
    const { returns, regressors } = worldOf(world);
    const { horizon, exponent, ...expected } = cases[world].tests[test];
    const actual = there(ivxTest(regressors, returns, { horizon, exponent }));
    for (const [name, value] of Object.entries(expected)) {
      const found = actual[name as keyof IvxTest];
      const list = (of: unknown) => (typeof of === 'number' ? [of] : Array.from(of as ArrayLike<number>));
      expect(largestDifference(list(found), list(value)), name).toBeLessThan(1e-10);
    }
  });

  it('stays as it is when a regressor changes its unit or level, and the returns theirs', () => {
    const { returns, regressors } = worldOf(1);
    const before = there(ivxTest(regressors, returns, { horizon: 3 }));
    const [first, second] = regressors as [Float64Array, Float64Array];
    const moved = [first.map((value) => 1000 + 250 * value), second.map((value) => -value)];
    const after = there(
      ivxTest(
        moved,
        returns.map((value) => 0.01 + 100 * value),
        { horizon: 3 },
      ),
    );
    expect(after.wald).toBeCloseTo(before.wald, 8);
    expect(after.coefficients[0]).toBeCloseTo(((before.coefficients[0] as number) * 100) / 250, 10);
    expect(after.coefficients[1]).toBeCloseTo(-(before.coefficients[1] as number) * 100, 8);
    expect(after.standardErrors[1]).toBeCloseTo((before.standardErrors[1] as number) * 100, 8);
  });

  it('of several regressors does not depend on their order', () => {
    const { returns, regressors } = worldOf(2);
    const forth = there(ivxTest(regressors, returns, { horizon: 12 }));
    const back = there(ivxTest([...regressors].reverse(), returns, { horizon: 12 }));
    expect(back.wald).toBeCloseTo(forth.wald, 9);
    expect(largestDifference([...back.coefficients].reverse(), forth.coefficients)).toBeLessThan(1e-10);
  });

  it('of one regressor is the square of the slope over its standard error', () => {
    const { returns, regressors } = worldOf(0);
    const { wald, coefficients, standardErrors, p, individualP } = there(ivxTest(regressors, returns, { horizon: 12 }));
    expect(wald).toBeCloseTo(((coefficients[0] as number) / (standardErrors[0] as number)) ** 2, 9);
    expect(p).toBeCloseTo(individualP[0] as number, 12);
  });

  it('gives no number that is not finite, whatever the values', () => {
    const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e4, max: 1e4, noNaN: true }));
    const world = fc
      .record({ n: fc.integer({ min: 2, max: 24 }), k: fc.integer({ min: 1, max: 3 }), horizon: fc.integer({ min: 1, max: 12 }) })
      .chain(({ n, k, horizon }) =>
        fc.record({
          horizon: fc.constant(horizon),
          columns: fc.array(fc.array(value, { minLength: n, maxLength: n }), { minLength: k + 1, maxLength: k + 1 }),
        }),
      );
    let answered = 0;
    fc.assert(
      fc.property(world, ({ horizon, columns }) => {
        const [returns, ...regressors] = columns.map((column) => Float64Array.from(column)) as [Float64Array, ...Float64Array[]];
        const result = ivxTest(regressors, returns, { horizon });
        expectFinite(result);
        if (isInsufficient(result)) return;
        answered++;
        expect(result.p).toBeGreaterThanOrEqual(0);
        expect(result.p).toBeLessThanOrEqual(1);
      }),
      { seed: 4, numRuns: 400 },
    );
    expect(answered).toBeGreaterThan(100);
  });

  it.each<[string, (t: number) => number, (t: number) => number]>([
    ['a constant regressor', () => 3, (t) => (t * 7) % 5],
    ['a regressor too small to be squared', (t) => (t % 3) * 5e-324, (t) => (t * 7) % 5],
    ['a regressor that is its own past', (t) => t, (t) => (t * 7) % 5],
    ['a regressor that adds up to the same over every horizon', (t) => [1, 5, 2, 8][t % 4] as number, (t) => (t * t) % 11],
    ['constant returns', (t) => (t * t) % 7, () => 0.1],
    ['returns that the regressor determines', (t) => (t * t) % 7, (t) => (t === 0 ? 0 : ((t - 1) * (t - 1)) % 7)],
  ])('has none for %s', (_, regressor, returns) => {
    const of = (value: (t: number) => number) => Float64Array.from({ length: 40 }, (__, t) => value(t));
    expect(ivxTest([of(regressor)], of(returns), { horizon: 4 })).toMatchObject({ ok: false });
  });

  it('has none for a horizon longer than the data, nor for a regressor given twice', () => {
    const { returns, regressors } = worldOf(0);
    expect(ivxTest(regressors, returns, { horizon: 160 })).toMatchObject({ ok: false, needed: 164, available: 160 });
    expect(ivxTest([regressors[0] as Float64Array, regressors[0] as Float64Array], returns)).toMatchObject({ ok: false });
  });

  it('refuses no regressor, an exponent outside (0, 1), a horizon of 0, and values that are not finite', () => {
    const { returns, regressors } = worldOf(0);
    expect(() => ivxTest([], returns)).toThrow(/number of regressors must be an integer at least 1, was 0/);
    expect(() => ivxTest(regressors, returns, { exponent: 1 })).toThrow(/exponent must be above 0 and below 1, was 1/);
    expect(() => ivxTest(regressors, returns, { horizon: 0 })).toThrow(/horizon must be an integer at least 1, was 0/);
    expect(() => ivxTest([new Float64Array(3)], returns)).toThrow(/regressor 0 must have 160 values, had 3/);
    const holed = returns.map((value, t) => (t === 7 ? Number.NaN : value));
    expect(() => ivxTest(regressors, holed)).toThrow(/the returns must be finite, was NaN at index 7/);
  });
});

/** Returns that nothing foretells, and a regressor of a root whose innovations are correlated −0.95 with them. */
function nullWorld(seed: number, n: number, root: number): { signal: Float64Array; returns: Float64Array } {
  const draw = normals(seed);
  const signal = new Float64Array(n);
  const returns = Float64Array.from({ length: n }, draw);
  for (let t = 1; t < n; t++)
    signal[t] = root * (signal[t - 1] as number) - 0.95 * (returns[t] as number) + Math.sqrt(1 - 0.95 ** 2) * draw();
  return { signal, returns };
}

describe('the size of the IVX-Wald test at a nominal 5 %, over 1,000 worlds in which nothing foretells anything', () => {
  const WORLDS = 1000;
  const rate = (count: number) => count / WORLDS;

  it.for([
    [1, 1],
    [0.99, 1],
    [0.9, 1],
    [0.5, 1],
    [1, 12],
    [0.95, 12],
  ] as const)('is kept with a root of %d over %i periods', async ([root, horizon], { annotate }) => {
    let rejected = 0;
    for (let world = 0; world < WORLDS; world++) {
      const { signal, returns } = nullWorld(world, 250, root);
      if (there(ivxTest([signal], returns, { horizon })).p <= 0.05) rejected++;
    }
    await annotate(toldRates({ ivx: rate(rejected) }));
    expect(rate(rejected)).toBeGreaterThan(0.025);
    expect(rate(rejected)).toBeLessThan(0.085);
  });

  it('is not kept by ordinary least squares, which rejects several times too often with a root of 1', async ({ annotate }) => {
    let rejected = 0;
    for (let world = 0; world < WORLDS; world++) {
      const { signal, returns } = nullWorld(world, 250, 1);
      const fit = there(leastSquares(returns.subarray(1), [ones(249), signal.subarray(0, 249)]));
      const error = there(classicalStandardErrors(fit))[1] as number;
      if (studentTTwoSided((fit.coefficients[1] as number) / error, 247) <= 0.05) rejected++;
    }
    await annotate(toldRates({ ordinary: rate(rejected) }));
    expect(rate(rejected)).toBeGreaterThan(0.15);
  });
});
