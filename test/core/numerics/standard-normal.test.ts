import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../../src/core/numerics/distributions.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';
import { standardNormal } from '../../../src/core/numerics/standard-normal.ts';

describe('draws of the standard normal', () => {
  it('follow it: Kolmogorov and Smirnov’s distance is below its 99.9 % point, and are the same for the same seed', () => {
    const draw = () => {
      const stream = seededStream(20_261_201);
      return Float64Array.from({ length: 50_000 }, () => standardNormal(stream));
    };
    const sorted = draw().sort();
    const distance = sorted.reduce((most, z, i) => Math.max(most, normalCdf(z) - i / 50_000, (i + 1) / 50_000 - normalCdf(z)), 0);
    expect(distance * Math.sqrt(50_000)).toBeLessThan(1.95);
    expect(draw()).toEqual(draw());
  });

  it('are finite at both ends of a stream', () => {
    for (const end of [0, 1 - 2 ** -53]) {
      const z = standardNormal({ below: () => 0, uniform: () => end });
      expect(Math.abs(z)).toBeGreaterThan(8);
      expect(Number.isFinite(z)).toBe(true);
    }
  });
});
