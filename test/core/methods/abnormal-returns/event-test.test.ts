import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abnormalReturns } from '../../../../src/core/methods/abnormal-returns/abnormal-returns.ts';
import { buyAndHoldTest } from '../../../../src/core/methods/abnormal-returns/cross-sectional-tests.ts';
import { onEachDay } from '../../../../src/core/methods/abnormal-returns/event-test.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { abnormalOf, events, modelNames, numbersOf, optionsOf, panel, randomPanel, testMethods } from './made-up-panel.ts';
import { known, largestGap, numbersOfTest } from './results.ts';

const short = {
  estimationWindow: { from: -40, to: -6 },
  eventWindow: { from: 0, to: 3 },
  model: { kind: 'market' },
  returns: 'log',
} as const;

describe.each(testMethods)('$name', ({ test, of }) => {
  it.each(modelNames)("has numpy's statistic and scipy's tails on each day and over the window, with days missing (%s)", (name) => {
    const abnormal = abnormalOf(name);
    const { days, window } = numbersOf(name);
    const found = onEachDay(abnormal, test).map((result) => numbersOfTest(known(result)));
    expect(
      largestGap(
        found,
        days.map((day) => numbersOfTest(of(day))),
      ),
    ).toBeLessThan(1e-12);
    expect(largestGap(numbersOfTest(known(test(abnormal))), numbersOfTest(of(window)))).toBeLessThan(1e-12);
  });

  it('has a statistic of its own on each day, not the first day’s for all', () => {
    const statistics = onEachDay(abnormalOf('market'), test).map((result) => known(result).statistic);
    expect(new Set(statistics).size).toBeGreaterThan(4);
  });

  it('turns over when all returns do, and does not ask for the order of the events', () => {
    const turned = { assets: panel.assets.map((asset) => asset.map((value) => -value)), market: panel.market.map((value) => -value) };
    const base = known(test(abnormalOf('market')));
    const over = known(test(known(abnormalReturns(turned, events, optionsOf('market')))));
    expect([over.statistic, over.pUpper, over.pLower].map((value) => Math.round(value * 1e9))).toEqual(
      [-base.statistic, base.pLower, base.pUpper].map((value) => Math.round(value * 1e9)),
    );
    const shuffled = known(test(known(abnormalReturns(panel, [...events].reverse(), optionsOf('market')))));
    expect(largestGap(numbersOfTest(shuffled), numbersOfTest(base))).toBeLessThan(1e-12);
  });

  it('refuses a day outside the event window', () => {
    expect(() => test(abnormalOf('market'), { day: 7 })).toThrow(/^a day of the event window must be an integer from -1 to 6, was 7$/);
    expect(() => test(abnormalOf('market'), { day: 0.5 })).toThrow(RangeError);
  });

  it('is a value that says too little for one event', () => {
    const abnormal = known(abnormalReturns(panel, [{ asset: 0, index: 160 }], optionsOf('market')));
    for (const span of [{}, { day: 0 }]) expect(test(abnormal, span)).toMatchObject({ ok: false, needed: 2, available: 1 });
  });

  it('treats the events of one asset as events: each on a copy of the asset of its own gives the same', () => {
    const { assets, market } = randomPanel(12, { days: 700 });
    const indices = [60, 170, 260, 390, 480, 600];
    const asset = assets[0] as Float64Array;
    const onOne = known(
      abnormalReturns(
        { assets, market },
        indices.map((index) => ({ asset: 0, index })),
        short,
      ),
    );
    const onMany = known(
      abnormalReturns(
        { assets: indices.map(() => asset), market },
        indices.map((index, copy) => ({ asset: copy, index })),
        short,
      ),
    );
    expect(onOne.observations).toBe(6);
    for (const span of [{}, { day: 2 }]) {
      expect(largestGap(numbersOfTest(known(test(onOne, span))), numbersOfTest(known(test(onMany, span))))).toBeLessThan(1e-12);
    }
  });
});

