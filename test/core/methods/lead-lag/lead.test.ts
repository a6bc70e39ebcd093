import { describe, expect, it } from 'vitest';
import { changesOf, type PairedChanges, pairAsKnown } from '../../../../src/core/methods/lead-lag/align.ts';
import { grangerTest } from '../../../../src/core/methods/lead-lag/granger.ts';
import { type ChosenGranger, leadOf, type WhitePeakTest, whitePeakTest } from '../../../../src/core/methods/lead-lag/lead.ts';
import { peakTest } from '../../../../src/core/methods/lead-lag/peak-test.ts';
import { type PreWhitened, preWhiten } from '../../../../src/core/methods/lead-lag/pre-whitening.ts';
import { type ChosenTodaYamamoto, todaYamamotoChosen } from '../../../../src/core/methods/lead-lag/toda-yamamoto.ts';
import { daily, sessions } from '../../series/made-series.ts';
import { dailyPair, noise } from './made-up-pairs.ts';

const [a, b] = dailyPair(noise(400, 51), noise(400, 52));
const changes = changesOf(pairAsKnown(a, b)) as PairedChanges;
const orderOf = (lead: ReturnType<typeof leadOf>) => ((lead.granger as ChosenGranger).test as { order: number }).order;

describe('what speaks for one series leading the other', () => {
  it('is each test of the pairs as the follower’s instants knew them', () => {
    const lead = leadOf(a, b, { maxLag: 6 });
    const { leader, follower, autoregression } = preWhiten(changes.a, changes.b) as PreWhitened;
    expect(lead.crossCorrelation).toEqual({
      ...peakTest(leader, follower, { range: { from: 1, to: 6 } }),
      autoregressionOrder: autoregression.order,
    });
    expect((lead.granger as ChosenGranger).test).toEqual(grangerTest(changes.a, changes.b, orderOf(lead)));
    const paired = pairAsKnown(a, b);
    expect(lead.todaYamamoto).toEqual(todaYamamotoChosen(paired.a.map(Math.log), paired.b.map(Math.log), { maxOrder: 6 }));
    expect(lead.observations).toBe(399);
  });

  it('compares orders up to the largest lag, but no more than the data bear, unless told otherwise', () => {
    const largest = (options: Parameters<typeof leadOf>[2]) => (leadOf(a, b, options).granger as ChosenGranger).orders.f.length;
    expect(largest({ maxLag: 6 })).toBe(6);
    expect(largest({ maxLag: 60 })).toBe(Math.floor(12 * 3.99 ** (1 / 4)));
    expect(largest({ maxLag: 6, maxOrder: 9 })).toBe(9);
  });

  it('takes the order that the declared criterion picks, for changes and for levels', () => {
    for (const criterion of ['aic', 'bic', 'hq'] as const) {
      const lead = leadOf(a, b, { maxLag: 8, criterion });
      expect(orderOf(lead)).toBe((lead.granger as ChosenGranger).varOrders.chosen[criterion]);
      const { test, varOrders } = lead.todaYamamoto as ChosenTodaYamamoto;
      expect(test.order).toBe(varOrders.chosen[criterion]);
    }
  });

  it('never lets the leader’s interval reach into the follower’s, whichever clock is later', () => {
    const [early, late] = [
      sessions('A', '2024-01-02', Array.from(noise(250, 3), Math.exp)),
      daily('B', '2024-01-01', Array.from(noise(370, 4), Math.exp)),
    ];
    for (const [leader, follower] of [
      [early, late],
      [late, early],
    ] as const) {
      const { knownA, knownB } = pairAsKnown(leader, follower);
      expect(knownA.every((instant, t) => instant <= (knownB[t] as number))).toBe(true);
      expect(leadOf(leader, follower, { maxLag: 4 }).observations).toBe(knownA.length - 1);
    }
  });

  it('is missing where a level has no logarithm, where two differences of it may be there', () => {
    const below = { ...b, values: b.values.map((value, t) => (t === 9 ? -1 : value)) };
    expect(leadOf(a, below, { maxLag: 4 })).toMatchObject({
      crossCorrelation: { ok: false },
      granger: { ok: false },
      todaYamamoto: { ok: false },
    });
    expect(leadOf(a, below, { maxLag: 4, change: 'difference' }).observations).toBe(399);
  });
});

describe('the pre-whitened peak', () => {
  it('needs twice as many values as the range has lags', () => {
    const short = { ...changes, a: changes.a.slice(0, 9), b: changes.b.slice(0, 9), observations: 9 };
    expect(whitePeakTest(short, { from: -2, to: 2 })).toMatchObject({ ok: false, needed: 10 });
    expect((whitePeakTest(changes, { from: 0, to: 0 }) as WhitePeakTest).peak.lag).toBe(0);
  });
});
