import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalTailedCounts } from '../../../src/core/numerics/discrete-interval.ts';
import { binomialLowerTail } from '../../../src/core/numerics/distributions.ts';
import { poissonBinomial } from '../../../src/core/numerics/poisson-binomial.ts';

const trials = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 });

describe('the number of successes in trials of different probability', () => {
  it('has the distribution of all outcomes, counted one by one', () => {
    fc.assert(
      fc.property(trials, (probabilities) => {
        const expected = new Float64Array(probabilities.length + 1);
        for (let set = 0; set < 1 << probabilities.length; set++) {
          const hits = probabilities.filter((_, i) => set & (1 << i)).length;
          expected[hits] = (expected[hits] as number) + probabilities.reduce((product, p, i) => product * (set & (1 << i) ? p : 1 - p), 1);
        }
        const found = poissonBinomial(Float64Array.from(probabilities));
        found.forEach((mass, j) => {
          expect(mass).toBeCloseTo(expected[j] as number, 13);
        });
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it('is the binomial where all probabilities are the same', () => {
    const mass = poissonBinomial(new Float64Array(30).fill(0.3));
    expect(mass.slice(0, 10).reduce((sum, p) => sum + p, 0)).toBeCloseTo(binomialLowerTail(9, 30, 0.3), 13);
  });
});

describe('the equal-tailed interval of a count', () => {
  it('is that of the smallest counts which reach the tails, by hand', () => {
    const mass = Float64Array.of(0.05, 0.05, 0.4, 0.4, 0.1);
    expect(equalTailedCounts(mass, 0.8)).toEqual({ lower: 1, upper: 3 });
    expect(equalTailedCounts(mass, 0.9)).toEqual({ lower: 0, upper: 4 });
    expect(equalTailedCounts(Float64Array.of(1), 0.5)).toEqual({ lower: 0, upper: 0 });
  });

  it('holds at least its level', () => {
    fc.assert(
      fc.property(trials, fc.double({ min: 0.05, max: 0.99, noNaN: true }), (probabilities, level) => {
        const mass = poissonBinomial(Float64Array.from(probabilities));
        const { lower, upper } = equalTailedCounts(mass, level);
        expect(mass.slice(lower, upper + 1).reduce((sum, p) => sum + p, 0)).toBeGreaterThanOrEqual(level - 1e-11);
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});
