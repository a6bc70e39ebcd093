import { describe, expect, it } from 'vitest';
import { functions } from '../../../src/core/language/functions/registry.ts';
import { checked, type Role, refusal } from './asking.ts';

const LOOK_AHEAD = 'looks ahead: it may stand only as an outcome (--then), never in a trigger or a series';

describe('a function that looks ahead', () => {
  const outcomes = functions.filter(({ result }) => result === 'outcome');

  it.each(outcomes.map(({ name, example }) => [name, example]))('%s is refused in a trigger', (name, example) => {
    expect(refusal(example).message).toBe(`line 1, column 1: ${name} ${LOOK_AHEAD}`);
    expect(refusal(`RUT > 5 and ${example} > 0`).message).toContain(`column 13: ${name} ${LOOK_AHEAD}`);
    expect(refusal(`cooldown(${example}, 5)`).message).toContain(LOOK_AHEAD);
    expect(refusal(`not ${example} > 0`).message).toContain(LOOK_AHEAD);
    expect(refusal(`-${example} > 0`).message).toContain(LOOK_AHEAD);
  });

  it.each(outcomes.map(({ name, example }) => [name, example]))('%s is refused in a series', (_, example) => {
    for (const text of [example, `ma(${example}, 5)`, `RUT / ${example}`, `fill(RUT, ${example})`]) {
      expect(refusal(text, 'series').message).toContain(LOOK_AHEAD);
    }
  });

  it.each(outcomes.map(({ name, example }) => [name, example]))('%s is refused inside another outcome', (_, example) => {
    for (const text of [`return(${example}, 5d)`, `hits(${example} > 0, within: 5d)`, `excess_return(BTC, ${example}, 5d)`]) {
      expect(refusal(text, 'outcome').message).toContain(LOOK_AHEAD);
    }
  });

  it('is what an outcome must be, alone', () => {
    for (const { example } of outcomes) expect(checked(example, 'outcome').kind).toBe('outcome');
    expect(refusal('return(BTC, 180d) + 1', 'outcome').message).toContain(LOOK_AHEAD);
    expect(refusal('all_time_high(RUT)', 'outcome').message).toBe(
      'line 1, column 1: an outcome must look ahead, such as return(BTC, 180d), was a trigger',
    );
    expect(refusal('BTC', 'outcome').message).toContain('was a series');
    expect(refusal('5', 'outcome').message).toContain('was a number');
  });
});

