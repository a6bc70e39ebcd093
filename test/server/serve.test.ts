import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { shipped } from '../app/shipped.ts';
import { sendRaw } from './http/listening.ts';
import { posted } from './http/shipped-app.ts';
import { serving } from './serving.ts';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const STUDY = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };

describe('harbinger serve', () => {
  test('computes in threads, answers the same again from what is kept, and counts it', async () => {
    const { url, greeting } = await serving();
    expect(greeting).toContain('this machine only');
    const first = await fetch(`${url}/api/v1/study`, posted(STUDY));
    const text = await first.text();
    expect([first.status, (await (await fetch(`${url}/api/v1/study`, posted(STUDY))).text()) === text]).toEqual([200, true]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('harbinger_http_requests_total{route="/api/v1/study",method="POST",status="200"} 2');
    expect(metrics).toMatch(/harbinger_cache_hits 1\n/);
    expect(metrics).toMatch(/harbinger_nodejs_eventloop_lag_seconds/);
  });

  test('logs each request by its id and route, and no token, query or address of a file', async () => {
    const { url, log, stop, ended, keeper } = await serving();
    const token = await keeper.add({ name: 'desk', scope: 'read' });
    const headers = { 'x-request-id': 'look-1', authorization: `Bearer ${token}` };
    await fetch(`${url}/api/v1/series/show?id=BTC&rows=7`, { headers });
    await fetch(`${url}/api/v1/packs?token=${token}`, { headers });
    stop.abort();
    await ended;
    const lines = log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ requestId: 'look-1', method: 'GET', route: '/api/v1/series/show', status: 200, caller: 'token desk' });
    expect(lines[0]?.ms).toBeGreaterThan(0);
    expect(log()).not.toContain(token);
    expect(log()).not.toContain('rows=7');
  });

  test('serves beyond this machine only with a token, or in public', async () => {
    for (const place of [{ host: '0.0.0.0' }, { allowedHost: ['desk.example'] }])
      await expect(serving(place)).rejects.toThrow('there must be a token');
    expect((await serving({ allowedHost: ['desk.example'], public: true })).greeting).toContain('public');
    await expect(serving({ host: '203.0.113.1' })).rejects.toThrow(/there must be a token/);
    const { port } = await serving();
    await expect(serving({ port })).rejects.toThrow(`port ${port} of 127.0.0.1 is taken; --port names another one`);
  });

  test('told to stop, takes nothing new, but ends what it has begun', async () => {
    const load = async (id: string) => {
      await later(400);
      return shipped.series.load(id);
    };
    const slow = { ...shipped, series: { ...shipped.series, load } };
    const { url, stop, ended } = await serving({}, { context: slow });
    const running = fetch(`${url}/api/v1/series/show?id=BTC`);
    await later(150);
    stop.abort();
    await later(50);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    expect((await running).status).toBe(200);
    await ended;
  });

  test('told to stop, waits no longer than its grace for what does not end', async () => {
    const stuck = { ...shipped, series: { ...shipped.series, load: () => new Promise<never>(() => {}) } };
    const { url, stop, ended } = await serving({}, { context: stuck, grace: 300 });
    const running = fetch(`${url}/api/v1/study`, posted(STUDY)).then(
      ({ status }) => status,
      () => 'cut',
    );
    await later(500);
    const begin = Date.now();
    stop.abort();
    await ended;
    expect(Date.now() - begin).toBeLessThan(4000);
    expect([503, 'cut']).toContain(await running);
  });

  test('does not wait for clients that send their headers or bodies by drops (slow-loris)', async () => {
    const patience = { headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 100 };
    const { port, url } = await serving({}, { patience });
    const drip = (text: string) =>
      new Promise<number>((resolve, reject) => {
        const begin = Date.now();
        const socket = connect(port, '127.0.0.1', () => socket.write(text));
        const drops = setInterval(() => socket.writable && socket.write('X'), 100);
        socket.resume();
        socket.on('error', () => {});
        socket.on('close', () => {
          clearInterval(drops);
          resolve(Date.now() - begin);
        });
        setTimeout(() => reject(new Error('still open after 5 s')), 5000).unref();
      });
    const open = Array.from({ length: 50 }, () => drip('GET /api/v1/packs HTTP/1.1\r\nHost: localhost\r\nX-Slow: '));
    await later(100);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    for (const ms of await Promise.all(open)) expect(ms).toBeLessThan(3000);
    const body = 'POST /api/v1/packs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';
    expect(await drip(body)).toBeLessThan(3000);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('says nothing of itself to bytes that are no request', async () => {
    const { port, url } = await serving();
    for (const text of [
      '\0\0\0\0\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET http://[ HTTP/1.1\r\nHost: [\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: localhost\r\n${'A: b\r\n'.repeat(9000)}\r\n`,
      'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n',
      'POST /api/v1/packs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n',
    ]) {
      const got = await sendRaw(port, text, { waitMs: 500 });
      expect([text.slice(0, 20), got.slice(0, 10)]).toEqual([text.slice(0, 20), expect.stringMatching(/^(HTTP\/1\.1 4|)$/)]);
      expect(got).not.toMatch(/node_modules|at .*:\d+|\.ts\b/);
    }
    expect((await fetch(`${url}/healthz?ready`)).status).toBe(200);
  });

  test('speaks MCP at /mcp, behind the same guards', async () => {
    const { url, port } = await serving();
    const begin = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
    };
    const accept = { accept: 'application/json, text/event-stream' };
    const answer = await fetch(`${url}/mcp`, posted(begin, accept));
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('"serverInfo"')]);
    expect((await fetch(`${url}/mcp`, posted(begin, { ...accept, origin: 'https://evil.example' }))).status).toBe(403);
    expect(await sendRaw(port, 'GET /mcp HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 403/);
    expect((await fetch(`${url}/mcp`, posted({ ...begin, x: 'y'.repeat(300_000) }, accept))).status).toBe(413);
  });
});
