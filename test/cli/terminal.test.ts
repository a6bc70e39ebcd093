import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Operation } from '../../src/app/operation.ts';
import { operations, run } from '../../src/app/registry.ts';
import { fitWidths } from '../../src/cli/print/fit-widths.ts';
import { fitTo } from '../../src/cli/print/layout.ts';
import { printers } from '../../src/cli/print/printers.ts';
import { runCommandLine } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { shipped } from '../app/shipped.ts';
import { harbinger, program } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-terminal-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ESCAPE = '\u001b[';
const longest = (text: string) => Math.max(...text.split('\n').map((line) => [...line].length));

describe('colours', () => {
  test.each<[string, string[], Record<string, string>, boolean]>([
    ['not on a pipe', [], {}, false],
    ['where they are forced', [], { FORCE_COLOR: '1' }, true],
    ['not where force is nought', [], { FORCE_COLOR: '0' }, false],
    ['not with --no-color, even where they are forced', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['not with NO_COLOR', [], { NO_COLOR: '1' }, false],
  ])('%s', (_, options, env, isColoured) => {
    const { out, code } = harbinger(['series', 'show', 'BTC', ...options], { env: { NO_COLOR: '', ...env } });
    expect(code).toBe(0);
    expect(out.includes(ESCAPE)).toBe(isColoured);
  });

  test('--no-color stands before the command as well as after it', () => {
    expect(harbinger(['--no-color', 'series'], { env: { NO_COLOR: '', FORCE_COLOR: '1' } }).out).not.toContain(ESCAPE);
  });
});

const shownAt = (name: string, { input, result }: { input: object; result: unknown }, columns: number): string => {
  fitTo(columns);
  return (printers[name] as NonNullable<(typeof printers)[string]>)(result as never, { colour: false }, { ...input });
};

describe('the width of a terminal', () => {
  const when = 'all_time_high(RUT, after: 1y)';
  test.each<[string, object]>([
    ['check', {}],
    ['check', { claim: 'rallies-follow' }],
    ['study', { when, then: ['return(BTC, 180d)', 'hits(all_time_high(BTC), within: 180d)'], trade: true }],
    ['series', {}],
    ['series show', { id: 'BTC' }],
    ['lag', { a: 'RUT', b: 'BTC' }],
    [
      'read',
      { text: ['RogueMacro said that after each of the last three records of the Russell 2000 Bitcoin rose too. It may rise in 2026.'] },
    ],
    ['parse', { text: when }],
    ['language', {}],
    ['packs', {}],
    ['doctor', { ids: ['RRPONTSYD'] }],
  ])('bounds every line of %s %j, wide or narrow', { timeout: 60_000 }, async (name, input) => {
    const { result } = await run(operations.find((candidate) => candidate.name === name) as Operation, input, shipped);
    for (const columns of [120, 100, 64]) {
      const lines = shownAt(name, { input, result }, columns).split('\n');
      expect(lines.filter((line) => [...line].length > columns && !line.includes('harbinger '))).toEqual([]);
    }
  });

  test('bounds the help of every command, which names every option and no default that says nothing', async () => {
    for (const words of [[], ...operations.map(({ name }) => name.split(' '))]) {
      let out = '';
      const terminal = { columns: 100, program: 'harbinger', version: '0', write: (text: string) => (out += text) } as unknown as Terminal;
      expect(await runCommandLine([...words, '--help'], terminal)).toBe(0);
      const lines = out.split('\n').filter((line) => !line.startsWith('  $ ') && !line.startsWith('Exit codes'));
      expect(longest(lines.join('\n')), words.join(' ')).toBeLessThanOrEqual(100);
      expect(out).not.toContain('default: false');
      expect(out).toContain('--no-color');
    }
  });

  test('is shared by columns: the widest text gives way first, a number never', () => {
    const columns = [
      { natural: 10, least: Number.POSITIVE_INFINITY },
      { natural: 40, least: 5 },
      { natural: 20, least: 5 },
    ];
    expect(fitWidths(columns, 70)).toEqual([10, 40, 20]);
    expect(fitWidths(columns, 50)).toEqual([10, 20, 20]);
    expect(fitWidths(columns, 40)).toEqual([10, 15, 15]);
    expect(fitWidths(columns, 19)).toBeUndefined();
  });
});

describe('harbinger parse', () => {
  test('prints the canonical text, how many events there are, and the last of them', () => {
    const { out } = harbinger(['parse', 'all_time_high( RUT,after:1y )']);
    expect(out).toMatch(/^all_time_high\(RUT, after: 1y\)\nA trigger; reads RUT\n/);
    expect(out).toMatch(/10 events; \d+ \w+ 19\d\d to 28 Aug 2026/);
    expect(out).toMatch(/Newest first: 19 Sep 2025, 13 Nov 2020, 18 Nov 2016/);
    expect(out).toMatch(/[▁▂▃▄▅▆▇█]{39,40}\nEvents a year, 19/);
  });

  test.each([
    ['all_time_hig(RUT)', 1],
    ['crosses_above(RUT / SPX, ma(RUT / SPX 200))', 39],
    ['all_time_high(RUT, before: 1y)', 20],
  ])('puts a caret under the fault of %s', (text, column) => {
    const { code, out } = harbinger(['parse', text]);
    expect(code).toBe(1);
    const [source = '', caret = '', message = ''] = out.split('\n');
    expect(source.trim()).toBe(text);
    expect(caret.indexOf('^') - source.indexOf(text) + 1).toBe(column);
    expect(message).toContain(`Column ${column}: `);
  });

  test('says which series are not here', () => {
    expect(harbinger(['parse', 'all_time_high(TOTAL3)']).out).toContain('Not in these data: TOTAL3');
  });
});

describe('harbinger language and packs', () => {
  test('lists every function under what it makes, and one in full', () => {
    const { out } = harbinger(['language']);
    expect(out).toMatch(/^Triggers\n/);
    for (const name of ['all_time_high', 'pct_rank', 'max_gain']) expect(out).toMatch(new RegExp(`^${name}\\(`, 'm'));
    expect(harbinger(['language', 'all_time_high']).out).toMatch(/^all_time_high\(.*\nA trigger\. .*\n(.*\n)+Example: all_time_high/);
  });

  test('lists the packs with every claim', () => {
    const { out } = harbinger(['packs']);
    expect(out).toMatch(/^russell-crypto {2}Small caps at a record/);
    expect(out).toMatch(/^three-of-three +pattern +After each/m);
  });
});

/** What real bash completes after some words, case by case. */
function bash(cases: readonly (readonly string[])[]): string[][] {
  const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
  const script = join(folder, 'complete.sh');
  writeFileSync(
    script,
    `harbinger() { "$NODE" "$PROGRAM" "$@"; }
source <(harbinger completion bash)
complete -p harbinger >/dev/null || exit 1
try() {
  COMP_WORDS=(harbinger "$@"); COMP_CWORD=$#
  _harbinger harbinger "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"
  printf '%s\\n' "\${COMPREPLY[@]}" --
}
${cases.map((words) => `try ${words.map(quoted).join(' ')}`).join('\n')}
`,
  );
  const { stdout, status, stderr } = spawnSync('bash', [script], {
    encoding: 'utf8',
    env: { ...process.env, NODE: process.execPath, PROGRAM: program },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout
    .split('--\n')
    .slice(0, -1)
    .map((answer) => answer.trim().split('\n').filter(Boolean));
}

const hasBash = spawnSync('bash', ['--version']).status === 0;
if (!hasBash) console.log('completion is not tested in bash: it is not installed');

describe.skipIf(!hasBash)('completion in bash', () => {
  test('knows every operation of the registry', { timeout: 60_000 }, () => {
    const first = [...new Set(operations.map(({ name }) => name.split(' ')[0] as string))];
    const groups = first.filter((word) => operations.some(({ name }) => name.startsWith(`${word} `)));
    const [commands, ...others] = bash([[''], ...groups.map((word) => [word, ''])]);
    expect(commands).toEqual(expect.arrayContaining(first));
    expect(others).toEqual(
      groups.map((word) => operations.filter(({ name }) => name.startsWith(`${word} `)).map(({ name }) => name.split(' ')[1])),
    );
  });

  test('completes commands, options that are not given yet, and values of each kind', { timeout: 120_000 }, () => {
    const cases: readonly (readonly [string[], string[]])[] = [
      [['che'], ['check']],
      [['study', '--wh'], ['--when']],
      [['check', '--as-of', '2020-01-01', '--as'], []],
      [
        ['study', '--direction', ''],
        ['up', 'down'],
      ],
      [['check', '--claim', 'three'], ['three-of-three']],
      [['lag', 'RUT', 'B'], ['BTC']],
      [
        ['series', 'show', '--data', 'reference', 'W'],
        ['WALCL', 'WTREGEN'],
      ],
      [['study', '--when', 'all_time_h'], ['all_time_high(']],
      [['parse', 'all_time_high(SP'], ['all_time_high(SPX']],
      [['language', 'retes'], ['retest']],
      [['check', '--out', 'CHANGELO'], ['CHANGELOG.md']],
    ];
    expect(bash(cases.map(([words]) => words))).toEqual(cases.map(([, expected]) => expected));
  });
});

describe.each(['zsh', 'fish'])('the completion script for %s', (shell) => {
  const isThere = spawnSync(shell, ['--version']).status === 0;
  if (!isThere) console.log(`the completion script for ${shell} is not checked: ${shell} is not installed`);
  test.skipIf(!isThere)('is one that the shell can read', () => {
    const { out } = harbinger(['completion', shell]);
    const path = join(folder, `harbinger.${shell}`);
    writeFileSync(path, out);
    expect(spawnSync(shell, ['-n', path], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test('asks the program for the words and knows where a path is due', () => {
    const { out, code } = harbinger(['completion', shell]);
    expect(code).toBe(0);
    expect(out).toContain(' complete -- ');
    expect(out).toContain(':files');
  });
});
