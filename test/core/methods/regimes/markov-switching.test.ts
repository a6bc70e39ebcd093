import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hamiltonFilter } from '../../../../src/core/methods/regimes/hamilton-filter.ts';
import { estimateMarkovSwitching, type MarkovSwitchingEstimate } from '../../../../src/core/methods/regimes/markov-switching.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { reference } from '../../../reference/regimes/reference.ts';
import { largestDifference, referencesOf } from '../long-horizon/references.ts';
import { coarse, noise, there } from './made-up-walks.ts';

const hamilton = referencesOf('markov-switching');
const numbersOf = ({ parameters: { means, variances, stay, autoregression } }: Pick<MarkovSwitchingEstimate, 'parameters'>) => [
  ...means,
  ...variances,
  ...stay,
  ...autoregression,
];

describe.skipIf(!hamilton.present)("the maximum of Hamilton's model of American output", () => {
  it('is the published one, to the six digits of EViews, and not below the likelihood at its rounded parameters', () => {
    const expected = hamilton.json('expected.json');
    const [p00, p10, low, high, variance, ...autoregression] = expected.params as [number, number, number, number, number, ...number[]];
    const values = hamilton.csv('rgnp.csv').rgnp as Float64Array;
    const found = there(estimateMarkovSwitching(values, { autoregressiveTerms: 4, switchingVariance: false }));
    expect(found.converged).toBe(true);
    expect(found.logLikelihood).toBeGreaterThanOrEqual(expected.loglik_statsmodels_at_params);
    expect(found.logLikelihood).toBeCloseTo(expected.loglik_eviews, 5);
    const published = {
      parameters: { means: [low, high], variances: [variance, variance], stay: [p00, 1 - p10], autoregression } as const,
    };
    expect(largestDifference(numbersOf(found), numbersOf(published))).toBeLessThan(1e-5);
    expect(largestDifference(found.filtered.secondRegime, expected.eviews_filtered_prob_regime1)).toBeLessThan(1e-5);
  });
});

describe('the estimate of two regimes', () => {
  it.each(reference.markovSwitching.cases)(
    'with $autoregressiveTerms terms and switching variance $switchingVariance is the maximum that scipy finds',
    ({ autoregressiveTerms, switchingVariance, parameters, logLikelihood }) => {
      const found = there(
        estimateMarkovSwitching(Float64Array.from(reference.markovSwitching.values), { autoregressiveTerms, switchingVariance }),
      );
      expect(found.logLikelihood).toBeCloseTo(logLikelihood, 8);
      // A likelihood that agrees to 1e-9 leaves its parameters free by the root of that.
      expect(largestDifference(numbersOf(found), numbersOf({ parameters }))).toBeLessThan(1e-4);
    },
  );

  it('is a maximum: no small step from it gains', () => {
    const values = Float64Array.from(reference.markovSwitching.values);
    const { parameters, logLikelihood } = there(estimateMarkovSwitching(values, { autoregressiveTerms: 1 }));
    for (const step of [-1e-3, 1e-3]) {
      const [a, b] = parameters.means;
      const [s, t] = parameters.stay;
      const [v, w] = parameters.variances;
      const [phi] = parameters.autoregression as [number];
      for (const other of [
        { means: [a + step, b] },
        { means: [a, b + step] },
        { stay: [s + step, t] },
        { stay: [s, t + step] },
        { variances: [v * (1 + step), w] },
        { variances: [v, w * (1 + step)] },
        { autoregression: [phi + step] },
      ] as const) {
        expect(hamiltonFilter(values, { ...parameters, ...other }).logLikelihood).toBeLessThan(logLikelihood);
      }
    }
  });

  it('has the regime of the smaller mean first, its filter at the estimate, and is the same every time', () => {
    const values = noise(9, 300).map((value, i) => (i % 100 < 60 ? 0.4 + 0.5 * value : -0.8 + 1.5 * value));
    const found = there(estimateMarkovSwitching(values));
    expect(found.parameters.means[0]).toBeLessThan(found.parameters.means[1]);
    expect(found.filtered).toEqual(hamiltonFilter(values, found.parameters));
    expect(found.logLikelihood).toBe(found.filtered.logLikelihood);
    expect(found.bic).toBeCloseTo(-2 * found.logLikelihood + 6 * Math.log(300), 10);
    expect(estimateMarkovSwitching(values)).toEqual(found);
  });

  it('finds regimes again from which data were drawn', () => {
    const stream = seededStream(77);
    let regime = 0;
    const drawn = noise(10, 3000).map((value) => {
      if (stream.uniform() > 0.97) regime = 1 - regime;
      return regime === 0 ? -0.5 + 2 * value : 0.5 + 0.7 * value;
    });
    const { parameters, converged } = there(estimateMarkovSwitching(drawn));
    expect(converged).toBe(true);
    // Some four standard errors of each.
    expect(largestDifference(parameters.means, [-0.5, 0.5])).toBeLessThan(0.25);
    expect(largestDifference(parameters.variances, [4, 0.49])).toBeLessThan(0.15);
    expect(largestDifference(parameters.stay, [0.97, 0.97])).toBeLessThan(0.03);
  });

  it('moves with the unit and the origin of the values', () => {
    const values = Float64Array.from(reference.markovSwitching.values);
    const [one, other] = [values, values.map((value) => 8 * value - 3)].map((series) => there(estimateMarkovSwitching(series)));
    const { means, variances, stay } = (one as MarkovSwitchingEstimate).parameters;
    const expected = [...means.map((value) => 8 * value - 3), ...variances.map((value) => 64 * value), ...stay];
    expect(largestDifference(numbersOf(other as MarkovSwitchingEstimate), expected)).toBeLessThan(1e-5);
  });

  it('needs five observations a parameter that differ, and two regimes that last', () => {
    expect(estimateMarkovSwitching(noise(1, 29))).toMatchObject({ ok: false, needed: 30, available: 29 });
    expect(estimateMarkovSwitching(noise(1, 48), { autoregressiveTerms: 4, switchingVariance: false })).toMatchObject({
      ok: false,
      needed: 49,
    });
    expect(estimateMarkovSwitching(new Float64Array(60).fill(0.1))).toMatchObject({ ok: false, reason: 'the values are all the same' });
    const two = Float64Array.from({ length: 60 }, (_, i) => (i % 20 < 10 ? 0 : 1));
    expect(estimateMarkovSwitching(two)).toMatchObject({ ok: false, reason: 'one regime shrinks to too few values' });
    expect(() => estimateMarkovSwitching(Float64Array.of(1, Number.NaN))).toThrow(/the values must be finite/);
    expect(() => estimateMarkovSwitching(noise(1, 60), { autoregressiveTerms: 7 })).toThrow(
      /the autoregressive terms must be an integer from 0 to 6/,
    );
  });

  it('is finite or not there, whatever the data', () => {
    fc.assert(
      fc.property(coarse(30, 45), fc.boolean(), fc.nat(1), (values, switchingVariance, autoregressiveTerms) => {
        expect(firstNotFinite(estimateMarkovSwitching(values, { switchingVariance, autoregressiveTerms }))).toBeUndefined();
      }),
      { seed: 20275, numRuns: 30 },
    );
  });
});
