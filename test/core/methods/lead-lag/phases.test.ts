import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phases } from '../../../../src/core/methods/lead-lag/phases.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';

const made = (seed: number, n: number, shared: number) => {
  const stream = seededStream(seed);
  const draw = () => stream.uniform() - 0.48;
  const a = Float64Array.from({ length: n }, draw);
  return { a, b: a.map((value) => shared * value + draw()) };
};

describe('means of b over stretches in which a rose, and in which it did not', () => {
  test('are those of the stretches counted one by one', () => {
    const { a, b } = made(3, 60, 0.5);
    for (const length of [1, 3, 5]) {
      const means = { up: [] as number[], down: [] as number[] };
      for (let t = 0; t + length < 60; t++) {
        let [x, y] = [0, 0];
        for (let i = t + 1; i <= t + length; i++) {
          x += a[i] as number;
          y += b[i] as number;
        }
        means[x > 0 ? 'up' : 'down'].push(y);
      }
      const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const found = phases(a, b, length);
      if (isInsufficient(found)) throw new Error(found.reason);
      expect(found.whenUp).toBeCloseTo(average(means.up), 12);
      expect(found.whenDown).toBeCloseTo(average(means.down), 12);
      expect(found.up).toBe(means.up.length);
      expect(found.observations).toBe(means.up.length + means.down.length);
    }
  });

  test('differ where the two move together, by an error that the overlap makes larger', () => {
    const { a, b } = made(5, 2000, 0.8);
    const found = phases(a, b, 20);
    if (isInsufficient(found)) throw new Error(found.reason);
    const error = (name: string) => {
      const { estimate } = found.rows.find(({ estimator }) => estimator === name) as (typeof found.rows)[number];
      if (isInsufficient(estimate)) throw new Error(estimate.reason);
      return estimate;
    };
    expect(found.whenUp - found.whenDown).toBeGreaterThan(0.5);
    expect(error('newey-west').standardError).toBeGreaterThan(2 * error('ordinary').standardError);
    expect(error('newey-west').pUpper).toBeLessThan(1e-6);
  });

  test('say why there are none for a that only rises, constant changes, too few changes', () => {
    const { b } = made(1, 30, 0);
    expect(phases(new Float64Array(30).fill(1), b, 2)).toMatchObject({ ok: false });
    expect(phases(b, new Float64Array(30), 2)).toMatchObject({ ok: false });
    expect(phases(b.subarray(0, 5), b.subarray(0, 5), 5)).toMatchObject({ ok: false });
    expect(() => phases(b, b.subarray(1), 5)).toThrow(RangeError);
    expect(() => phases(b, b, 0)).toThrow(RangeError);
    expect(() => phases(b.with(3, Number.NaN), b.with(3, Number.NaN), 2)).toThrow(RangeError);
  });

  test('are finite or say why, whatever the changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })), { maxLength: 14 }),
        fc.integer({ min: 1, max: 6 }),
        (pairs, length) => {
          const found = phases(
            Float64Array.from(pairs, ([x]) => x),
            Float64Array.from(pairs, ([, y]) => y),
            length,
          );
          expect(JSON.stringify(found)).not.toContain('null');
        },
      ),
    );
  });
});
