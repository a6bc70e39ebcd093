import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beliefCurves } from '../../../../src/core/methods/belief/belief-curves.ts';
import type { ClusterEffect } from '../../../../src/core/methods/belief/cluster-effect.ts';
import {
  type Conviction,
  type ScepticalPrior,
  scepticalPrior,
  updateScepticalPrior,
} from '../../../../src/core/methods/belief/sceptical-prior.ts';
import { normalTwoSided } from '../../../../src/core/numerics/distributions.ts';
import { largestDifference, reference } from '../../../reference/belief/largest-difference.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const SEED = { seed: 20_261_123, numRuns: 300 };
/** A prior from outcomes of this volatility. */
const priorOf = (volatility: number) => scepticalPrior(Float64Array.of(-volatility, volatility)) as ScepticalPrior;
const seen = (effect: number, standardError: number, clusters = 5): ClusterEffect => ({
  effect,
  standardError,
  observations: clusters,
  effectiveObservations: clusters,
});

const worlds = fc.record({
  volatility: fc.double({ min: 0.01, max: 3, noNaN: true }),
  effect: fc.integer({ min: -2000, max: 2000 }).map((thousandths) => thousandths / 1000),
  error: fc.double({ min: 0.01, max: 2, noNaN: true }),
  clusters: fc.integer({ min: 2, max: 30 }),
});

describe('the sceptical prior', () => {
  it('is centred on no effect and gives an effect beyond the volatility of the target one chance in twenty', () => {
    const prior = scepticalPrior(Float64Array.of(0.1, 0.5, -0.3, 0.9, -0.2)) as ScepticalPrior;
    expect(prior.mean).toBe(0);
    expect(prior.probabilityPositive).toBe(0.5);
    expect(normalTwoSided(prior.volatility / prior.deviation)).toBeCloseTo(0.05, 12);
    expect(prior.volatility).toBeCloseTo(Math.sqrt(0.2), 14);
    expect(prior.observations).toBe(5);
  });

  it('is narrower for somebody who would be more surprised', () => {
    const outcomes = Float64Array.of(-1, 1);
    const deviations = [0.5, 0.05, 0.001].map((surprise) => (scepticalPrior(outcomes, { surprise }) as ScepticalPrior).deviation);
    expect(deviations).toEqual([...deviations].sort((a, b) => b - a));
  });

  it('needs outcomes that differ, and refuses those that are not finite', () => {
    for (const outcomes of [[], [0.3], [0.1, 0.1, 0.1]])
      expect(scepticalPrior(Float64Array.from(outcomes))).toMatchObject({ ok: false, needed: 2 });
    expect(() => scepticalPrior(Float64Array.of(1, Number.NaN))).toThrow(RangeError);
    for (const surprise of [0, 1, Number.NaN]) expect(() => scepticalPrior(Float64Array.of(1, 2), { surprise })).toThrow(RangeError);
  });
});

