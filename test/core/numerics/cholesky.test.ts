import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyInPlace } from '../../../src/core/numerics/cholesky.ts';

const matrices = fc
  .tuple(fc.integer({ min: 1, max: 19 }), fc.integer({ min: 0, max: 4 }))
  .chain(([size, further]) =>
    fc.tuple(
      fc.constant(size),
      fc.constant(further),
      fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 300, maxLength: 300 }),
    ),
  )
  .map(([size, further, numbers]) => {
    const at = (row: number, t: number) => (numbers[(row * 23 + t) % 300] as number) + (t === row ? 9 : 0);
    const columns = Array.from({ length: size + further }, (_, row) => Array.from({ length: 23 }, (__, t) => at(row, t)));
    const products = columns.map((u) => columns.slice(0, size).map((v) => u.reduce((sum, x, t) => sum + x * (v[t] as number), 0)));
    return { size, products };
  });

describe('the Cholesky factor', () => {
  it('times its transpose is the matrix, and further rows times it are what they were', () => {
    fc.assert(
      fc.property(matrices, ({ size, products }) => {
        const rows = Float64Array.from(products.flat());
        const rank = choleskyInPlace(rows, size);
        fc.pre(rank === size);
        const factor = (i: number, j: number) => (j <= i || i >= size ? (rows[i * size + j] as number) : 0);
        products.forEach((row, i) => {
          row.forEach((product, j) => {
            let sum = 0;
            for (let k = 0; k <= j; k++) sum += factor(i, k) * factor(j, k);
            expect(Math.abs(sum - product)).toBeLessThan(1e-10 * (1 + Math.abs(products[j]?.[j] as number)));
          });
        });
      }),
    );
  });

  it('ends at the first column that hangs on those before it', () => {
    const products = [
      [4, 2, 6, 1],
      [2, 5, 7, 0],
      [6, 7, 13, 1],
      [1, 0, 1, 3],
    ];
    expect(choleskyInPlace(Float64Array.from(products.flat()), 4)).toBe(2);
    expect(choleskyInPlace(new Float64Array(9), 3)).toBe(0);
    expect(choleskyInPlace(Float64Array.of(1, 0, 0, Number.NaN), 2)).toBe(1);
  });
});
