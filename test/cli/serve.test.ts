import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { harbinger } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-serve-'));
afterAll(() => rmSync(folder, { recursive: true }));
process.env.HARBINGER_STORE = join(folder, 'harbinger.duckdb');
const main = join(import.meta.dirname, '../../src/main.ts');

/** Starts the real program, and waits until it says where it is. */
async function started(...args: string[]) {
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', ...args], { env: process.env, stdio: ['ignore', 'pipe', 'ignore'] });
  const [greeting] = (await once(child.stdout, 'data')) as [Buffer];
  const exited = once(child, 'exit') as Promise<[number | null]>;
  return { child, exited, url: /http:\S+(?=\/ )/.exec(greeting.toString())?.[0] as string };
}

describe('harbinger token', () => {
  test('shows a token once, lists it, rotates and revokes it', () => {
    const { code, out, error } = harbinger(['token', 'add', 'desk', '--scope', 'read', '--expires', '90d']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^hbg_[\w-]{43}\n$/)]);
    expect(error).toContain('not shown again');
    expect(readFileSync(join(folder, 'tokens.json'), 'utf8')).not.toContain(out.trim());
    expect(harbinger(['token', 'list']).out).toMatch(/^desk {2}read {2}since .* ends .* not used yet\n$/);
    const rotated = harbinger(['token', 'rotate', 'desk']);
    expect(rotated.out).not.toBe(out);
    expect(rotated.error).toContain('opens until');
    expect(harbinger(['token', 'revoke', 'desk']).out).toBe('desk is revoked.\n');
    expect(harbinger(['token', 'list']).out).toContain('There is no token.');
    expect(harbinger(['token', 'add', 'x', '--scope', 'all'])).toMatchObject({
      code: 1,
      error: expect.stringContaining('read, run, admin'),
    });
  }, 60_000);
});

describe('harbinger serve', () => {
  test('tells where it is, answers there, and ends by a signal with exit code 0', async () => {
    const { child, exited, url } = await started('--data', 'reference');
    const answer = await fetch(`${url}/api/v1/series/show?id=BTC&rows=2`);
    expect([answer.status, ((await answer.json()) as { lastRows: unknown[] }).lastRows.length]).toEqual([200, 2]);
    child.kill('SIGTERM');
    expect((await exited)[0]).toBe(0);
  }, 60_000);

  test('beyond this machine without a token ends with one line and exit code 1', () => {
    const { code, error } = harbinger(['serve', '--host', '0.0.0.0', '--port', '0']);
    expect([code, error]).toEqual([
      1,
      expect.stringMatching(/^harbinger: to serve beyond this machine there must be a token .*--public.*\n$/),
    ]);
    expect(harbinger(['serve', '--port', '70000'])).toMatchObject({ code: 1, error: expect.stringContaining('0 to 65535') });
    expect(harbinger(['serve', '--origin', 'desk.example'])).toMatchObject({
      code: 1,
      error: expect.stringContaining('https://desk.example'),
    });
  }, 60_000);
});
