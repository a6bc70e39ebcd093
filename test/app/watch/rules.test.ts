import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRules } from '../../../src/app/watch/rules.ts';
import { rulesOf } from './world.ts';

const text = (rule: string, more = '') => `watch: a
title: A
sinks: { desk: { file: { path: x } } }
${more}rules:
  - id: one
    title: One
    ${rule}
    sinks: [desk]
`;

describe('a file of alert rules', () => {
  test('that ships can be read, and its rules are what their words say', () => {
    const { rules } = readRules(
      'watch/russell-crypto.yaml',
      readFileSync(join(import.meta.dirname, '../../../watch/russell-crypto.yaml'), 'utf8'),
    );
    expect(rules.map(({ rule }) => rule.id)).toContain('rut-record');
    expect(rules.find(({ rule }) => rule.id === 'claim-on')?.claim).toEqual({
      pack: 'russell-crypto',
      claim: 'eth-follows',
      becomes: 'on',
    });
  });

  test.each([
    ['when: RUT >', /^f:7:11: in "RUT >", line 1, column 6: expected .*, found the end$/],
    ['when: RUT > 1 and rut_hi(RUT)', /^f:7:11: in .*rut_hi/],
    ['when: date(2026-01-01)', /^f:7:11: "date\(2026-01-01\)" reads no series/],
    ['when: RUT > 1\n    for: 3days', /^f:8:10: rules.0.for: expected a span such as 3d/],
    ['when: RUT > 1\n    keepfiring: 3d', /^f:8:5: unknown key "keepfiring" in rules.0; did you mean keepFiring\?/],
    ['when: RUT > 1\n    claim: a/b\n    becomes: on', /^f:5:5: rules.0: expected when or claim, one of them/],
    ['claim: a/b', /^f:5:5: rules.0: claim and becomes go together/],
    ['when: RUT > 1\n    template: "{rule.titel} now"', /^f:8:15: no placeholder \{rule.titel\}; did you mean rule.title\?/],
  ])('with %j is refused with line and column', (rule, message) => {
    expect(() => readRules('f', text(rule))).toThrow(message);
  });

  test('with a sink that is not there, a rule twice or a time that never comes is refused', () => {
    expect(() => rulesOf([{ id: 'a', when: 'X > 1', sinks: ['desc'] }])).toThrow(/no sink "desc"; did you mean desk\?/);
    expect(() =>
      rulesOf([
        { id: 'a', when: 'X > 1' },
        { id: 'a', when: 'X > 2' },
      ]),
    ).toThrow(/rule id "a" is used twice/);
    expect(() => readRules('f', text('when: X > 1', 'schedule: [{ cron: "0 25 * * *", series: [X] }]\n'))).toThrow(
      /^f:4:20: "0 25 \* \* \*" in UTC is no time/,
    );
    expect(() => readRules('f', text('when: X > 1', 'schedule: [{ cron: "0 0 30 2 *", series: [X] }]\n'))).toThrow(/never comes/);
    expect(() => readRules('f', text('when: X > 1', 'schedule: [{ cron: "0 0 * * *", zone: Mars/Base, series: [X] }]\n'))).toThrow(/Mars/);
  });

  test('has one version for one rule, however it is written and told', () => {
    const versionOf = (rule: Record<string, unknown>) => rulesOf([{ id: 'a', when: 'X > 1', ...rule }]).rules[0]?.version;
    expect(versionOf({ when: '  X>1 ', title: 'other', severity: 'critical' })).toBe(versionOf({}));
    const others = [{ when: 'X > 2' }, { for: '3d' }, { keepFiring: '3d' }, { stale: 'ok' }, { staleAfter: 4 }, { noData: 'keep' }].map(
      versionOf,
    );
    expect(new Set([...others, versionOf({})]).size).toBe(others.length + 1);
  });
});
