import { expect, test, vi } from 'vitest';
import { operations } from '../../../src/app/registry.ts';
import { countedAddress } from '../../../src/server/http/access.ts';
import { exampleOf } from '../../../src/server/http/openapi-examples.ts';
import { isSafe, pathOf } from '../../../src/server/http/paths.ts';
import { serving } from '../serving.ts';
import { guardedServer } from './tokens.ts';
import { answersIn, ask, bearer, JSON_BODY, request, sendBytes } from './wire.ts';

vi.setConfig({ testTimeout: 60_000 });

const LOOK = 'GET /api/v1/language?name=all_time_high';
const foreign = [
  [['Origin', 'https://evil.example']],
  [['Origin', 'null']],
  [['Origin', 'http://localhost.evil.example']],
  [['Origin', 'http://localhost:1']],
  [['Origin', 'http://LOCALHOST@evil.example']],
  [['Origin', 'file://localhost']],
  [['Sec-Fetch-Site', 'cross-site']],
  [['Sec-Fetch-Site', 'same-site']],
] as [string, string][][];

test('a name that another led here is refused in every spelling, in whole addresses and before every route', async () => {
  const { port } = await serving({ origin: ['https://desk.example'] });
  for (const host of [
    ...['evil.example', `localhost.evil.example:${port}`, '127.1', '0x7f.1', '2130706433', '127.0.0.2', '0.0.0.0', ''],
    ...['[::ffff:127.0.0.1]', '[0:0:0:0:0:0:0:1]', '[::1%25lo]', 'localhost:99999', 'x@localhost', 'localhost/x', 'localhost,evil.example'],
  ]) {
    const { status } = await ask(port, LOOK, [], { host });
    expect([host, status]).toEqual([host, expect.toSatisfy((code) => code === 400 || code === 403)]);
  }
  for (const path of ['/', '/healthz', '/metrics', '/mcp', '/api/v1', '/api/v1/openapi.json', '/assets/x.js'])
    expect([path, (await ask(port, `GET ${path}`, [], { host: 'evil.example' })).status]).toEqual([path, 403]);
  // Links of answers lead to the address that was asked: it must be one of ours, however it is written.
  for (const address of ['http://evil.example', 'http://localhost@evil.example', 'http://evil.example:80', 'http://localhost.evil.example'])
    expect([address, (await ask(port, `GET ${address}/api/v1/language`)).status]).toEqual([address, 403]);
  for (const address of ['http://localhost', `http://127.0.0.1:${port}`, 'http://[::1]'])
    expect([address, (await ask(port, `GET ${address}/api/v1/language`)).status]).toEqual([address, 200]);
});

test('what a proxy may say of a host is believed by nobody', async () => {
  const { port } = await serving();
  const forwarded = ['X-Forwarded-Host', 'X-Original-Host', 'X-Host', 'Forwarded', 'X-Original-URL', 'X-Rewrite-URL'];
  for (const name of forwarded) {
    const value = name === 'Forwarded' ? 'host=localhost' : name.endsWith('URL') ? '/healthz' : 'localhost';
    expect([name, (await ask(port, LOOK, [[name, value]], { host: 'evil.example' })).status]).toEqual([name, 403]);
    const { body } = await ask(port, LOOK, [[name, 'evil.example']]);
    expect(body).not.toContain('evil.example');
  }
});

test('a page of another site starts no operation that computes or writes, by any way that a browser has', async () => {
  const { port } = await serving();
  for (const operation of operations)
    for (const headers of foreign) {
      const body = JSON.stringify(exampleOf(operation));
      const { status } = await ask(port, `POST ${pathOf(operation)}`, [JSON_BODY, ...headers], { body });
      expect([operation.name, headers, status]).toEqual([operation.name, headers, 403]);
      if (operation.access !== 'run') continue;
      expect((await ask(port, `GET ${pathOf(operation)}`, headers)).status).toBe(403);
      expect((await ask(port, `HEAD ${pathOf(operation)}`, headers)).status).toBe(403);
    }
  for (const headers of foreign)
    for (const line of ['POST /mcp', 'GET /mcp', 'DELETE /mcp', 'POST /api/v1/jobs', 'DELETE /api/v1/jobs/x'])
      expect([line, headers, (await ask(port, line, [JSON_BODY, ...headers], { body: '{}' })).status]).toEqual([line, headers, 403]);
});

test('a page of another site may look up, but cannot make looking up dear: no long parse, no print', async () => {
  const { port } = await serving();
  const dear = Array.from({ length: 175 }, () => 'explosive(RUT,400)').join(' or ');
  const addresses = [
    `/api/v1/parse?text=${encodeURIComponent(dear)}`,
    '/api/v1/series?format=pdf',
    '/api/v1/series/show?id=BTC&format=pdf',
  ];
  for (const headers of foreign) {
    expect((await ask(port, LOOK, headers)).status).toBe(200);
    for (const address of addresses) expect([headers, (await ask(port, `GET ${address}`, headers)).status]).toEqual([headers, 403]);
  }
});

