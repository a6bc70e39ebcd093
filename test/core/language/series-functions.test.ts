import { describe, expect, it } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { daily, dated, sessions } from '../series/made-series.ts';
import { curveFor, environmentOf, valuesOf, valuesOn } from './asking.ts';

const NONE = Number.NaN;
const on = (...values: number[]) => environmentOf([daily('X', '2024-01-01', values)]);
const close = (values: readonly number[], digits = 12) =>
  values.map((value) => (Number.isNaN(value) ? NONE : expect.closeTo(value, digits)));

describe('log', () => {
  it('is the natural logarithm, missing where x is not positive', () => {
    expect(valuesOf('log(X)', on(1, Math.E, 0, -1))).toEqual([0, 1, NONE, NONE]);
  });
});

describe('change, pct_change and lag', () => {
  it('compare with the value n observations ago', () => {
    expect(valuesOf('change(X, 2)', on(1, 2, 4, 8))).toEqual([NONE, NONE, 3, 6]);
    expect(valuesOf('pct_change(X, 1)', on(1, 2, 3))).toEqual([NONE, 1, 0.5]);
    expect(valuesOf('lag(X, 1)', on(1, 2, 4))).toEqual([NONE, 1, 2]);
    expect(valuesOf('lag(X, 0)', on(1, 2, 4))).toEqual([1, 2, 4]);
  });

  it('over a span compare with the last observation on or before the date so long ago', () => {
    const x = environmentOf([
      dated('X', { '2024-01-01': 1, '2024-01-03': 2, '2024-01-08': 5, '2024-01-09': 7, '2024-01-31': 9, '2024-02-29': 10 }),
    ]);
    expect(valuesOn('lag(X, 1w)', x)).toEqual({ '2024-01-08': 1, '2024-01-09': 1, '2024-01-31': 7, '2024-02-29': 9 });
    expect(valuesOn('change(X, 1mo)', x)).toEqual({ '2024-02-29': 3 });
    expect(valuesOn('pct_change(X, 1d)', x)).toEqual({
      '2024-01-03': 1,
      '2024-01-08': 1.5,
      '2024-01-09': 7 / 5 - 1,
      '2024-01-31': 9 / 7 - 1,
      '2024-02-29': 10 / 9 - 1,
    });
  });

  it('of a span warm up where the data reach back so far', () => {
    expect(curveFor('lag(X, 3d)', on(1, 2, 3, 4, 5)).warmup).toBe(3);
    expect(curveFor('change(ma(X, 2), 2)', on(1, 2, 3, 4, 5)).warmup).toBe(3);
  });

  it('pct_change from zero has no value', () => {
    expect(valuesOf('pct_change(X, 1)', on(0, 2, 3))).toEqual([NONE, NONE, 0.5]);
  });
});

describe('yoy', () => {
  it('compares with the last observation on or before the same day a year earlier', () => {
    const x = environmentOf([
      dated('X', {
        '2022-12-30': 50,
        '2023-02-28': 100,
        '2023-06-30': 110,
        '2024-02-28': 105,
        '2024-02-29': 120,
        '2024-06-29': 60,
        '2024-06-30': 121,
      }),
    ]);
    expect(valuesOn('yoy(X)', x)).toEqual({
      '2024-02-28': 105 / 100 - 1,
      '2024-02-29': 120 / 100 - 1,
      '2024-06-29': 60 / 100 - 1,
      '2024-06-30': 121 / 110 - 1,
    });
  });

  it('on monthly data is the change on the same month a year before', () => {
    const rows = Object.fromEntries(
      Array.from({ length: 14 }, (_, i) => [`${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`, 100 + i]),
    );
    expect(valuesOn('yoy(M2)', environmentOf([dated('M2', rows, { calendar: 'monthly' })]))).toEqual({
      '2024-01-01': 112 / 100 - 1,
      '2024-02-01': 113 / 101 - 1,
    });
  });
});

