import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combine,
  commonDates,
  curveOf,
  firstIndexFrom,
  firstReached,
  formatExtent,
  indexOfDate,
  isSpan,
  joined,
  lagIndices,
  lookbackStarts,
  select,
} from '../../../src/core/series/curve.ts';
import { days, extents, indices, smallWorlds } from '../methods/triggers/small-worlds.ts';
import { daily, dated } from './made-series.ts';

describe('an extent', () => {
  it('is a count or a span, and is written as in the language', () => {
    expect([{ count: 250 }, { count: 180, unit: 'd' as const }, { count: 6, unit: 'mo' as const }].map(formatExtent)).toEqual([
      '250',
      '180d',
      '6mo',
    ]);
    expect([isSpan({ count: 250 }), isSpan({ count: 1, unit: 'y' })]).toEqual([false, true]);
  });
});

describe('dates', () => {
  const dates = Int32Array.of(10, 12, 15);

  it('are found by their day', () => {
    expect([9, 10, 11, 15, 16].map((date) => indexOfDate(dates, date))).toEqual([-1, 0, -1, 2, -1]);
    expect([9, 10, 11, 15, 16].map((date) => firstIndexFrom(dates, date))).toEqual([0, 0, 1, 2, 3]);
  });

  it('that two calendars share are found on both, tried pair by pair', () => {
    fc.assert(
      fc.property(smallWorlds(15), smallWorlds(15), (a, b) => {
        const shift = (b.dates[0] as number) - (a.dates[0] as number);
        const other = b.dates.map((date) => date - shift);
        const { left, right } = commonDates(a.dates, other);
        const shared = Array.from(a.dates).filter((date) => other.includes(date));
        expect(Array.from(left, (i) => a.dates[i])).toEqual(shared);
        expect(Array.from(right, (i) => other[i])).toEqual(shared);
      }),
      { seed: 19, numRuns: 300 },
    );
  });
});

describe('lookbacks', () => {
  it('of n observations end at the date and are full from the n-th on', () => {
    expect(Array.from(lookbackStarts(Int32Array.of(1, 5, 9, 20), { count: 3 }))).toEqual([-1, -1, 0, 1]);
    expect(Array.from(lookbackStarts(Int32Array.of(1, 5, 9, 20), { count: 2 }, 1))).toEqual([-1, -1, 1, 2]);
  });

  it('of a span hold the dates after date − span, once the data reach back so far', () => {
    fc.assert(
      fc.property(smallWorlds(20), extents(1, 9), fc.nat(3), ({ dates }, n, first) => {
        fc.pre(isSpan(n));
        const expected = indices(dates.length).map((i) => {
          const from = (dates[i] as number) - days(n);
          return first < dates.length && from >= (dates[first] as number) ? dates.findIndex((date) => date > from) : -1;
        });
        expect(Array.from(lookbackStarts(dates, n, first))).toEqual(expected);
      }),
      { seed: 20, numRuns: 500 },
    );
  });

  it('are first reached at the first that is full, or never', () => {
    expect(firstReached(Int32Array.of(-1, -1, 0, 1))).toBe(2);
    expect(firstReached(Int32Array.of(-1, -1))).toBe(2);
  });
});

describe('lags', () => {
  it('are the last observation on or before date − span, or n observations back', () => {
    fc.assert(
      fc.property(smallWorlds(20), extents(0, 9), fc.nat(3), ({ dates }, n, first) => {
        const expected = indices(dates.length).map((i) => {
          const back = isSpan(n) ? dates.findLastIndex((date) => date <= (dates[i] as number) - days(n)) : i - n.count;
          return back >= first ? back : -1;
        });
        expect(Array.from(lagIndices(dates, n, first))).toEqual(expected);
      }),
      { seed: 21, numRuns: 500 },
    );
  });
});

describe('curves', () => {
  const x = curveOf(dated('X', { '2024-01-01': 1, '2024-01-03': 3, '2024-01-04': 4 }));
  const y = curveOf(daily('Y', '2024-01-02', [20, 30, 40, 50], { lagDays: 1 }));

  it('at some of their dates warm up at the first of these that is not before their warm-up date', () => {
    const some = select({ ...x, warmup: 1 }, Int32Array.of(0, 2));
    expect(Array.from(some.values)).toEqual([1, 4]);
    expect(some.warmup).toBe(1);
    expect(select({ ...x, warmup: 3 }, Int32Array.of(0, 2)).warmup).toBe(2);
  });

  it('joined have common dates, the later instant of knowledge and the later warm-up', () => {
    const pair = joined(x, { ...y, warmup: 2 });
    expect(pair.a.dates).toEqual(pair.b.dates);
    expect(Array.from(pair.a.values)).toEqual([3, 4]);
    expect(Array.from(pair.b.values)).toEqual([30, 40]);
    expect(pair.a.knownAt).toEqual(y.knownAt.slice(1, 3));
    expect(pair.b.knownAt).toEqual(pair.a.knownAt);
    expect([pair.a.warmup, pair.b.warmup]).toEqual([1, 1]);
    expect(pair.b.schedule).toBe(x.schedule);
  });

  it('are combined date by date, a number on either side standing for a constant', () => {
    const minus = (a: number, b: number) => a - b;
    expect(Array.from(combine(y, x, minus).values)).toEqual([27, 36]);
    expect(Array.from(combine(10, x, minus).values)).toEqual([9, 7, 6]);
    expect(Array.from(combine(x, 10, minus).values)).toEqual([-9, -7, -6]);
  });
});
