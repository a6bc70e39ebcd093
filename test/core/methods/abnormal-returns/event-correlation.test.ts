import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abnormalReturns } from '../../../../src/core/methods/abnormal-returns/abnormal-returns.ts';
import { meanEventCorrelation } from '../../../../src/core/methods/abnormal-returns/event-correlation.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { canonicalPanel, hasCanonical } from './canonical-panels.ts';
import { abnormalOf, modelNames, numbersOf, randomPanel } from './made-up-panel.ts';
import { known, largestGap } from './results.ts';

const eventTime = { alignment: 'event-time' } as const;

describe('the mean correlation of the events', () => {
  it.skipIf(!hasCanonical).each(['A', 'B'] as const)('in event time is the reference’s on panel %s', (name) => {
    const { abnormal, numbers } = canonicalPanel(name);
    expect(known(meanEventCorrelation(abnormal, eventTime))).toBeCloseTo(numbers.kp_rbar_estimation_residuals_event_time, 12);
  });

  it.skipIf(!hasCanonical)('of events of one date is the same on the calendar, on any day and over the window', () => {
    const { abnormal, numbers } = canonicalPanel('A');
    for (const span of [{}, { day: -2 }, { day: 5 }]) {
      expect(known(meanEventCorrelation(abnormal, span))).toBeCloseTo(numbers.kp_rbar_estimation_residuals_event_time, 12);
    }
  });

  it.each(modelNames)('is numpy’s both ways, on each day and over the window (%s)', (name) => {
    const abnormal = abnormalOf(name);
    const { days, window } = numbersOf(name);
    const found = days.map((_, place) => [
      known(meanEventCorrelation(abnormal, { day: place - 1 })),
      known(meanEventCorrelation(abnormal, { day: place - 1, ...eventTime })),
    ]);
    const expected = days.map(({ calendar, eventTime: aligned }) => [calendar.meanCorrelation, aligned.meanCorrelation]);
    expect(largestGap(found, expected)).toBeLessThan(1e-12);
    expect(known(meanEventCorrelation(abnormal))).toBeCloseTo(window.calendar.meanCorrelation, 12);
  });
});

describe('two events of one asset on the calendar', () => {
  const options = {
    estimationWindow: { from: -30, to: -11 },
    eventWindow: { from: 0, to: 9 },
    returns: 'log',
  } as const;
  const correlationOf = (distance: number, kind: 'market-adjusted' | 'constant-mean') => {
    const { assets, market } = randomPanel(17, { days: 200 });
    const events = [60, 60 + distance].map((index) => ({ asset: 0, index }));
    return known(meanEventCorrelation(known(abnormalReturns({ assets, market }, events, { ...options, model: { kind } }))));
  };

  it('without coefficients are correlated by the share of days that their event windows have in common', () => {
    for (const distance of [1, 3, 9, 10, 40])
      expect(correlationOf(distance, 'market-adjusted')).toBeCloseTo(Math.max(0, 10 - distance) / 10, 12);
  });

  it('with an estimated mean share its error, and one that lies in the other’s estimation window counts against it, by hand', () => {
    // Weights 1 on 10 event days and −10/20 on 20 estimation days: a squared length of 15.
    for (const distance of [1, 4, 10, 15, 22, 30, 45, 60]) {
      const shared = (from: number, to: number, first: number, last: number) =>
        Math.max(0, Math.min(to, last + distance) - Math.max(from, first + distance) + 1);
      const both = shared(0, 9, 0, 9) + shared(-30, -11, -30, -11) / 4;
      const across = shared(0, 9, -30, -11) + shared(-30, -11, 0, 9);
      expect(correlationOf(distance, 'constant-mean')).toBeCloseTo((both - across / 2) / 15, 12);
    }
  });

  it('lie between −1 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (distance) => {
        expect(Math.abs(correlationOf(distance, 'constant-mean'))).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('two events of two assets whose windows hardly meet', () => {
  it('count for nothing where fewer than three days could tell their correlation', () => {
    const { assets, market } = randomPanel(23, { days: 200, assets: 2 });
    const options = { estimationWindow: { from: -40, to: -6 }, eventWindow: { from: 0, to: 3 }, returns: 'log' } as const;
    const at = (distance: number) => {
      const places = [60, 60 + distance].map((index, asset) => ({ asset, index }));
      return known(
        meanEventCorrelation(known(abnormalReturns({ assets, market }, places, { ...options, model: { kind: 'constant-mean' } }))),
      );
    };
    // From 42 days on the window of the first event ends on the second day of the other's estimation window, or before it.
    expect([at(42), at(43), at(44)]).toEqual([0, 0, 0]);
    expect(at(41)).not.toBe(0);
  });
});

describe('a correlation that there is none of', () => {
  it('is said: estimation windows of two assets that share fewer than three days, where their event windows share some', () => {
    const { assets, market } = randomPanel(18, { days: 100, assets: 2 });
    const [odd, even] = assets.map((asset, parity) => asset.map((value, day) => (day < 50 && day % 2 === parity ? Number.NaN : value)));
    const options = { estimationWindow: { from: -40, to: -6 }, eventWindow: { from: 0, to: 3 }, returns: 'log' } as const;
    const places = [0, 1].map((asset) => ({ asset, index: 50 }));
    const both = { assets: [odd as Float64Array, even as Float64Array], market };
    const abnormal = known(abnormalReturns(both, places, { ...options, minimumEstimationDays: 10, model: { kind: 'market-adjusted' } }));
    expect(isInsufficient(meanEventCorrelation(abnormal))).toBe(true);
    expect(isInsufficient(meanEventCorrelation(abnormal, eventTime))).toBe(true);
  });
});
