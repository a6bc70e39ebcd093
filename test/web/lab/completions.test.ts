import { describe, expect, it } from 'vitest';
import { describeLanguage } from '../../../src/app/operations/expression.ts';
import type { SeriesEntry } from '../../../src/contract/claims.ts';
import type { ExpressionRole } from '../../../src/contract/expression.ts';
import { offersAt, parameterAt } from '../../../web/views/lab/editor/completions.ts';
import { cursorAt, faultRange } from '../../../web/views/lab/editor/cursor.ts';

const { functions } = describeLanguage({});
const series = (['RUT', 'BTC'] as const).map(
  (id): SeriesEntry => ({
    ...{ id, title: id, unit: 'USD', calendar: 'utc-daily', from: '2011-01-01', to: '2026-01-01', rows: 10 },
    ...{ source: 'a test', ageDays: 1, notes: [], error: null, held: true },
  }),
);
const vocabulary = { functions, series };

/** What is offered at the bar in a text. */
const offered = (marked: string, role: ExpressionRole = 'trigger'): string[] =>
  offersAt(marked.replace('|', ''), marked.indexOf('|'), { role, vocabulary }).map(({ text }) => text);

const namesOf = (role: ExpressionRole) => functions.filter((one) => one.role === role).map(({ name }) => name);

describe('completion', () => {
  it('offers a trigger everything but what looks ahead', () => {
    const names = offered('|');
    expect(names).toEqual([...namesOf('trigger'), 'RUT', 'BTC', ...namesOf('series')]);
    for (const outcome of namesOf('outcome')) expect(names).not.toContain(outcome);
  });

  it('offers an outcome only what looks ahead', () => {
    expect(offered('ret|', 'outcome')).toEqual(namesOf('outcome'));
  });

  it('offers series where a series is due, and triggers where a trigger is due, inside an outcome too', () => {
    expect(offered('return(|', 'outcome').slice(0, 2)).toEqual(['RUT', 'BTC']);
    expect(offered('return(|', 'outcome')).not.toContain('all_time_high');
    expect(offered('hits(|', 'outcome')[0]).toBe('all_time_high');
    expect(offered('hits(|', 'outcome')).not.toContain('return');
  });

  it('offers only a breakout to retest', () => {
    expect(offered('retest(|').filter((text) => !text.includes(':'))).toEqual(['breakout']);
  });

  it('offers spans as a horizon, and the names of arguments that have not been given', () => {
    expect(offered('return(BTC, |', 'outcome')).toEqual(['30d', '90d', '180d', '365d', '1y', '2y', 'h: ']);
    expect(offered('breakout(RUT, lookback: 1000, |)')).toEqual(expect.arrayContaining(['margin: ', 'quiet: ', 'gap: ']));
    expect(offered('breakout(RUT, lookback: 1000, |)')).not.toContain('lookback: ');
  });

  it('offers series after an operator, wherever it stands', () => {
    expect(offered('RUT > 200-|').slice(0, 2)).toEqual(['RUT', 'BTC']);
    expect(offered('RUT / |').slice(0, 2)).toEqual(['RUT', 'BTC']);
    expect(offered('RUT / |')).not.toContain('all_time_high');
    expect(offered('crosses_above(RUT / SPX, ma(RUT / |, 200))').slice(0, 2)).toEqual(['RUT', 'BTC']);
  });

  it('offers nothing in quotes, in a comment, and inside of a call that nobody knows', () => {
    expect(offered('events("R|")')).toEqual([]);
    expect(offered('RUT # R|')).toEqual([]);
    expect(offered('all_tme_high(R|')).toEqual([]);
  });

  it('leaves out a series that cannot be read', () => {
    const unreadable = { functions, series: [{ ...(series[0] as SeriesEntry), error: 'no header' }] };
    expect(offersAt('return(', 7, { role: 'outcome', vocabulary: unreadable }).map(({ text }) => text)).not.toContain('RUT');
  });

  it('stays where it is when every example of the manual is typed letter by letter', () => {
    for (const { example, role } of functions)
      for (let place = 0; place <= example.length; place++)
        expect(() => offersAt(example.slice(0, place), place, { role, vocabulary })).not.toThrow();
  });
});

describe('the call that the cursor is in', () => {
  const at = (marked: string) => parameterAt(cursorAt(marked.replace('|', ''), marked.indexOf('|')), functions);

  it('is the innermost, with the argument that is due by place or by name', () => {
    expect(at('all_time_high(RUT, |)')).toMatchObject({ definition: { name: 'all_time_high' }, parameter: { name: 'after' } });
    expect(at('crosses_above(RUT, ma(|')).toMatchObject({ definition: { name: 'ma' }, parameter: { name: 'x' } });
    expect(at('breakout(RUT, quiet: 1|')?.parameter?.name).toBe('quiet');
    expect(at('date(2020-01-01, 2021-01-01, |')?.parameter?.name).toBe('dates');
  });

  it('is not the one before it, once that is closed', () => {
    expect(at('all_time_high(RUT)|')).toBeUndefined();
    expect(at('within(all_time_high(BTC), |')?.parameter?.name).toBe('b');
  });

  it('is not made by brackets that only group, nor by "and" and "not"', () => {
    expect(at('(RUT > |')).toBeUndefined();
    expect(at('not (RUT > |')).toBeUndefined();
  });
});

describe('the place of a fault', () => {
  it.each([
    ['all_time_hi(RUT)', 1, 1, 'all_time_hi'],
    ['return(BTC, 18x)', 1, 13, '18x'],
    ['RUT >\n2600 +', 2, 6, '+'],
    ['all_time_high(RUT', 1, 18, 'T'],
    ['RUT >= >= 2', 1, 8, '>'],
  ])('in %j, line %i, column %i is marked at %j', (text, line, column, marked) => {
    const { from, to } = faultRange(text, { line, column });
    expect(text.slice(from, to)).toBe(marked);
  });
});
