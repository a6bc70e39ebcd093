import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Notice } from '../../src/contract/watch.ts';
import { harbinger as run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-cli-watch-'));
afterAll(() => rmSync(folder, { recursive: true }));
// A proxy that nobody listens at: every way out is closed.
const env = { HARBINGER_STORE: join(folder, 'store.duckdb'), HTTPS_PROXY: 'http://127.0.0.1:9' };
const harbinger = (...args: string[]) => run(args, { cwd: folder, env });

writeFileSync(join(folder, 'MINE.csv'), 'date,value\n2026-03-02,5\n2026-03-03,11\n');
writeFileSync(
  join(folder, 'mine.yaml'),
  `watch: mine
title: Mine
sinks: { log: { file: { path: out.jsonl } } }
rules:
  - { id: high, title: Mine is high, when: MINE > 10, stale: keep, sinks: [log] }
`,
);
const lines = (): Notice[] =>
  readFileSync(join(folder, 'out.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('harbinger watch', () => {
  test('once evaluates the rules, writes the message, and finds nothing new another time', () => {
    expect(harbinger('import', 'MINE.csv', '--yes').code).toBe(0);
    expect(harbinger('watch', '--rules', 'mine.yaml', '--once').code).toBe(0);
    expect(lines().map(({ kind, date, text }) => [kind, date, text.split(', known')[0]])).toEqual([
      ['firing', '2026-03-03', 'Mine is high: fires on 3 Mar 2026 (11)'],
    ]);
    expect(harbinger('watch', '--rules', 'mine.yaml', '--once').code).toBe(0);
    expect(lines()).toHaveLength(1);
    const { out } = harbinger('alerts');
    expect(out).toMatch(/^1 of 1 rule fires, 1 cannot be read\.\n/);
    expect(out).toMatch(/high +stale, still firing +3 Mar 2026 +11 +3 Mar 2026 +Mine is high/);
    expect(harbinger('alerts', 'history').out).toMatch(/high +firing +3 Mar 2026 +11/);
  });

  test('refuses rules that cannot be read, with line and column, and says that it needs them', () => {
    writeFileSync(
      join(folder, 'bad.yaml'),
      'watch: mine\ntitle: Mine\nsinks: {}\nrules: [{ id: a, title: A, when: MINE >, sinks: [x] }]\n',
    );
    expect(harbinger('watch', '--rules', 'bad.yaml', '--once')).toMatchObject({
      code: 1,
      error: expect.stringMatching(/^harbinger: bad\.yaml:4:\d+: /),
    });
    expect(harbinger('watch')).toMatchObject({ code: 1, error: expect.stringContaining('--rules <file>') });
    expect(harbinger('watch', '--rules', 'none.yaml')).toMatchObject({
      code: 1,
      error: 'harbinger: cannot read none.yaml: there is no such file\n',
    });
  });
});
