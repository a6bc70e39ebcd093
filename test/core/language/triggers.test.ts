import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { daily, dated, sessions } from '../series/made-series.ts';
import { environmentOf, eventsOf, firedAt, firedOn } from './asking.ts';

const on = (values: readonly number[], first = '2024-01-01') => environmentOf([daily('X', first, values)]);

describe('all_time_high', () => {
  it('fires at each close above all before it; the first close is no event, an equal one no record', () => {
    expect(firedAt('all_time_high(X)', on([10, 11, 11, 12, 9, 12, 12.5, 8, 13]))).toEqual([1, 3, 6, 8]);
  });

  it('with a drought of N asks for N observations strictly between the two records', () => {
    const closes = on([10, 9, 9, 11, 10, 10, 10, 12]);
    expect(firedAt('all_time_high(X, after: 2)', closes)).toEqual([3, 7]);
    expect(firedAt('all_time_high(X, after: 3)', closes)).toEqual([7]);
    expect(firedAt('all_time_high(X, after: 4)', closes)).toEqual([]);
  });

  it('counts the drought from the last record, also from one that came too soon to fire', () => {
    expect(firedAt('all_time_high(X, after: 2)', on([10, 9, 11, 10, 10, 12, 13, 12, 12, 14]))).toEqual([5, 9]);
  });

  it('counts the drought from the first observation', () => {
    expect(firedAt('all_time_high(X, after: 3)', on([10, 9, 9, 9, 11]))).toEqual([4]);
    expect(firedAt('all_time_high(X, after: 4)', on([10, 9, 9, 9, 11]))).toEqual([]);
  });

  it('with a drought as a span asks for that span between their dates', () => {
    const closes = environmentOf([dated('X', { '2023-02-28': 10, '2023-08-01': 9, '2024-02-27': 8, '2024-02-28': 11, '2025-02-28': 12 })]);
    expect(firedOn('all_time_high(X, after: 1y)', closes)).toEqual(['2024-02-28', '2025-02-28']);
    expect(firedOn('all_time_high(X, after: 365d)', closes)).toEqual(['2024-02-28', '2025-02-28']);
    expect(firedOn('all_time_high(X, after: 366d)', closes)).toEqual(['2025-02-28']);
    expect(firedOn('all_time_high(X, after: 12mo)', closes)).toEqual(['2024-02-28', '2025-02-28']);
  });

  it('clips a span at the end of the month: a year after 29 February is 28 February', () => {
    const closes = environmentOf([dated('X', { '2024-02-29': 10, '2024-06-03': 9, '2025-02-27': 8, '2025-02-28': 11 })]);
    expect(firedOn('all_time_high(X, after: 1y)', closes)).toEqual(['2025-02-28']);
    expect(firedOn('all_time_high(X, after: 366d)', closes)).toEqual([]);
  });

  it('of an expression is about its values, from its first one on', () => {
    expect(firedAt('all_time_high(ma(X, 2))', on([9, 1, 5, 7, 8, 1, 20]))).toEqual([3, 4, 6]);
    expect(firedAt('all_time_high(-X)', on([5, 6, 4, 4, 3]))).toEqual([2, 4]);
  });

  it('can fire first where a drought counted from the first observation is over', () => {
    const closes = on(Array(500).fill(1));
    const warmup = (text: string) => eventsOf(text, closes).warmup;
    expect(warmup('all_time_high(X)')).toBe(1);
    expect(warmup('all_time_high(X, after: 250)')).toBe(251);
    expect(warmup('all_time_high(X, after: 1y)')).toBe(366);
    expect(warmup('all_time_high(ma(X, 10), after: 5)')).toBe(15);
    expect(warmup('all_time_high(X, after: 2y)')).toBe(500);
  });

  const reference = new URL('../../../../shared/refs/triggers/ath_drought.json', import.meta.url);
  if (!existsSync(reference)) console.warn('skipped: the reference of records after a drought is not beside the repository');
  it.skipIf(!existsSync(reference))('agrees with another program’s records after a drought', () => {
    const { close, new_ATHs, signals_drought_ge_5 } = JSON.parse(readFileSync(reference, 'utf8')) as {
      close: number[];
      new_ATHs: { t: number }[];
      signals_drought_ge_5: number[];
    };
    const records = new_ATHs.map(({ t }) => t).filter((t) => t > 0);
    expect(records).toEqual([1, 2, 9, 11, 22, 24]);
    expect(firedAt('all_time_high(X)', on(close))).toEqual(records);
    // There a drought is the distance between the records, here the observations strictly between them.
    expect(firedAt('all_time_high(X, after: 4)', on(close))).toEqual(signals_drought_ge_5);
  });
});

