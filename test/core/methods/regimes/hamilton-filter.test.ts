import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as filters from '../../../../src/core/methods/regimes/hamilton-filter.ts';
import * as estimation from '../../../../src/core/methods/regimes/markov-switching.ts';
import { normalDensity } from '../../../../src/core/numerics/distributions.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { reference } from '../../../reference/regimes/reference.ts';
import { largestDifference, referencesOf } from '../long-horizon/references.ts';
import { coarse, noise } from './made-up-walks.ts';

const { hamiltonFilter } = filters;
type Parameters = filters.MarkovSwitchingParameters;
const hamilton = referencesOf('markov-switching');

describe.skipIf(!hamilton.present)("Hamilton's model of American output, at the published parameters", () => {
  it('has the likelihood and the filtered probabilities of statsmodels, and of EViews to its six digits', () => {
    const expected = hamilton.json('expected.json');
    const [p00, p10, low, high, variance, ...autoregression] = expected.params as [number, number, number, number, number, ...number[]];
    const parameters: Parameters = { means: [low, high], variances: [variance, variance], stay: [p00, 1 - p10], autoregression };
    const { secondRegime, logLikelihood, first } = hamiltonFilter(hamilton.csv('rgnp.csv').rgnp as Float64Array, parameters);
    expect(first).toBe(4);
    expect(largestDifference(secondRegime, expected.statsmodels_filtered_regime1)).toBeLessThan(1e-12);
    expect(logLikelihood).toBeCloseTo(expected.loglik_statsmodels_at_params, 10);
    // EViews prints six digits of parameters, likelihood and probabilities.
    expect(largestDifference(secondRegime, expected.eviews_filtered_prob_regime1)).toBeLessThan(1e-5);
    expect(logLikelihood).toBeCloseTo(expected.loglik_eviews, 5);
  });
});

