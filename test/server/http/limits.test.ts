import { describe, expect, test } from 'vitest';
import type { Answer, Call } from '../../../src/server/execute.ts';
import { defaultAllowances } from '../../../src/server/http/allowance.ts';
import { defaultLimits } from '../../../src/server/http/options.ts';
import { listening, sendRaw } from './listening.ts';
import { posted, shippedApp } from './shipped-app.ts';

const EMPTY: Answer = { result: { dataSource: 'made up', series: [] }, ending: 'done' };
const raw = (body: string): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body });

describe('a body', () => {
  const { app } = shippedApp();

  test('of more than 256 kB is refused while it comes, told or not told how long it is', async () => {
    const { port } = await listening(app);
    const head = 'POST /api/v1/language HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
    expect(await sendRaw(port, `${head}Content-Length: 300000\r\n\r\n{`, { waitMs: 500 })).toMatch(/^HTTP\/1\.1 413 /);
    const chunk = `${(64 * 1024).toString(16)}\r\n${' '.repeat(64 * 1024)}\r\n`;
    expect(await sendRaw(port, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(5)}`, { waitMs: 500 })).toMatch(/^HTTP\/1\.1 413 /);
    expect((await app.request('/api/v1/language', raw(`{"name":"${'x'.repeat(255 * 1024)}"}`))).status).toBe(400);
  });

  test('that is nested too deep, or has too many members, is refused before it is looked at', async () => {
    for (const [body, word] of [
      [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'nested'],
      [`${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`, 'nested'],
      [JSON.stringify({ ids: Array(1001).fill('BTC') }), 'members'],
      [JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`k${i}`, 1]))), 'members'],
    ] as const) {
      const answer = await app.request('/api/v1/doctor', raw(body));
      expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([400, expect.stringContaining(word)]);
    }
  });

  test('that is no JSON, not UTF-8, or no record is told so', async () => {
    const bytes = new Uint8Array([0x22, 0xff, 0x22]);
    for (const body of ['{', 'undefined', '{"a":1}x', bytes]) {
      const answer = await app.request('/api/v1/language', { ...raw(''), body });
      expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([400, expect.stringContaining('no JSON')]);
    }
    for (const body of ['null', '[]', '1', '"x"', '{"__proto__":{"name":"x"}}', '{"constructor":1}'])
      expect([body, (await app.request('/api/v1/language', raw(body))).status]).toEqual([body, 400]);
  });
});

describe('an allowance', () => {
  const allowances = {
    ...defaultAllowances,
    public: { requestsPerMinute: 5, costPerMinute: 1000, costPerUse: 400 },
  };
  const counted = (estimate: (call: unknown) => number) => {
    const calls: Call[] = [];
    const { app } = shippedApp({
      openness: 'public',
      limits: { allowances },
      estimateCost: async (_, input) => estimate(input),
      execute: async (call) => {
        calls.push(call);
        return EMPTY;
      },
    });
    return { app, calls };
  };

  test('of requests ends with 429 and the time to wait', async () => {
    const { app } = counted(() => 1);
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await app.request('/api/v1/series')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(Number((await app.request('/api/v1/series')).headers.get('retry-after'))).toBeGreaterThan(30);
  });

  test('of cost refuses what is too dear by itself, in words, before it is computed', async () => {
    const { app, calls } = counted(() => 401);
    const answer = await app.request('/api/v1/study', posted({ when: 'date(2020-11-13)', then: ['return(BTC, 90d)'], curve: true }));
    const { detail } = (await answer.json()) as { detail: string };
    expect([answer.status, calls.length]).toEqual([422, 0]);
    expect(detail).toBe(
      'this study would take about 0.4 s of computing, 0.4 s are allowed. Cheaper: leave out curve, leave out trade, ask for fewer outcomes at once.',
    );
  });

  test('of cost counts what is computed, not what was answered before, nor what was refused', async () => {
    const { app } = counted((input) => ((input as { search: string }).search === 'dear' ? 350 : 330));
    const ask = async (search: string) => (await app.request(`/api/v1/series?search=${search}`)).status;
    expect([await ask('dear'), await ask('dear'), await ask('dear'), await ask('b'), await ask('c')]).toEqual([200, 200, 200, 200, 429]);
    const more = counted((input) => ((input as { search: string }).search === 'small' ? 100 : 400));
    const again = async (search: string) => (await more.app.request(`/api/v1/series?search=${search}`)).status;
    expect([await again('a'), await again('b'), await again('c'), await again('small')]).toEqual([200, 200, 429, 200]);
  });

  test('does not hinder one person at the own machine', async () => {
    const { app } = shippedApp({ execute: async () => EMPTY });
    for (let i = 0; i < 2000; i++) expect((await app.request('/api/v1/series')).status).toBe(200);
  });
});

describe('the line', () => {
  test('takes so many and no more; who is refused is told when to come again, and a place is free once somebody leaves', async () => {
    const gates: (() => void)[] = [];
    const { app } = shippedApp({
      limits: { ...defaultLimits, running: 1, waiting: 1 },
      execute: ({ signal }) =>
        new Promise((resolve, reject) => {
          gates.push(() => resolve(EMPTY));
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    const leave = new AbortController();
    const first = app.request('/api/v1/series?search=1');
    const second = app.request(new Request('http://localhost/api/v1/series?search=2', { signal: leave.signal }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const third = await app.request('/api/v1/series?search=3');
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '5']);
    leave.abort();
    await second;
    const fourth = app.request('/api/v1/series?search=4');
    await new Promise((resolve) => setTimeout(resolve, 20));
    gates[0]?.();
    expect((await first).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 20));
    gates[1]?.();
    expect([(await fourth).status, gates.length]).toEqual([200, 2]);
  });

  test('stops what takes longer than is allowed', async () => {
    const { app } = shippedApp({
      limits: { ...defaultLimits, longestRun: 30 },
      execute: ({ signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    });
    const answer = await app.request('/api/v1/series');
    expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([503, expect.stringContaining('stopped after')]);
  });
});