describe('new_high', () => {
  it('fires at a close above each of the lookback − 1 closes before', () => {
    expect(firedAt('new_high(X, lookback: 3)', on([5, 3, 4, 4, 4.5, 2, 3, 4.4, 4.6]))).toEqual([4, 7, 8]);
  });

  it('is strict: an equal close within the lookback is none', () => {
    expect(firedAt('new_high(X, lookback: 3)', on([4, 3, 4, 4, 5]))).toEqual([4]);
    expect(firedAt('new_high(X, lookback: 3)', on([4, 3, 2, 4, 5]))).toEqual([3, 4]);
  });

  it('does not fire before the lookback is full', () => {
    expect(firedAt('new_high(X, lookback: 4)', on([1, 2, 3, 4, 5]))).toEqual([3, 4]);
    expect(eventsOf('new_high(X, lookback: 4)', on([1, 2, 3, 4, 5])).warmup).toBe(3);
  });

  it('with a span looks at the dates after date − span', () => {
    const closes = environmentOf([dated('X', { '2024-01-01': 9, '2024-01-03': 5, '2024-01-08': 6, '2024-01-09': 8, '2024-01-10': 8.5 })]);
    expect(firedOn('new_high(X, lookback: 7d)', closes)).toEqual(['2024-01-08', '2024-01-09', '2024-01-10']);
  });
});

describe('first_close_above', () => {
  it('fires once ever, at the first close above the level', () => {
    expect(firedAt('first_close_above(X, 10)', on([8, 9, 11, 9, 12]))).toEqual([2]);
  });

  it('a close exactly at the level is not above it', () => {
    expect(firedAt('first_close_above(X, 10)', on([8, 10, 10.01]))).toEqual([2]);
  });

  it('needs a close at or below the level before: a series that begins above has no first close', () => {
    expect(firedAt('first_close_above(X, 10)', on([11, 9, 12]))).toEqual([]);
    expect(firedAt('first_close_above(X, 10)', on([10, 11]))).toEqual([1]);
  });
});

describe('explosive', () => {
  // Wanders within 3 points, from day 60 on grows by 12 % of its distance from 90 a day, from day 90 on wanders again.
  const burst = Array.from({ length: 150 }, (_, i) => 100 + ((i * 7) % 4) + (i >= 60 && i < 90 ? 10 * (1.12 ** (i - 59) - 1) : 0));

  it('fires once, soon after growth begins to feed on itself', () => {
    const [first, ...rest] = firedAt('explosive(X, lookback: 40)', on(burst));
    expect(first).toBeGreaterThan(60);
    expect(first).toBeLessThan(75);
    expect(rest).toEqual([]);
  });

  it('with persist fires on the date that makes the phase so long', () => {
    const [first] = firedAt('explosive(X, lookback: 40)', on(burst));
    expect(firedAt('explosive(X, lookback: 40, persist: 6)', on(burst))).toEqual([(first as number) + 5]);
    expect(firedAt('explosive(X, lookback: 40, persist: 60)', on(burst))).toEqual([]);
  });

  it('cannot fire before its lookback has been seen, one date on which it was not explosive, and a whole persist', () => {
    expect(eventsOf('explosive(X, lookback: 40, persist: 6)', on(burst)).warmup).toBe(45);
    expect(eventsOf('explosive(ma(X, 3), lookback: 40)', on(burst)).warmup).toBe(42);
    expect(firedAt('explosive(X)', on(burst))).toEqual([]);
  });

  it('takes a steady rate of growth for none, in logs', () => {
    const steady = Array.from({ length: 150 }, (_, i) => 100 * 1.02 ** i * (1 + ((i * 7) % 5) / 400));
    expect(firedAt('explosive(log(X), lookback: 40)', on(steady))).toEqual([]);
  });
});

