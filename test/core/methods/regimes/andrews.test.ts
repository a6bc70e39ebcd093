import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { andrewsTest } from '../../../../src/core/methods/regimes/andrews.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { ones } from '../../../../src/core/numerics/least-squares.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { reference } from '../../../reference/regimes/reference.ts';
import { largestDifference, referencesOf } from '../long-horizon/references.ts';
import { coarse, noise, there } from './made-up-walks.ts';

const nile = referencesOf('structural-break');
const run = (response: Float64Array, regressors: readonly Float64Array[], draws = 99, seed = 1) =>
  andrewsTest(response, regressors, { draws, stream: seededStream(seed) });

describe.skipIf(!nile.present)('tests for one break in the mean flow of the Nile', () => {
  it('have the statistics of strucchange at every date, and the smallest p that the draws can give', () => {
    const expected = nile.json('expected_strucchange.json');
    const found = there(run(nile.csv('nile.csv').flow as Float64Array, [ones(100)], 999));
    expect(largestDifference(found.fStatistics, expected.Fstats)).toBeLessThan(1e-10);
    const three = [found.supF.statistic, found.aveF.statistic, found.expF.statistic];
    expect(largestDifference(three, [expected.supF, expected.aveF, expected.expF])).toBeLessThan(1e-10);
    expect(found.breakAt).toBe(expected.F_argmax);
    // strucchange's p are below 1e-15: no draw may come near.
    expect([found.supF.p, found.aveF.p, found.expF.p]).toEqual([0.001, 0.001, 0.001]);
  });
});

describe('tests for one break of a regression', () => {
  it('have the statistics of two fits at every date by numpy', () => {
    const { price, response, fStatistics, supF, aveF, expF } = reference.regression;
    const found = there(run(Float64Array.from(response), [ones(price.length), Float64Array.from(price)]));
    expect(largestDifference(found.fStatistics, fStatistics)).toBeLessThan(1e-10);
    expect(largestDifference([found.supF.statistic, found.aveF.statistic, found.expF.statistic], [supF, aveF, expF])).toBeLessThan(1e-10);
    expect(found.first).toBe(7);
  });

  it('do not depend on coefficients and scale: neither the statistics nor p', () => {
    const x = [ones(50), noise(2, 50)] as const;
    const y = noise(3, 50);
    const [one, other] = [y, y.map((value, i) => 256 * value + 512 - 1024 * (x[1][i] as number))].map((response) =>
      there(run(response, x)),
    );
    expect(largestDifference(other?.fStatistics as Float64Array, one?.fStatistics as Float64Array)).toBeLessThan(1e-8);
    expect(other?.supF.p).toBe(one?.supF.p);
  });

  it('reject a share of noise that is their level, with 40 observations', () => {
    const worlds = 400;
    const stream = seededStream(3);
    const ps = Array.from({ length: worlds }, (_, seed) => there(andrewsTest(noise(seed, 40), [ones(40)], { draws: 39, stream })));
    for (const name of ['supF', 'aveF', 'expF'] as const) {
      const share = ps.filter((found) => found[name].p <= 0.1).length / worlds;
      expect(Math.abs(share - 0.1)).toBeLessThan(4 * Math.sqrt((0.1 * 0.9) / worlds));
    }
  });

  it("have Andrews' published critical values in the limit: 7.12, 8.68, 12.16 for the mean at 15 % trimming", () => {
    const n = 300;
    const largest = Float64Array.from({ length: 800 }, (_, seed) => there(run(noise(5000 + seed, n), [ones(n)], 1)).supF.statistic);
    for (const [bar, level] of [
      [7.12, 0.1],
      [8.68, 0.05],
      [12.16, 0.01],
    ] as const) {
      const share = largest.filter((value) => value > bar).length / largest.length;
      // The limit is approached from below: dates are tried one by one, not continuously.
      expect(share).toBeLessThan(level + 3 * Math.sqrt((level * (1 - level)) / largest.length));
      expect(share).toBeGreaterThan(0.7 * level - 3 * Math.sqrt((level * (1 - level)) / largest.length));
    }
  });

  it('need observations and variance on both sides', () => {
    expect(run(noise(1, 10), [ones(10)])).toMatchObject({ ok: false, needed: 2, available: 1 });
    expect(run(new Float64Array(30).fill(0.1), [ones(30)])).toMatchObject({ ok: false, reason: expect.stringMatching(/fit exactly/) });
    expect(isInsufficient(run(new Float64Array(0), [ones(0)]))).toBe(true);
    expect(() => run(noise(1, 30), [ones(29)])).toThrow(/regressor 0 must have 30 values/);
    expect(() => run(noise(1, 30), [ones(30)], 0)).toThrow(/the draws must be an integer at least 1/);
    expect(() => andrewsTest(noise(1, 30), [ones(30)], { draws: 9, stream: seededStream(1), trimming: 0.5 })).toThrow(
      /the trimming must be/,
    );
  });

  it('are finite or not there, whatever the data', () => {
    fc.assert(
      fc.property(coarse(1, 40), (values) => {
        expect(firstNotFinite(run(values, [ones(values.length)], 3))).toBeUndefined();
        expect(firstNotFinite(run(values, [ones(values.length), Float64Array.from(values.keys())], 3))).toBeUndefined();
      }),
      { seed: 20268, numRuns: 300 },
    );
  });
});
