import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../src/core/calendar/civil-date.ts';
import {
  type Constituent,
  constituentsOf,
  type HoldingLine,
  holdingsKnownAt,
} from '../../../../src/core/methods/fundamentals/constituents.ts';
import { incomeKnownAt } from '../../../../src/core/methods/fundamentals/trailing-income.ts';
import { unprofitableShare } from '../../../../src/core/methods/fundamentals/unprofitable-share.ts';
import type { Versions } from '../../../../src/core/series/series.ts';

/** A value of a period's end, known at the start of a day. */
type Told = readonly [end: number, value: number, known: number];

const history = (told: readonly Told[]): Versions => {
  const sorted = [...told].sort((a, b) => a[0] - b[0] || a[2] - b[2]);
  return {
    dates: Int32Array.from(sorted, ([end]) => end),
    values: Float64Array.from(sorted, ([, value]) => value),
    knownAt: Float64Array.from(sorted, ([, , known]) => known * DAY_MS),
  };
};
const constituent = (key: string, weight: number): Constituent => ({ key, tickers: [key], name: key, weight });
const line = (ticker: string, value: number, company?: string): HoldingLine => ({ ticker, name: ticker, value, company });

const ask = (incomes: Record<string, Versions | 'no file'>, weights: Record<string, number>, more = {}) =>
  unprofitableShare({
    constituents: Object.entries(weights).map(([key, weight]) => constituent(key, weight)),
    incomes: new Map(Object.entries(incomes)),
    ...{ heldOn: 1000, asOf: 1000, maximumAge: 200, ...more },
  });

describe('the share of unprofitable companies', () => {
  const loss = history([[950, -1, 990]]);
  const profit = history([[950, 1, 990]]);

  it('counts companies, and adds their weights, of those whose income is known', () => {
    const { byCount, byWeight, count, weight } = ask({ A: loss, B: profit, C: profit, D: 'no file' }, { A: 0.4, B: 0.3, C: 0.2, D: 0.1 });
    expect(count).toEqual({ negative: 1, covered: 3, all: 4 });
    expect(weight.covered).toBeCloseTo(0.9, 12);
    expect(byCount).toEqual({ ok: true, share: 1 / 3, lowest: 1 / 4, highest: 2 / 4 });
    expect(byWeight.ok && [byWeight.share, byWeight.lowest, byWeight.highest].map((x) => x.toFixed(12))).toEqual(
      [0.4 / 0.9, 0.4, 0.5].map((x) => x.toFixed(12)),
    );
  });

  it('takes an income of exactly 0 for no loss', () => {
    expect(ask({ A: history([[950, 0, 990]]) }, { A: 1 }).count.negative).toBe(0);
  });

  it('is not given of less than half of the companies, or of the weight, each by itself', () => {
    const { byCount, byWeight } = ask({ A: loss, B: 'no file', C: 'no file' }, { A: 0.6, B: 0.2, C: 0.2 });
    expect(byCount).toEqual({ ok: false, reason: 'companies with an income', needed: 1.5, available: 1 });
    expect(byWeight.ok).toBe(true);
    expect(ask({ A: loss, B: 'no file' }, { A: 0.5, B: 0.5 }).byCount.ok).toBe(true);
    expect(ask({}, {}).byCount.ok).toBe(false);
  });

  it('is not given of holdings that are too old', () => {
    expect(ask({ A: loss }, { A: 1 }, { heldOn: 799 }).byCount).toMatchObject({ ok: false, needed: 200, available: 201 });
    expect(ask({ A: loss }, { A: 1 }, { heldOn: 800 }).byCount.ok).toBe(true);
  });

  it('leaves out an income whose four quarters ended too long ago, and shows it all the same', () => {
    const [old] = ask({ A: history([[799, -5, 850]]) }, { A: 1 }).constituents;
    expect(old).toMatchObject({ lack: 'too old', income: { end: 799, value: -5 } });
    expect(ask({ A: history([[800, -5, 850]]) }, { A: 1 }).constituents[0]?.lack).toBeUndefined();
  });

  it('refuses a constituent of which neither an income nor a reason is given', () => {
    expect(() => ask({}, { A: 1 })).toThrow('incomes must have a history or a reason for A');
  });

  const told = fc.array(fc.tuple(fc.integer({ min: 700, max: 999 }), fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 60 })), {
    maxLength: 6,
  });
  /** Filings come after the period's end; of one instant there is one. */
  const filed = told.map((all) => [
    ...new Map(all.map(([end, value, lag]) => [`${end} ${lag}`, [end, value, end + 1 + lag] as Told])).values(),
  ]);

  it('does not change with what was filed, or with holdings that were published, after the date', () => {
    fc.assert(
      fc.property(fc.array(filed, { minLength: 1, maxLength: 5 }), fc.integer({ min: 800, max: 1000 }), (companies, asOf) => {
        const weights = Object.fromEntries(companies.map((_, i) => [`C${i}`, 1 / companies.length]));
        const until = (isAll: boolean) =>
          Object.fromEntries(companies.map((all, i) => [`C${i}`, history(all.filter(([, , known]) => isAll || known <= asOf + 1))]));
        const request = { asOf, heldOn: asOf };
        expect(ask(until(true), weights, request)).toEqual(ask(until(false), weights, request));
      }),
    );
  });

  it('is that of every day gone through by hand', () => {
    fc.assert(
      fc.property(filed, fc.integer({ min: 700, max: 1000 }), (all, asOf) => {
        // The end of a date is the start of the next.
        const known = all.filter(([, , day]) => day <= asOf + 1);
        const end = Math.max(...known.map(([e]) => e));
        const last = known.filter(([e]) => e === end).sort((a, b) => b[2] - a[2])[0];
        const found = incomeKnownAt(history(all), (asOf + 1) * DAY_MS);
        expect(found).toEqual(last && { end, value: last[1], knownAt: last[2] * DAY_MS });
      }),
    );
  });
});