describe('crosses_above and crosses_below', () => {
  it('fire where x is beyond y now and was not at the observation before', () => {
    expect(firedAt('crosses_above(X, 10)', on([9, 11, 12, 9, 10, 11, 10, 10.5]))).toEqual([1, 5, 7]);
    expect(firedAt('crosses_below(X, 10)', on([11, 9, 8, 11, 10, 9, 10, 9.5]))).toEqual([1, 5, 7]);
  });

  it('touching is not crossing, and leaving the level is', () => {
    expect(firedAt('crosses_above(X, 10)', on([9, 10, 9]))).toEqual([]);
    expect(firedAt('crosses_above(X, 10)', on([10, 11]))).toEqual([1]);
  });

  it('the first observation crosses nothing, nor does one after a missing value', () => {
    expect(firedAt('crosses_above(X, 10)', on([11, 12]))).toEqual([]);
    expect(firedAt('crosses_above(log(X), 1)', on([1, -1, 5, 1, 5]))).toEqual([4]);
  });

  it('of two series look at the dates that both have', () => {
    const pair = environmentOf([
      dated('X', { '2024-01-01': 1, '2024-01-02': 5, '2024-01-03': 1, '2024-01-05': 4 }),
      dated('Y', { '2024-01-01': 2, '2024-01-03': 2, '2024-01-04': 9, '2024-01-05': 3 }),
    ]);
    expect(firedOn('crosses_above(X, Y)', pair)).toEqual(['2024-01-05']);
    expect(firedOn('crosses_below(X, Y + 1)', pair)).toEqual([]);
  });

  it('of a ratio and its average: the flagship’s relative strength', () => {
    const x = on([4, 4, 4, 2, 8]);
    expect(firedAt('crosses_above(X, ma(X, 3))', x)).toEqual([4]);
    expect(firedAt('crosses_below(X, ma(X, 3))', x)).toEqual([3]);
    expect(eventsOf('crosses_above(X, ma(X, 3))', x).warmup).toBe(3);
  });
});

describe('breakout', () => {
  /** A close of 100 for `flat` observations, then these. */
  const risingFrom = (flat: number, ...values: number[]) => on([...Array(flat).fill(100), ...values]);

  it('has its level from the lookback that ends 20 observations before', () => {
    // With a lookback of 5 the first level stands at 24 observations after the first.
    expect(firedAt('breakout(X, lookback: 5)', risingFrom(24, 101))).toEqual([24]);
    expect(firedAt('breakout(X, lookback: 5)', risingFrom(23, 101))).toEqual([]);
    expect(eventsOf('breakout(X, lookback: 5)', risingFrom(40)).warmup).toBe(24);
  });

  it('does not see what came in the last 20 observations, and sees the one 20 before', () => {
    const peak = (ago: number) => {
      const values = Array(60).fill(100);
      values[59] = 105;
      values[59 - ago] = 110;
      return firedAt('breakout(X, lookback: 5, quiet: 0)', on(values)).includes(59);
    };
    expect([19, 20, 24, 25].map(peak)).toEqual([true, false, false, true]);
  });

  it('asks for a close above level × (1 + margin): exactly there is not above', () => {
    expect(firedAt('breakout(X, lookback: 5, margin: 50%)', risingFrom(30, 150, 150.01))).toEqual([31]);
    expect(firedAt('breakout(X, lookback: 5, margin: 1%)', risingFrom(30, 100.9, 101.1))).toEqual([31]);
    expect(firedAt('breakout(X, lookback: 5)', risingFrom(30, 100, 100.01))).toEqual([31]);
  });

  it('fires only where the condition held at none of the quiet observations before', () => {
    const closes = risingFrom(30, 101, 101, 99, 99, 101, 99, 99, 99, 101);
    expect(firedAt('breakout(X, lookback: 5, quiet: 0)', closes)).toEqual([30, 31, 34, 38]);
    expect(firedAt('breakout(X, lookback: 5, quiet: 1)', closes)).toEqual([30, 34, 38]);
    expect(firedAt('breakout(X, lookback: 5, quiet: 2)', closes)).toEqual([30, 34, 38]);
    expect(firedAt('breakout(X, lookback: 5, quiet: 3)', closes)).toEqual([30, 38]);
    expect(firedAt('breakout(X, lookback: 5, quiet: 4)', closes)).toEqual([30]);
    expect(firedAt('breakout(X, lookback: 5)', closes)).toEqual([30]);
  });

  it('asks for 120 quiet observations where none are named', () => {
    const again = (distance: number) => firedAt('breakout(X, lookback: 5)', risingFrom(30, 101, ...Array(distance - 1).fill(99), 101));
    expect(again(120)).toEqual([30]);
    expect(again(121)).toEqual([30, 151]);
  });

  it('the condition is false where there is no level yet', () => {
    const closes = on([...Array(5).fill(100), ...Array(17).fill(120), 90, 90, 101]);
    expect(firedAt('breakout(X, lookback: 5)', closes)).toEqual([24]);
  });

  it('may look back over a span', () => {
    expect(firedAt('breakout(X, lookback: 5d, gap: 20d, quiet: 1w)', risingFrom(30, 101))).toEqual([30]);
  });
});

