import { describe, expect, it } from 'vitest';
import { seededStream } from '../../../src/core/numerics/random.ts';

const COUNT = 100_000;
const stream = seededStream(20_260_915);
const draws = Float64Array.from({ length: COUNT }, () => stream.uniform());

describe('uniform draws of a seeded stream', () => {
  it('lie in [0, 1) and are the same for the same seed', () => {
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    const [one, other] = [seededStream(5), seededStream(5)];
    for (let i = 0; i < 100; i++) expect(one.uniform()).toBe(other.uniform());
  });

  it('follow the uniform distribution: Kolmogorov and Smirnov’s distance is below its 99.9 % point', () => {
    const sorted = Float64Array.from(draws).sort();
    const distance = sorted.reduce((top, draw, i) => Math.max(top, draw - i / COUNT, (i + 1) / COUNT - draw), 0);
    expect(distance * Math.sqrt(COUNT)).toBeLessThan(1.95);
  });

  it('do not remember one another at lags 1 to 5', () => {
    for (let lag = 1; lag <= 5; lag++) {
      let sum = 0;
      for (let i = lag; i < COUNT; i++) sum += ((draws[i] as number) - 0.5) * ((draws[i - lag] as number) - 0.5);
      // The standard error of a correlation is 1 / √n.
      expect(Math.abs((12 * sum) / COUNT) * Math.sqrt(COUNT)).toBeLessThan(4);
    }
  });

  it('have 53 bits, each of them set about half of the time', () => {
    for (let bit = 1; bit <= 53; bit++) {
      const set = draws.reduce((count, draw) => count + (Math.floor(draw * 2 ** bit) % 2), 0);
      expect(Math.abs(set - COUNT / 2) / Math.sqrt(COUNT / 4)).toBeLessThan(4.5);
    }
  });

  it('begins elsewhere for neighbouring seeds', () => {
    const firsts = Array.from({ length: 200 }, (_, seed) => seededStream(seed).uniform());
    expect(Math.min(...firsts)).toBeLessThan(0.1);
    expect(Math.max(...firsts)).toBeGreaterThan(0.9);
    expect(firsts.filter((value) => value < 0.5).length).toBeGreaterThan(70);
    expect(firsts.filter((value) => value < 0.5).length).toBeLessThan(130);
  });
});
