import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRoot } from '../../../src/core/numerics/find-root.ts';

describe('the root of a function', () => {
  it.each<[string, (x: number) => number, number, number, number]>([
    ['a square root', (x) => x * x - 2, 0, 2, Math.SQRT2],
    ['a falling function', (x) => Math.exp(-x) - 0.25, 0, 50, Math.log(4)],
    ['a flat triple root’s far side', (x) => (x - 1) ** 3 + 1e-9, 0, 5, 0.999],
    ['a step', (x) => (x < 0.3 ? -1 : 1), 0, 1, 0.3],
    ['a root at 0', (x) => Math.atan(x), -3, 11, 0],
    ['a root at the lower bound', (x) => x - 3, 3, 4, 3],
    ['a root at the upper bound', (x) => x - 4, 3, 4, 4],
  ])('is found for %s', (_, f, low, high, root) => {
    expect(findRoot(f, low, high)).toBeCloseTo(root, 12);
  });

  it('of a cubic through a given root is that root, in few steps, whatever the bounds', () => {
    const number = fc.integer({ min: -900, max: 900 }).map((n) => n / 10);
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (root, left, right) => {
        let steps = 0;
        const cubic = (x: number) => {
          steps++;
          return (x - root) ** 3 + x - root;
        };
        const found = findRoot(cubic, root - left, root + right);
        expect(Math.abs(found - root)).toBeLessThan(1e-12);
        expect(steps).toBeLessThan(80);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('is refused where the signs at the bounds are the same, or one is none', () => {
    expect(() => findRoot((x) => x * x + 1, -1, 1)).toThrow(new RangeError('a root needs opposite signs at its bounds, had 2 and 2'));
    expect(() => findRoot(() => Number.NaN, -1, 1)).toThrow(RangeError);
  });
});