describe('retest', () => {
  /** A level of 100, then closes from the breakout on; the band is 97 to 103. */
  const retested = (...values: number[]) =>
    firedAt('retest(breakout(X, lookback: 5, quiet: 3), within: 6, tolerance: 3%)', on([...Array(30).fill(100), ...values])).map(
      (i) => i - 30,
    );

  it('fires at a close above the band that follows one back inside it that follows one above it', () => {
    expect(retested(101, 104, 102, 104)).toEqual([3]);
    expect(retested(101, 104, 102, 98, 104)).toEqual([4]);
  });

  it('may begin with the breakout’s own close above the band', () => {
    expect(retested(104, 102, 104)).toEqual([2]);
  });

  it('needs a close above the band before the one inside it', () => {
    expect(retested(101, 102, 104)).toEqual([]);
    expect(retested(101, 102, 104, 105)).toEqual([]);
    expect(retested(101, 102, 104, 99, 103.5)).toEqual([4]);
  });

  it('a close at the edge of the band is inside it', () => {
    expect(retested(104, 103, 104)).toEqual([2]);
    expect(retested(104, 97, 104)).toEqual([2]);
    expect(retested(103, 102, 103.5)).toEqual([]);
  });

  it('ends at any close below the band', () => {
    expect(retested(104, 96.9, 104)).toEqual([]);
    expect(retested(104, 102, 96.9, 104)).toEqual([]);
    expect(retested(101, 96, 104, 102, 104)).toEqual([]);
  });

  it('must come within so many observations of the breakout', () => {
    expect(retested(104, 105, 106, 105, 104, 102, 104)).toEqual([6]);
    expect(retested(104, 105, 106, 105, 104, 104, 102, 104)).toEqual([]);
  });

  it('must come within 120 observations of the breakout, in a band of 3 %, where nothing else is said', () => {
    const retest = (distance: number, inside: number) =>
      firedAt('retest(breakout(X, lookback: 5))', on([...Array(30).fill(100), ...Array(distance - 1).fill(104), inside, 104]));
    expect(retest(120, 102.9)).toEqual([150]);
    expect(retest(121, 102.9)).toEqual([]);
    expect(retest(20, 103.1)).toEqual([]);
    expect(retest(20, 97.1)).toEqual([50]);
    expect(retest(20, 96.9)).toEqual([]);
  });

  it('fires once for a breakout', () => {
    expect(retested(104, 102, 104, 102, 104)).toEqual([2]);
  });

  it('is of the level on the day of the breakout, whatever the level becomes', () => {
    const values = [...Array(30).fill(100), 104, ...Array(30).fill(120), 102, 104];
    expect(firedAt('retest(breakout(X, lookback: 5, quiet: 3), within: 40)', on(values))).toEqual([62]);
  });

  it('can fire two observations after the first that has a level', () => {
    expect(eventsOf('retest(breakout(X, lookback: 5))', on(Array(40).fill(1))).warmup).toBe(26);
  });
});

