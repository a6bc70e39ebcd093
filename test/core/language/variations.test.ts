import { describe, expect, it } from 'vitest';
import { check } from '../../../src/core/language/check.ts';
import { parse } from '../../../src/core/language/parse.ts';
import { print } from '../../../src/core/language/print.ts';
import { choicesOf } from '../../../src/core/language/variations.ts';

const shown = (text: string, standIns: Record<string, string[]> = {}) =>
  choicesOf(parse(text), new Map(Object.entries(standIns))).map(({ name, settings }) => ({
    name,
    trees: settings.map(({ apply }) => print(apply(parse(text)))),
  }));

describe('the choices of an expression', () => {
  it('halve and double what it names, the own setting first', () => {
    expect(shown('all_time_high(RUT, after: 1y)')).toEqual([
      { name: 'after', trees: ['all_time_high(RUT, after: 1y)', 'all_time_high(RUT, after: 6mo)', 'all_time_high(RUT, after: 2y)'] },
    ]);
    expect(shown('breakout(RUT, lookback: 1001, margin: 1%, quiet: 6mo)').map(({ name, trees }) => [name, trees.slice(1)])).toEqual([
      ['lookback', ['breakout(RUT, lookback: 501, margin: 1%, quiet: 6mo)', 'breakout(RUT, lookback: 2002, margin: 1%, quiet: 6mo)']],
      ['margin', ['breakout(RUT, lookback: 1001, margin: 0.5%, quiet: 6mo)', 'breakout(RUT, lookback: 1001, margin: 2%, quiet: 6mo)']],
      ['quiet', ['breakout(RUT, lookback: 1001, margin: 1%, quiet: 3mo)', 'breakout(RUT, lookback: 1001, margin: 1%, quiet: 12mo)']],
    ]);
  });

  it('leave fallbacks and a drought of nought as they are', () => {
    expect(shown('all_time_high(RUT)')).toEqual([]);
    expect(shown('all_time_high(RUT, after: 0)')).toEqual([]);
  });

  it('reach inside, and call a horizon a horizon', () => {
    expect(shown('hits(all_time_high(BTC, after: 90d), within: 180d)')).toEqual([
      {
        name: 'horizon',
        trees: [180, 90, 360].map((days) => `hits(all_time_high(BTC, after: 90d), within: ${days}d)`),
      },
      { name: 'after', trees: ['90d', '45d', '180d'].map((span) => `hits(all_time_high(BTC, after: ${span}), within: 180d)`) },
    ]);
  });

  it('put stand-ins everywhere where a series stands', () => {
    const [choice] = shown('crosses_above(RUT / SPX, ma(RUT / SPX, 200))', { RUT: ['IWM', 'IWN.adj'] });
    expect(choice).toEqual({
      name: 'RUT',
      trees: [
        'crosses_above(RUT / SPX, ma(RUT / SPX, 200))',
        'crosses_above(IWM / SPX, ma(IWM / SPX, 200))',
        'crosses_above(IWN.adj / SPX, ma(IWN.adj / SPX, 200))',
      ],
    });
  });

  it('tell two of one name apart', () => {
    const names = shown('within(all_time_high(BTC, after: 90d), all_time_high(RUT, after: 1y), 60)').map(({ name }) => name);
    expect(names).toEqual(['n', 'after', 'after (2)']);
  });

  it('combine, and stay expressions that mean something', () => {
    const text = 'retest(breakout(RUT, lookback: 4y, margin: 1%, quiet: 6mo, gap: 4w), within: 6mo, tolerance: 3%)';
    const choices = choicesOf(parse(text), new Map([['RUT', ['IWM']]]));
    for (let setting = 0; setting < 3; setting++) {
      const tree = choices.reduce((node, { settings }) => (settings[setting] ?? settings[0])?.apply(node) ?? node, parse(text));
      const printed = print(tree);
      expect(check(parse(printed), printed, 'trigger').kind).toBe('events');
      if (setting > 0) expect(printed).not.toBe(text);
    }
  });
});
