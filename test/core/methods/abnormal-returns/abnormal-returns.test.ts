import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abnormalReturns } from '../../../../src/core/methods/abnormal-returns/abnormal-returns.ts';
import { buyAndHoldTest } from '../../../../src/core/methods/abnormal-returns/cross-sectional-tests.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { mean } from '../../../../src/core/numerics/moments.ts';
import { canonicalPanel, hasCanonical } from './canonical-panels.ts';
import { abnormalOf, events, modelNames, numbersOf, optionsOf, panel, randomPanel } from './made-up-panel.ts';
import { known, largestGap, numbersOfTest } from './results.ts';

const market = optionsOf('market');
const short = {
  estimationWindow: { from: -40, to: -6 },
  eventWindow: { from: 0, to: 3 },
  model: { kind: 'market' },
  returns: 'log',
} as const;

describe('abnormal returns', () => {
  it.skipIf(!hasCanonical).each(['A', 'B'] as const)('are those of the reference on panel %s', (name) => {
    const { abnormal, numbers } = canonicalPanel(name);
    const each = <T>(read: (event: (typeof abnormal.events)[number]) => T) => abnormal.events.map(read);
    expect(
      largestGap(
        each((event) => event.abnormalReturns),
        numbers.AR,
      ),
    ).toBeLessThan(1e-13);
    expect(
      largestGap(
        each((event) => event.standardisedAbnormalReturns),
        numbers.SAR_forecast_corrected,
      ),
    ).toBeLessThan(1e-10);
    expect(
      largestGap(
        each((event) => event.cumulativeAbnormalReturn),
        numbers.CAR,
      ),
    ).toBeLessThan(1e-13);
    expect(
      largestGap(
        each((event) => event.cumulativeVariance),
        numbers.var_CAR_exact_prediction,
      ),
    ).toBeLessThan(1e-13);
    expect(
      largestGap(
        each((event) => event.standardisedCumulativeAbnormalReturn),
        numbers.SCAR,
      ),
    ).toBeLessThan(1e-10);
    expect(largestGap(abnormal.averageAbnormalReturns, numbers.daily.AAR as number[])).toBeLessThan(1e-13);
    expect(largestGap(abnormal.cumulativeAverageAbnormalReturns, numbers.daily.CAAR_cum as number[])).toBeLessThan(1e-13);
  });

  it.each(modelNames)("are numpy's with days missing (%s)", (name) => {
    const abnormal = abnormalOf(name);
    const expected = numbersOf(name);
    const keys = [
      'abnormalReturns',
      'standardisedAbnormalReturns',
      'cumulativeAbnormalReturn',
      'cumulativeVariance',
      'standardisedCumulativeAbnormalReturn',
    ] as const;
    expect(abnormal.events.map(({ event }) => event)).toEqual(expected.events.map(({ event }) => event));
    for (const key of keys) {
      expect(
        largestGap(
          abnormal.events.map((event) => event[key]),
          expected.events.map((event) => event[key]),
        ),
      ).toBeLessThan(1e-12);
    }
    expect(largestGap(abnormal.averageAbnormalReturns, expected.averageAbnormalReturns)).toBeLessThan(1e-13);
    expect(largestGap(abnormal.cumulativeAverageAbnormalReturns, expected.cumulativeAverageAbnormalReturns)).toBeLessThan(1e-13);
  });

  it.each(modelNames)('are held and compounded as logs or as simple returns (%s)', (name) => {
    for (const kind of ['log', 'simple'] as const) {
      const abnormal = abnormalOf(name, kind);
      const expected = numbersOf(name);
      const held = abnormal.events.map((event) => event.buyAndHoldAbnormalReturn);
      expect(largestGap(held, expected.buyAndHoldAbnormalReturns[kind])).toBeLessThan(1e-13);
      expect(abnormal.averageBuyAndHoldAbnormalReturn).toBeCloseTo(mean(Float64Array.from(held)), 14);
      expect(largestGap(numbersOfTest(known(buyAndHoldTest(abnormal))), numbersOfTest(expected.buyAndHold[kind]))).toBeLessThan(1e-12);
    }
  });

  it('of a buy-and-hold against the market itself, by hand: 1.1 × 1.2 − 1.05 × 1.1', () => {
    const { assets, market: index } = randomPanel(1, { days: 60 });
    const [asset, benchmark] = [Float64Array.from(assets[0] as Float64Array), Float64Array.from(index)];
    asset.set([0.1, 0.2], 50);
    benchmark.set([0.05, 0.1], 50);
    const options = { ...short, eventWindow: { from: 0, to: 1 }, model: { kind: 'market-adjusted' }, returns: 'simple' } as const;
    const { events: found } = known(abnormalReturns({ assets: [asset], market: benchmark }, [{ asset: 0, index: 50 }], options));
    expect(found[0]?.buyAndHoldAbnormalReturn).toBeCloseTo(1.1 * 1.2 - 1.05 * 1.1, 14);
    expect(found[0]?.cumulativeAbnormalReturn).toBeCloseTo(0.3 - 0.15, 14);
  });

  it('are cumulated as a sum of days, not as their mean', () => {
    for (const { abnormalReturns: days, cumulativeAbnormalReturn } of abnormalOf('market').events) {
      expect(cumulativeAbnormalReturn).toBeCloseTo(mean(days) * days.length, 14);
    }
  });

  it('have a CAR variance with the error of the coefficients and the covariance of the days: above L s² and above the sum of the days', () => {
    for (const { fit, cumulativeVariance, abnormalReturns: days, standardisedAbnormalReturns } of abnormalOf('constant-mean').events) {
      const ofDays = days.reduce((sum, value, i) => sum + (value / (standardisedAbnormalReturns[i] as number)) ** 2, 0);
      const length = days.length;
      expect(ofDays / fit.residualVariance).toBeCloseTo(length + length / fit.observations, 10);
      expect(cumulativeVariance / fit.residualVariance).toBeCloseTo(length + length ** 2 / fit.observations, 10);
    }
  });
});