describe('a comparison', () => {
  it('holds on the dates on which it is true, at the level too where it says so', () => {
    const closes = on([9, 10, 11]);
    expect(firedAt('X > 10', closes)).toEqual([2]);
    expect(firedAt('X >= 10', closes)).toEqual([1, 2]);
    expect(firedAt('X < 10', closes)).toEqual([0]);
    expect(firedAt('10 >= X', closes)).toEqual([0, 1]);
  });

  it('is false where a side has no value', () => {
    const closes = on([-1, 5, 0, 5]);
    expect(firedAt('log(X) > 0', closes)).toEqual([1, 3]);
    expect(firedAt('log(X) <= 5', closes)).toEqual([1, 3]);
    expect(firedAt('1 / X > 0', closes)).toEqual([1, 3]);
    expect(firedAt('lag(X, 2) < 100', closes)).toEqual([2, 3]);
  });

  it('shows the reader the series that was compared', () => {
    const closes = on([9, 10, 11]);
    expect(Array.from(eventsOf('X > 10', closes).values)).toEqual([9, 10, 11]);
    expect(Array.from(eventsOf('10 < X', closes).values)).toEqual([9, 10, 11]);
    expect(Array.from(eventsOf('X * 2 > X', closes).values)).toEqual([18, 20, 22]);
  });
});

describe('and, or and not', () => {
  const closes = on([1, 2, 3, 4, 5, 6]);

  it('on one calendar are those of logic', () => {
    expect(firedAt('X > 2 and X < 5', closes)).toEqual([2, 3]);
    expect(firedAt('X < 2 or X > 5', closes)).toEqual([0, 5]);
    expect(firedAt('not X > 2', closes)).toEqual([0, 1]);
    expect(firedAt('not (X > 2 and X < 5)', closes)).toEqual([0, 1, 4, 5]);
  });

  it('not fires only where its operand could have', () => {
    expect(firedAt('not ma(X, 3) > 3', closes)).toEqual([2, 3]);
    expect(firedAt('not all_time_high(X)', closes)).toEqual([]);
  });

  it('can fire from where both could, and from where either could', () => {
    expect(eventsOf('ma(X, 3) > 3 and X > 1', closes).warmup).toBe(2);
    expect(eventsOf('ma(X, 3) > 3 or X > 1', closes).warmup).toBe(0);
  });
});

describe('while', () => {
  it('keeps the events on dates on which the condition holds', () => {
    expect(firedAt('while(crosses_above(X, 3), X > 4)', on([2, 3.5, 2, 5, 2, 4.5]))).toEqual([3, 5]);
  });

  it('drops events on dates on which the condition has no value, and says so', () => {
    const pair = environmentOf([
      dated('X', { '2024-01-01': 1, '2024-01-02': 2, '2024-01-03': 3 }),
      dated('C', { '2024-01-01': 1, '2024-01-03': 1 }),
    ]);
    expect(firedOn('while(all_time_high(X), C > 0)', pair)).toEqual(['2024-01-03']);
    expect(eventsOf('while(all_time_high(X), C > 0)', pair).notes.join()).toMatch(/1 of the events .* no value/);
    expect(eventsOf('while(all_time_high(X), X > 0)', pair).notes).toEqual([]);
  });

  it('can fire from where event and condition both could', () => {
    expect(eventsOf('while(X > 0, ma(X, 4) > 0)', on([1, 1, 1, 1, 1])).warmup).toBe(3);
  });

  it('is known no earlier than its condition', () => {
    const pair = environmentOf([sessions('X', '2024-01-02', [1, 2, 3]), daily('C', '2024-01-01', [1, 1, 1, 1, 1, 1])]);
    const { on: fired, knownAt } = eventsOf('while(all_time_high(X), C > 0)', pair);
    const known = Array.from(
      knownAt.filter((_, i) => fired[i] === 1),
      (instant) => new Date(instant).toISOString(),
    );
    expect(known).toEqual(['2024-01-04T00:00:00.000Z', '2024-01-05T00:00:00.000Z']);
  });
});