describe('an expression of the wrong kind', () => {
  it.each<[string, Role, number, string]>([
    ['RUT', 'trigger', 1, 'a trigger must fire events, was a series; compare it with something, such as RUT > 2600'],
    ['2600', 'trigger', 1, 'a trigger must fire events, was a number'],
    ['ma(RUT, 5)', 'trigger', 1, 'a trigger must fire events, was a series'],
    ['all_time_high(RUT)', 'series', 1, 'expected a series, was a trigger'],
    ['5', 'series', 1, 'expected a series, was a number'],
    ['not RUT', 'trigger', 5, '"not" joins triggers and conditions, here was a series'],
    ['RUT and SPX > 5', 'trigger', 1, '"and" joins triggers and conditions, here was a series'],
    ['SPX > 5 or 3', 'trigger', 12, '"or" joins triggers and conditions, here was a number'],
    ['-all_time_high(RUT)', 'trigger', 2, '"-" works on series and numbers, here was a trigger'],
    ['RUT + all_time_high(RUT)', 'series', 7, '"+" works on series and numbers, here was a trigger'],
    ['all_time_high(RUT) > 5', 'trigger', 1, '">" works on series and numbers, here was a trigger'],
    ['(RUT > 1) > 2', 'trigger', 6, '">" works on series and numbers, here was a trigger'],
    ['2020-11-13', 'trigger', 1, 'a date stands inside date(…), as in date(2020-11-13)'],
    ['RUT > 2020-11-13', 'trigger', 7, 'a date stands inside date(…)'],
    ['180d', 'series', 1, 'a span stands as an argument, as in return(BTC, 180d)'],
    ['RUT + 1y', 'series', 7, 'a span stands as an argument'],
    ['5 > 4', 'trigger', 3, 'a comparison needs a series on one side at least'],
    ['all_time_high(5)', 'trigger', 15, '"x" of all_time_high must be a series'],
    ['all_time_high(RUT > 5)', 'trigger', 19, '"x" of all_time_high must be a series'],
    ['ma(all_time_high(RUT), 5)', 'series', 4, '"x" of ma must be a series'],
    ['crosses_above(RUT, SPX > 5)', 'trigger', 24, '"y" of crosses_above must be a series or a number'],
    ['while(RUT, RUT > 5)', 'trigger', 7, '"a" of while must be a trigger or a condition'],
    ['while(RUT > 5, RUT)', 'trigger', 16, '"condition" of while must be a trigger or a condition'],
    ['within(RUT > 5, SPX, 3)', 'trigger', 17, '"b" of within must be a trigger or a condition'],
    ['cooldown(RUT, 5)', 'trigger', 10, '"a" of cooldown must be a trigger or a condition'],
    ['hits(BTC, within: 5d)', 'outcome', 6, '"e" of hits must be a trigger or a condition'],
    ['return(all_time_high(BTC), 5d)', 'outcome', 8, '"x" of return must be a series'],
    ['return(5, 5d)', 'outcome', 8, '"x" of return must be a series'],
    ['retest(all_time_high(RUT))', 'trigger', 8, '"of" of retest must be a breakout(…)'],
    ['retest(RUT)', 'trigger', 8, '"of" of retest must be a breakout(…)'],
    ['first_close_above(RUT, SPX)', 'trigger', 24, '"level" of first_close_above must be a number'],
    ['breakout(RUT, lookback: 5, margin: 1d)', 'trigger', 36, '"margin" of breakout must be a number'],
    ['events(RUT)', 'trigger', 8, '"file" of events must be a file name in quotes'],
  ])('is refused where it stands: %s', (text, role, column, message) => {
    const error = refusal(text, role);
    expect({ line: error.line, column: error.column }).toEqual({ line: 1, column });
    expect(error.message).toContain(`line 1, column ${column}: ${message}`);
  });

  it('is refused on its own line', () => {
    expect(refusal('RUT > 5\n  and\n  bogus(RUT)')).toMatchObject({ line: 3, column: 3 });
    expect(refusal('while(\n  all_time_high(RUT),\n  SPX\n)')).toMatchObject({ line: 3, column: 3 });
    expect(refusal('RUT\n  + SPX')).toMatchObject({ line: 2, column: 3 });
    expect(refusal('1\n  > 2')).toMatchObject({ line: 2, column: 3 });
  });
});

