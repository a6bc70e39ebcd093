import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';
import { connectTo, ERAS, overHttp, overStdio, served } from './connect.ts';
import { brokenOperation, shippedOffer, waitingOperation } from './shipped-offer.ts';

/** Calls the operation that only a cancellation ends, cancels it when it has told of its way, and gives what it told. */
async function cancelled(client: Client): Promise<{ progress: number; total?: number | undefined; message?: string | undefined }[]> {
  const told: { progress: number; total?: number | undefined; message?: string | undefined }[] = [];
  const stop = new AbortController();
  const asked = client.callTool(
    { name: 'wait', arguments: {} },
    {
      signal: stop.signal,
      onprogress: (progress) => {
        told.push(progress);
        if (told.length === 3) stop.abort('enough');
      },
    },
  );
  await expect(asked).rejects.toThrow();
  return told;
}

const until = async (holds: () => boolean): Promise<void> => {
  for (const end = Date.now() + 5000; !holds() && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe.each(ERAS)('a long operation, revision of %s', (era) => {
  test('tells of its way and stops when it is cancelled, over HTTP', async () => {
    let stopped = 0;
    const wait = waitingOperation(() => void stopped++);
    const { client, server, end } = await overHttp(era, { operations: [...shippedOffer.operations, wait] });
    const told = await cancelled(client);
    expect(told.map(({ message }) => message)).toEqual(['2 to do', 'RUT from yahoo, 500 rows', 'RUT: 500 rows']);
    expect(told.map(({ total }) => total)).toEqual([2, 2, 2]);
    expect(told.map(({ progress }) => progress)).toEqual(told.map(({ progress }) => progress).toSorted((a, b) => a - b));
    await until(() => stopped === 1);
    expect(stopped).toBe(1);
    expect(server.log).toEqual([]);
    await end();
  });

  test('tells of its way and stops when it is cancelled, over stdio', async () => {
    const { client, errors, end } = await overStdio(era, ['test/server/mcp/waiting-child.ts']);
    expect((await cancelled(client)).map(({ message }) => message)).toEqual(['2 to do', 'RUT from yahoo, 500 rows', 'RUT: 500 rows']);
    await until(() => errors.join('').includes('stopped'));
    expect(errors.join('')).toContain('stopped');
    await end();
  });

  test('of which the inside breaks says nothing of the inside', async () => {
    const { client, server, end } = await overHttp(era, { operations: [brokenOperation] });
    const result = await client.callTool({ name: 'break', arguments: {} });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result)).not.toMatch(/secret|inside\.ts|at .*\(/);
    expect(server.log.join()).toContain('cannot read secret');
    await end();
  });
});

test('stdio carries the protocol alone, and the program ends when it is closed', async () => {
  const { client, errors, end } = await overStdio('2025');
  await client.callTool({ name: 'parse', arguments: { text: 'all_time_high(RUT)' } });
  const started = performance.now();
  await end();
  expect(performance.now() - started).toBeLessThan(2000);
  expect(errors.join('')).toBe('');
});

describe('sessions over HTTP', () => {
  test('are bounded: a new one takes the place of the one that was idle longest', async () => {
    const server = await served({}, { mostSessions: 2 });
    const clients = [await connectTo(server, '2025'), await connectTo(server, '2025')];
    await clients[0]?.listTools();
    clients.push(await connectTo(server, '2025'));
    expect(server.mcp.sessions()).toBe(2);
    await expect(clients[0]?.listTools()).resolves.toBeDefined();
    await expect(clients[1]?.listTools()).rejects.toThrow(/no such session/);
    await server.end();
    expect(server.mcp.sessions()).toBe(0);
  });

  test('are taken from nobody by somebody else who begins many', async () => {
    const server = await served({}, { mostSessions: 3 });
    const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'raw', version: '1' } };
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const say = (owner: string, message: object, session: Record<string, string> = {}) =>
      server.mcp.answer(
        new Request(server.url, {
          method: 'POST',
          headers: { ...headers, ...session },
          body: JSON.stringify({ jsonrpc: '2.0', ...message }),
        }),
        { caller: { key: owner, kind: 'public', scope: 'read' }, execute: shippedOffer.execute },
      );
    const begin = async (owner: string) =>
      (await say(owner, { id: 1, method: 'initialize', params: hello })).headers.get('mcp-session-id') as string;
    const ann = await begin('ann');
    for (let i = 0; i < 10; i++) await begin('mallory');
    expect(server.mcp.sessions()).toBe(3);
    expect((await say('ann', { id: 2, method: 'tools/list' }, { 'mcp-session-id': ann })).status).toBe(200);
    await server.end();
  });

  test('end after a time without use', async () => {
    let now = 0;
    const server = await served({}, { now: () => now, idleMs: 1000 });
    const client = await connectTo(server, '2025');
    await client.listTools();
    now = 2500;
    await expect(client.listTools()).rejects.toThrow(/no such session/);
    expect(server.mcp.sessions()).toBe(0);
    await server.end();
  });

  test('are ended by their client, and not needed by one of 2026', async () => {
    const server = await served();
    const transport = new StreamableHTTPClientTransport(server.url);
    const client = new Client({ name: 'a client under test', version: '1.0.0' });
    await client.connect(transport);
    expect(server.mcp.sessions()).toBe(1);
    await transport.terminateSession();
    expect(server.mcp.sessions()).toBe(0);
    await (await connectTo(server, '2026')).listTools();
    expect(server.mcp.sessions()).toBe(0);
    await server.end();
  });

  test('belong to who began them', async () => {
    const server = await served();
    const begin = JSON.stringify({
      ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
    });
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const ask = (owner: string, session?: string) =>
      server.mcp.answer(
        new Request(server.url, {
          ...{ method: 'POST', body: session ? JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/list' }) : begin },
          headers: { ...headers, ...(session ? { 'mcp-session-id': session } : {}) },
        }),
        { caller: { key: owner, kind: 'token', scope: 'read' }, execute: shippedOffer.execute },
      );
    const session = (await ask('ann')).headers.get('mcp-session-id') as string;
    expect((await ask('bob', session)).status).toBe(404);
    const tools = await (await ask('ann', session)).text();
    expect(tools).toContain('"parse"');
    // Who may only read is offered nothing that computes or writes.
    expect(tools).not.toMatch(/"name":"(study|check|pull)"/);
    await server.end();
  });
});