describe('within', () => {
  const closes = environmentOf([daily('X', '2024-01-01', [1, 2, 2, 2, 3, 4]), daily('Y', '2024-01-01', [1, 1, 2, 2, 2, 2])]);

  it('keeps events of a that come 0 to n observations after one of b', () => {
    expect(firedAt('within(all_time_high(X), all_time_high(Y), 0)', closes)).toEqual([]);
    expect(firedAt('within(all_time_high(X), all_time_high(Y), 1)', closes)).toEqual([]);
    expect(firedAt('within(all_time_high(X), all_time_high(Y), 2)', closes)).toEqual([4]);
    expect(firedAt('within(all_time_high(X), all_time_high(Y), 3)', closes)).toEqual([4, 5]);
    expect(firedAt('within(all_time_high(X), all_time_high(Y), 2d)', closes)).toEqual([4]);
    expect(firedAt('within(all_time_high(X), all_time_high(X), 0)', closes)).toEqual([1, 4, 5]);
  });

  it('never counts an event of b that comes after', () => {
    expect(firedAt('within(all_time_high(Y), all_time_high(X), 1)', closes)).toEqual([2]);
    expect(firedAt('within(all_time_high(Y), X > 3, 5)', closes)).toEqual([]);
  });
});

describe('cooldown', () => {
  const closes = on([1, 2, 3, 4, 3, 5, 6, 3, 3, 3, 7]);

  it('drops an event with fewer than n observations strictly between it and the last one kept', () => {
    expect(firedAt('all_time_high(X)', closes)).toEqual([1, 2, 3, 5, 6, 10]);
    expect(firedAt('cooldown(all_time_high(X), 0)', closes)).toEqual([1, 2, 3, 5, 6, 10]);
    expect(firedAt('cooldown(all_time_high(X), 1)', closes)).toEqual([1, 3, 5, 10]);
    expect(firedAt('cooldown(all_time_high(X), 3)', closes)).toEqual([1, 5, 10]);
    expect(firedAt('cooldown(all_time_high(X), 4)', closes)).toEqual([1, 6]);
    expect(firedAt('cooldown(all_time_high(X), 100)', closes)).toEqual([1]);
  });

  it('as a span drops an event that comes less than it after the last one kept', () => {
    expect(firedAt('cooldown(all_time_high(X), 4d)', closes)).toEqual([1, 5, 10]);
    expect(firedAt('cooldown(all_time_high(X), 5d)', closes)).toEqual([1, 6]);
  });
});

describe('date and events', () => {
  const target = environmentOf([sessions('T', '2024-01-02', Array(30).fill(1))], 'T', { 'f.csv': [19_727, 19_730] });

  it('stand on the target’s calendar, a listed date moving to its next date there', () => {
    expect(firedOn('date(2024-01-03, 2024-01-06, 2024-01-15)', target)).toEqual(['2024-01-03', '2024-01-08', '2024-01-16']);
    expect(firedOn('events("f.csv")', target)).toEqual(['2024-01-05', '2024-01-08']);
    expect([19_727, 19_730].map(formatCivilDate)).toEqual(['2024-01-05', '2024-01-08']);
  });

  it('outside the target’s data are no events, and the reader is told', () => {
    const { on: fired, notes } = eventsOf('date(2023-12-29, 2024-01-04, 2026-01-01)', target);
    expect(fired.reduce((sum, flag) => sum + flag, 0)).toBe(1);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/outside the target's data.*: 2023-12-29, 2026-01-01\b/);
  });

  it('without a target have no calendar, and say so', () => {
    expect(() => firedOn('date(2024-01-03)', environmentOf([]))).toThrow(RangeError);
  });
});
