import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateKernel } from '../../../scripts/generate-kernel.ts';
import { choleskyInPlace, plainCholesky } from '../../../src/core/numerics/cholesky.ts';
import { factorByKernel, hasCholeskyKernel } from '../../../src/core/numerics/simd-cholesky.ts';

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

  it('is the same in WebAssembly, to the last bit', () => {
    fc.assert(
      fc.property(matrices, ({ size, products }) => {
        const [plain, byKernel] = [Float64Array.from(products.flat()), Float64Array.from(products.flat())];
        const rank = plainCholesky(plain, size);
        expect(hasCholeskyKernel()).toBe(true);
        expect(factorByKernel(byKernel, size)).toBe(rank);
        // The part up to the diagonal, of the columns that do not depend on one another, and of all rows where none does.
        for (let i = 0; i < (rank < size ? rank : products.length); i++) {
          const [from, to] = [i * size, i * size + Math.min(i + 1, size)];
          expect(byKernel.subarray(from, to)).toEqual(plain.subarray(from, to));
        }
      }),
    );
  });

  it('is made by what the kernel’s source makes (npm run generate)', () => {
    const read = (name: string) => readFileSync(new URL(`../../../src/core/numerics/${name}`, import.meta.url), 'utf8');
    expect(read('cholesky-kernel.generated.js')).toBe(generateKernel(read('cholesky-kernel.as'), 'cholesky-kernel'));
  }, 60_000);
});
