import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circularProducts, laggedProducts } from '../../../src/core/numerics/fast-fourier.ts';

const series = fc
  .tuple(fc.integer({ min: 1, max: 700 }), fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 200, maxLength: 200 }))
  .map(([length, numbers]) => {
    const at = (step: number) => Float64Array.from({ length }, (_, t) => numbers[(step * t + t * t) % 200] as number);
    return { x: at(7), y: at(3) };
  });

describe('sums of lagged products', () => {
  it('are the sums by definition at every lag, also beyond the data', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(0, 1, 5, 60, 127, 128, 300, 699, 900), ({ x, y }, maxLag) => {
        const sum = (u: Float64Array, v: Float64Array, lag: number) => u.reduce((total, value, t) => total + value * (v[t + lag] ?? 0), 0);
        const found = laggedProducts(x, y, maxLag);
        for (const lag of [0, 1, 4, maxLag >> 1, maxLag].filter((k) => k <= maxLag)) {
          for (const [name, u, v] of [
            ['xx', x, x],
            ['yy', y, y],
            ['xy', x, y],
            ['yx', y, x],
          ] as const)
            expect(Math.abs((found[name][lag] as number) - sum(u, v, lag))).toBeLessThan(1e-12 * (100 + 100 * x.length));
        }
        expect(Object.values(found).map(({ length }) => length)).toEqual(new Array(4).fill(maxLag + 1));
      }),
    );
  });

  it('are not touched by what was summed before, of other sizes or with gaps', () => {
    const [x, y] = [Float64Array.of(1, 2, 3), Float64Array.of(1, -1, 2)];
    const before = laggedProducts(x, y, 2);
    laggedProducts(new Float64Array(900).fill(Number.NaN), new Float64Array(900).fill(1), 2);
    laggedProducts(new Float64Array(10).fill(1e9), new Float64Array(10).fill(1e9), 2);
    expect(laggedProducts(x, y, 2)).toEqual(before);
  });
});

describe('sums of products round the circle', () => {
  it('are the sums by definition at every shift', () => {
    fc.assert(
      fc.property(series, ({ x, y }) => {
        const n = x.length;
        const found = circularProducts(x, y);
        expect(found.length).toBe(n);
        for (const shift of [0, 1, n >> 1, n - 1].filter((s) => s < n)) {
          const expected = x.reduce((sum, value, t) => sum + value * (y[(t + shift) % n] as number), 0);
          expect(Math.abs((found[shift] as number) - expected)).toBeLessThan(1e-12 * (100 + 100 * n));
        }
      }),
    );
  });
});