describe('filtered regime probabilities', () => {
  it('are those of another program', () => {
    const { values, cases } = reference.markovSwitching;
    for (const { parameters, secondRegime, logLikelihood } of cases) {
      const found = hamiltonFilter(Float64Array.from(values), parameters);
      expect(largestDifference(found.secondRegime, secondRegime)).toBeLessThan(1e-10);
      expect(found.logLikelihood).toBeCloseTo(logLikelihood, 9);
    }
  });

  it('are those of all paths of the regimes, summed one by one', () => {
    const regime = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    const mean = fc.double({ min: -2, max: 2, noNaN: true });
    const variance = fc.double({ min: 0.2, max: 3, noNaN: true });
    const phis = fc.array(fc.double({ min: -0.8, max: 0.8, noNaN: true }), { maxLength: 2 });
    fc.assert(
      fc.property(
        fc.integer(),
        fc.tuple(mean, mean),
        fc.tuple(variance, variance),
        fc.tuple(regime, regime),
        phis,
        (seed, means, variances, stay, autoregression) => {
          const parameters: Parameters = { means, variances, stay, autoregression };
          const [n, p] = [8, autoregression.length];
          const values = noise(seed, n);
          const second = (1 - stay[0]) / (2 - stay[0] - stay[1]);
          const [total, inSecond] = [new Float64Array(n), new Float64Array(n)];
          for (let path = 0; path < 2 ** n; path++) {
            const state = (t: number) => ((path >> t) & 1) as 0 | 1;
            let weight = state(0) === 1 ? second : 1 - second;
            for (let t = 0; t < n; t++) {
              if (t > 0) weight *= state(t) === state(t - 1) ? stay[state(t)] : 1 - stay[state(t - 1)];
              if (t < p) continue;
              const deviation = (i: number) => (values[i] as number) - means[state(i)];
              const error = autoregression.reduce((rest, phi, i) => rest - phi * deviation(t - 1 - i), deviation(t));
              const sigma = Math.sqrt(variances[state(t)]);
              weight *= normalDensity(error / sigma) / sigma;
              // Paths that differ later only are summed as well: they share out the weight of their first t + 1 regimes.
              const share = weight / 2 ** (n - 1 - t);
              total[t] = (total[t] as number) + share;
              inSecond[t] = (inSecond[t] as number) + state(t) * share;
            }
          }
          const found = hamiltonFilter(values, parameters);
          const expected = inSecond.map((value, t) => value / (total[t] as number)).subarray(p);
          expect(largestDifference(found.secondRegime, expected)).toBeLessThan(1e-9);
          expect(found.logLikelihood).toBeCloseTo(Math.log(total[n - 1] as number), 8);
        },
      ),
      { seed: 20274, numRuns: 60 },
    );
  });

  it('read nothing later: cutting off the future changes no probability', () => {
    const values = noise(5, 90);
    const parameters: Parameters = { means: [-1, 0.5], variances: [2, 0.5], stay: [0.8, 0.95], autoregression: [0.2, -0.1] };
    const whole = hamiltonFilter(values, parameters).secondRegime;
    for (const cut of [3, 4, 40, 89])
      expect(hamiltonFilter(values.slice(0, cut), parameters).secondRegime).toEqual(whole.slice(0, cut - 2));
  });

  it('are all that is said of the regimes: nothing public is smoothed', () => {
    expect(Object.keys({ ...filters, ...estimation }).filter((name) => /smooth|posterior|expect/i.test(name))).toEqual([]);
    const found = hamiltonFilter(noise(6, 40), { means: [0, 1], variances: [1, 1], stay: [0.9, 0.9], autoregression: [] });
    expect(Object.keys(found).sort()).toEqual(['first', 'logLikelihood', 'observations', 'secondRegime']);
  });

  it('change places with their regimes', () => {
    const values = noise(7, 60);
    const one = hamiltonFilter(values, { means: [-1, 1], variances: [2, 1], stay: [0.7, 0.9], autoregression: [0.3] });
    const other = hamiltonFilter(values, { means: [1, -1], variances: [1, 2], stay: [0.9, 0.7], autoregression: [0.3] });
    expect(
      largestDifference(
        other.secondRegime.map((p) => 1 - p),
        one.secondRegime,
      ),
    ).toBeLessThan(1e-12);
    expect(other.logLikelihood).toBeCloseTo(one.logLikelihood, 10);
  });

  it('stay finite where an observation is beyond belief, and are none where there are too few', () => {
    const parameters: Parameters = { means: [0, 1], variances: [1, 1e-4], stay: [0.9, 1 - 1e-9], autoregression: [] };
    const found = hamiltonFilter(Float64Array.of(0, 1e8, -1e8, 1, 1, 0, 1e150), parameters);
    expect(firstNotFinite(found)).toBeUndefined();
    expect(hamiltonFilter(Float64Array.of(1, 2), { ...parameters, autoregression: [0.1, 0.1, 0.1] })).toEqual({
      secondRegime: new Float64Array(0),
      first: 3,
      logLikelihood: 0,
      observations: 2,
    });
  });

  it('are finite or refused, whatever the data and the parameters', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const positive = fc.double({ min: Number.MIN_VALUE, noNaN: true, noDefaultInfinity: true });
    const inside = fc.double({ min: 0, minExcluded: true, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        coarse(0, 12),
        fc.record({
          means: fc.tuple(number, number),
          variances: fc.tuple(positive, positive),
          stay: fc.tuple(inside, inside),
          autoregression: fc.array(number, { maxLength: 2 }),
        }),
        (values, parameters) => {
          try {
            const found = hamiltonFilter(values, parameters);
            expect(firstNotFinite(found)).toBeUndefined();
            expect(found.secondRegime.every((p) => p >= 0 && p <= 1)).toBe(true);
          } catch (error) {
            if (!(error instanceof RangeError)) throw error;
          }
        },
      ),
      { seed: 20278, numRuns: 500 },
    );
  });

  it('refuse values and parameters that are none', () => {
    const parameters: Parameters = { means: [0, 1], variances: [1, 1], stay: [0.9, 0.9], autoregression: [] };
    const ask = (other: Partial<Parameters>) => () => hamiltonFilter(noise(1, 9), { ...parameters, ...other });
    expect(() => hamiltonFilter(Float64Array.of(1, Number.NaN), parameters)).toThrow(/the values must be finite/);
    expect(() => hamiltonFilter(Float64Array.of(1, 1e200), parameters)).toThrow(/the log-likelihood of the values must be finite/);
    expect(ask({ means: [0, Number.NaN] })).toThrow(/the means must be finite/);
    expect(ask({ variances: [1, 0] })).toThrow(/a variance must be above 0/);
    expect(ask({ stay: [1, 0.5] })).toThrow(/the probability of staying must be above 0 and below 1, was 1/);
    expect(ask({ autoregression: [Number.POSITIVE_INFINITY] })).toThrow(/the autoregression must be finite/);
  });
});
