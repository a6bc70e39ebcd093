import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInsufficient } from '../../../src/core/numerics/insufficient.ts';
import {
  inverse,
  isPositiveDefinite,
  positiveDefiniteInverse,
  product,
  quadraticForm,
  squareMatrix,
  timesVector,
  transpose,
} from '../../../src/core/numerics/square-matrix.ts';

const of = (...rows: number[][]) => rows.map((row) => Float64Array.from(row));
const lists = (matrix: readonly Float64Array[]) => matrix.map((row) => [...row]);
const matrices = fc
  .integer({ min: 1, max: 5 })
  .chain((k) => fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: k, maxLength: k }), { minLength: k, maxLength: k }));

describe('square matrices', () => {
  const a = of([1, 2], [3, 4]);

  it('multiply, transpose and take vectors as by hand', () => {
    expect(lists(product(a, of([0, 1], [1, 1])))).toEqual([
      [2, 3],
      [4, 7],
    ]);
    expect(lists(transpose(a))).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect([...timesVector(a, Float64Array.of(1, -1))]).toEqual([-1, -1]);
    expect(quadraticForm(a, Float64Array.of(2, 1))).toBe(4 + 10 + 4);
  });

  it('times their inverse are the identity', () => {
    let inverted = 0;
    fc.assert(
      fc.property(matrices, (rows) => {
        const matrix = of(...rows);
        const result = inverse(matrix);
        if (isInsufficient(result)) return;
        inverted++;
        const identity = product(matrix, result);
        for (let i = 0; i < matrix.length; i++) {
          for (let j = 0; j < matrix.length; j++) expect(identity[i]?.[j]).toBeCloseTo(i === j ? 1 : 0, 6);
        }
      }),
      { seed: 3, numRuns: 300 },
    );
    expect(inverted).toBeGreaterThan(200);
  });

  it('without an inverse say so', () => {
    expect(inverse(of([0]))).toMatchObject({ ok: false, needed: 1, available: 0 });
    expect(inverse(of([1, 2], [0.1 + 0.2, 0.6]))).toMatchObject({ ok: false });
  });

  it('made as A′A are positive definite where A has an inverse, at whatever scale, and invert alike', () => {
    fc.assert(
      fc.property(matrices, fc.integer({ min: -12, max: 12 }), (rows, exponent) => {
        const k = rows.length;
        const regular = of(...rows).map((row, i) => row.map((value, j) => value + (i === j ? 50 : 0)));
        const gram = squareMatrix(k, (i, j) => (product(transpose(regular), regular)[i]?.[j] as number) * 10 ** exponent);
        expect(isPositiveDefinite(gram)).toBe(true);
        const inverted = positiveDefiniteInverse(gram);
        if (isInsufficient(inverted)) throw new Error(inverted.reason);
        const identity = product(gram, inverted);
        for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) expect(identity[i]?.[j]).toBeCloseTo(i === j ? 1 : 0, 9);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it.each<[string, number[][]]>([
    ['a negative variance', [[-1]]],
    ['no variance', [[0]]],
    [
      'a correlation beyond 1',
      [
        [1, 2],
        [2, 1],
      ],
    ],
    [
      'a correlation of 1',
      [
        [1, 3],
        [3, 9],
      ],
    ],
    ['no number', [[Number.NaN]]],
  ])('with %s are not positive definite', (_, rows) => {
    expect(isPositiveDefinite(of(...rows))).toBe(false);
    expect(positiveDefiniteInverse(of(...rows))).toMatchObject({ ok: false });
  });
});
