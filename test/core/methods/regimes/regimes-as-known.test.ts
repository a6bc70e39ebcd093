import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hamiltonFilter } from '../../../../src/core/methods/regimes/hamilton-filter.ts';
import { estimateMarkovSwitching } from '../../../../src/core/methods/regimes/markov-switching.ts';
import { regimesAsKnown } from '../../../../src/core/methods/regimes/regimes-as-known.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { coarse, noise, there } from './made-up-walks.ts';

/** Quiet growth and wild falls, taking turns. */
const turning = noise(61, 260).map((value, i) => (i % 65 < 45 ? 0.4 + 0.5 * value : -0.8 + 1.5 * value));

describe('regime probabilities as they could be known', () => {
  it('are the filter of each date, at the parameters estimated on what came before the last fit', () => {
    const { secondRegime, first, fits } = there(regimesAsKnown(turning, { firstFit: 120, refitEvery: 50, autoregressiveTerms: 1 }));
    expect(first).toBe(120);
    expect(fits.map(({ from }) => from)).toEqual([120, 170, 220]);
    for (const t of [120, 169, 170, 219, 220, 259]) {
      const from = t < 170 ? 120 : t < 220 ? 170 : 220;
      const { parameters } = there(estimateMarkovSwitching(turning.slice(0, from), { autoregressiveTerms: 1 }));
      expect(fits.find((fit) => fit.from === from)?.parameters).toEqual(parameters);
      expect(secondRegime[t - first]).toBe(hamiltonFilter(turning.slice(0, t + 1), parameters).secondRegime.at(-1));
    }
  });

  it('read nothing later: cutting off the future, or changing it, changes no probability', () => {
    const options = { firstFit: 100, refitEvery: 40 };
    const whole = there(regimesAsKnown(turning, options));
    for (const cut of [101, 139, 140, 141, 230]) {
      const part = there(regimesAsKnown(turning.slice(0, cut), options));
      expect(part.secondRegime).toEqual(whole.secondRegime.slice(0, cut - 100));
      const other = there(
        regimesAsKnown(
          turning.map((value, i) => (i < cut ? value : 5 * value - 3)),
          options,
        ),
      );
      expect(other.secondRegime.slice(0, cut - 100)).toEqual(part.secondRegime);
    }
    // The filter at the estimate of the whole sample is another thing: its parameters have seen the future.
    const hindsight = there(estimateMarkovSwitching(turning)).filtered.secondRegime.slice(100);
    expect(hindsight).not.toEqual(whole.secondRegime);
  });

  it('begin with the first estimate that succeeds, and keep its parameters where a later one does not', () => {
    const still = Float64Array.from([...new Float64Array(60).fill(0.1), ...turning]);
    const { first, secondRegime, fits, observations } = there(regimesAsKnown(still, { firstFit: 40, refitEvery: 20 }));
    expect(first).toBeGreaterThan(60);
    expect(first).toBe(fits[0]?.from);
    expect(secondRegime).toHaveLength(observations - first);
    const stops = Float64Array.from([...turning.slice(0, 100), ...new Float64Array(3000).fill(0)]);
    const late = there(regimesAsKnown(stops, { firstFit: 100, refitEvery: 2900 }));
    expect(firstNotFinite(late)).toBeUndefined();
    expect(late.secondRegime).toHaveLength(3000);
    expect(late.fits).toHaveLength(1);
  });

  it('say what is missing, and refuse what is not finite', () => {
    expect(regimesAsKnown(turning, { firstFit: 260, refitEvery: 10 })).toMatchObject({ ok: false, needed: 261, available: 260 });
    expect(regimesAsKnown(turning.slice(0, 25), { firstFit: 20, refitEvery: 3 })).toMatchObject({ ok: false, needed: 30, available: 20 });
    expect(regimesAsKnown(new Float64Array(60).fill(0.1), { firstFit: 50, refitEvery: 5 })).toMatchObject({
      ok: false,
      reason: 'the values are all the same',
    });
    expect(() => regimesAsKnown(Float64Array.of(1, Number.NaN), { firstFit: 1, refitEvery: 1 })).toThrow(/the values must be finite/);
    expect(() => regimesAsKnown(turning, { firstFit: 0, refitEvery: 1 })).toThrow(/the first fit must be an integer at least 1/);
    expect(() => regimesAsKnown(turning, { firstFit: 50, refitEvery: 0.5 })).toThrow(/the distance of fits must be an integer at least 1/);
  });

  it('are finite or not there, whatever the data', () => {
    fc.assert(
      fc.property(coarse(30, 45), (values) => {
        expect(firstNotFinite(regimesAsKnown(values, { firstFit: 32, refitEvery: 6 }))).toBeUndefined();
      }),
      { seed: 20277, numRuns: 20 },
    );
  });
});
