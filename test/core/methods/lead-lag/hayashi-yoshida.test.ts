import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HayashiYoshida, hayashiYoshida, overlappingSums, type Ticks } from '../../../../src/core/methods/lead-lag/hayashi-yoshida.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import reference from '../../../reference/hayashi-yoshida/hayashi-yoshida.json' with { type: 'json' };
import { largestDifference } from '../long-horizon/references.ts';
import { noise, walk } from './made-up-pairs.ts';

const ticks = ({ at, values }: { at: readonly number[]; values: readonly number[] }): Ticks => ({
  at: Float64Array.from(at),
  values: Float64Array.from(values),
});
const anyTicks = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: -4, max: 4 })), { minLength: 1, maxLength: 25 })
  .map((steps) =>
    ticks({ at: steps.map((_, i) => steps.slice(0, i + 1).reduce((sum, [gap]) => sum + gap, 0)), values: steps.map(([, v]) => v) }),
  );

describe('the covariation of Hayashi and Yoshida', () => {
  it('is the double sum over steps that share time, as numpy computes it', () => {
    for (const { x, y, rows } of reference.cases) {
      for (const { shift, covariation, correlation, apart, overlaps } of rows) {
        const met = overlappingSums(ticks(x), ticks(y), shift);
        expect(met.overlaps).toBe(overlaps);
        const found = hayashiYoshida(ticks(x), ticks(y), shift);
        if (overlaps === 0) expect(isInsufficient(found)).toBe(true);
        else {
          const value = found as HayashiYoshida;
          expect(largestDifference([value.covariation, value.correlation], [covariation, correlation])).toBeLessThan(1e-12);
          const sum = met.apart.reduce((total, each, j) => total + each * ((y.values[j + 1] as number) - (y.values[j] as number)), 0);
          expect(largestDifference([(sum * value.correlation) / value.covariation], [apart])).toBeLessThan(1e-10);
        }
      }
    }
  });

  it('is the double sum on random paths, and the same whichever path is named first', () => {
    fc.assert(
      fc.property(anyTicks, anyTicks, fc.integer({ min: -6, max: 6 }), (x, y, shift) => {
        let expected = 0;
        for (let i = 1; i < x.at.length; i++)
          for (let j = 1; j < y.at.length; j++) {
            const start = Math.max(x.at[i - 1] as number, (y.at[j - 1] as number) - shift);
            const end = Math.min(x.at[i] as number, (y.at[j] as number) - shift);
            const step = (values: Float64Array, k: number) => (values[k] as number) - (values[k - 1] as number);
            if (start < end) expected += step(x.values, i) * step(y.values, j);
          }
        const [there, back] = [hayashiYoshida(x, y, shift), hayashiYoshida(y, x, -shift)];
        fc.pre(!isInsufficient(there));
        expect((there as HayashiYoshida).covariation).toBeCloseTo(expected, 10);
        expect((back as HayashiYoshida).covariation).toBeCloseTo(expected, 10);
      }),
    );
  });

  it('is the sum of products on one and the same clock', () => {
    const at = Float64Array.from({ length: 50 }, (_, i) => i);
    const [x, y] = [noise(50, 1), noise(50, 2)];
    const expected = at
      .subarray(1)
      .reduce((sum, t) => sum + ((x[t] as number) - (x[t - 1] as number)) * ((y[t] as number) - (y[t - 1] as number)), 0);
    expect((hayashiYoshida({ at, values: x }, { at, values: y }) as HayashiYoshida).covariation).toBeCloseTo(expected, 12);
  });

  it('finds the correlation of one walk seen at different instants, where changes on common dates lose much of it', () => {
    const path = walk(noise(24_000, 3));
    const seen = (hour: number): Ticks => {
      const at = Float64Array.from({ length: 999 }, (_, day) => 24 * day + hour);
      return { at, values: at.map((t) => path[t] as number) };
    };
    const [x, y] = [seen(9), seen(21)];
    const naive = hayashiYoshida({ at: y.at, values: x.values }, y) as HayashiYoshida;
    expect(naive.correlation).toBeLessThan(0.6);
    expect((hayashiYoshida(x, y) as HayashiYoshida).correlation).toBeGreaterThan(0.9);
  });

  it('is a value or says why not, and refuses gaps and instants that do not ascend', () => {
    fc.assert(
      fc.property(anyTicks, anyTicks, (x, y) => {
        expect(firstNotFinite(hayashiYoshida(x, y))).toBeUndefined();
      }),
    );
    const path = ticks({ at: [0, 1, 2], values: [1, 2, 4] });
    expect(hayashiYoshida(path, ticks({ at: [0], values: [1] }))).toMatchObject({ ok: false, needed: 2, available: 1 });
    expect(hayashiYoshida(path, ticks({ at: [0, 1], values: [0.1, 0.1] }))).toMatchObject({ ok: false, reason: 'a path does not move' });
    expect(hayashiYoshida(path, ticks({ at: [2, 3], values: [1, 2] }))).toMatchObject({ ok: false, reason: 'the two paths share no time' });
    expect(() => hayashiYoshida(path, ticks({ at: [0, 0], values: [1, 2] }))).toThrow(
      'the instants of y must ascend, were 0 and 0 at index 1',
    );
    expect(() => hayashiYoshida(path, ticks({ at: [0, 1], values: [1, Number.NaN] }))).toThrow(/finite/);
    expect(() => hayashiYoshida(path, ticks({ at: [0, 1, 2], values: [1, 2] }))).toThrow(RangeError);
  });
});
