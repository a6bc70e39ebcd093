import { spawnSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { describe, expect, test, vi } from 'vitest';
import { listenForCommands } from '../../../src/server/commands/listen.ts';
import { serving } from '../serving.ts';
import { answersIn, ask, JSON_BODY, request, sendBytes } from './wire.ts';

vi.setConfig({ testTimeout: 60_000 });

const HIDDEN = 'GET /api/v1/language?name=smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n';

describe('a request that two servers could read as two', () => {
  test.each([
    ['both lengths', `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['two lengths', `Content-Length: 2\r\nContent-Length: 60\r\n\r\n{}${HIDDEN}`],
    ['a length with a sign', `Content-Length: +2\r\n\r\n{}${HIDDEN}`],
    ['a list of lengths', `Content-Length: 2, 60\r\n\r\n{}${HIDDEN}`],
    ['a coding that is hidden', `Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}${HIDDEN}`],
    ['a coding after another', `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['a space before the colon', `Transfer-Encoding : chunked\r\nContent-Length: 2\r\n\r\n{}${HIDDEN}`],
    ['a folded line', `X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}${HIDDEN}`],
    ['bare line ends', `Content-Length: 2\nTransfer-Encoding: chunked\n\n0\r\n\r\n${HIDDEN}`],
    ['a chunk of a wrong length', `Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n${HIDDEN}`],
    ['a chunk that overflows', `Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n{}\r\n0\r\n\r\n${HIDDEN}`],
    ['an extension of a chunk with a line end', `Transfer-Encoding: chunked\r\n\r\n2;x=\n\r\n{}\r\n0\r\n\r\n${HIDDEN}`],
    ['two hosts', `Host: evil.example\r\nContent-Length: 2\r\n\r\n{}`],
  ])('%s: what hides in it is never answered as one of its own', async (_, rest) => {
    const { port } = await serving();
    const bytes = `POST /api/v1/language HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${rest}`;
    const answers = answersIn(await sendBytes(port, bytes, { waitMs: 700 }));
    expect(answers.map(({ status }) => status)).toEqual(
      expect.toSatisfy((all: number[]) => all.length <= 1 && all.every((status) => status >= 400)),
    );
    for (const { body } of answers) expect(body).not.toContain('smuggled');
    expect((await ask(port, 'GET /healthz')).status).toBe(200);
  });
});

describe('what is kept for one is not given to another', () => {
  test('by header, form, encoding, order or name, and a name of another answer is no 304', async () => {
    const { port } = await serving();
    const get = (query: string, headers: [string, string][] = []) => ask(port, `GET /api/v1/series/show?${query}`, headers);
    const clean = await get('id=BTC&rows=2');
    for (const [name, value] of [
      ['X-Forwarded-Host', 'evil.example'],
      ['X-Forwarded-Proto', 'https'],
      ['X-Original-URL', '/evil'],
      ['Accept-Language', '<script>'],
      ['User-Agent', '<script>'],
      ['Cookie', 'a=<script>'],
      ['Range', 'bytes=0-10'],
    ] as [string, string][]) {
      await get('id=ETH&rows=2', [[name, value]]);
      const { body, headers } = await get('id=ETH&rows=2');
      expect([name, body]).toEqual([name, expect.not.stringMatching(/evil|<script>/)]);
      expect(headers.vary).toBe('Accept, Accept-Encoding, Authorization, Origin');
    }
    expect((await get('rows=2&id=BTC')).body).toBe(clean.body);
    expect((await get('id=BTC&rows=2', [['Accept', 'text/csv']])).headers.etag).not.toBe(clean.headers.etag);
    expect((await get('id=BTC&rows=2')).headers['content-type']).toContain('application/json');
    const etag = clean.headers.etag as string;
    expect((await get('id=BTC&rows=2', [['If-None-Match', etag]])).status).toBe(304);
    for (const [query, headers] of [
      ['id=BTC&rows=3', []],
      ['id=ETH&rows=2', []],
      ['id=BTC&rows=2&format=csv', []],
      ['id=BTC&rows=2', [['Accept', 'text/html']]],
      ['id=BTC&rows=2&asOf=2021-12-31', []],
    ] as [string, [string, string][]][])
      expect([query, (await get(query, [['If-None-Match', etag], ...headers])).status]).toEqual([query, 200]);
    // What fails is not kept, and not named.
    const wrong = await get('id=NOPE');
    expect([wrong.status, wrong.headers.etag, wrong.headers['cache-control']]).toEqual([400, undefined, 'no-store']);
    // Two of a name are two, not the first.
    expect((await get('id=BTC&id=ETH')).status).toBe(400);
  });
});

test('every answer has the headers that keep a browser from guessing, those for language models too', async () => {
  const { port } = await serving();
  for (const bytes of [
    request('POST /mcp', [JSON_BODY, ['Accept', 'application/json, text/event-stream']], {
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
    }),
    request('POST /mcp', [JSON_BODY], { body: '{' }),
    request('GET /mcp', [['Accept', 'text/event-stream']]),
    request('POST /api/v1/parse', [JSON_BODY, ['Accept', 'text/event-stream']], { body: '{"text":"all_time_high(RUT)"}' }),
    request('OPTIONS /api/v1/series'),
    request('TRACE /'),
    request('GET /'),
  ]) {
    const [answer] = answersIn(await sendBytes(port, bytes));
    const line = bytes.subarray(0, 30).toString();
    for (const name of [
      'x-content-type-options',
      'referrer-policy',
      'content-security-policy',
      'cross-origin-resource-policy',
      'x-request-id',
    ])
      expect([line, name, answer?.headers[name]]).toEqual([line, name, expect.any(String)]);
  }
});

test('a body that breaks off is no fault of the program, and none of what the caller wrote is logged', async () => {
  const { port, log, stop, ended } = await serving();
  await sendBytes(
    port,
    'POST /api/v1/parse HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"text":"HIDE',
    { halfClose: true, waitMs: 1000 },
  );
  const headers: [string, string][] = [
    ['MCP-Protocol-Version', '2026-07-28'],
    ['Mcp-Method', 'tools/call'],
  ];
  await ask(port, 'POST /mcp', [JSON_BODY, ['Accept', 'application/json, text/event-stream'], ...headers], {
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"HIDE"}}',
  });
  await ask(port, `GET /api/v1/HIDE?HIDE=1`, [
    ['User-Agent', 'HIDE'],
    ['Referer', 'http://HIDE/'],
  ]);
  stop.abort();
  await ended;
  expect(log()).not.toMatch(/HIDE|"a request failed"/);
});

