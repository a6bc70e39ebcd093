import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, populationDeviation } from '../../../src/core/numerics/moments.ts';
import { median, quantileSorted } from '../../../src/core/numerics/quantile.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';

describe('moments', () => {
  it('the mean is the sum over the number', () => {
    expect(mean(Float64Array.of(1, 2, 6))).toBe(3);
    expect(mean(new Float64Array(0))).toBeNaN();
    expect(mean(Float64Array.of(1, Number.NaN))).toBeNaN();
  });

  it('the population deviation divides by n', () => {
    expect(populationDeviation(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9))).toBe(2);
    expect(populationDeviation(Float64Array.of(5))).toBe(0);
  });

  it('the population deviation keeps its digits far from zero', () => {
    expect(populationDeviation(Float64Array.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16))).toBeCloseTo(Math.sqrt(22.5), 9);
  });
});

describe('quantiles', () => {
  // R: quantile(c(1, 2, 4, 8), c(0, .1, .25, .5, .8, 1), type = 7)
  it.each([
    [0, 1],
    [0.1, 1.3],
    [0.25, 1.75],
    [0.5, 3],
    [0.8, 5.6],
    [1, 8],
  ])('of type 7 at %d is R’s %d', (p, quantile) => {
    expect(quantileSorted(Float64Array.of(1, 2, 4, 8), p)).toBeCloseTo(quantile, 12);
  });

  it('lie between the lowest and the highest value and rise with p', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, p, p, (sample, a, b) => {
        const sorted = Float64Array.from(sample).sort();
        const [low, high] = [quantileSorted(sorted, Math.min(a, b)), quantileSorted(sorted, Math.max(a, b))];
        expect(low).toBeGreaterThanOrEqual(sorted[0] as number);
        expect(high).toBeLessThanOrEqual(sorted.at(-1) as number);
        expect(high).toBeGreaterThanOrEqual(low);
      }),
      { seed: 18, numRuns: 500 },
    );
  });

  it('are refused without values and for a p that is no probability', () => {
    expect(() => quantileSorted(new Float64Array(0), 0.5)).toThrow(new RangeError('a quantile needs at least one value, had none'));
    for (const p of [-0.1, 1.1, Number.NaN]) expect(() => quantileSorted(Float64Array.of(1), p)).toThrow(RangeError);
  });

  it('the median is the middle value, or the mean of the two, and leaves its input as it was', () => {
    const values = Float64Array.of(9, 1, 5);
    expect(median(values)).toBe(5);
    expect(Array.from(values)).toEqual([9, 1, 5]);
    expect(median(Float64Array.of(10, 9, 1, 2))).toBe(5.5);
  });
});

describe('a seeded stream', () => {
  const draws = (seed: number, n: number, count: number) => {
    const stream = seededStream(seed);
    return Array.from({ length: count }, () => stream.below(n));
  };

  it('gives the same numbers for the same seed, others for another', () => {
    expect(draws(42, 1000, 20)).toEqual(draws(42, 1000, 20));
    expect(draws(42, 1000, 20)).not.toEqual(draws(43, 1000, 20));
  });

  it('stays below its bound and meets each number about equally often', () => {
    const counts = new Array(10).fill(0);
    for (const draw of draws(7, 10, 100_000)) counts[draw]++;
    // Chi-square with 9 degrees of freedom: above 27.9 in one of a thousand fair streams.
    expect(counts.reduce((total, count) => total + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
    expect(counts).toHaveLength(10);
  });

  it('of a bound of one has nothing to choose', () => {
    expect(draws(1, 1, 5)).toEqual([0, 0, 0, 0, 0]);
  });
});
