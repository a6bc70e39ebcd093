import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CrossCorrelations, crossCorrelations, peakOf } from '../../../../src/core/methods/lead-lag/cross-correlation.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { largestDifference, referencesOf } from '../long-horizon/references.ts';
import { anyPair, noise } from './made-up-pairs.ts';

const { present, json, csv } = referencesOf('ccf');

describe.skipIf(!present)('the cross-correlation function of differenced unemployment and inflation', () => {
  const unemployment = () => csv('macro_diff.csv').d_unemp as Float64Array;
  const inflation = () => csv('macro_diff.csv').d_infl as Float64Array;

  it('is that of R, whose lag k sets the second series first', () => {
    const { lag, ccf } = json('expected_R.json') as { lag: number[]; ccf: number[] };
    const found = crossCorrelations(inflation(), unemployment(), 40) as CrossCorrelations;
    expect(lag).toEqual(Array.from({ length: 81 }, (_, i) => i - 40));
    expect(largestDifference(found.values, ccf)).toBeLessThan(1e-13);
  });

  it('is that of statsmodels and of the package it is tested against, either way', () => {
    const expected = json('expected.json');
    const { values } = crossCorrelations(inflation(), unemployment(), 40) as CrossCorrelations;
    expect(largestDifference(values.subarray(40), expected['x_leads_index_k>=0_ccf_x_y'])).toBeLessThan(1e-13);
    expect(largestDifference(values.slice(0, 41).reverse(), expected.ccf_y_x)).toBeLessThan(1e-13);
    expect(largestDifference(values.subarray(40, 60), expected['stata_or_r_results_ccf_csv(first 20)'])).toBeLessThan(1e-13);
  });
});

describe('cross-correlations', () => {
  it('equal the sums by definition at every lag', () => {
    fc.assert(
      fc.property(anyPair(3, 400), ([a, b]) => {
        const n = a.length;
        const found = crossCorrelations(a, b, n - 1);
        fc.pre(!isInsufficient(found));
        const deviations = (values: Float64Array) => values.map((value) => value - values.reduce((sum, x) => sum + x / n, 0));
        const [u, v] = [deviations(a), deviations(b)];
        const length = (values: Float64Array) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
        const norm = length(u) * length(v);
        fc.pre(Math.min(length(u), length(v)) > 1e-100);
        const expected = Array.from({ length: 2 * n - 1 }, (_, i) =>
          u.reduce((sum, x, t) => sum + (x * (v[t + i - n + 1] ?? 0)) / norm, 0),
        );
        expect(largestDifference((found as CrossCorrelations).values, expected)).toBeLessThan(1e-10);
      }),
    );
  });

  it('are 1 at lag 0 of a series with itself, and at the lag by which it comes late', () => {
    const a = noise(300, 1);
    const late = Float64Array.from(a, (_, t) => a[t - 7] ?? 0);
    expect((crossCorrelations(a, a, 2) as CrossCorrelations).values[2]).toBeCloseTo(1, 14);
    const found = crossCorrelations(a, late, 10) as CrossCorrelations;
    expect(peakOf(found, { from: -10, to: 10 })).toMatchObject({ lag: 7 });
  });

  it('turn round with the names and do not change with unit or level', () => {
    const [a, b] = [noise(100, 2), noise(100, 3)];
    const found = crossCorrelations(a, b, 12) as CrossCorrelations;
    const turned = crossCorrelations(b, a, 12) as CrossCorrelations;
    expect(largestDifference(turned.values.slice().reverse(), found.values)).toBeLessThan(1e-14);
    const scaled = crossCorrelations(
      a.map((x) => 1e-9 * x - 3e-9),
      b.map((x) => 7e5 - 1e5 * x),
      12,
    ) as CrossCorrelations;
    expect(
      largestDifference(
        scaled.values.map((r) => -r),
        found.values,
      ),
    ).toBeLessThan(1e-10);
  });

  it('are the same for values so large or small that their squares are no numbers', () => {
    const [a, b] = [noise(80, 4), noise(80, 5)];
    const found = crossCorrelations(a, b, 5) as CrossCorrelations;
    for (const unit of [1e-250, 1e-150, 1e150, 1e250]) {
      const other = crossCorrelations(
        a.map((x) => unit * x),
        b,
        5,
      ) as CrossCorrelations;
      expect(largestDifference(other.values, found.values)).toBeLessThan(1e-12);
    }
  });

  it('leave a value or say why not, and never a number that is none', () => {
    fc.assert(
      fc.property(anyPair(1), ([a, b]) => {
        expect(firstNotFinite(crossCorrelations(a, b, a.length > 2 ? a.length - 1 : 0))).toBeUndefined();
      }),
    );
    for (const still of [0, 0.1, 1e9])
      expect(isInsufficient(crossCorrelations(new Float64Array(30).fill(still), noise(30, 1), 3))).toBe(true);
    expect(crossCorrelations(noise(2, 1), noise(2, 2), 0)).toMatchObject({ ok: false, needed: 3, available: 2 });
  });

  it('refuse gaps, different lengths, and lags beyond the data', () => {
    const gap = Float64Array.of(1, 2, Number.NaN, 4);
    expect(() => crossCorrelations(gap, noise(4, 1), 1)).toThrow('a must be finite, was NaN at index 2');
    expect(() => crossCorrelations(noise(4, 1), gap, 1)).toThrow('b must be finite, was NaN at index 2');
    expect(() => crossCorrelations(noise(4, 1), noise(5, 1), 1)).toThrow(RangeError);
    expect(() => crossCorrelations(noise(4, 1), noise(4, 2), 4)).toThrow(RangeError);
    expect(() => crossCorrelations(Float64Array.of(1e308, 1e308, 1), noise(3, 2), 1)).toThrow(/finite sum/);
  });
});

describe('the peak of a range of lags', () => {
  it('is the largest in absolute value, the nearest to 0 among equals', () => {
    const values = Float64Array.of(0.5, -0.2, 0.1, 0.2, -0.5);
    const found = { maxLag: 2, values, observations: 9 };
    expect(peakOf(found, { from: -1, to: 1 })).toEqual({ lag: -1, value: -0.2 });
    expect(peakOf(found, { from: 1, to: 2 })).toEqual({ lag: 2, value: -0.5 });
    expect(peakOf(found, { from: 0, to: 0 })).toEqual({ lag: 0, value: 0.1 });
  });
});
