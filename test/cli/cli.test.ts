import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CheckResult, SeriesDetail, SeriesList } from '../../src/contract/claims.ts';
import { FamilyResult, StudyResult } from '../../src/contract/study.ts';
import { harbinger } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const market = join(import.meta.dirname, '../../../shared/data/market');
const hasMarket = existsSync(market);
if (!hasMarket) console.log('daily data are not tested: ../shared is not here');

const study = ['study', '--when', 'all_time_high(RUT, after: 1y)', '--then', 'return(BTC, 180d)'];

describe('harbinger check', () => {
  test('prints one line a claim, within 100 columns, and exits 0', () => {
    const { code, out } = harbinger(['check']);
    expect(code).toBe(0);
    expect(out).toMatch(/^no better than luck so far +three-of-three +4 of 4/m);
    expect(out).toMatch(/^untestable +alts-2017-2021 .*needs IWM, TOTAL3$/m);
    for (const line of out.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(100);
  });

  test('writes the report that it is asked for, the same bytes each time', () => {
    const paths = ['a.html', 'b.html'].map((name) => join(folder, name));
    for (const path of paths)
      expect(harbinger(['check', '--claim', 'three-of-three', '--out', path])).toMatchObject({
        code: 0,
        out: expect.stringContaining(`Report written to ${path}`),
      });
    const [a, b] = paths.map((path) => readFileSync(path, 'utf8'));
    expect(a).toBe(b);
    expect(a).toMatch(/^<!doctype html>/i);
  });

  test('prints JSON that its schema describes, and nothing else on the output', () => {
    const { out, error } = harbinger(['check', '--claim', 'flip-2020', '--json', '--out', join(folder, 'c.html')]);
    expect(CheckResult.parse(JSON.parse(out)).claims).toHaveLength(1);
    expect(error).toContain('Report written');
  });

  test('refuses a faulty claim file with file, line, column and what was expected', () => {
    const pack = readFileSync(join(import.meta.dirname, '../../examples/my-claims.yaml'), 'utf8');
    const cases: [string, string, RegExp][] = [
      [
        'key.yaml',
        pack.replace('statement:', 'statment:'),
        /key\.yaml:\d+:5: unknown key "statment" in claims\.0; did you mean statement\?/,
      ],
      ['kind.yaml', pack.replace('kind: pattern', 'kind: hunch'), /kind\.yaml:\d+:11: claims\.0\.kind: .*expected one of/],
      ['date.yaml', pack.replace('2020-01-15', 'January'), /date\.yaml:\d+:\d+: articles\.example\.date: expected a date/],
      [
        'expression.yaml',
        pack.replace('crosses_below', 'crosses_belw'),
        /expression\.yaml:\d+:\d+: in "cooldown.*no function crosses_belw; did you mean crosses_below\?/,
      ],
      ['article.yaml', pack.replace('in: [example]', 'in: [exmple]'), /article\.yaml:\d+:\d+: no article "exmple"; did you mean example\?/],
      ['yaml.yaml', `${pack}\n  - [`, /yaml\.yaml:\d+:\d+: /],
    ];
    for (const [name, text, message] of cases) {
      const { code, error } = harbinger(['check', file(name, text)]);
      expect(error, name).toMatch(message);
      expect(error.trim().split('\n'), name).toHaveLength(1);
      expect(code, name).toBe(1);
    }
  });
});

describe('harbinger study', () => {
  test('prints the sentence, the instances, the tests and the shifts with the observed place', () => {
    const { code, out } = harbinger(study);
    expect(code).toBe(0);
    expect(out).toContain('No better than luck so far.');
    expect(out).toMatch(/29 Apr 2011 +29 Apr 2011/);
    expect(out).toMatch(/circular-shift +meanLog/);
    expect(out).toMatch(/[▁▂▃▄▅▆▇█]{60}\n +▲/);
  });

  test('prints a family as a table with raw and adjusted p', () => {
    const { out } = harbinger([...study, '--then', 'return(BTC, 90d)']);
    expect(out).toMatch(/^outcome +n +after events +base rate +p +adjusted +verdict$/m);
    expect(FamilyResult.parse(JSON.parse(harbinger([...study, '--then', 'return(BTC, 90d)', '--json']).out)).members).toHaveLength(2);
  });

  test.skipIf(!hasMarket).each(['250', '1y'])(
    'finds the ten records of the Russell 2000 after a wait of %s, and what Bitcoin did',
    (after) => {
      const { out } = harbinger([
        'study',
        '--data',
        market,
        '--when',
        `all_time_high(RUT, after: ${after})`,
        '--then',
        'return(BTC, 180d)',
        '--json',
      ]);
      const { events, instances, admissible, tests } = StudyResult.parse(JSON.parse(out));
      expect(events.map(({ date }) => date)).toEqual(
        '1989-06-02 1991-10-16 1995-05-16 1999-12-29 2004-04-05 2011-04-27 2013-01-02 2016-11-14 2020-11-13 2025-09-18'.split(' '),
      );
      expect(instances.map(({ outcome }) => Math.round((outcome as number) * 100))).toEqual([33, 524, 152, 212, -37]);
      expect(admissible?.observations).toBe(3948);
      expect(tests.filter(({ statistic }) => statistic === 'meanLog').slice(0, 2)).toMatchObject([
        { countUpper: 844 },
        { countUpper: 1689 },
      ]);
    },
  );

  test('reads a list of dates from a file, and refuses one that is no list', () => {
    const good = file('events.csv', '\uFEFFdate,what\r\n2013-01-02,a\r\n2016-11-14,b\r\n2020-11-13,c\r\n');
    const { events } = StudyResult.parse(
      JSON.parse(harbinger(['study', '--when', `events("${good}")`, '--then', 'return(BTC, 180d)', '--json']).out),
    );
    expect(events.map(({ date }) => date)).toEqual(['2013-01-04', '2016-11-18', '2020-11-13']);
    const bad = file('bad-events.csv', 'date\n2013-01-02\nsoon\n');
    expect(harbinger(['study', '--when', `events("${bad}")`, '--then', 'return(BTC, 180d)'])).toMatchObject({
      code: 2,
      error: expect.stringContaining('line 3: expected an ISO date (YYYY-MM-DD), found "soon"'),
    });
  });
});

describe('harbinger series', () => {
  test('lists what there is, and shows one', () => {
    expect(harbinger(['series']).out).toMatch(/^BTC +23 Jul 2010 +25 Sep 2026 +845/m);
    expect(harbinger(['series', 'show', 'BTC', '--rows', '2']).out).toMatch(/25 Sep 2026 +84,093 +26 Sep 2026, 00:00 UTC/);
    expect(SeriesList.parse(JSON.parse(harbinger(['series', '--json']).out)).series).toHaveLength(10);
    expect(SeriesDetail.parse(JSON.parse(harbinger(['series', 'show', 'BTC', '--json']).out)).lastRows).toHaveLength(10);
  });

  test('of a folder tells the calendar it inferred, and which file it could not read', () => {
    file(
      'GOOD.csv',
      `date,close\n${Array.from({ length: 30 }, (_, i) => `2024-01-${String(i + 1).padStart(2, '0')},${100 + i}`).join('\n')}\n`,
    );
    file('BAD.csv', 'date,close\n2024-01-01,gg\n');
    const { code, out } = harbinger(['series', '--data', folder]);
    expect(code).toBe(0);
    expect(out).toMatch(/^GOOD +1 Jan 2024 +30 Jan 2024 +30 .*utc-daily/m);
    expect(out).toMatch(/Not read: BAD: BAD\.csv line 2, column 2 \(close\): expected a number, found "gg"/);
  });
});

describe('a mistake on the command line', () => {
  test.each([
    ['an unknown command', ['chek'], 1, /unknown command 'chek'; did you mean check\?/],
    ['an unknown option', ['check', '--clam', 'x'], 1, /unknown option '--clam'; did you mean --claim\?/],
    ['a missing option', ['study', '--when', 'all_time_high(RUT)'], 1, /required option '--then <text>' not specified/],
    ['a number that is none', ['check', '--seed', 'x'], 1, /--seed .*whole number/],
    ['a seed out of range', ['check', '--seed', '-1'], 1, /seed: /],
    ['a wrong direction', [...study, '--direction', 'sideways'], 1, /Allowed choices are up, down/],
    ['an unknown claim', ['check', '--claim', 'flip2020'], 1, /did you mean flip-2020\?/],
    ['an unknown pack', ['check', 'russel-crypto'], 1, /did you mean russell-crypto\?/],
    ['a pack that is not there', ['check', './gone.yaml'], 1, /cannot read \.\/gone\.yaml: there is no such file/],
    ['an unknown series', ['series', 'show', 'BCT'], 1, /did you mean BTC\?/],
    ['a folder that is not there', ['series', '--data', './gone'], 2, /there is no \.\/gone/],
    [
      'a report where none can be',
      ['check', '--claim', 'rut-2600', '--out', './gone/x.html'],
      1,
      /cannot write \.\/gone\/x\.html: there is no folder \.\/gone/,
    ],
    ['a report without an ending', ['check', '--out', 'report'], 1, /--out must end in \.html or .*\.md.*, was report$/m],
    ['a report with an ending of no form', ['check', '--out', 'report.docx'], 1, /--out must end in \.html or .*, was report\.docx$/m],
    ['a report that is a folder', ['check', '--out', folder], 1, /--out must end in/],
    ['to serve a folder that is not there', ['serve', '--port', '0', '--data', './gone'], 2, /there is no \.\/gone/],
    ['to give a model a folder that is not there', ['mcp', '--data', './gone'], 2, /there is no \.\/gone/],
    ['a future date', ['check', '--as-of', '2999-01-01'], 1, /must not lie in the future/],
  ] as const)('%s ends with one line that says what is wrong', (_, args, code, message) => {
    const result = harbinger([...args]);
    expect(result.error).toMatch(message);
    expect(result.error.trim().split('\n')).toHaveLength(1);
    expect(result.error).toMatch(/^harbinger: /);
    expect(result.code).toBe(code);
  });

  test('--help shows every option with an example, everywhere', () => {
    for (const command of [[], ['check'], ['study'], ['series'], ['series', 'show']]) {
      const { code, out } = harbinger([...command, '--help']);
      expect(code, command.join(' ')).toBe(0);
      expect(out).toContain('Examples:');
      expect(out).toContain('Exit codes');
    }
    expect(harbinger(['study', '--help']).out).toMatch(
      /--when <text>.*--then <text>.*--as-of <date>.*--seed <n>.*--data <dir>.*--json.*--out <file>/s,
    );
  });
});
