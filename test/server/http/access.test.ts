import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { tokenKeeper } from '../../../src/server/tokens/keeper.ts';
import { tokenCheck } from '../../../src/server/tokens/token-check.ts';
import { OVERLAP_MS } from '../../../src/server/tokens/tokens.ts';
import { posted, shippedApp } from './shipped-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-tokens-'));
afterAll(() => rmSync(folder, { recursive: true }));

const START = Date.UTC(2026, 10, 20);
let files = 0;

/** A server that asks for tokens, with its keeper and a clock to turn. */
function guarded(openness: 'token' | 'public' | 'loopback' = 'token') {
  const clock = { now: START };
  const path = join(folder, `tokens-${files++}.json`);
  const keeper = tokenKeeper(path, () => clock.now);
  const tokens = tokenCheck(path, () => clock.now);
  const { app } = shippedApp({ openness, tokens });
  const ask = async (address: string, token?: string, init: RequestInit = {}) =>
    app.request(address, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...(token ? { authorization: `Bearer ${token}` } : {}) },
    });
  return { clock, keeper, tokens, path, app, ask };
}

const LOOK = '/api/v1/language?name=all_time_high';
const COMPUTE = '/api/v1/check?claim=flip-2020';

describe('a server that asks for a token', () => {
  test('answers nobody without one, but tells that it lives and what it offers', async () => {
    const { ask } = guarded();
    for (const path of [LOOK, COMPUTE, '/api/v1', '/api/v1/jobs/x', '/metrics', '/mcp', '/api/v1/nowhere']) {
      const answer = await ask(path);
      expect([path, answer.status, answer.headers.get('www-authenticate')]).toEqual([path, 401, 'Bearer realm="harbinger"']);
    }
    for (const path of ['/healthz', '/api/v1/openapi.json']) expect((await ask(path)).status).toBe(200);
  });

  test('lets each scope do what it may and no more', async () => {
    const { keeper, ask } = guarded();
    const read = await keeper.add({ name: 'reader', scope: 'read' });
    const run = await keeper.add({ name: 'runner', scope: 'run' });
    const admin = await keeper.add({ name: 'owner', scope: 'admin' });
    const statuses = async (token: string) => [
      (await ask(LOOK, token)).status,
      (await ask(COMPUTE, token)).status,
      (await ask('/api/v1/jobs', token, posted({ operation: 'check', input: { claim: 'flip-2020' } }))).status,
      (await ask('/api/v1/store/backup', token, posted({ file: 'x.duckdb' }))).status,
      (await ask('/api/v1/jobs', token, posted({ operation: 'store backup', input: { file: 'x.duckdb' } }))).status,
    ];
    expect(await statuses(read)).toEqual([200, 403, 403, 403, 403]);
    expect(await statuses(run)).toEqual([200, 200, 202, 403, 403]);
    // There is no store in these tests, so that what is allowed ends there.
    expect(await statuses(admin)).toEqual([200, 200, 202, 503, 202]);
  });

  test('refuses one that is wrong, malformed or of another scheme', async () => {
    const { keeper, ask } = guarded();
    const token = await keeper.add({ name: 'desk', scope: 'run' });
    for (const wrong of [`${token}x`, token.slice(0, -1), token.toUpperCase(), 'hbg_', 'x'.repeat(300), '../tokens.json'])
      expect([wrong, (await ask(LOOK, wrong)).status]).toEqual([wrong, 401]);
    const basic = await ask(LOOK, undefined, { headers: { authorization: `Basic ${btoa(`desk:${token}`)}` } });
    expect(basic.status).toBe(401);
    expect(basic.headers.get('www-authenticate')).toContain('invalid_token');
    expect((await ask(LOOK, token)).status).toBe(200);
  });

  test('refuses one that has ended, was revoked, or was rotated an hour ago', async () => {
    const { clock, keeper, ask } = guarded();
    const brief = await keeper.add({ name: 'brief', scope: 'read', expires: '1d' });
    const old = await keeper.add({ name: 'desk', scope: 'read' });
    expect((await ask(LOOK, brief)).status).toBe(200);
    const { token: fresh, previousUntil } = await keeper.rotate('desk');
    expect(previousUntil).toBe(START + OVERLAP_MS);
    expect([(await ask(LOOK, old)).status, (await ask(LOOK, fresh)).status]).toEqual([200, 200]);
    clock.now += OVERLAP_MS;
    expect([(await ask(LOOK, old)).status, (await ask(LOOK, fresh)).status]).toEqual([401, 200]);
    clock.now = START + 24 * 3_600_000;
    const ended = await ask(LOOK, brief);
    expect([ended.status, ((await ended.json()) as { detail: string }).detail]).toEqual([401, expect.stringContaining('over')]);
    await keeper.revoke('desk');
    expect((await ask(LOOK, fresh)).status).toBe(401);
  });

  test('stops listening to wrong ones of somebody who tries many, but shuts out nobody who has the right one', async () => {
    const { keeper, ask } = guarded();
    const token = await keeper.add({ name: 'desk', scope: 'read' });
    const statuses = [];
    for (let i = 0; i < 32; i++) statuses.push((await ask(LOOK, `hbg_guess${i}`)).status);
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(401));
    const last = await ask(LOOK, 'hbg_guess');
    expect([statuses[31], last.status, Number(last.headers.get('retry-after')) > 0]).toEqual([429, 429, true]);
    // Behind a proxy all come from one address: one who guesses must not take the server from the others.
    expect((await ask(LOOK, token)).status).toBe(200);
  });
});

