import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AuditResult } from '../../src/contract/spaces.ts';
import { type PostgresBed, startPostgres } from '../store/postgres/bed.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'harbinger-spaces-'));
let postgres: PostgresBed;
let url: string;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.database();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

async function harbinger(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const given = { ...process.env, XDG_CONFIG_HOME: folder, HOME: folder, HARBINGER_STORE: url, ...env };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['src/main.ts', ...args], { cwd: root, env: given });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

test('spaces, members, tokens and logins are kept by commands, each change and command in the audit log', async () => {
  expect(await harbinger(['store', 'init'])).toMatchObject({ code: 0 });
  expect((await harbinger(['space', 'add', 'rates', '--title', 'Rates desk'])).stdout).toContain('The space rates is there');
  expect(await harbinger(['space', 'member', 'add', 'ann', '--role', 'viewer', '--space', 'nowhere'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no space "nowhere"'),
  });
  const inRates = { HARBINGER_SPACE: 'rates' };
  expect((await harbinger(['space', 'member', 'add', 'ann', '--role', 'viewer'], inRates)).stdout).toContain('ann is a member of rates');
  const token = (await harbinger(['token', 'add', 'ann'], inRates)).stdout;
  expect(token).toMatch(/^hbg_[\w-]{43}\n$/);
  expect(await harbinger(['token', 'add', 'more', '--member', 'ann', '--scope', 'admin'], inRates)).toMatchObject({ code: 1 });
  expect((await harbinger(['space', 'member', 'list'], inRates)).stdout).toMatch(/^ann {2}viewer {2}since \S+ {2}1 tokens\n$/);
  const password = (await harbinger(['space', 'login', 'ann_sql', '--role', 'viewer'], inRates)).stdout.trim();
  const asAnn = { ...inRates, HARBINGER_STORE: Object.assign(new URL(url), { username: 'ann_sql', password }).href };
  expect(await harbinger(['store', 'runs'], asAnn)).toMatchObject({ code: 0, stderr: '' });
  expect(await harbinger(['alerts', 'silence', 'x', '--until', '3d', '--why', 'y'], asAnn)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('this login may not do that'),
  });
  expect(await harbinger(['audit'], asAnn)).toMatchObject({ code: 2, stderr: expect.stringContaining('this login may not do that') });
  expect(await harbinger(['space', 'member', 'add', 'eve', '--role', 'admin'], asAnn)).toMatchObject({ code: 2 });
  const { entries } = JSON.parse((await harbinger(['audit', '--json'], inRates)).stdout) as AuditResult;
  expect(entries.toReversed().map(({ who, action, outcome }) => [who.replace(/^.* \(login/, '(login'), action, outcome])).toEqual([
    ...['space add', 'space member add', 'token add'].flatMap((action) => [
      ['(login postgres)', action, 'begun'],
      ['(login postgres)', action, 'done'],
    ]),
    ['(login postgres)', 'space login', 'begun'],
    ['(login postgres)', 'space login', 'done'],
    ['login ann_sql', 'store runs', 'done'],
    ['login ann_sql', 'alerts silence', 'begun'],
    ['login ann_sql', 'alerts silence', 'refused'],
    ['login ann_sql', 'audit', 'refused'],
  ]);
  expect((await harbinger(['space', 'list'])).stdout).toMatch(/main .*\nrates .*Rates desk\n/);
  expect((await harbinger(['audit'], { HARBINGER_SPACE: '*' })).stdout).toBe('Nothing in the audit log of *.\n');
  expect(JSON.stringify(entries)).not.toContain(token.trim());
});

test('a store of one person has no spaces and no audit log, and says so', async () => {
  const own = { HARBINGER_STORE: join(folder, 'own.duckdb') };
  expect(await harbinger(['space', 'list'], own)).toMatchObject({ code: 1, stderr: expect.stringContaining('a store that a team shares') });
  expect(await harbinger(['audit'], own)).toMatchObject({ code: 1, stderr: expect.stringContaining('a store that a team shares') });
  expect(await harbinger(['token', 'add', 'x', '--member', 'y'], own)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--member'),
  });
});