describe('abnormal returns, whatever the data', () => {
  const worlds = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    indices: fc.uniqueArray(fc.integer({ min: 40, max: 116 }), { minLength: 1, maxLength: 6 }),
  });
  const studied = (seed: number, indices: readonly number[], change = (value: number, _market: number) => value) => {
    const { assets, market: index } = randomPanel(seed, { days: 120 });
    const asset = (assets[0] as Float64Array).map((value, day) => change(value, index[day] as number));
    return known(
      abnormalReturns(
        { assets: [asset], market: index },
        indices.map((at) => ({ asset: 0, index: at })),
        short,
      ),
    );
  };

  it('do not change when α and β of the asset change, and grow with its noise while the standardised ones stay', () => {
    fc.assert(
      fc.property(worlds, ({ seed, indices }) => {
        const base = studied(seed, indices);
        const tilted = studied(seed, indices, (value, index) => value + 0.003 - 0.7 * index);
        const doubled = studied(seed, indices, (value) => 2 * value);
        base.events.forEach((event, i) => {
          expect(largestGap(tilted.events[i]?.abnormalReturns ?? null, event.abnormalReturns)).toBeLessThan(1e-13);
          expect(
            largestGap(
              doubled.events[i]?.abnormalReturns ?? null,
              event.abnormalReturns.map((value) => 2 * value),
            ),
          ).toBeLessThan(1e-13);
          expect(largestGap(doubled.events[i]?.standardisedAbnormalReturns ?? null, event.standardisedAbnormalReturns)).toBeLessThan(1e-10);
        });
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  it('of an event do not depend on the other events, of its own asset or another: nothing is pooled by asset', () => {
    fc.assert(
      fc.property(worlds, ({ seed, indices }) => {
        const together = studied(seed, indices);
        indices.forEach((index, i) => {
          const alone = studied(seed, [index]);
          expect({ ...together.events[i], event: 0 }).toEqual(alone.events[0]);
        });
        expect(together.observations).toBe(indices.length);
      }),
      { seed: 9, numRuns: 30 },
    );
  });
});

describe('missing days', () => {
  const { assets, market: index } = randomPanel(10, { days: 100 });
  const withGap = (days: readonly number[]) => {
    const asset = Float64Array.from(assets[0] as Float64Array);
    for (const day of days) asset[day] = Number.NaN;
    return { assets: [asset], market: index };
  };
  const placed = [
    { asset: 0, index: 60 },
    { asset: 0, index: 80 },
  ];

  it('in the estimation window are left out, down to the minimum', () => {
    const found = known(abnormalReturns(withGap([25, 30]), placed, short));
    expect(found.events.map(({ fit }) => fit.observations)).toEqual([33, 35]);
    const strict = known(abnormalReturns(withGap([25, 30]), placed, { ...short, minimumEstimationDays: 34 }));
    expect(strict.events.map(({ event }) => event)).toEqual([1]);
    expect(strict.excluded).toEqual([{ event: 0, reason: 'too few days in the estimation window' }]);
  });

  it('in the event window leave the event out, and say so; a market day as well', () => {
    const reason = 'a day of the event window has no return';
    expect(known(abnormalReturns(withGap([62]), placed, short)).excluded).toEqual([{ event: 0, reason }]);
    const missing = Float64Array.from(index).fill(Number.NaN, 81, 82);
    expect(known(abnormalReturns({ assets, market: missing }, placed, short)).excluded).toEqual([{ event: 1, reason }]);
    const constantMean = { ...short, model: { kind: 'constant-mean' } } as const;
    expect(known(abnormalReturns({ assets, market: missing }, placed, constantMean)).excluded).toEqual([]);
  });

  it('before the first date and after the last are missing like any other', () => {
    const atTheEnds = [
      { asset: 0, index: 10 },
      { asset: 0, index: 30 },
      { asset: 0, index: 98 },
    ];
    const found = known(abnormalReturns(withGap([]), atTheEnds, short));
    expect(found.events.map(({ event, fit }) => [event, fit.observations])).toEqual([[1, 25]]);
    expect(found.excluded.map(({ event }) => event)).toEqual([0, 2]);
  });

  it('that leave no event give no study, with the reason of the first', () => {
    const result = abnormalReturns(withGap([60, 80]), placed, short);
    expect(isInsufficient(result) && result.reason).toBe('no event can be judged; of the first: a day of the event window has no return');
    expect(isInsufficient(abnormalReturns(withGap([]), [], short))).toBe(true);
  });
});

describe('the caller’s mistakes', () => {
  it('are refused: windows out of order, days asked for that there are not, an event twice, what is not in the panel', () => {
    const refused =
      (change: object, placed = events) =>
      () =>
        abnormalReturns(panel, placed, { ...market, ...change });
    expect(refused({ eventWindow: { from: -11, to: 5 } })).toThrow(/^eventWindow\.from must be an integer at least -10, was -11$/);
    expect(refused({ eventWindow: { from: 5, to: 4 } })).toThrow(/^eventWindow\.to must be an integer at least 5, was 4$/);
    expect(refused({ estimationWindow: { from: -90, to: -11.5 } })).toThrow(RangeError);
    expect(refused({ minimumEstimationDays: 81 })).toThrow(/^minimumEstimationDays must be an integer from 1 to 80, was 81$/);
    expect(refused({ model: { kind: 'market', lags: -1 } })).toThrow(/^lags must/);
    const event = { asset: 0, index: 200 };
    expect(refused({}, [event, event])).toThrow(/^events must be different, asset 0 had two at index 200$/);
    expect(refused({}, [{ asset: 3, index: 200 }])).toThrow(/^an event's asset must be an integer from 0 to 2, was 3$/);
    expect(refused({}, [{ asset: 0, index: 420 }])).toThrow(/^an event's index must/);
    expect(refused({}, [{ asset: 0, index: 1.5 }])).toThrow(RangeError);
    expect(() => abnormalReturns({ ...panel, assets: [new Float64Array(3)] }, [event], market)).toThrow(
      /^asset 0 must have 420 values, had 3$/,
    );
    const infinite = Float64Array.from(panel.market).fill(Number.NEGATIVE_INFINITY, 7, 8);
    expect(() => abnormalReturns({ ...panel, market: infinite }, [event], market)).toThrow(
      /^the market must have finite returns or NaN, had -Infinity at/,
    );
  });
});