describe('the arguments of a call', () => {
  it.each([
    ['all_time_hihg(RUT)', 'line 1, column 1: no function all_time_hihg; did you mean all_time_high?'],
    ['Crosses_Above(RUT, 5)', 'line 1, column 1: no function Crosses_Above; did you mean crosses_above?'],
    ['RUT > 5 and sma(RUT, 5) > 3', 'line 1, column 13: no function sma; did you mean ma?'],
    ['bogus(RUT)', 'line 1, column 1: no function bogus'],
    ['all_time_high(RUT, afer: 1y)', 'line 1, column 20: all_time_high has no argument "afer"; did you mean after? It takes x, after'],
    ['all_time_high(RUT, after: 1y, after: 2y)', 'line 1, column 31: all_time_high got "after" twice'],
    ['all_time_high(RUT, x: SPX)', 'line 1, column 20: all_time_high got "x" twice'],
    ['all_time_high(RUT, 1y, 3)', 'line 1, column 24: all_time_high takes 2 arguments, as in all_time_high(RUT, after: 1y)'],
    ['drawdown(RUT, 5) < 0', 'line 1, column 15: drawdown takes 1 argument, as in drawdown(BTC)'],
    [
      'all_time_high()',
      'line 1, column 1: all_time_high needs "x" (a series or an expression of series), as in all_time_high(RUT, after: 1y)',
    ],
    ['RUT > ma(RUT)', 'line 1, column 7: ma needs "n" (observations, or a span such as 13w), as in ma(RUT, 200)'],
    ['date()', 'line 1, column 1: date needs "dates" (one or more dates, YYYY-MM-DD), as in date(2020-11-13)'],
  ])('are known and given once, and no required one is missing: %s', (text, message) => {
    expect(refusal(text).message).toBe(message);
  });

  it('names what it takes in a sentence of its own where no name is near', () => {
    expect(refusal('all_time_high(RUT, minimum: 1y)').message).toBe(
      'line 1, column 20: all_time_high has no argument "minimum". It takes x, after',
    );
  });

  it('suggest no name that shares no letter with the one given', () => {
    expect(refusal('zz(RUT)').message).toBe('line 1, column 1: no function zz');
    expect(refusal('all_time_high(RUT, q: 1y)').message).not.toContain('did you mean x?');
  });

  it('may be named or stand in their order, in any mixture', () => {
    for (const text of [
      'new_high(RUT, 252)',
      'new_high(RUT, lookback: 252)',
      'new_high(lookback: 252, x: RUT)',
      'new_high(lookback: 252, RUT)',
    ]) {
      expect(checked(text, 'trigger').series).toEqual(['RUT']);
    }
  });
});

describe('an extent', () => {
  const whole = 'must be a whole number of observations or a span (d, w, mo, y), such as 250 or 180d';
  it.each<[string, Role, string]>([
    ['ma(RUT, 1.5)', 'series', `"n" of ma ${whole}`],
    ['ma(RUT, -5)', 'series', `"n" of ma ${whole}`],
    ['ma(RUT, 200%)', 'series', `"n" of ma ${whole}`],
    ['ma(RUT, SPX)', 'series', `"n" of ma ${whole}`],
    ['lag(RUT, 1 + 1)', 'series', `"n" of lag ${whole}`],
    ['all_time_high(RUT, after: -1)', 'trigger', `"after" of all_time_high ${whole}`],
    ['return(BTC, 0.5)', 'outcome', `"h" of return ${whole}`],
    ['ema(RUT, 50d)', 'series', '"n" of ema must be a whole number of observations'],
    ['new_high(RUT, lookback: 0)', 'trigger', '"lookback" of new_high must be at least 1'],
    ['zscore(RUT, lookback: 0d)', 'series', '"lookback" of zscore must be at least 1'],
    ['return(BTC, 0d)', 'outcome', '"h" of return must be at least 1'],
    ['hits(all_time_high(BTC), within: 0)', 'outcome', '"within" of hits must be at least 1'],
    ['ema(RUT, 0)', 'series', '"n" of ema must be at least 1'],
    ['ma(RUT, 0)', 'series', '"n" of ma must be at least 1'],
    ['ma(RUT, 0d)', 'series', '"n" of ma must be at least 1'],
    ['realized_vol(RUT, 0)', 'series', '"n" of realized_vol must be at least'],
    ['corr(RUT, SPX, 0)', 'series', '"n" of corr must be at least'],
    ['new_high(RUT, lookback: 100001)', 'trigger', '"lookback" of new_high must be at most 100,000'],
    ['return(BTC, 99999999999d)', 'outcome', '"h" of return must be at most 100,000'],
    ['explosive(RUT, lookback: 29)', 'trigger', '"lookback" of explosive must be at least 30'],
    ['explosive(RUT, lookback: 10001)', 'trigger', '"lookback" of explosive must be at most 10,000'],
    ['explosive(RUT, lookback: 500d)', 'trigger', '"lookback" of explosive must be a whole number of observations'],
    ['explosive(RUT, persist: 0)', 'trigger', '"persist" of explosive must be at least 1'],
  ])('that means nothing is refused: %s', (text, role, message) => {
    expect(refusal(text, role).message).toContain(message);
  });

  it('may be zero where nothing lies between: a drought, a gap, a quiet time, a lag, a cooldown, a coincidence', () => {
    for (const text of [
      'all_time_high(RUT, after: 0)',
      'breakout(RUT, lookback: 5, gap: 0, quiet: 0)',
      'lag(RUT, 0) > 5',
      'cooldown(RUT > 5, 0)',
      'within(RUT > 5, SPX > 5, 0)',
      'all_time_high(RUT, after: 0d)',
    ]) {
      expect(checked(text, 'trigger').kind).toBe('events');
    }
  });
});

