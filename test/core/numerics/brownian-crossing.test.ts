import { describe, expect, it } from 'vitest';
import { brownianBridgeTail, brownianMotionTail, crossingQuantile } from '../../../src/core/numerics/brownian-crossing.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';
import { standardNormal } from '../../../src/core/numerics/standard-normal.ts';

const grid = Array.from({ length: 400 }, (_, i) => i / 100);

describe('crossing probabilities of Brownian paths', () => {
  it('of a bridge are the Kolmogorov distribution, also by its other series', () => {
    // P(sup ≤ x) = √(2π) / x Σ exp(−(2j − 1)² π² / 8x²), which is quick where the first is slow.
    const other = (x: number) =>
      1 - (Math.sqrt(2 * Math.PI) / x) * [1, 3, 5, 7, 9].reduce((sum, odd) => sum + Math.exp(-((odd * Math.PI) ** 2) / (8 * x * x)), 0);
    for (const x of [0.1, 0.2, 0.4, 0.7, 1, 1.3]) expect(brownianBridgeTail(x)).toBeCloseTo(other(x), 12);
    expect(brownianBridgeTail(3)).toBeCloseTo(2 * Math.exp(-18), 22);
  });

  it('have the quantiles of the literature', () => {
    const three = (tail: (x: number) => number) => [0.1, 0.05, 0.01].map((p) => Number(crossingQuantile(tail, p).toFixed(3)));
    expect(three(brownianBridgeTail)).toEqual([1.224, 1.358, 1.628]);
    expect(three(brownianMotionTail)).toEqual([0.85, 0.948, 1.143]);
  });

  it.each([brownianBridgeTail, brownianMotionTail])('fall from 1 to 0: %o', (tail) => {
    expect(tail(0)).toBe(1);
    for (const [i, x] of grid.entries()) {
      expect(tail(x)).toBeGreaterThanOrEqual(0);
      expect(tail(x)).toBeLessThanOrEqual(1);
      if (i > 0) expect(tail(x)).toBeLessThanOrEqual(tail(x - 0.01) + 1e-14);
    }
    expect(tail(8)).toBeLessThan(1e-50);
  });

  it('are met by simulated paths of a motion, from below: paths are looked at in steps', () => {
    const [paths, steps] = [2000, 800];
    const stream = seededStream(8);
    for (let i = 0; i < 20; i++) stream.uniform();
    let crossed = 0;
    for (let path = 0; path < paths; path++) {
      let [w, most] = [0, 0];
      for (let i = 1; i <= steps; i++) {
        w += standardNormal(stream) / Math.sqrt(steps);
        most = Math.max(most, Math.abs(w) / (1 + (2 * i) / steps));
      }
      if (most > 0.5) crossed++;
    }
    const share = crossed / paths;
    expect(share).toBeLessThan(brownianMotionTail(0.5) + 3 * Math.sqrt(0.25 / paths));
    expect(share).toBeGreaterThan(brownianMotionTail(0.5) - 0.06);
  });
});