describe('the constituents of a fund', () => {
  it('are companies: share classes count once, their weights added', () => {
    expect(constituentsOf([line('BRKA', 30, '7'), line('X', 50, '8'), line('BRKB', 20, '7')])).toMatchObject([
      { key: '7', tickers: ['BRKA', 'BRKB'], weight: 0.5 },
      { key: '8', tickers: ['X'], weight: 0.5 },
    ]);
  });

  it('whose company is not known stand by their ticker, apart from every company', () => {
    expect(constituentsOf([line('A', 1), line('B', 1)]).map(({ key }) => key)).toEqual(['ticker A', 'ticker B']);
  });

  it('are the same in whatever order the lines stand, and however a company’s value is split over its classes', () => {
    const lines = fc.array(fc.tuple(fc.constantFrom('1', '2', '3', '4'), fc.integer({ min: 1, max: 99 })), { minLength: 1, maxLength: 8 });
    const weights = (all: readonly HoldingLine[]) => new Map(constituentsOf(all).map(({ key, weight }) => [key, weight.toFixed(12)]));
    fc.assert(
      fc.property(lines, (given) => {
        const all = given.map(([company, value], i) => line(`T${i}`, value, company));
        const split = all.flatMap((one) => [
          { ...one, value: one.value / 4 },
          { ...one, ticker: `${one.ticker}B`, value: (3 * one.value) / 4 },
        ]);
        expect(weights([...all].reverse())).toEqual(weights(all));
        expect(weights(split)).toEqual(weights(all));
      }),
    );
  });

  it('at an instant are those of the last holdings that were published by then, never of later ones', () => {
    const files = [
      { asOf: 20, knownAt: 21 * DAY_MS },
      { asOf: 10, knownAt: 11 * DAY_MS },
    ];
    expect([10, 11, 20, 21].map((day) => holdingsKnownAt(files, day * DAY_MS)?.asOf)).toEqual([undefined, 10, 10, 20]);
  });
});
