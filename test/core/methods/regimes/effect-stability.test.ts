import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { olsCusumTest } from '../../../../src/core/methods/regimes/cusum.ts';
import { effectStability } from '../../../../src/core/methods/regimes/effect-stability.ts';
import { ones } from '../../../../src/core/numerics/least-squares.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { coarse, noise, there } from './made-up-walks.ts';

/** All orders of some values. */
function orders(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, i) => orders(values.toSpliced(i, 1)).map((rest) => [value, ...rest]));
}

/** The largest |running sum of deviations|, in which all orders have the same scale. */
function reach(values: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [sum, most] = [0, 0];
  for (const value of values) {
    sum += value - centre;
    most = Math.max(most, Math.abs(sum));
  }
  return most;
}

const few = fc.oneof(
  fc.array(fc.constantFrom(0, 1), { minLength: 5, maxLength: 7 }),
  fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 5, maxLength: 7 }),
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 5, maxLength: 7 }),
);

describe('the stability of an effect', () => {
  it('has the p of all orders of the instances, counted one by one, ties included', () => {
    fc.assert(
      fc.property(few, (values) => {
        const found = effectStability(Float64Array.from(values), 0.25);
        if ('ok' in found) {
          expect(Math.max(...values) - Math.min(...values)).toBeLessThan(1e-9);
          return;
        }
        const all = orders(values);
        const bar = reach(values) * (1 - 1e-10);
        expect(found.method).toBe('exact permutation');
        expect(found.p).toBeCloseTo(all.filter((order) => reach(order) >= bar).length / all.length, 12);
      }),
      { seed: 20271, numRuns: 150 },
    );
  });

  it('says the best p that its outcomes could have reached: that of the sorted order', () => {
    fc.assert(
      fc.property(few, (values) => {
        const [found, sorted] = [values, values.toSorted((a, b) => a - b)].map((order) => effectStability(Float64Array.from(order), 0));
        if (!found || !sorted || 'ok' in found || 'ok' in sorted) return;
        expect(sorted.p).toBeCloseTo(found.bestReachableP, 12);
        expect(found.p).toBeGreaterThanOrEqual(found.bestReachableP - 1e-12);
      }),
      { seed: 20276, numRuns: 100 },
    );
    const best = (n: number) => there(effectStability(noise(n, n), 0)).bestReachableP;
    expect([5, 6, 7].every((n) => best(n) > 0.05)).toBe(true);
    expect(best(40)).toBeLessThan(1e-5);
    expect(there(effectStability(Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1), 0)).bestReachableP).toBeCloseTo(2 / 70, 12);
  });

  it('has the path and statistic of OLS-CUSUM of the effects', () => {
    const [outcomes, bases] = [noise(1, 12), noise(2, 12)];
    const found = there(effectStability(outcomes, bases));
    const cusum = there(
      olsCusumTest(
        outcomes.map((outcome, i) => outcome - (bases[i] as number)),
        [ones(12)],
      ),
    );
    found.path.forEach((value, i) => {
      expect(value).toBeCloseTo(cusum.path[i] as number, 12);
    });
    expect(found.statistic).toBeCloseTo(cusum.statistic, 12);
    expect(found.at).toBe(cusum.at);
  });

  it('tells an effect that died: before, after, and since when', () => {
    const outcomes = Float64Array.of(1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0);
    const { at, before, after, effect, p } = there(effectStability(outcomes, 0.4));
    expect(at).toBe(6);
    expect(before).toBeCloseTo(0.6, 14);
    expect(after).toBeCloseTo(-0.4, 14);
    expect(effect).toBeCloseTo(0.1, 15);
    // Two of the 924 places of six ones among twelve: all first, all last.
    expect(p).toBeCloseTo(2 / 924, 12);
  });

  it('moves with one base for all, and not its statistic; bases of their own may explain a change away', () => {
    const outcomes = Float64Array.of(0.9, 1.1, 1, 0.8, 0.1, 0.2, -0.1, 0);
    const [one, other] = [0, 0.3].map((base) => there(effectStability(outcomes, base)));
    expect(other?.effect).toBeCloseTo((one?.effect as number) - 0.3, 12);
    expect(other?.p).toBe(one?.p);
    expect(one?.p).toBeLessThan(0.05);
    const era = Float64Array.of(1, 1, 1, 1, 0, 0, 0, 0);
    expect(there(effectStability(outcomes, era)).p).toBeGreaterThan(0.3);
  });

  it('is the same read backwards, and upside down', () => {
    fc.assert(
      fc.property(few, (values) => {
        const found = effectStability(Float64Array.from(values), 0);
        for (const other of [values.toReversed(), values.map((value) => -value)]) {
          const again = effectStability(Float64Array.from(other), 0);
          if ('ok' in found) expect(again).toEqual(found);
          else expect(there(again).p).toBeCloseTo(found.p, 10);
        }
      }),
      { seed: 20272, numRuns: 100 },
    );
  });

  it('is counted up to twenty instances and asymptotic beyond, and at the border the asymptotic p is the larger', () => {
    const values = noise(3, 21);
    expect(there(effectStability(values, 0)).method).toBe('asymptotic');
    const larger = Array.from({ length: 20 }, (_, seed) => {
      const outcomes = noise(100 + seed, 20);
      const counted = there(effectStability(outcomes, 0));
      expect(counted.method).toBe('exact permutation');
      return there(olsCusumTest(outcomes, [ones(20)])).p > counted.p;
    });
    expect(larger.filter(Boolean)).toHaveLength(20);
  });

  it('rejects no more than its level without change: twelve instances, hits and returns', () => {
    const worlds = 400;
    const share = (outcomes: (seed: number) => Float64Array) => {
      const ps = Array.from({ length: worlds }, (_, seed) => effectStability(outcomes(seed), 0));
      return ps.filter((found) => 'p' in found && found.p <= 0.05).length / worlds;
    };
    const bar = 0.05 + 4 * Math.sqrt((0.05 * 0.95) / worlds);
    expect(share((seed) => noise(seed, 12))).toBeLessThan(bar);
    expect(share((seed) => noise(seed, 12).map((value) => (value > 0.3 ? 1 : 0)))).toBeLessThan(bar);
  });

  it('needs five instances that differ, and refuses what is not finite', () => {
    expect(effectStability(Float64Array.of(1, 2, 3, 4), 0)).toMatchObject({ ok: false, needed: 5, available: 4 });
    expect(effectStability(new Float64Array(0), 0)).toMatchObject({ ok: false, needed: 5, available: 0 });
    expect(effectStability(new Float64Array(8).fill(0.1), 0.3)).toMatchObject({ ok: false, reason: 'the effects are all the same' });
    const same = Float64Array.of(0.1, 0.7, 0.3, 0.9, 0.2);
    expect(
      effectStability(
        same,
        same.map((value) => value - 0.1),
      ),
    ).toMatchObject({ ok: false });
    expect(() => effectStability(Float64Array.of(1, 2, Number.NaN, 4, 5), 0)).toThrow(/the outcomes must be finite/);
    expect(() => effectStability(same, Number.NaN)).toThrow(/the bases must be finite/);
    expect(() => effectStability(same, Float64Array.of(1))).toThrow(/the bases must have 5 values, had 1/);
  });

  it('is finite or not there, whatever the outcomes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          few.map((values) => Float64Array.from(values)),
          coarse(0, 12),
        ),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (values, base) => {
          expect(firstNotFinite(effectStability(values, base))).toBeUndefined();
        },
      ),
      { seed: 20273, numRuns: 300 },
    );
  });
});
