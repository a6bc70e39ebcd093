import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastHit, forecastHitCount, type HitForecast } from '../../../../src/core/methods/belief/beta-binomial.ts';
import { betaCdf } from '../../../../src/core/numerics/distributions.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { largestDifference, reference } from '../../../reference/belief/largest-difference.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const SEED = { seed: 20_261_121, numRuns: 300 };
const known = (...of: Parameters<typeof forecastHit>) => forecastHit(...of) as HitForecast;

const records = fc
  .record({
    baseRate: fc.double({ min: 0, max: 1, noNaN: true }),
    clusters: fc.nat(40),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ baseRate, clusters, share }) => ({ baseRate, clusters, clusterHits: share * clusters }));

describe('the beta-binomial forecast', () => {
  it.each(reference.forecasts)(
    'has scipy’s mean and interval ($record.clusters clusters)',
    ({ record, pseudoEvents, level, probability, lower, upper }) => {
      expect(largestDifference(forecastHit(record, { pseudoEvents, level }), { probability, lower, upper })).toBeLessThan(1e-12);
    },
  );

  it('is (m b + H) / (m + n), by hand: base rate 0.6, 4 hits in 5 clusters, 10 pseudo-events', () => {
    expect(known({ baseRate: 0.6, clusters: 5, clusterHits: 4 }).probability).toBeCloseTo(10 / 15, 15);
  });

  it('is the base rate before any cluster', () => {
    const { probability, observations } = known({ baseRate: 0.37, clusters: 0, clusterHits: 0 });
    expect(probability).toBeCloseTo(0.37, 15);
    expect(observations).toBe(0);
  });

  it('lies between the base rate and the share of hits, and leaves a tenth of its distribution on either side', () => {
    fc.assert(
      fc.property(records, (record) => {
        const forecast = forecastHit(record);
        expect(firstNotFinite(forecast)).toBeUndefined();
        if (isInsufficient(forecast)) return;
        const share = record.clusters > 0 ? record.clusterHits / record.clusters : record.baseRate;
        expect(forecast.probability).toBeGreaterThanOrEqual(Math.min(record.baseRate, share) - 1e-15);
        expect(forecast.probability).toBeLessThanOrEqual(Math.max(record.baseRate, share) + 1e-15);
        expect(forecast.lower).toBeLessThanOrEqual(forecast.upper);
        if (forecast.hits > 0.5 && forecast.misses > 0.5) {
          expect(betaCdf(forecast.lower, forecast.hits, forecast.misses)).toBeCloseTo(0.1, 10);
          expect(betaCdf(forecast.upper, forecast.hits, forecast.misses)).toBeCloseTo(0.9, 10);
        }
      }),
      SEED,
    );
  });

  it('is the complement of the forecast of a miss', () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 999 }), ({ clusters, clusterHits }, thousandths) => {
        const baseRate = thousandths / 1000;
        const hit = known({ baseRate, clusters, clusterHits });
        const miss = known({ baseRate: 1 - baseRate, clusters, clusterHits: clusters - clusterHits });
        expect(hit.probability).toBeCloseTo(1 - miss.probability, 12);
        expect(hit.lower).toBeCloseTo(1 - miss.upper, 10);
      }),
      SEED,
    );
  });

  it('has no width to give where dates and clusters all agree', () => {
    for (const baseRate of [0, 1]) {
      const forecast = forecastHit({ baseRate, clusters: 4, clusterHits: 4 * baseRate });
      expect(forecast).toMatchObject({ ok: false, needed: 2, available: 1 });
      expect(known({ baseRate, clusters: 4, clusterHits: 1 }).probability).toBeCloseTo((10 * baseRate + 1) / 14, 15);
    }
  });

  it('refuses shares that are none, more hits than clusters and NaN', () => {
    const good = { baseRate: 0.5, clusters: 3, clusterHits: 2 };
    for (const fault of [
      { baseRate: 1.2 },
      { baseRate: Number.NaN },
      { clusters: 1.5 },
      { clusters: -1 },
      { clusterHits: 3.1 },
      { clusterHits: Number.NaN },
    ])
      expect(() => forecastHit({ ...good, ...fault })).toThrow(RangeError);
    expect(() => forecastHit({ ...good, clusterHits: 4 })).toThrow('the hits must be between 0 and the 3 clusters, were 4');
    for (const options of [{ pseudoEvents: 0 }, { level: 1 }, { level: Number.NaN }])
      expect(() => forecastHit(good, options)).toThrow(RangeError);
  });
});

describe('the forecast of the next clusters', () => {
  it.each(reference.forecasts)('has the probabilities of scipy’s betabinom ($record.clusters clusters)', (expected) => {
    const { record, pseudoEvents, level, future, probabilities, mean, countLower, countUpper } = expected;
    const counts = forecastHitCount(known(record, { pseudoEvents, level }), future);
    expect(largestDifference(counts, { probabilities, mean, lower: countLower, upper: countUpper })).toBeLessThan(1e-12);
  });

  it('of a single cluster is the forecast itself', () => {
    const forecast = known({ baseRate: 0.3, clusters: 6, clusterHits: 2.5 });
    const { probabilities } = forecastHitCount(forecast, 1);
    expect(probabilities[1]).toBeCloseTo(forecast.probability, 14);
  });

  it('sums to 1 with the mean k P(hit), for many clusters and for forecasts near 0 and 1', () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 2000 }), (record, future) => {
        const forecast = forecastHit(record);
        if (isInsufficient(forecast)) return;
        const counts = forecastHitCount(forecast, future);
        expect(firstNotFinite(counts)).toBeUndefined();
        expect(counts.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
        const mean = counts.probabilities.reduce((sum, p, j) => sum + p * j, 0);
        expect(Math.abs(mean - counts.mean)).toBeLessThan(1e-9 * future);
        expect(counts.lower).toBeLessThanOrEqual(counts.upper);
      }),
      SEED,
    );
  });

  it('refuses a number of clusters that is none', () => {
    const forecast = known({ baseRate: 0.3, clusters: 6, clusterHits: 2.5 });
    for (const future of [0, 1.5, Number.NaN]) expect(() => forecastHitCount(forecast, future)).toThrow(RangeError);
  });
});
