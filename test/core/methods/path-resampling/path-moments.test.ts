import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockIndices, geometricBlocks } from '../../../../src/core/methods/bootstrap/block-resampling.ts';
import { bootstrapMoments, placeboMoments } from '../../../../src/core/methods/path-resampling/path-moments.ts';
import { mean, populationDeviation } from '../../../../src/core/numerics/moments.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { stationaryBootstrapVariance } from '../../../../src/core/numerics/stationary-bootstrap-variance.ts';

const SEED = { seed: 20_260_915, numRuns: 100 };
const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);
const centred = (values: readonly number[]): Float64Array => Float64Array.from(values, (value) => value - sumOf(values) / values.length);
const growthOf = (returns: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: returns.length + 1 }, (_, t) => sumOf(Array.from(returns).slice(0, t)));

const worlds = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 30 }).chain((returns) =>
  fc.integer({ min: 1, max: returns.length - 1 }).chain((days) =>
    fc.record({
      returns: fc.constant(centred(returns)),
      days: fc.constant(days),
      events: fc.uniqueArray(fc.nat(returns.length - days), { minLength: 1, maxLength: 5 }).map((places) => Int32Array.from(places).sort()),
      block: fc.double({ min: 1, max: returns.length, noNaN: true }),
    }),
  ),
);

describe('the moments of placebo paths', () => {
  it('are those of all pairs of admissible dates, written out for two events', () => {
    fc.assert(
      fc.property(worlds, ({ returns, days, events }) => {
        const growth = growthOf(returns);
        const { centre, deviation } = placeboMoments(growth, events, { days, events: 2 });
        for (let day = 0; day < days; day++) {
          const grown = [...events].map((place) => sumOf(returns.subarray(place, place + day + 1)));
          const sums = Float64Array.from(grown.flatMap((one) => grown.map((other) => one + other)));
          expect(centre[day]).toBeCloseTo(mean(sums), 12);
          expect(deviation[day]).toBeCloseTo(populationDeviation(sums), 12);
        }
      }),
      SEED,
    );
  });

  it('have the deviation 0 on days on which all dates have grown alike', () => {
    const returns = Float64Array.from({ length: 40 }, (_, t) => (t % 2 === 0 ? 0.1 : -0.3) + (t === 39 ? 1 : 0));
    const admissible = Int32Array.from({ length: 18 }, (_, place) => place);
    const { deviation } = placeboMoments(growthOf(returns), admissible, { days: 4, events: 3 });
    expect([...deviation].map((value) => value === 0)).toEqual([false, true, false, true]);
  });
});

describe('the moments of bootstrap paths', () => {
  it('are the covariances of resampled returns, summed over all pairs of events and of days', () => {
    fc.assert(
      fc.property(worlds, ({ returns, days, events, block }) => {
        const n = returns.length;
        const covariance = (apart: number) =>
          (1 - 1 / block) ** apart * (sumOf(Array.from(returns, (value, t) => value * (returns[(t + apart) % n] as number))) / n);
        const { centre, deviation } = bootstrapMoments(returns, events, { days, meanBlockLength: block });
        expect([...centre].every((value) => value === 0)).toBe(true);
        for (const day of new Set([1, Math.ceil(days / 2), days])) {
          const held = [...events].flatMap((place) => Array.from({ length: day }, (_, j) => place + j));
          const variance = sumOf(held.flatMap((s) => held.map((t) => covariance(Math.abs(s - t)))));
          expect((deviation[day - 1] as number) ** 2).toBeCloseTo(variance, 10);
        }
      }),
      SEED,
    );
  });

  it('are n times the variance of the resampled mean, for one event and all n returns', () => {
    fc.assert(
      fc.property(worlds, ({ returns, block }) => {
        const n = returns.length;
        const { deviation } = bootstrapMoments(returns, Int32Array.of(0), { days: n, meanBlockLength: block });
        expect((deviation[n - 1] as number) ** 2).toBeCloseTo(n * stationaryBootstrapVariance(returns, block), 10);
      }),
      SEED,
    );
  });

  it('are what 20,000 resamples have, to within 2 %', () => {
    const stream = seededStream(3);
    const returns = centred(Array.from({ length: 200 }, (_, t) => stream.uniform() + Math.sin(t / 9)));
    const events = Int32Array.of(4, 20, 110);
    const { deviation } = bootstrapMoments(returns, events, { days: 40, meanBlockLength: 12 });
    const lengths = geometricBlocks(12);
    const sums = Float64Array.from({ length: 20_000 }, () => {
      const places = blockIndices(200, lengths, stream);
      let sum = 0;
      for (const event of events) for (let j = 0; j < 40; j++) sum += returns[places[event + j] as number] as number;
      return sum;
    });
    expect(Math.abs(populationDeviation(sums) / (deviation[39] as number) - 1)).toBeLessThan(0.02);
  });
});