// The rank tests of Corrado and of Corrado–Zivney rank all days of the window together, so that they are no such tests.
describe.each(testMethods.filter(({ name }) => !name.startsWith('Corrado')))('$name', ({ test }) => {
  it('of one day is that of a window of this one day', () => {
    const { assets, market } = randomPanel(22, { days: 300 });
    const places = [60, 100, 103, 180, 250].map((index) => ({ asset: 0, index }));
    const ofWindow = (from: number, to: number) =>
      known(abnormalReturns({ assets, market }, places, { ...short, eventWindow: { from, to } }));
    for (const day of [-1, 0, 3]) {
      const found = numbersOfTest(known(test(ofWindow(-2, 4), { day })));
      expect(largestGap(found, numbersOfTest(known(test(ofWindow(day, day)))))).toBeLessThan(1e-12);
    }
  });
});

describe('events that cannot be told apart', () => {
  // The same returns over and over: every event has the same value on every day.
  const pattern = randomPanel(13, { days: 50 });
  const repeated = (values: Float64Array) => Float64Array.from({ length: 400 }, (_, i) => values[i % 50] as number);
  const abnormal = known(
    abnormalReturns(
      { assets: [repeated(pattern.assets[0] as Float64Array)], market: repeated(pattern.market) },
      [60, 110, 160].map((index) => ({ asset: 0, index })),
      short,
    ),
  );

  it('have no spread over the events: the tests that live by it say so', () => {
    const without = testMethods.filter(({ test }) => isInsufficient(test(abnormal))).map(({ name }) => name);
    expect(without).toEqual([
      'the cross-sectional t',
      'BMP',
      'Kolari–Pynnönen on the calendar',
      'Kolari–Pynnönen in event time',
      'Corrado–Zivney',
      'GRANK-T',
    ]);
    expect(isInsufficient(buyAndHoldTest(abnormal))).toBe(true);
  });
});

describe('no test has a number that is none', () => {
  const grid = fc.constantFrom(-0.02, -0.01, 0, 0, 0.01, 0.02, Number.NaN);
  const rough = fc.oneof(grid, fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.double({ min: -1e-3, max: 1e-3, noNaN: true }));
  const worlds = fc.record({
    assets: fc.array(fc.array(fc.oneof(grid, rough), { minLength: 40, maxLength: 40 }), { minLength: 2, maxLength: 2 }),
    market: fc.array(grid, { minLength: 40, maxLength: 40 }),
    places: fc.uniqueArray(fc.record({ asset: fc.nat(1), index: fc.nat(39) }), {
      minLength: 1,
      maxLength: 6,
      selector: ({ asset, index }) => `${asset} ${index}`,
    }),
    model: fc.constantFrom({ kind: 'constant-mean' }, { kind: 'market-adjusted' }, { kind: 'market' }, {
      kind: 'market',
      lags: 1,
    } as const),
    length: fc.integer({ min: 1, max: 4 }),
  });

  it('with ties, constants, missing days, few days and wild values', () => {
    let given = 0;
    fc.assert(
      fc.property(worlds, ({ assets, market, places, model, length }) => {
        const abnormal = abnormalReturns(
          { assets: assets.map((asset) => Float64Array.from(asset)), market: Float64Array.from(market) },
          places,
          {
            estimationWindow: { from: -12, to: -2 },
            eventWindow: { from: 0, to: length - 1 },
            minimumEstimationDays: 4,
            model: model as { kind: 'market' },
            returns: 'log',
          },
        );
        expect(firstNotFinite(abnormal)).toBeUndefined();
        if (isInsufficient(abnormal)) return;
        const results = [...testMethods.flatMap(({ test }) => [test(abnormal), test(abnormal, { day: 0 })]), buyAndHoldTest(abnormal)];
        for (const result of results) {
          expect(firstNotFinite(result)).toBeUndefined();
          if (isInsufficient(result)) continue;
          given++;
          for (const p of [result.pUpper, result.pLower, result.pTwoSided]) expect(p >= 0 && p <= 1).toBe(true);
          expect(result.pUpper + result.pLower).toBeCloseTo(1, 9);
          expect(result.pTwoSided).toBeCloseTo(2 * Math.min(result.pUpper, result.pLower), 9);
        }
      }),
      { seed: 14, numRuns: 400 },
    );
    expect(given).toBeGreaterThan(1000);
  });
});