describe('the update of a sceptical prior', () => {
  it.each(reference.sceptics)(
    'has the posterior of numerical integration and the clusters of a search (effect $evidence.effect)',
    (expected) => {
      const update = updateScepticalPrior(priorOf(expected.volatility), expected.evidence);
      const { tau, mean, deviation, positive, furtherClusters, effectNeeded } = expected;
      expect(
        largestDifference(update, {
          prior: { deviation: tau },
          posterior: { mean, deviation, probabilityPositive: positive },
          toBeConvinced: { furtherClusters, effectNeeded },
        }),
      ).toBeLessThan(1e-12);
    },
  );

  it('leaves the prior as it was where nothing has been seen, and does not say what it would take', () => {
    const prior = priorOf(0.6);
    const { posterior, shrinkage, evidence, toBeConvinced, observations } = updateScepticalPrior(prior);
    const { mean, deviation, lower, upper, probabilityPositive } = prior;
    expect(posterior).toEqual({ mean, deviation, lower, upper, probabilityPositive });
    expect({ shrinkage, evidence, observations }).toEqual({ shrinkage: 1, evidence: null, observations: 0 });
    expect(toBeConvinced).toMatchObject({ ok: false, available: 0 });
  });

  it('comes to the prior as the evidence blurs, and to the evidence as it sharpens', () => {
    expect(updateScepticalPrior(priorOf(0.6), seen(0.4, 1e6)).posterior.mean).toBeCloseTo(0, 10);
    expect(updateScepticalPrior(priorOf(0.6), seen(0.4, 1e-6)).posterior.mean).toBeCloseTo(0.4, 10);
  });

  it('has a mean between none and the effect seen, a smaller deviation than either, and is never NaN', () => {
    fc.assert(
      fc.property(worlds, ({ volatility, effect, error, clusters }) => {
        const prior = priorOf(volatility);
        const update = updateScepticalPrior(prior, seen(effect, error, clusters));
        expect(firstNotFinite(update)).toBeUndefined();
        expect(Math.abs(update.posterior.mean)).toBeLessThanOrEqual(Math.abs(effect));
        expect(update.posterior.deviation).toBeLessThan(Math.min(prior.deviation, error));
        expect(1 / update.posterior.deviation ** 2 / (1 / prior.deviation ** 2 + 1 / error ** 2)).toBeCloseTo(1, 12);
        expect(update.posterior.probabilityPositive >= 0.5).toBe(effect >= 0);
      }),
      SEED,
    );
  });

  it('is the same from two halves of the evidence, one after the other, as from all of it', () => {
    fc.assert(
      fc.property(worlds, ({ volatility, effect, error, clusters }) => {
        const prior = priorOf(volatility);
        const whole = updateScepticalPrior(prior, seen(effect, error, clusters)).posterior;
        const half = updateScepticalPrior(prior, seen(effect, error * Math.SQRT2, clusters)).posterior;
        // The second half, about a prior that is no longer centred on none: by precisions.
        const precisions = [1 / half.deviation ** 2, 1 / (2 * error ** 2)] as const;
        const mean = (precisions[0] * half.mean + precisions[1] * effect) / (precisions[0] + precisions[1]);
        expect(mean).toBeCloseTo(whole.mean, 12);
      }),
      SEED,
    );
  });

  it('is turned round when the sign of the effect is', () => {
    fc.assert(
      fc.property(worlds, ({ volatility, effect, error }) => {
        const [up, down] = [effect, -effect].map((each) => updateScepticalPrior(priorOf(volatility), seen(each, error)).posterior);
        expect(up?.mean).toBeCloseTo(-(down?.mean as number), 14);
        expect((up?.probabilityPositive as number) + (down?.probabilityPositive as number)).toBeCloseTo(1, 12);
      }),
      SEED,
    );
  });

  it('is convinced by just as many further clusters as it says, and by one fewer not; and by just the effect it says', () => {
    fc.assert(
      fc.property(worlds, ({ volatility, effect, error, clusters }) => {
        const prior = priorOf(volatility);
        const { furtherClusters, effectNeeded } = updateScepticalPrior(prior, seen(effect, error, clusters)).toBeConvinced as Conviction;
        const convincedBy = (mean: number, number: number) =>
          updateScepticalPrior(prior, seen(mean, error * Math.sqrt(clusters / number), number)).posterior.probabilityPositive;
        expect(convincedBy(effectNeeded, clusters)).toBeCloseTo(0.95, 11);
        expect(furtherClusters === null).toBe(!(effect > 0) || convincedBy(effect, 1e15) < 0.95);
        if (furtherClusters === null || furtherClusters > 1e8) return;
        expect(convincedBy(effect, clusters + furtherClusters)).toBeGreaterThanOrEqual(0.95 - 1e-10);
        if (furtherClusters > 0) expect(convincedBy(effect, clusters + furtherClusters - 1)).toBeLessThan(0.95 + 1e-10);
      }),
      SEED,
    );
  });

  it('refuses evidence without a standard error, and a probability that is no conviction', () => {
    for (const error of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => updateScepticalPrior(priorOf(1), seen(0.1, error))).toThrow(RangeError);
    expect(() => updateScepticalPrior(priorOf(1), seen(Number.NaN, 1))).toThrow(RangeError);
    for (const probability of [0.5, 1, Number.NaN])
      expect(() => updateScepticalPrior(priorOf(1), seen(1, 1), { probability })).toThrow(RangeError);
  });
});

describe('the curves of belief', () => {
  /** Area by trapezoids. */
  const area = (x: Float64Array, y: Float64Array) =>
    x.reduce((sum, at, i) => (i === 0 ? 0 : sum + ((at - (x[i - 1] as number)) * ((y[i] as number) + (y[i - 1] as number))) / 2), 0);

  it('ascend, have an area of 1 each, and the posterior is in proportion to prior times likelihood', () => {
    fc.assert(
      fc.property(worlds, ({ volatility, effect, error }) => {
        const update = updateScepticalPrior(priorOf(volatility), seen(effect, error));
        const curves = beliefCurves(update, 401);
        expect(firstNotFinite(curves)).toBeUndefined();
        const { effects, prior, posterior } = curves;
        const likelihood = curves.likelihood as Float64Array;
        expect(effects.every((at, i) => i === 0 || at > (effects[i - 1] as number))).toBe(true);
        for (const curve of [prior, likelihood, posterior]) {
          expect(curve.length).toBe(effects.length);
          expect(Math.abs(area(effects, curve) - 1)).toBeLessThan(1e-3);
        }
        const peak = posterior.indexOf(Math.max(...posterior));
        const scale = ((prior[peak] as number) * (likelihood[peak] as number)) / (posterior[peak] as number);
        posterior.forEach((density, i) => {
          const product = (prior[i] as number) * (likelihood[i] as number);
          if (product > 1e-200) expect(product / scale / density).toBeCloseTo(1, 8);
        });
      }),
      { ...SEED, numRuns: 50 },
    );
  });

  it('show no likelihood where nothing has been seen', () => {
    const { likelihood, prior, posterior } = beliefCurves(updateScepticalPrior(priorOf(0.5)));
    expect(likelihood).toBeNull();
    expect([...posterior]).toEqual([...prior]);
    expect(() => beliefCurves(updateScepticalPrior(priorOf(0.5)), 2)).toThrow(RangeError);
  });
});
