import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readExpression } from '../../../src/app/panel.ts';
import { readTemplates, triggersFrom } from '../../../src/app/scan/templates.ts';

const SHIPPED = readFileSync(new URL('../../../triggers/common.yaml', import.meta.url), 'utf8');

const one = (template: string) => `title: T\ntemplates:\n  - ${template}\n`;

describe('the templates of a scan', () => {
  it('that ship are read, and every trigger that they make can be', () => {
    const made = triggersFrom(readTemplates('common.yaml', SHIPPED), [
      { id: 'RUT', isPositive: true },
      { id: '10Y', isPositive: false },
    ]);
    expect(made.length).toBeGreaterThan(60);
    expect(new Set(made.map(({ when }) => when)).size).toBe(made.length);
    for (const { when } of made) expect(readExpression(when, 'trigger').series).toHaveLength(1);
    // A name that is no plain word is quoted, and what needs prices is not tried of it.
    expect(made.some(({ when }) => when.includes('"10Y"'))).toBe(true);
    expect(made.some(({ when }) => when.includes('drawdown("10Y")'))).toBe(false);
  });

  it('try all combinations of their settings', () => {
    const text = one(
      '{ id: a, title: A, when: "crosses_above(ma({x}, {short}), ma({x}, {long}))", with: { short: [5, 10], long: [50d, 1y] } }',
    );
    expect(triggersFrom(readTemplates('t.yaml', text), [{ id: 'X', isPositive: true }]).map(({ when }) => when)).toEqual([
      'crosses_above(ma(X, 5), ma(X, 50d))',
      'crosses_above(ma(X, 5), ma(X, 1y))',
      'crosses_above(ma(X, 10), ma(X, 50d))',
      'crosses_above(ma(X, 10), ma(X, 1y))',
    ]);
  });

  it.each([
    ['a setting that is not there', '{ id: a, title: A, when: "new_high({x}, lookback: {n})" }', /t\.yaml:3:\d+: \{n\} is no setting/],
    ['a setting that stands nowhere', '{ id: a, title: A, when: "new_high({x}, lookback: 9)", with: { n: [1] } }', /"n" stands nowhere/],
    ['no place for the series', '{ id: a, title: A, when: "new_high(RUT, lookback: 9)" }', /must have \{x\}/],
    [
      'what cannot be read',
      '{ id: a, title: A, when: "new_hihg({x}, lookback: 9)" }',
      /t\.yaml:3:\d+: .*no function new_hihg; did you mean new_high/,
    ],
    ['what looks ahead', '{ id: a, title: A, when: "hits(all_time_high({x}), within: 9d)" }', /t\.yaml:3/],
    ['an unknown key', '{ id: a, title: A, when: "new_high({x}, lookback: 9)", wiht: {} }', /unknown key "wiht".*did you mean with/],
    ['the same id twice', '{ id: a, title: A, when: "{x} > 1" }\n  - { id: a, title: B, when: "{x} > 2" }', /two templates "a"/],
  ])('refuse %s, with the place', (_, template, message) => {
    expect(() => readTemplates('t.yaml', one(template))).toThrow(message);
  });
});
