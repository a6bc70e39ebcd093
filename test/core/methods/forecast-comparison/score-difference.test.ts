import { describe, expect, it } from 'vitest';
import { forecastClusters, scoreDifference } from '../../../../src/core/methods/forecast-comparison/score-difference.ts';
import { studentTQuantile } from '../../../../src/core/numerics/distributions.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { standardNormal } from '../../../../src/core/numerics/standard-normal.ts';

const numbers = (...values: number[]) => Float64Array.from(values);

describe('clusters of forecasts', () => {
  it('hold those of one target whose spans overlap, transitively, in whatever order they come', () => {
    const spans = [
      { target: 'BTC', entry: 100, due: 190 },
      { target: 'ETH', entry: 100, due: 190 },
      { target: 'BTC', entry: 250, due: 300 },
      { target: 'BTC', entry: 10, due: 120 },
      { target: 'BTC', entry: 190, due: 200 },
    ];
    const [first, other, later, before, touching] = forecastClusters(spans);
    expect(first).toBe(before);
    expect(touching).toBe(first);
    expect(new Set([first, other, later]).size).toBe(3);
  });
});

describe('the difference of two forecasters', () => {
  it('is that of their means, with an error from the sums of clusters', () => {
    const own = numbers(0.1, 0.2, 0.3, 0.1, 0.5, 0.2, 0.4);
    const other = numbers(0.2, 0.2, 0.2, 0.4, 0.4, 0.3, 0.3);
    const clusters = Int32Array.of(0, 0, 1, 2, 2, 3, 4);
    // d = −0.1, 0, 0.1, −0.3, 0.1, −0.1, 0.1; mean −0.2 / 7; sums of d − mean by cluster squared, written out.
    const mean = -0.2 / 7;
    const sums = [-0.1 - 2 * mean, 0.1 - mean, -0.2 - 2 * mean, -0.1 - mean, 0.1 - mean];
    const error = Math.sqrt((5 / 4) * sums.reduce((sum, x) => sum + x * x, 0)) / 7;
    const found = scoreDifference(own, other, clusters, { level: 0.9 });
    expect(found).toMatchObject({ observations: 7, effectiveObservations: 5 });
    if ('ok' in found) throw new Error(found.reason);
    expect(found.difference).toBeCloseTo(mean, 14);
    expect(found.upper - found.difference).toBeCloseTo(studentTQuantile(0.95, 4) * error, 14);
    expect(found.difference - found.lower).toBeCloseTo(studentTQuantile(0.95, 4) * error, 14);
  });

  it('has no interval from fewer than five clusters, or where nothing differs', () => {
    const scores = numbers(0.1, 0.2, 0.3, 0.4, 0.5);
    expect(scoreDifference(scores, numbers(0, 0, 0, 0, 0), Int32Array.of(0, 1, 2, 3, 3))).toMatchObject({
      ok: false,
      needed: 5,
      available: 4,
    });
    expect(scoreDifference(scores, scores, Int32Array.of(0, 1, 2, 3, 4))).toMatchObject({
      ok: false,
      reason: 'all differences are the same',
    });
  });

  it('covers the truth about as often as it says where clusters share their luck, and an interval from cases would not', () => {
    const [worlds, groups, size] = [3000, 12, 6];
    const stream = seededStream(7);
    const nothing = new Float64Array(groups * size);
    let [covered, naive] = [0, 0];
    for (let world = 0; world < worlds; world++) {
      const clusters = Int32Array.from({ length: groups * size }, (_, i) => Math.floor(i / size));
      const luck = Float64Array.from({ length: groups }, () => standardNormal(stream));
      const own = Float64Array.from(clusters, (cluster) => 0.2 + (luck[cluster] as number) + 0.5 * standardNormal(stream));
      const holds = (of: Int32Array) => {
        const found = scoreDifference(own, nothing, of);
        return !('ok' in found) && found.lower <= 0.2 && found.upper >= 0.2;
      };
      if (holds(clusters)) covered++;
      if (holds(Int32Array.from(own.keys()))) naive++;
    }
    expect(covered / worlds).toBeGreaterThan(0.87);
    expect(covered / worlds).toBeLessThan(0.93);
    expect(naive / worlds).toBeLessThan(0.65);
  });
});