describe('a number', () => {
  it.each(['1e999', '1 / 0', '0 / 0', '-(1 / 0)'])('that is not finite is refused: %s', (text) => {
    expect(refusal(`first_close_above(RUT, ${text})`).message).toContain('must be');
  });

  it('may have bounds, and is refused beyond them', () => {
    expect(refusal('explosive(RUT, level: 0.01%)').message).toContain('line 1, column 23: "level" of explosive must be at least 0.001');
    expect(refusal('explosive(RUT, level: 60%)').message).toContain('"level" of explosive must be at most 0.5');
    expect(checked('explosive(RUT, level: 0.1%)', 'trigger').kind).toBe('events');
    expect(checked('explosive(RUT, level: 50%)', 'trigger').kind).toBe('events');
  });

  it('may be worked out of numbers', () => {
    expect(checked('first_close_above(RUT, 2 * (1000 + 300))', 'trigger').kind).toBe('events');
    expect(checked('breakout(RUT, lookback: 5, margin: -1%)', 'trigger').kind).toBe('events');
  });
});

describe('listed dates', () => {
  it.each([
    ['date(2021-02-30)', 6, '"dates" of date must be dates that exist, was 2021-02-30'],
    ['date(2020-11-13, 2023-02-29)', 18, '"dates" of date must be dates that exist, was 2023-02-29'],
    ['date(2020-13-01)', 6, '"dates" of date must be dates that exist, was 2020-13-01'],
    ['date(20201113)', 6, '"dates" of date must be dates such as 2020-11-13'],
    ['date("2020-11-13")', 6, '"dates" of date must be dates such as 2020-11-13'],
    ['date(1y)', 6, '"dates" of date must be dates such as 2020-11-13'],
  ])('that do not exist are refused: %s', (text, column, message) => {
    expect(refusal(text).message).toBe(`line 1, column ${column}: ${message}`);
  });

  it('written without leading zeros are refused where they stand', () => {
    const { message, column } = refusal('date(2021-2-3)');
    expect(message).toContain('"dates" of date must be dates such as 2020-11-13');
    expect(column).toBeGreaterThanOrEqual(6);
  });

  it('may be many, and 29 February exists in leap years', () => {
    expect(checked('date(2020-02-29, 2024-02-29)', 'trigger').kind).toBe('events');
  });
});

describe('what a checked expression reads', () => {
  it('lists its series in order of first mention, adjusted closes and quoted ids among them, each once', () => {
    expect(checked('while(crosses_above(RUT / IWN.adj, 2), "BTC-USD" > ma(RUT, 5) or "X.adj" > 1)', 'trigger').series).toEqual([
      'RUT',
      'IWN.adj',
      'BTC-USD',
      'X.adj',
    ]);
  });

  it('lists the files of events', () => {
    expect(checked('events("halvings.csv") or events("fomc.csv")', 'trigger')).toMatchObject({
      files: ['halvings.csv', 'fomc.csv'],
      series: [],
    });
  });

  it('refuses a series without a name', () => {
    expect(refusal('all_time_high("")').message).toContain('line 1, column 15');
  });
});