describe('what is no request of the protocol', () => {
  test.each([
    [
      'no JSON',
      { method: 'POST', body: '{', headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' } },
      400,
    ],
    ['another kind of body', { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
    ['a body beyond measure', { method: 'POST', body: `"${'x'.repeat(1_100_000)}"`, headers: { 'content-type': 'application/json' } }, 413],
    ['a session that is none', { method: 'GET', headers: { accept: 'text/event-stream', 'mcp-session-id': 'none' } }, 404],
    [
      'a page of another site',
      { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', origin: 'https://evil.example' } },
      403,
    ],
  ] as [string, RequestInit, number][])('%s is refused', async (_, request, status) => {
    const server = await served();
    const response = await fetch(server.url, request);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/node_modules|\.ts:\d/);
    expect(server.mcp.sessions()).toBe(0);
    await server.end();
  });
});

test('where a page is served, results link to it', async () => {
  const { client, server, end } = await overHttp('2026', {}, { hasPage: true });
  const text = async (name: string, given: Record<string, unknown>) =>
    JSON.stringify((await client.callTool({ name, arguments: given })).content);
  expect(await text('check', { claim: 'liquidity' })).toContain(`Page: ${server.url.origin}/claims/russell-crypto/liquidity`);
  expect(await text('study', { when: 'date(2020-11-13)', then: ['return(BTC, 180d)'] })).toContain(
    `Page: ${server.url.origin}/lab?when=date(2020-11-13)&then=%5B%22return(BTC%2C%20180d)%22%5D&run=true`,
  );
  await end();
});

describe.each(ERAS)('replicas, revision of %s', (era) => {
  test('answer one client in turn: nothing of one request is needed by the next', async () => {
    const places = [await served({}, { hasSessions: false }), await served({}, { hasSessions: false })];
    let asked = 0;
    const inTurn: typeof fetch = (address, init) => {
      const place = places[asked++ % places.length] as (typeof places)[number];
      return fetch(new URL(new URL(String(address)).pathname, place.url), init);
    };
    const client = await connectTo(places[0] as (typeof places)[number], era, inTurn);
    for (let i = 0; i < 4; i++) {
      const { tools } = await client.listTools();
      expect(tools.length).toBeGreaterThan(10);
      expect(await client.callTool({ name: 'packs', arguments: {} })).toMatchObject({ structuredContent: { packs: expect.anything() } });
    }
    expect(asked).toBeGreaterThan(8);
    expect(places.map(({ mcp }) => mcp.sessions())).toEqual([0, 0]);
    await client.close();
    for (const place of places) await place.end();
  });
});
