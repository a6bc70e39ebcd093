import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { automaticBlockLength, type BlockLength } from '../../../../src/core/methods/bootstrap/block-length.ts';
import { blockIndices, geometricBlocks } from '../../../../src/core/methods/bootstrap/block-resampling.ts';
import { bootstrapMeanDifference, type MeanDifference } from '../../../../src/core/methods/bootstrap/bootstrap-mean-difference.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { quantileSorted } from '../../../../src/core/numerics/quantile.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { standardNormal } from '../../../../src/core/numerics/standard-normal.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const SEED = { seed: 20_260_915, numRuns: 60 };
const stream = seededStream(20_260_915);

/** Overlapping sums of so many steps of a random walk, with an effect at the events. */
function world(dates: number, horizon: number, { places, effect }: { readonly places: readonly number[]; readonly effect: number }) {
  const steps = Float64Array.from({ length: dates + horizon }, () => 0.03 * standardNormal(stream));
  for (const place of places) for (let t = place; t < place + horizon; t++) steps[t] = (steps[t] as number) + effect / horizon;
  const outcomes = Float64Array.from({ length: dates }, (_, t) => steps.subarray(t, t + horizon).reduce((sum, step) => sum + step, 0));
  return { outcomes, events: Int32Array.from(places), clusters: Int32Array.from(places.keys()) };
}
const places = [40, 130, 260, 371, 455, 600, 720];
const found = (input: Parameters<typeof bootstrapMeanDifference>[0], options: Parameters<typeof bootstrapMeanDifference>[1]) => {
  const result = bootstrapMeanDifference(input, options);
  if (isInsufficient(result)) throw new Error(result.reason);
  return result;
};