describe('at the own machine', () => {
  test('reading and computing need no token, writing does, and a wrong one is told', async () => {
    const { keeper, ask } = guarded('loopback');
    const admin = await keeper.add({ name: 'owner', scope: 'admin' });
    const backup = posted({ file: 'x.duckdb' });
    expect([(await ask(LOOK)).status, (await ask(COMPUTE)).status, (await ask('/api/v1/store/backup', undefined, backup)).status]).toEqual([
      200, 200, 401,
    ]);
    expect((await ask('/api/v1/store/backup', admin, backup)).status).toBe(503);
    expect((await ask(LOOK, 'hbg_wrong')).status).toBe(401);
  });
});

describe('a public server', () => {
  test('reads and computes for everybody, and writes for nobody, not even its owner', async () => {
    const { keeper, ask } = guarded('public');
    const admin = await keeper.add({ name: 'owner', scope: 'admin' });
    expect([(await ask(LOOK)).status, (await ask(COMPUTE)).status]).toEqual([200, 200]);
    for (const token of [undefined, admin]) {
      expect((await ask('/api/v1/store/backup', token, posted({ file: 'x.duckdb' }))).status).toBe(403);
      expect((await ask('/api/v1/pull', token, posted({}))).status).toBe(403);
    }
    expect([(await ask('/metrics')).status, (await ask('/metrics', admin)).status]).toEqual([403, 200]);
  });
});

describe('the file of tokens', () => {
  test('holds no token, is its owner’s alone, and knows when each was last used', async () => {
    const { keeper, path, ask, tokens } = guarded();
    const token = await keeper.add({ name: 'desk', scope: 'run', expires: '90d' });
    expect(token).toMatch(/^hbg_[\w-]{43}$/);
    expect(readFileSync(path, 'utf8')).not.toContain(token.slice(4));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await keeper.list()).toEqual([
      { name: 'desk', scope: 'run', createdAt: START, expiresAt: START + 90 * 86_400_000, isOver: false, lastUsed: null },
    ]);
    await ask(LOOK, token);
    await tokens.flush();
    expect((await keeper.list())[0]?.lastUsed).toBe(START);
  });

  test('takes each name once, and tells the near one for a name that is not there', async () => {
    const { keeper } = guarded();
    await keeper.add({ name: 'desk', scope: 'run' });
    await expect(keeper.add({ name: 'desk', scope: 'read' })).rejects.toThrow('token rotate desk');
    await expect(keeper.add({ name: '../x', scope: 'read' })).rejects.toThrow("a token's name must be");
    await expect(keeper.revoke('dekk')).rejects.toThrow('did you mean desk?');
    await expect(keeper.add({ name: 'b', scope: 'read', expires: 'soon' })).rejects.toThrow('--expires must be a span');
  });
});
