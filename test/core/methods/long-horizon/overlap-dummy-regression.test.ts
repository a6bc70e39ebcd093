import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlapDummyRegression } from '../../../../src/core/methods/long-horizon/overlap-dummy-regression.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { toldRates } from '../../../reference/told-rates.ts';
import { expectFinite, normals, there } from './made-up-regressions.ts';

const noise = (seed: number, n: number) => Float64Array.from({ length: n }, normals(seed));

describe('the regression on a dummy of events', () => {
  it('has the difference of two means for its slope, and the mean of the dates without an event for its intercept', () => {
    const returns = noise(1, 60);
    const { coefficient, intercept, events, observations } = there(
      overlapDummyRegression(Int32Array.of(3, 10, 31, 58), returns, { horizon: 5 }),
    );
    const after = (t: number) => returns.slice(t + 1, t + 6).reduce((sum, value) => sum + value, 0);
    const mean = (places: number[]) => places.reduce((sum, t) => sum + after(t), 0) / places.length;
    const others = Array.from({ length: 55 }, (_, t) => t).filter((t) => ![3, 10, 31].includes(t));
    expect(events).toBe(3);
    expect(observations).toBe(55);
    expect(intercept).toBeCloseTo(mean(others), 12);
    expect(coefficient).toBeCloseTo(mean([3, 10, 31]) - mean(others), 12);
  });

  it('does not mind the order of the events', () => {
    const returns = noise(2, 80);
    const forth = overlapDummyRegression(Int32Array.of(5, 20, 44), returns, { horizon: 6 });
    expect(overlapDummyRegression(Int32Array.of(44, 5, 20), returns, { horizon: 6 })).toEqual(forth);
  });

  it('is withheld for one event with a complete horizon, and for events on all dates but one', () => {
    const returns = noise(3, 30);
    expect(overlapDummyRegression(Int32Array.of(5, 26), returns, { horizon: 5 })).toMatchObject({ ok: false, needed: 2, available: 1 });
    expect(overlapDummyRegression(new Int32Array(0), returns, { horizon: 5 })).toMatchObject({ ok: false, available: 0 });
    const all = Int32Array.from({ length: 24 }, (_, t) => t);
    expect(overlapDummyRegression(all, returns, { horizon: 5 })).toMatchObject({ ok: false, needed: 2, available: 1 });
    expect(overlapDummyRegression(Int32Array.of(1, 2), returns, { horizon: 28 })).toMatchObject({ ok: false, needed: 31, available: 30 });
  });

  it('refuses an event outside the data or given twice', () => {
    const returns = noise(4, 30);
    expect(() => overlapDummyRegression(Int32Array.of(30), returns, { horizon: 5 })).toThrow(
      /an event must be an integer from 0 to 29, was 30/,
    );
    expect(() => overlapDummyRegression(Int32Array.of(2, 2), returns, { horizon: 5 })).toThrow('an event must stand once, was 2 twice');
    expect(() => overlapDummyRegression(Int32Array.of(2, 3), returns, { horizon: 0 })).toThrow(/horizon must be an integer/);
  });

  it('gives no number that is not finite, whatever the values', () => {
    const returns = fc.array(fc.oneof(fc.integer({ min: -1, max: 1 }), fc.double({ min: -1e3, max: 1e3, noNaN: true })), {
      minLength: 4,
      maxLength: 30,
    });
    let answered = 0;
    fc.assert(
      fc.property(returns, fc.uniqueArray(fc.nat(29), { maxLength: 8 }), fc.integer({ min: 1, max: 8 }), (values, places, horizon) => {
        const events = Int32Array.from(places.filter((place) => place < values.length));
        const result = overlapDummyRegression(events, Float64Array.from(values), { horizon });
        expectFinite(result);
        if (!isInsufficient(result)) answered++;
      }),
      { seed: 6, numRuns: 400 },
    );
    expect(answered).toBeGreaterThan(60);
  });
});

describe('the size of the dummy regression at a nominal one-sided 5 %, over 1,000 worlds without relation', () => {
  it('is far from kept by ordinary errors where events come in runs, and not kept by Newey and West with few events', async ({
    annotate,
  }) => {
    const WORLDS = 1000;
    const rejected: Record<string, number> = {};
    for (let world = 0; world < WORLDS; world++) {
      const stream = seededStream(world);
      const returns = noise(1000 + world, 600);
      // Four runs of three events each, in which the horizons overlap.
      const starts = [0, 1, 2, 3].map((quarter) => 130 * quarter + stream.below(100));
      const events = Int32Array.from(starts.flatMap((start) => [start, start + 5, start + 10]));
      const { rows } = there(overlapDummyRegression(events, returns, { horizon: 40 }));
      for (const { estimator, estimate } of rows) {
        if (isInsufficient(estimate) || estimate.pUpper > 0.05) continue;
        rejected[estimator] = (rejected[estimator] ?? 0) + 1 / WORLDS;
      }
    }
    await annotate(toldRates(rejected));
    expect(rejected.ordinary).toBeGreaterThan(0.1);
    expect(rejected['newey-west']).toBeGreaterThan(0.06);
    expect(rejected['hodrick-1b']).toBeLessThan(rejected['newey-west'] as number);
  });
});