describe('the bootstrap interval of the mean difference', () => {
  it('is that of resampled pairs of outcome and event flag, written out date by date', () => {
    const input = world(800, 20, { places, effect: 0.2 });
    const { percentile, difference, standardError, drawnAgain } = found(input, { seed: 6, draws: 299, meanBlockLength: 90, level: 0.8 });
    const draws = seededStream(6);
    const isEvent = new Set(places);
    const differences: number[] = [];
    let empty = 0;
    // Resamples without an event come again after the others, so the order of the stream is that of the whole.
    while (differences.length < 299) {
      const resample = blockIndices(800, geometricBlocks(90), draws);
      const all = resample.reduce((sum, place) => sum + (input.outcomes[place] as number), 0) / 800;
      const atEvents = resample.filter((place) => isEvent.has(place));
      if (atEvents.length === 0) empty++;
      else differences.push(atEvents.reduce((sum, place) => sum + (input.outcomes[place] as number), 0) / atEvents.length - all);
    }
    const sorted = Float64Array.from(differences).sort();
    expect(percentile.lower).toBeCloseTo(quantileSorted(sorted, 0.1), 10);
    expect(percentile.upper).toBeCloseTo(quantileSorted(sorted, 0.9), 10);
    expect(drawnAgain).toBe(empty);
    const centre = sorted.reduce((sum, value) => sum + value, 0) / 299;
    expect(standardError).toBeCloseTo(Math.sqrt(sorted.reduce((sum, value) => sum + (value - centre) ** 2, 0) / 299), 10);
    const base = input.outcomes.reduce((sum, outcome) => sum + outcome, 0) / 800;
    expect(difference).toBeCloseTo(places.reduce((sum, place) => sum + (input.outcomes[place] as number), 0) / 7 - base, 12);
  });

  it('takes the automatic block length of the outcomes, and says it beside dates, events and clusters', () => {
    const input = { ...world(800, 20, { places, effect: 0 }), clusters: Int32Array.of(0, 0, 1, 2, 3, 4, 4) };
    const { meanBlockLength, dates, observations, effectiveObservations, draws, percentile } = found(input, { seed: 1 });
    expect(meanBlockLength).toBe((automaticBlockLength(input.outcomes) as BlockLength).stationary);
    expect({ dates, observations, effectiveObservations, draws }).toEqual({
      dates: 800,
      observations: 7,
      effectiveObservations: 5,
      draws: 10_000,
    });
    expect(percentile).toMatchObject({ level: 0.9, observations: 5 });
  });

  it('moves with the effect, not with a constant, and turns with the sign', () => {
    const input = world(600, 15, { places: places.slice(0, 6).map((place) => place - 30), effect: 0.1 });
    const options = { seed: 2, draws: 499, meanBlockLength: 30 };
    const plain = found(input, options);
    const lifted = found({ ...input, outcomes: input.outcomes.map((outcome) => outcome + 7) }, options);
    const turned = found({ ...input, outcomes: input.outcomes.map((outcome) => -3 * outcome) }, options);
    for (const name of ['percentile', 'expandedPercentile'] as const) {
      expect([lifted[name].lower, lifted[name].upper]).toEqual([
        expect.closeTo(plain[name].lower, 9),
        expect.closeTo(plain[name].upper, 9),
      ]);
      expect([turned[name].lower, turned[name].upper]).toEqual([
        expect.closeTo(-3 * plain[name].upper, 9),
        expect.closeTo(-3 * plain[name].lower, 9),
      ]);
    }
  });

  it('covers about as often as it says: in worlds of 8 events nine of ten times when expanded, a little less when plain', () => {
    const worlds = Array.from({ length: 250 }, (_, seed) => {
      const at = Array.from({ length: 8 }, (_, i) => 120 * i + stream.below(70) + 10);
      return found(world(1000, 40, { places: at, effect: 0.2 }), { seed: 1_000_003 * seed, draws: 299 });
    });
    const truth = worlds.reduce((sum, { difference }) => sum + difference, 0) / worlds.length;
    const covered = (name: 'percentile' | 'expandedPercentile') =>
      worlds.filter((one) => one[name].lower <= truth && truth <= one[name].upper).length / worlds.length;
    // Standard error of a share of 250 at 0.9: 0.019.
    expect(covered('percentile')).toBeGreaterThan(0.8);
    expect(covered('percentile')).toBeLessThan(0.97);
    expect(covered('expandedPercentile')).toBeGreaterThan(0.86);
    expect(covered('expandedPercentile')).toBeGreaterThan(covered('percentile'));
  });

  it('draws a resample again that holds no event', () => {
    const input = { ...world(400, 5, { places: [1, 3, 5, 7, 9], effect: 0.1 }) };
    const { drawnAgain, draws, standardError } = found(input, { seed: 3, draws: 500, meanBlockLength: 100 });
    expect(drawnAgain).toBeGreaterThan(50);
    expect(draws).toBe(500);
    expect(standardError).toBeGreaterThan(0);
  });

  it('is a value or a difference, never NaN, whatever the outcomes, ties and few dates included', () => {
    const inputs = fc.integer({ min: 1, max: 40 }).chain((n) =>
      fc.record({
        outcomes: fc.array(fc.integer({ min: -1, max: 1 }), { minLength: n, maxLength: n }),
        events: fc.uniqueArray(fc.nat(n - 1), { maxLength: 12 }).map((list) => list.sort((a, b) => a - b)),
      }),
    );
    fc.assert(
      fc.property(inputs, fc.nat(1e6), ({ outcomes, events }, seed) => {
        const input = { outcomes: Float64Array.from(outcomes), events: Int32Array.from(events), clusters: Int32Array.from(events.keys()) };
        const result = bootstrapMeanDifference(input, { seed, draws: 39 });
        expect(firstNotFinite(result)).toBeUndefined();
        if (events.length < 5) expect(result).toMatchObject({ ok: false, needed: 5, available: events.length });
      }),
      SEED,
    );
  });

  it('says why there is none: few clusters, nothing but events, one outcome throughout', () => {
    const input = world(100, 5, { places: [10, 20, 30, 40, 50, 60], effect: 0 });
    expect(bootstrapMeanDifference({ ...input, clusters: Int32Array.of(0, 0, 0, 1, 2, 3) }, { seed: 1 })).toMatchObject({
      needed: 5,
      available: 4,
    });
    expect(bootstrapMeanDifference({ ...input, outcomes: input.outcomes.map(() => 0.3) }, { seed: 1 })).toMatchObject({ ok: false });
    const all = Int32Array.from({ length: 12 }, (_, i) => i);
    expect(bootstrapMeanDifference({ outcomes: input.outcomes.slice(0, 12), events: all, clusters: all }, { seed: 1 })).toMatchObject({
      ok: false,
    });
    const one = Int32Array.of(3);
    expect(bootstrapMeanDifference({ ...input, events: one, clusters: one }, { seed: 1 })).toMatchObject({ needed: 5, available: 1 });
  });

  it('refuses what is missing, out of place or out of order', () => {
    const input = world(100, 5, { places: [10, 20, 30, 40, 50, 60], effect: 0 });
    const missing = Float64Array.from(input.outcomes).fill(Number.NaN, 30, 31);
    expect(() => bootstrapMeanDifference({ ...input, outcomes: missing }, { seed: 1 })).toThrow(RangeError);
    for (const events of [
      [10, 20, 30, 40, 50, 100],
      [10, 20, 20, 40, 50, 60],
      [-1, 20, 30, 40, 50, 60],
    ]) {
      expect(() => bootstrapMeanDifference({ ...input, events: Int32Array.from(events) }, { seed: 1 })).toThrow(RangeError);
    }
    expect(() => bootstrapMeanDifference({ ...input, clusters: Int32Array.of(1) }, { seed: 1 })).toThrow(RangeError);
    expect(() => bootstrapMeanDifference(input, { seed: 1, draws: 5 })).toThrow(RangeError);
    expect(() => bootstrapMeanDifference(input, { seed: 1, meanBlockLength: 0 })).toThrow(RangeError);
  });

  it('is the same for the same seed', () => {
    const input = world(300, 10, { places: [10, 60, 110, 160, 210], effect: 0 });
    const once = (seed: number): MeanDifference => found(input, { seed, draws: 99 });
    expect(once(5)).toEqual(once(5));
    expect(once(5).percentile).not.toEqual(once(6).percentile);
  });
});