describe('ma', () => {
  it('is the mean of the last n observations, missing before there are n', () => {
    expect(valuesOf('ma(X, 3)', on(1, 2, 6, 4))).toEqual([NONE, NONE, 3, 4]);
    expect(valuesOf('ma(X, 1)', on(1, 2, 6))).toEqual([1, 2, 6]);
    expect(valuesOf('ma(ma(X, 2), 2)', on(1, 3, 5, 7))).toEqual([NONE, NONE, 3, 5]);
  });

  it('over a span is the mean of the dates after date − span', () => {
    const x = environmentOf([dated('X', { '2024-01-01': 9, '2024-01-02': 1, '2024-01-08': 3, '2024-01-09': 5, '2024-01-20': 7 })]);
    expect(valuesOn('ma(X, 1w)', x)).toEqual({ '2024-01-08': 2, '2024-01-09': 4, '2024-01-20': 7 });
  });

  it('of a lookback that is longer than the data has no value and does not warm up', () => {
    expect(valuesOf('ma(X, 4)', on(1, 2, 3))).toEqual([NONE, NONE, NONE]);
    expect(curveFor('ma(X, 4)', on(1, 2, 3)).warmup).toBe(3);
  });
});

describe('ema', () => {
  it('begins with the mean of the first n and then moves by 2 / (n + 1) of the distance', () => {
    expect(valuesOf('ema(X, 3)', on(1, 2, 6, 5, 9))).toEqual([NONE, NONE, 3, 4, 6.5]);
    expect(valuesOf('ema(X, 1)', on(4, 5))).toEqual([4, 5]);
  });

  it('of a series that warms up begins where that has its first n values', () => {
    expect(valuesOf('ema(ma(X, 2), 2)', on(1, 3, 5, 8))).toEqual(close([NONE, NONE, 3, 6.5 * (2 / 3) + 3 / 3]));
    expect(curveFor('ema(ma(X, 2), 2)', on(1, 3, 5, 8)).warmup).toBe(2);
  });
});

describe('zscore', () => {
  it('is the distance from the lookback’s mean in its sample standard deviations', () => {
    expect(valuesOf('zscore(X, lookback: 3)', on(1, 2, 3, 7))).toEqual(close([NONE, NONE, 1, 3 / Math.sqrt(7)]));
  });

  it('of a constant lookback has no value, whatever the constant', () => {
    expect(valuesOf('zscore(X, lookback: 3)', on(0.1, 0.1, 0.1, 0.1))).toEqual([NONE, NONE, NONE, NONE]);
  });
});

describe('pct_rank', () => {
  it('is the share of the lookback at or below the value, the value included', () => {
    expect(valuesOf('pct_rank(X, lookback: 4)', on(1, 2, 3, 2.5, 2, 2))).toEqual([NONE, NONE, NONE, 0.75, 0.5, 0.5]);
  });

  it('of the highest is 1, of equal values 1, and never 0', () => {
    expect(valuesOf('pct_rank(X, lookback: 2)', on(1, 2, 2, 1))).toEqual([NONE, 1, 1, 0.5]);
  });
});

describe('drawdown', () => {
  it('is the distance from the highest value so far, at most 0', () => {
    expect(valuesOf('drawdown(X)', on(100, 110, 99, 121, 60.5))).toEqual(close([0, 0, -0.1, 0, -0.5]));
  });

  it('has no value before there was a positive one', () => {
    expect(valuesOf('drawdown(X)', on(-1, 0, -2, 10, 5))).toEqual([NONE, NONE, NONE, 0, -0.5]);
  });
});

describe('realized_vol', () => {
  it('is the sample standard deviation of the last n log returns, for one observation', () => {
    const x = on(1, Math.E, 1, Math.E ** 2);
    // Log returns 1, −1, 2.
    expect(valuesOf('realized_vol(X, 2)', x)).toEqual(close([NONE, NONE, Math.SQRT2, 3 / Math.SQRT2]));
    expect(valuesOf('realized_vol(X, 3)', x)).toEqual(close([NONE, NONE, NONE, Math.sqrt(7 / 3)]));
    expect(curveFor('realized_vol(X, 3)', x).warmup).toBe(3);
  });

  it('of a price that does not move is 0', () => {
    expect(valuesOf('realized_vol(X, 2)', on(5, 5, 5))).toEqual([NONE, NONE, 0]);
  });

  it('has no value while a price without logarithm is in the lookback', () => {
    expect(valuesOf('realized_vol(X, 2)', on(1, 0, 1, 1, 1)).map(Number.isFinite)).toEqual([false, false, false, false, true]);
  });
});

