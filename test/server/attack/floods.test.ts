import { connect, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { serving } from '../serving.ts';
import { answersIn, ask, JSON_BODY, request, sendBytes } from './wire.ts';

vi.setConfig({ testTimeout: 60_000 });

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Far less than any of these attempts would take by itself; a busy machine is slow to everybody. */
const MOST_WAIT = 5000;

/** Milliseconds that somebody waits who only asks whether the server lives. */
async function waitOf(port: number): Promise<number> {
  const begin = performance.now();
  expect((await ask(port, 'GET /healthz')).status).toBe(200);
  return performance.now() - begin;
}

/** The longest that such a one waits while something goes on. */
async function longestWait(port: number, during: Promise<unknown>): Promise<number> {
  let longest = 0;
  let isOver = false;
  const ended = during.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    longest = Math.max(longest, await waitOf(port));
    await later(20);
  }
  await ended;
  return longest;
}

/** Connections that send a beginning and then nothing more, or read nothing; gone with the test. */
function holding(port: number, { count, text }: { readonly count: number; readonly text: string | Buffer }): Socket[] {
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    return socket.on('error', () => {});
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return sockets;
}

const post = (path: string, input: unknown) => [`POST ${path}`, [JSON_BODY], { body: JSON.stringify(input) }] as const;

