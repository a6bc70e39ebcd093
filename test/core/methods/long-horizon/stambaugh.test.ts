import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { autoregressionOf } from '../../../../src/core/methods/long-horizon/persistence.ts';
import { stambaughCorrection } from '../../../../src/core/methods/long-horizon/stambaugh.ts';
import { normals, there } from './made-up-regressions.ts';
import { largestDifference } from './references.ts';

const { cases } = JSON.parse(readFileSync(new URL('../../../reference/stambaugh/stambaugh.json', import.meta.url), 'utf8'));

describe('Stambaugh’s correction', () => {
  it.each([0, 1, 2, 3])('is numpy’s regression on the signal and its corrected innovations (world %i)', (i) => {
    const { signal, returns, root, rootStandardError, correctedRoot, ...expected } = cases[i];
    const actual = there(stambaughCorrection(Float64Array.from(signal), Float64Array.from(returns)));
    for (const [name, value] of Object.entries(expected)) {
      expect(largestDifference([actual[name as keyof typeof actual]], [value as number]), name).toBeLessThan(1e-10);
    }
    const own = there(autoregressionOf(Float64Array.from(signal)));
    expect(largestDifference([own.root, own.standardError, own.correctedRoot], [root, rootStandardError, correctedRoot])).toBeLessThan(
      1e-10,
    );
  });

  it('takes most of the bias of the slope away where the signal is persistent and moves with the returns', () => {
    const worlds = 600;
    const n = 100;
    let [plain, corrected, error, within] = [0, 0, 0, 0];
    for (let world = 0; world < worlds; world++) {
      const draw = normals(world);
      const signal = new Float64Array(n);
      const returns = new Float64Array(n);
      for (let t = 1; t < n; t++) {
        returns[t] = draw();
        signal[t] = 0.95 * (signal[t - 1] as number) - 0.95 * (returns[t] as number) + Math.sqrt(1 - 0.95 ** 2) * draw();
      }
      const slope = there(stambaughCorrection(signal, returns));
      plain += slope.uncorrected / worlds;
      corrected += slope.coefficient / worlds;
      error += slope.standardError / worlds;
      if (Math.abs(slope.t) < 1.96) within += 1 / worlds;
    }
    // The plain slope is 0.95 (1 + 3 · 0.95) / 100 ≈ 0.037 too high.
    expect(plain).toBeGreaterThan(0.03);
    expect(Math.abs(corrected)).toBeLessThan(plain / 3);
    expect(error).toBeGreaterThan(0);
    expect(within).toBeGreaterThan(0.85);
  });

  it('changes nothing that matters where the signal’s innovations have nothing to do with the returns', () => {
    const draw = normals(5);
    const signal = Float64Array.from({ length: 2000 }, draw);
    const returns = Float64Array.from({ length: 2000 }, draw);
    const { coefficient, uncorrected } = there(stambaughCorrection(signal, returns));
    expect(Math.abs(coefficient - uncorrected)).toBeLessThan(1e-4);
  });

  it.each<[string, (t: number) => number, (t: number) => number]>([
    ['a constant signal', () => 3, (t) => (t * 7) % 5],
    ['a signal that is its own past', (t) => t, (t) => (t * 7) % 5],
    ['constant returns', (t) => (t * 7) % 5, () => 0.1],
    ['returns that the signal determines', (t) => (t * t) % 7, (t) => (t === 0 ? 0 : ((t - 1) * (t - 1)) % 7)],
  ])('has none for %s', (_, signal, returns) => {
    const of = (value: (t: number) => number) => Float64Array.from({ length: 30 }, (__, t) => value(t));
    expect(stambaughCorrection(of(signal), of(returns))).toMatchObject({ ok: false });
  });

  it('has none for four dates, and refuses lengths that differ and values that are not finite', () => {
    expect(stambaughCorrection(Float64Array.of(1, 3, 2, 5), Float64Array.of(1, 2, 5, 3))).toMatchObject({
      ok: false,
      needed: 5,
      available: 4,
    });
    expect(() => stambaughCorrection(new Float64Array(9), new Float64Array(8))).toThrow(
      new RangeError('the signal must have 8 values, had 9'),
    );
    expect(() => stambaughCorrection(Float64Array.of(1, Number.NaN, 2), new Float64Array(3))).toThrow(/the signal must be finite/);
    expect(() => stambaughCorrection(new Float64Array(2), Float64Array.of(1, Number.POSITIVE_INFINITY))).toThrow(
      /the returns must be finite/,
    );
  });
});