describe('corr', () => {
  const pair = (x: number[], y: number[]) => environmentOf([daily('X', '2024-01-01', x), daily('Y', '2024-01-01', y)]);

  it('is Pearson’s correlation over the last n common observations', () => {
    expect(valuesOf('corr(X, Y, 3)', pair([1, 2, 3, 4], [2, 4, 6, 0]))).toEqual(close([NONE, NONE, 1, -0.65465367070797709], 12));
    expect(valuesOf('corr(X, -X, 3)', pair([1, 2, 9], [0, 0, 0]))).toEqual(close([NONE, NONE, -1]));
  });

  it('counts common observations, not those of either series', () => {
    const gaps = environmentOf([
      dated('X', { '2024-01-01': 1, '2024-01-02': 99, '2024-01-03': 2, '2024-01-04': 3 }),
      dated('Y', { '2024-01-01': 10, '2024-01-03': 20, '2024-01-04': 30, '2024-01-05': 1 }),
    ]);
    expect(valuesOn('corr(X, Y, 3)', gaps)).toEqual({ '2024-01-04': expect.closeTo(1, 12) });
  });

  it('has no value where one side is constant or fewer than three pairs are there', () => {
    expect(valuesOf('corr(X, Y, 3)', pair([1, 2, 3], [0.1, 0.1, 0.1]))).toEqual([NONE, NONE, NONE]);
    expect(valuesOf('corr(X, Y, 2)', pair([1, 2, 3], [1, 2, 3]))).toEqual([NONE, NONE, NONE]);
  });

  it('stays within −1 and 1', () => {
    const values = Array.from({ length: 50 }, (_, i) => 0.1 * i + 1e6);
    for (const value of valuesOf('corr(X, Y, 5)', pair(values, values)).slice(4)) expect(Math.abs(value)).toBeLessThanOrEqual(1);
  });
});

describe('weekly', () => {
  const shown = (environment: Parameters<typeof curveFor>[1], text = 'weekly(X)') => {
    const { dates, values, knownAt } = curveFor(text, environment);
    return Array.from(dates, (date, i) => [formatCivilDate(date), values[i], new Date(knownAt[i] as number).toISOString().slice(0, 16)]);
  };

  it('is the last observation of each ISO week that is over', () => {
    // 2024-01-05 and 2024-01-12 are Fridays; the data end on Wednesday the 17th.
    expect(shown(environmentOf([sessions('X', '2024-01-03', [3, 4, 5, 8, 9, 10, 11, 12, 16, 17])]))).toEqual([
      ['2024-01-05', 5, '2024-01-05T21:00'],
      ['2024-01-12', 12, '2024-01-12T21:00'],
    ]);
  });

  it('of a calendar that never rests ends on Sunday', () => {
    expect(shown(environmentOf([daily('X', '2024-01-05', [5, 6, 7, 8])]))).toEqual([['2024-01-07', 7, '2024-01-08T00:00']]);
  });

  it('of a week with a holiday on Friday ends on Thursday, and is known then', () => {
    // Good Friday 2024 was 29 March.
    expect(shown(environmentOf([sessions('X', '2024-03-27', [1, 2])]))).toEqual([['2024-03-28', 2, '2024-03-28T20:00']]);
  });

  it('of a week whose last close is missing is known only from the next observation', () => {
    const rows = { '2024-01-03': 1, '2024-01-04': 2 };
    expect(shown(environmentOf([dated('X', rows, { calendar: 'new-york' })]))).toEqual([]);
    expect(shown(environmentOf([dated('X', { ...rows, '2024-01-09': 3 }, { calendar: 'new-york' })]))).toEqual([
      ['2024-01-04', 2, '2024-01-09T21:00'],
    ]);
  });

  it('keeps the release lag of its series', () => {
    expect(shown(environmentOf([sessions('X', '2024-01-04', [1, 2, 3], { lagDays: 3 })]))).toEqual([['2024-01-05', 2, '2024-01-08T21:00']]);
  });

  it('of a series that is weekly is that series', () => {
    const x = dated('X', { '2024-01-05': 1, '2024-01-12': 2, '2024-01-19': 3 }, { calendar: 'weekly-utc' });
    expect(valuesOn('weekly(X)', environmentOf([x]))).toEqual({ '2024-01-05': 1, '2024-01-12': 2, '2024-01-19': 3 });
  });

  it('of two joined series is the last date of the week that both have', () => {
    const pair = environmentOf([
      sessions('X', '2024-01-02', [2, 3, 4, 5, 8]),
      dated('Y', { '2024-01-03': 1, '2024-01-04': 1, '2024-01-08': 1 }, { calendar: 'new-york' }),
    ]);
    expect(shown(pair, 'weekly(X / Y)')).toEqual([['2024-01-04', 4, '2024-01-08T21:00']]);
  });

  it('counts observations in weeks from then on', () => {
    const x = environmentOf([
      daily(
        'X',
        '2024-01-01',
        Array.from({ length: 28 }, (_, i) => i),
      ),
    ]);
    expect(valuesOn('ma(weekly(X), 2)', x)).toEqual({ '2024-01-14': 9.5, '2024-01-21': 16.5, '2024-01-28': 23.5 });
    expect(valuesOn('weekly(ma(X, 10))', x)).toEqual({ '2024-01-14': 8.5, '2024-01-21': 15.5, '2024-01-28': 22.5 });
  });
});