test('headers and names of a length that takes squares of time hold up nobody', async () => {
  const { port } = await serving();
  const spaces = ' '.repeat(30_000);
  const long = 'x'.repeat(250_000);
  const attempts: Parameters<typeof ask>[] = [
    [port, 'GET /api/v1/language', [['Accept-Encoding', `a${spaces}b`]]],
    [port, 'GET /api/v1/language', [['Accept-Encoding', 'gzip,'.repeat(6000)]]],
    [port, 'GET /api/v1/language', [['Accept', `a${spaces}b`]]],
    [port, 'GET /api/v1/language', [['If-None-Match', 'W/,'.repeat(9000)]]],
    [port, 'GET /api/v1/language', [['Authorization', `Bearer${spaces}`]]],
    [port, 'POST /api/v1/language', [['Content-Type', `application/json${spaces}x`]], { body: '{}' }],
    [port, `GET /api/v1/${'x'.repeat(16_000)}`],
    [port, `GET /api/v1/parse?${'a=&'.repeat(5000)}`],
    [port, ...post('/api/v1/language', { name: long })],
    [port, ...post('/api/v1/explain', { topic: long })],
    [port, ...post('/api/v1/series', { search: 'x '.repeat(100_000) })],
    [port, ...post('/api/v1/series/show', { id: long })],
    [port, ...post('/api/v1/check', { claim: long })],
    [port, ...post('/api/v1/jobs', { operation: long })],
    [port, ...post('/api/v1/parse', { text: `withe${'('.repeat(3900)}` })],
    [port, ...post('/api/v1/parse', { text: 'RUT'.padEnd(3900, ' +RUT') })],
    [port, ...post('/api/v1/parse', Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}${'x'.repeat(200)}`, i])))],
  ];
  await ask(port, 'GET /api/v1/language');
  for (const attempt of attempts) {
    const before = process.threadCpuUsage();
    const { status, body } = await ask(...attempt);
    const { user, system } = process.threadCpuUsage(before);
    const what = attempt[1].slice(0, 40);
    expect([what, status]).toEqual([what, expect.toSatisfy((code) => [200, 400, 401, 404, 406, 414, 415].includes(code))]);
    if (status >= 400) expect([what, body.length]).toEqual([what, expect.toSatisfy((length) => length < 20_000)]);
    // Some of them took seconds of the only thread that listens.
    expect([what, (user + system) / 1000]).toEqual([what, expect.toSatisfy((ms) => ms < 400)]);
  }
});

test('the dearest questions that the language allows, many at once, leave everybody else an answer, and each ends', async () => {
  const { port, url, stop } = await serving();
  const many = (text: string, count: number) => Array.from({ length: count }, () => text).join(' or ');
  const outcomes = Array.from({ length: 20 }, (_, i) => `return(BTC, ${30 + i}d)`);
  const questions = [
    { when: many('explosive(RUT,400)', 175), then: outcomes, curve: true, trade: true, pictures: true },
    { when: many('corr(RUT,BTC,999)>0', 160), then: outcomes, curve: true },
    { when: many('pct_rank(RUT,lookback:900)>0.5', 110), then: outcomes, trade: true },
    { when: `${'ma('.repeat(20)}RUT${',500)'.repeat(20)}>1`, then: outcomes },
    { when: many('breakout(RUT,lookback:900)', 130), then: outcomes },
    { when: many('retest(RUT,within:900w)', 140), then: outcomes },
    { when: `${'cooldown('.repeat(25)}all_time_high(RUT)${',1d)'.repeat(25)}`, then: outcomes },
  ];
  const asked = Promise.all(
    questions.flatMap((input, i) => [
      fetch(`${url}/api/v1/study`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...input, seed: i }),
      }).then(
        async (answer) => [answer.status, await answer.text()] as const,
        () => [0, ''] as const,
      ),
    ]),
  );
  const longest = await longestWait(port, Promise.race([asked, later(6000)]));
  expect(longest).toBeLessThan(MOST_WAIT);
  expect((await ask(port, ...post('/api/v1/parse', { text: 'all_time_high(RUT)' }))).status).toBe(200);
  stop.abort();
  for (const [status, body] of await asked) {
    expect([200, 400, 422, 503, 0]).toContain(status);
    expect(body).not.toMatch(/node_modules|\.ts:\d/);
  }
});

test('a crowd that sends its headers or bodies by drops gives way to whoever has something to ask', async () => {
  const { port } = await serving({}, { mostConnections: 60 });
  const header = holding(port, { count: 100, text: 'GET /api/v1/packs HTTP/1.1\r\nHost: localhost\r\nX-Slow: ' });
  await later(300);
  for (let i = 0; i < 5; i++) expect(await waitOf(port)).toBeLessThan(MOST_WAIT);
  const body = 'POST /api/v1/packs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';
  const drops = holding(port, { count: 100, text: body });
  const nothing = holding(port, { count: 100, text: '' });
  await later(300);
  for (let i = 0; i < 5; i++) expect(await waitOf(port)).toBeLessThan(MOST_WAIT);
  const open = [...header, ...drops, ...nothing].filter((socket) => !socket.destroyed && socket.readyState === 'open').length;
  expect(open).toBeLessThanOrEqual(60);
  expect((await ask(port, ...post('/api/v1/parse', { text: 'all_time_high(RUT)' }))).status).toBe(200);
});

test('whoever is being answered keeps the place that a crowd would take', async () => {
  const { port, url } = await serving({}, { mostConnections: 20 });
  const study = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)', 'return(ETH, 90d)'], curve: true };
  const running = fetch(`${url}/api/v1/study`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(study),
  });
  await later(50);
  holding(port, { count: 200, text: 'GET / HTTP/1.1\r\n' });
  expect((await running).status).toBe(200);
});

test('bodies without end, or that unpack to much, are refused while they come', async () => {
  const { port } = await serving();
  const head = 'POST /api/v1/study HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n';
  const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
  for (const path of ['/api/v1/study', '/mcp', '/api/v1/jobs']) {
    const came = answersIn(await sendBytes(port, `${head.replace('/api/v1/study', path)}\r\n${chunk.repeat(8)}`, { waitMs: 5000 }));
    expect([path, came[0]?.status]).toEqual([path, 413]);
  }
  const bomb = JSON.stringify({ when: ' '.repeat(50_000_000), then: [] });
  for (const [coding, packed] of [
    ['gzip', gzipSync(bomb)],
    ['br', brotliCompressSync(bomb)],
  ] as const) {
    const memory = process.memoryUsage().rss;
    const { status } = await ask(port, 'POST /api/v1/study', [JSON_BODY, ['Content-Encoding', coding]], { body: packed });
    expect([coding, status]).toEqual([coding, 400]);
    // It was never unpacked.
    expect(process.memoryUsage().rss - memory).toBeLessThan(40_000_000);
  }
  for (const body of [
    '['.repeat(120_000),
    `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`,
    `[${'0,'.repeat(100_000)}0]`,
    `{"then":[${'"x",'.repeat(1200)}"x"]}`,
  ])
    for (const path of ['/api/v1/study', '/mcp', '/api/v1/jobs'])
      expect((await ask(port, `POST ${path}`, [JSON_BODY], { body })).status).toBe(400);
});

test('answers that nobody reads fill no memory', async () => {
  const { port } = await serving();
  const line = 'GET /api/v1/series/show?id=RUT&values=true&rows=10000 HTTP/1.1\r\nHost: localhost\r\n\r\n';
  await ask(port, 'GET /api/v1/series/show?id=RUT&values=true&rows=10000');
  const before = process.memoryUsage();
  holding(port, { count: 20, text: line.repeat(2000) });
  await later(1000);
  expect(await waitOf(port)).toBeLessThan(MOST_WAIT);
  // 40,000 answers were asked for, of a hundred kilobytes each.
  expect(process.memoryUsage().rss - before.rss).toBeLessThan(400_000_000);
});

test('jobs and streams of events are bounded, and asking about events begins none', async () => {
  const { port, url } = await serving();
  const start = () => ask(port, ...post('/api/v1/jobs', { operation: 'language' }));
  const { id } = JSON.parse((await start()).body) as { id: string };
  for (let i = 0; i < 100; i++) {
    const { status, headers } = await ask(port, `HEAD /api/v1/jobs/${id}/events`);
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream']);
  }
  const long = {
    operation: 'study',
    input: { when: Array.from({ length: 175 }, () => 'explosive(RUT,400)').join(' or '), then: ['return(BTC, 90d)'] },
  };
  const started = await Promise.all(
    Array.from({ length: 60 }, (_, seed) => ask(port, ...post('/api/v1/jobs', { ...long, input: { ...long.input, seed } }))),
  );
  const ids = started.filter(({ status }) => status === 202).map(({ body }) => (JSON.parse(body) as { id: string }).id);
  expect(new Set(started.map(({ status }) => status))).toEqual(new Set([202, 429]));
  expect(ids.length).toBeLessThanOrEqual(20);
  // Many that follow and never read.
  for (const socket of holding(port, { count: 100, text: request(`GET /api/v1/jobs/${ids[0]}/events`) })) socket.pause();
  await later(300);
  expect(await waitOf(port)).toBeLessThan(MOST_WAIT);
  for (const each of ids) expect((await fetch(`${url}/api/v1/jobs/${each}`, { method: 'DELETE' })).status).toBe(204);
});
