import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { midRanks } from '../../../src/core/numerics/ranks.ts';

const SEED = { seed: 20_260_915, numRuns: 300 };
const values = fc.array(fc.integer({ min: -6, max: 6 }), { maxLength: 30 });

describe('mid-ranks', () => {
  it('share out the ranks that tied values take up, worked by hand', () => {
    expect([...midRanks(Float64Array.of(5, 1, 5, 3, 5))]).toEqual([4, 1, 4, 2, 4]);
    expect([...midRanks(Float64Array.of(2, 2))]).toEqual([1.5, 1.5]);
    expect([...midRanks(new Float64Array(0))]).toEqual([]);
    expect([...midRanks(Float64Array.of(Number.POSITIVE_INFINITY, -0, 0, Number.NEGATIVE_INFINITY))]).toEqual([4, 2.5, 2.5, 1]);
  });

  it('tie neighbours within a tolerance, and a chain of them as a whole', () => {
    expect([...midRanks(Float64Array.of(1, 1 + 1e-13, 2), 1e-12)]).toEqual([1.5, 1.5, 3]);
    expect([...midRanks(Float64Array.of(1, 1 + 1e-13, 2))]).toEqual([1, 2, 3]);
    expect([...midRanks(Float64Array.of(3, 1, 2, 9), 1)]).toEqual([2, 2, 2, 4]);
  });

  it('are one more than the values below and half the others that are equal', () => {
    fc.assert(
      fc.property(values, (sample) => {
        const counted = sample.map((value) => {
          const below = sample.filter((other) => other < value).length;
          return below + (sample.filter((other) => other === value).length + 1) / 2;
        });
        expect([...midRanks(Float64Array.from(sample))]).toEqual(counted);
      }),
      SEED,
    );
  });

  it('refuse NaN, which has no rank', () => {
    expect(() => midRanks(Float64Array.of(1, Number.NaN))).toThrow(RangeError);
  });
});