describe('the listener for commands of the same user', () => {
  test('is on this machine alone, and opens to nobody by a wrong secret, a page, another method or a long body', async () => {
    const performed: string[] = [];
    const listener = await listenForCommands(async ({ operation }) => {
      performed.push(operation.name);
      return { result: {}, ending: 'done' };
    });
    const port = Number(new URL(listener.url).port);
    const body = '{"operation":"language","input":{},"folder":"/"}';
    const secret: [string, string] = ['Authorization', `Bearer ${listener.secret}`];
    for (const headers of [
      [],
      [['Authorization', 'Bearer ']],
      [['Authorization', listener.secret]],
      [['Authorization', `Bearer ${listener.secret.slice(0, -1)}`]],
      [['Authorization', `Bearer ${listener.secret}\u0080`]],
      [secret, ['Origin', 'http://127.0.0.1']],
      [secret, ['Origin', 'null']],
      [['Cookie', `secret=${listener.secret}`]],
    ] as [string, string][][])
      for (const line of ['POST /commands', 'POST /answers/x', 'GET /healthz', 'GET /', 'OPTIONS /commands'])
        expect([headers.length, line, (await ask(port, line, headers, { body })).status]).toEqual([headers.length, line, 401]);
    expect((await ask(port, `GET /commands?secret=${listener.secret}`)).status).toBe(401);
    expect((await ask(port, 'GET /commands', [secret])).status).toBe(404);
    expect((await ask(port, 'POST /commands', [secret], { body: 'x' })).status).toBe(400);
    expect((await ask(port, 'POST /commands', [secret], { body: `"${'x'.repeat(5_000_000)}"` })).status).toBe(400);
    expect(performed).toEqual([]);
    expect((await ask(port, 'POST /commands', [secret], { body })).status).toBe(200);
    expect(performed).toEqual(['language']);
    const outward = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');
    if (outward) expect(await reaches(outward.address, port)).toBe(false);
    await listener.close();
  });
});

/** Whether something listens there; the rule that tests reach this machine alone says no by itself, so that another process asks. */
async function reaches(host: string, port: number): Promise<boolean> {
  const script = `require('node:net').connect(${port}, '${host}', () => process.exit(7)).on('error', () => process.exit(0))`;
  return spawnSync(process.execPath, ['-e', script]).status === 7;
}