describe('fill', () => {
  it('carries the last value known at each close of the other series, and nothing else does', () => {
    const pair = environmentOf([
      dated('F', { '2024-01-03': 10, '2024-01-10': 20 }, { calendar: 'new-york', lagDays: 1 }),
      sessions('X', '2024-01-02', [1, 1, 1, 1, 1, 1, 1, 1, 1]),
    ]);
    // Known on the 4th and the 11th at 21:00 UTC, New York's close.
    expect(valuesOn('fill(F, X)', pair)).toEqual({
      '2024-01-04': 10,
      '2024-01-05': 10,
      '2024-01-08': 10,
      '2024-01-09': 10,
      '2024-01-10': 10,
      '2024-01-11': 20,
      '2024-01-12': 20,
    });
    expect(curveFor('fill(F, X)', pair).warmup).toBe(2);
    expect(Object.keys(valuesOn('F / X', pair))).toEqual(['2024-01-03', '2024-01-10']);
  });

  it('does not know a day that ends at 24:00 UTC at New York’s close', () => {
    const pair = environmentOf([daily('B', '2024-01-01', [1, 2, 3, 4, 5, 6, 7, 8]), sessions('X', '2024-01-02', [0, 0, 0, 0, 0])]);
    expect(Object.values(valuesOn('fill(B, X)', pair))).toEqual([1, 2, 3, 4, 7]);
  });

  it('warms up where the first value that its source could have is known', () => {
    const pair = environmentOf([daily('B', '2024-01-01', [1, 2, 3, 4, 5, 6, 7, 8]), sessions('X', '2024-01-02', [0, 0, 0, 0, 0])]);
    expect(valuesOn('fill(ma(B, 3), X)', pair)).toEqual({ '2024-01-04': 2, '2024-01-05': 3, '2024-01-08': 6 });
    expect(curveFor('fill(ma(B, 3), X)', pair).warmup).toBe(2);
  });

  it('makes a condition of a slow series usable on every session', () => {
    const pair = environmentOf([
      dated('F', { '2024-01-03': -1, '2024-01-10': 1 }, { calendar: 'new-york' }),
      sessions('X', '2024-01-02', [1, 2, 3, 4, 5, 6, 7, 8]),
    ]);
    const { dates, values } = curveFor('fill(F, X)', pair);
    expect(dates).toHaveLength(8);
    expect(Array.from(values)).toEqual([NONE, -1, -1, -1, -1, -1, 1, 1]);
  });
});
