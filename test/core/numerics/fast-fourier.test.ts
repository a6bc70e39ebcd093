import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circularProducts, crossProducts, laggedProducts } from '../../../src/core/numerics/fast-fourier.ts';

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

describe('sums of cross products', () => {
  it('are the sums by definition at every lag either way, also beyond the data', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(0, 1, 5, 60, 127, 128, 129, 300, 900), ({ x, y }, maxLag) => {
        const found = crossProducts(x, y, maxLag);
        expect(found.length).toBe(2 * maxLag + 1);
        for (const lag of [-maxLag, -(maxLag >> 1), -1, 0, 1, 3, maxLag].filter((k) => Math.abs(k) <= maxLag)) {
          const expected = x.reduce((sum, value, t) => sum + value * (y[t + lag] ?? 0), 0);
          expect(Math.abs((found[lag + maxLag] as number) - expected)).toBeLessThan(1e-12 * (100 + 100 * x.length));
        }
      }),
    );
  });

  it('and lagged products do not touch one another, though they share their room', () => {
    const [x, y] = [
      Float64Array.from({ length: 900 }, (_, t) => Math.sin(t * t)),
      Float64Array.from({ length: 900 }, (_, t) => Math.cos(t * t)),
    ];
    const before = { lagged: laggedProducts(x, y, 200), crossed: crossProducts(x, y, 60) };
    crossProducts(new Float64Array(900).fill(Number.NaN), new Float64Array(900).fill(1e9), 60);
    expect(laggedProducts(x, y, 200)).toEqual(before.lagged);
    laggedProducts(new Float64Array(900).fill(Number.NaN), new Float64Array(900).fill(1e9), 200);
    expect(crossProducts(x, y, 60)).toEqual(before.crossed);
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
