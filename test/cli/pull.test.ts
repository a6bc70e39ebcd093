import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'harbinger-cli-pull-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEY = 'made-up-key-0123456789abcdef';
const store = join(folder, 'store.duckdb');

function harbinger(args: readonly string[], more: Record<string, string> = {}) {
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/main.ts'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    // A proxy that nobody listens at: every way out is closed.
    env: {
      ...process.env,
      NO_COLOR: '1',
      HARBINGER_STORE: store,
      HTTPS_PROXY: 'http://127.0.0.1:9',
      FRED_API_KEY: KEY,
      CONGRESS_API_KEY: KEY,
      ...more,
    },
  });
  return { code: status, out: stdout, error: stderr, seconds: (performance.now() - begun) / 1000 };
}

describe('harbinger pull with no way to the network', () => {
  let pulled: ReturnType<typeof harbinger>;
  beforeAll(() => {
    pulled = harbinger(['pull']);
  });

  it('ends in seconds, with the exit code of missing data', () => {
    expect(pulled.code).toBe(2);
    expect(pulled.seconds).toBeLessThan(25);
  });

  it('says one line for each provider, and a next step', () => {
    const trouble = pulled.out.split('Providers in trouble\n')[1]?.split('\n\n')[0] as string;
    const lines = trouble.split('\n').filter((line) => /^\S/.test(line));
    const named = lines.filter((line) => !line.startsWith('→')).map((line) => line.split(':')[0]);
    expect(named.length).toBe(new Set(named).size);
    for (const name of ['yahoo', 'fred', 'coinmetrics', 'coinbase', 'treasury', 'nyfed', 'congress']) expect(named).toContain(name);
    expect(lines.at(-1)).toMatch(/^→ Look at the connection/);
  });

  it('leaves the rest of the program as it was', () => {
    const series = harbinger(['series']);
    expect(series).toMatchObject({ code: 0, error: '' });
    expect(series.out).toMatch(/The weekly reference table/);
  });

  it('shows and keeps no key', () => {
    expect(pulled.out + pulled.error).not.toContain(KEY);
    expect(readFileSync(store).includes(KEY)).toBe(false);
    expect(harbinger(['store', '--json']).out).not.toContain(KEY);
  });

  it('gives JSON for a program, with progress on the other stream', () => {
    const { out, error, code } = harbinger(['pull', 'RUT', '--again', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ outcome: 'failed', series: [{ id: 'RUT', outcome: 'failed' }] });
    expect(error).toMatch(/^RUT: failed \(yahoo\)$/m);
  });
});

describe('a mistake in the command', () => {
  it.each([
    [['pull', 'RUTT'], /did you mean RUT/],
    [['pull', '--since', '2026-02-30'], /since must be a date that exists/],
    [['pull', '--since', 'yesterday'], /a date must be YYYY-MM-DD/],
    [['pull', '--catalogue', 'nowhere.yaml'], /cannot read nowhere\.yaml: there is no such file/],
    [['import'], /missing required argument 'files'/],
    [['import', 'nothing.csv'], /cannot read nothing\.csv: there is no such file/],
    [['store', 'export', 'there', 'RUTT'], /no series RUTT in the store/],
    [['store', 'restore', 'nothing.duckdb'], /nothing\.duckdb/],
  ] as const)('%j is told in one line', (args, message) => {
    const { code, error } = harbinger([...args]);
    expect(error).toMatch(message);
    expect(error.trim().split('\n').length).toBe(1);
    expect(code).toBeGreaterThan(0);
  });

  it('a store that is not there says how to make one', () => {
    const { code, error } = harbinger(['store'], { HARBINGER_STORE: join(folder, 'none.duckdb') });
    expect({ code, error }).toEqual({
      code: 2,
      error: expect.stringMatching(/there is no store at .*none\.duckdb; `harbinger pull` and `harbinger import` make one/),
    });
  });
});
