import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grangerTest } from '../../../../src/core/methods/lead-lag/granger.ts';
import {
  type ChosenTodaYamamoto,
  type TodaYamamotoTest,
  todaYamamoto,
  todaYamamotoChosen,
} from '../../../../src/core/methods/lead-lag/toda-yamamoto.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { largestDifference, referencesOf } from '../long-horizon/references.ts';
import { anyPair, noise, walk } from './made-up-pairs.ts';

const { present, json, csv } = referencesOf('granger');

describe.skipIf(!present)('Toda and Yamamoto’s test of log output and log consumption', () => {
  it.each([
    ['cause_cons_effect_gdp', 'log_realcons', 'log_realgdp'],
    ['cause_gdp_effect_cons', 'log_realgdp', 'log_realcons'],
  ])('is that of statsmodels (%s)', (key, cause, effect) => {
    const levels = csv('macro_loglevels.csv');
    for (const expected of json('expected_toda_yamamoto.json')[key]) {
      const found = todaYamamoto(levels[cause] as Float64Array, levels[effect] as Float64Array, {
        order: expected.p,
        integrationOrder: expected.dmax,
      }) as TodaYamamotoTest;
      // Levels near 8 with steps near 0.01: the regressors are nearly bound to one another, which costs four digits either way.
      expect(
        largestDifference(
          [found.chiSquare, found.pChiSquare, found.f, found.pF],
          [expected.wald_chi2, expected.p_chi2, expected.F, expected.p_F],
        ),
      ).toBeLessThan(1e-9);
      expect([found.restrictions, found.degreesOfFreedom, found.observations]).toEqual([expected.df_num, expected.df_denom, expected.nobs]);
    }
  });
});

describe('Toda and Yamamoto’s test', () => {
  it('finds a lead between levels that wander, and none the other way', () => {
    const [steps, extra] = [noise(800, 11), noise(800, 12)];
    const a = walk(steps);
    const b = walk(Float64Array.from(extra, (value, t) => value + 0.4 * (steps[t - 2] ?? 0)));
    const [there, back] = [todaYamamotoChosen(a, b, { maxOrder: 8 }), todaYamamotoChosen(b, a, { maxOrder: 8 })] as ChosenTodaYamamoto[];
    expect(there?.test.pF).toBeLessThan(1e-6);
    expect(back?.test.pF).toBeGreaterThan(0.05);
    expect(there?.test).toMatchObject({ order: there?.varOrders.chosen.aic, integrationOrder: 1 });
  });

  it('without further lags is Granger’s F', () => {
    const [a, b] = [noise(120, 13), noise(120, 14)];
    const [one, other] = [todaYamamoto(a, b, { order: 3, integrationOrder: 0 }), grangerTest(a, b, 3)];
    expect((one as TodaYamamotoTest).f).toBeCloseTo((other as { f: number }).f, 10);
  });

  it('is a value or says why not, and never a number that is none', () => {
    fc.assert(
      fc.property(anyPair(1), fc.integer({ min: 1, max: 4 }), fc.nat(2), ([a, b], order, integrationOrder) => {
        expect(firstNotFinite(todaYamamoto(a, b, { order, integrationOrder }))).toBeUndefined();
        expect(firstNotFinite(todaYamamotoChosen(a, b, { maxOrder: order, integrationOrder }))).toBeUndefined();
      }),
    );
    const a = noise(50, 3);
    expect(isInsufficient(todaYamamoto(a, a, { order: 2 }))).toBe(true);
    expect(isInsufficient(todaYamamoto(a, new Float64Array(50).fill(0.1), { order: 2 }))).toBe(true);
    expect(todaYamamoto(a.slice(0, 10), noise(10, 1), { order: 2 })).toMatchObject({ ok: false, needed: 11, available: 10 });
    expect(() => todaYamamoto(a, noise(50, 1), { order: 0 })).toThrow(RangeError);
    expect(() => todaYamamoto(a, noise(50, 1), { order: 1, integrationOrder: -1 })).toThrow(RangeError);
    expect(() => todaYamamoto(a, noise(49, 1), { order: 1 })).toThrow(RangeError);
    expect(() => todaYamamoto(Float64Array.from(a).fill(Number.NaN, 2, 3), a, { order: 1 })).toThrow(/finite/);
  });
});
