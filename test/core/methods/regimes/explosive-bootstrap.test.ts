import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explosiveStatistics } from '../../../../src/core/methods/regimes/explosive.ts';
import { simulatedCriticalValues, wildBootstrapExplosive } from '../../../../src/core/methods/regimes/explosive-bootstrap.ts';
import { tabulatedCriticalValues } from '../../../../src/core/methods/regimes/explosive-critical-values.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { standardNormal } from '../../../../src/core/numerics/standard-normal.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { coarse, noise, summed, there, walk } from './made-up-walks.ts';

/** A walk that grows by 8 % of its distance from a floor for some observations, then is back where it was. */
function bubble(seed: number): Float64Array {
  const steps = noise(seed, 150);
  let value = 20;
  return steps.map((step, i) => {
    value = i === 100 ? 20 + step : i > 75 && i < 100 ? value * 1.08 + step : value + step;
    return value;
  });
}

describe('simulated critical values', () => {
  it('are the quantiles of the statistics of the walks that the stream gives', () => {
    const draws = 5;
    const { bsadf, sadf, gsadf, first } = simulatedCriticalValues(60, { draws, level: 0.25, stream: seededStream(3) });
    const stream = seededStream(3);
    const steps = Float64Array.from({ length: draws * 59 }, () => standardNormal(stream));
    const worlds = Array.from({ length: draws }, (_, draw) =>
      there(explosiveStatistics(Float64Array.of(0, ...summed(steps.slice(draw * 59, draw * 59 + 59).map((step) => step + 1 / 60))))),
    );
    // Of five values the quantile at 0.75 of type 7 is the fourth.
    const fourth = (values: readonly number[]) => values.toSorted((a, b) => a - b)[3] as number;
    expect(sadf).toBeCloseTo(fourth(worlds.map((world) => world.sadf)), 10);
    expect(gsadf).toBeCloseTo(fourth(worlds.map((world) => world.gsadf)), 10);
    expect(first).toBe(worlds[0]?.first);
    bsadf.forEach((value, i) => {
      expect(value).toBeCloseTo(fourth(worlds.map((world) => world.bsadf[i] as number)), 10);
    });
  });

  it('are the same for the same seed, and others for another', () => {
    const simulate = (seed: number) => simulatedCriticalValues(60, { draws: 20, stream: seededStream(seed) });
    expect(simulate(4)).toEqual(simulate(4));
    expect(simulate(5)).not.toEqual(simulate(4));
  });

  it('refuse a walk shorter than its window, no draws, and a level that is none', () => {
    const stream = seededStream(1);
    expect(() => simulatedCriticalValues(10, { minimumWindow: 12, draws: 9, stream })).toThrow(
      /the observations must be an integer at least 12/,
    );
    expect(() => simulatedCriticalValues(50, { draws: 0, stream })).toThrow(/the draws must be an integer at least 1/);
    expect(() => simulatedCriticalValues(50, { draws: 9, level: 1, stream })).toThrow(/the level must be above 0 and below 1/);
  });
});

describe('the wild bootstrap of an explosive series', () => {
  it('finds a bubble, and no bubble in a burst of volatility that beats the tabulated value', () => {
    const found = there(wildBootstrapExplosive(bubble(11), { draws: 199, stream: seededStream(5) }));
    expect(found.pGsadf).toBeLessThan(0.02);
    const five = tabulatedCriticalValues(150)[1] as { gsadf: number };
    const bursts = Array.from({ length: 60 }, (_, seed) => summed(noise(400 + seed, 150).map((step, i) => step * (i > 100 ? 6 : 1))));
    const tabled = bursts.filter((values) => there(explosiveStatistics(values)).gsadf > five.gsadf).length;
    const bootstrapped = bursts.filter(
      (values, seed) => there(wildBootstrapExplosive(values, { draws: 99, stream: seededStream(seed) })).pGsadf <= 0.05,
    ).length;
    // A share of 5 % of 60 is 3; five standard deviations above it are 11.
    expect(bootstrapped).toBeLessThanOrEqual(11);
    expect(tabled).toBeGreaterThan(bootstrapped + 5);
  });

  it('counts the series itself, so that p is never 0', () => {
    const { pSadf, pGsadf } = there(wildBootstrapExplosive(bubble(12), { draws: 19, stream: seededStream(6) }));
    expect(Math.min(pSadf, pGsadf)).toBeGreaterThanOrEqual(1 / 20);
  });

  it('does not depend on the unit or the origin, and keeps its statistics', () => {
    const values = walk(7, 80);
    const run = (series: Float64Array) => there(wildBootstrapExplosive(series, { draws: 49, stream: seededStream(8) }));
    const [one, other] = [run(values), run(values.map((value) => 2 ** 10 * value))];
    expect([other.pSadf, other.pGsadf]).toEqual([one.pSadf, one.pGsadf]);
    expect(one.statistics).toEqual(explosiveStatistics(values));
  });

  it('is finite or not there, whatever the data', () => {
    fc.assert(
      fc.property(coarse(6, 30), fc.integer(), (values, seed) => {
        expect(firstNotFinite(wildBootstrapExplosive(values, { minimumWindow: 6, draws: 7, stream: seededStream(seed) }))).toBeUndefined();
      }),
      { seed: 20263, numRuns: 300 },
    );
  });
});