test('each operation opens to its scope and no lower one, with a token that is missing, wrong, ended, revoked, rotated or too low', async () => {
  const { port, keeper, tokens: given } = await guardedServer();
  const rank = { read: 0, run: 1, admin: 2 };
  const old = await keeper.add({ name: 'gone', scope: 'admin' });
  await keeper.revoke('gone');
  for (const operation of operations) {
    const lines = [`POST ${pathOf(operation)}`, ...(isSafe(operation) ? [`GET ${pathOf(operation)}`] : [])];
    // What does not fit is refused only after the token was found to reach.
    const statusOf = async (line: string, headers: [string, string][]) =>
      (await ask(port, line.startsWith('GET') ? `${line}?__x=1` : line, [JSON_BODY, ...headers], { body: '{"__x":1}' })).status;
    for (const line of lines) {
      expect([line, await statusOf(line, [])]).toEqual([line, 401]);
      for (const scope of ['read', 'run'] as const)
        expect([line, scope, await statusOf(line, [[...bearer(given[scope])]])]).toEqual([
          ...[line, scope],
          rank[scope] >= rank[operation.access] ? 400 : 403,
        ]);
    }
  }
  for (const wrong of [old, `${given.run}A`, given.run.slice(4), 'undefined', ' ', '\u0000'])
    expect([wrong, (await ask(port, LOOK, [['Authorization', `Bearer ${wrong}`]])).status]).toEqual([
      wrong,
      expect.toSatisfy((code) => code === 401 || code === 400),
    ]);
  // Two tokens are none.
  expect((await ask(port, LOOK, [[...bearer(old)], [...bearer(given.run)]])).status).toBe(401);
  expect((await ask(port, `GET /api/v1/language?access_token=${given.run}&token=${given.run}`)).status).toBe(401);
});

test('no spelling of an address leads around the guard', async () => {
  const { port } = await guardedServer();
  for (const path of [
    ...['//api/v1/series', '/./api/v1/series', '/x/../api/v1/series', '/api/v1/../v1/series', '/%61pi/v1/series', '/api%2fv1%2fseries'],
    ...[
      '/API/v1/series',
      '/api/v1/series/',
      '/api/v1//series',
      '/api/v1/series%00',
      '/api/v1/series;x',
      '/api/v1/series?x#y',
      '\\api\\v1\\series',
    ],
    ...[
      '/api/v1/openapi.json/../series',
      '/api/v1/openapi.json/..%2fseries',
      '/healthz/../api/v1/series',
      '/%6detrics',
      '/mcp/',
      '/%6dcp',
      '//mcp',
    ],
  ]) {
    const [answer] = answersIn(await sendBytes(port, request(`GET ${path}`)));
    // An address of the page is answered with the page, which is not built here.
    expect([path, answer?.status]).toEqual([path, expect.toSatisfy((status) => [400, 401, 404, 503].includes(status))]);
    expect([path, answer?.body]).toEqual([path, expect.not.stringMatching(/"RUT"|harbinger_|jsonrpc/)]);
  }
});

test('jobs and sessions of others are as if they were not there, by their very id', async () => {
  const { port, tokens } = await guardedServer();
  const { run: ann, admin: bob } = tokens;
  const begun = await ask(port, 'POST /api/v1/jobs', [JSON_BODY, bearer(ann)], { body: '{"operation":"language"}' });
  const { id } = JSON.parse(begun.body) as { id: string };
  const nobody = 'GET /api/v1/jobs/00000000-0000-4000-8000-000000000000';
  const none = JSON.parse((await ask(port, nobody, [bearer(bob)])).body) as { detail: string };
  for (const line of [
    `GET /api/v1/jobs/${id}`,
    `DELETE /api/v1/jobs/${id}`,
    `GET /api/v1/jobs/${id}/events`,
    `HEAD /api/v1/jobs/${id}/events`,
  ]) {
    const { status, body } = await ask(port, line, [bearer(bob)]);
    expect([line, status]).toEqual([line, 404]);
    if (body) expect(JSON.parse(body)).toMatchObject({ detail: none.detail });
  }
  expect((await ask(port, `GET /api/v1/jobs/${id}`, [bearer(ann)])).status).toBe(200);

  const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } };
  const mcp = (token: string, message: unknown, session: [string, string][] = []) =>
    ask(port, 'POST /mcp', [JSON_BODY, ['Accept', 'application/json, text/event-stream'], bearer(token), ...session], {
      body: JSON.stringify(message),
    });
  const session = (await mcp(ann, { jsonrpc: '2.0', id: 1, method: 'initialize', params: hello })).headers['mcp-session-id'] as string;
  const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };
  expect([
    (await mcp(bob, list, [['Mcp-Session-Id', session]])).status,
    (await mcp(ann, list, [['Mcp-Session-Id', session]])).status,
  ]).toEqual([404, 200]);
  const ended = await ask(port, 'DELETE /mcp', [bearer(bob), ['Mcp-Session-Id', session]]);
  expect(ended.status).toBe(404);
});

test('under version 6 half an address is one caller, however it is written', () => {
  expect(countedAddress('2001:db8:0:1:aaaa::1')).toBe(countedAddress('2001:db8::1:ffff:0:0:2'));
  expect(countedAddress('2001:db8:0:1::')).toBe('2001:db8:0:1::/64');
  expect(countedAddress('2001:db8:0:2::1')).not.toBe(countedAddress('2001:db8:0:1::1'));
  expect([countedAddress('::ffff:203.0.113.9'), countedAddress('203.0.113.9'), countedAddress('fe80::1%eth0')]).toEqual([
    ...['203.0.113.9', '203.0.113.9'],
    'fe80:0:0:0::/64',
  ]);
});
