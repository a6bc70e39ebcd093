import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/contract/problem.ts';
import { listening, sendRaw } from './listening.ts';
import { posted, shippedApp } from './shipped-app.ts';

const language = '/api/v1/language?name=all_time_high';
const STUDY = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };
const study = `/api/v1/study?${new URLSearchParams({ when: STUDY.when, then: 'return(BTC, 180d)' })}`;

describe('a name that another led here (DNS rebinding)', () => {
  test('is refused, whatever is asked; the names of this machine are not', async () => {
    const { port } = await listening(shippedApp().app);
    const ask = (host: string, path = language) => sendRaw(port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '127.0.0.2',
      'localhost:x',
    ])
      expect([host, (await ask(host)).slice(0, 12)]).toEqual([host, expect.stringMatching(/^HTTP\/1\.1 40[03]$/)]);
    expect((await ask('evil.example', '/healthz')).slice(0, 12)).toBe('HTTP/1.1 403');
    for (const host of ['localhost', `127.0.0.1:${port}`, '[::1]', 'LOCALHOST.'])
      expect((await ask(host)).slice(0, 12)).toBe('HTTP/1.1 200');
  });
});

describe('a page of another site (CSRF)', () => {
  const { app } = shippedApp();
  const statusOf = async (path: string, init: RequestInit = {}) => (await app.request(path, init)).status;

  test('starts nothing that computes, by whatever header its browser tells', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect([headers, await statusOf(study, { headers: headers as Record<string, string> })]).toEqual([headers, 403]);
      expect([headers, await statusOf('/api/v1/language', posted({}, headers as Record<string, string>))]).toEqual([headers, 403]);
      expect([headers, await statusOf('/api/v1/jobs', posted({ operation: 'packs' }, headers as Record<string, string>))]).toEqual([
        headers,
        403,
      ]);
    }
    expect(await statusOf('/api/v1/language', posted({}, { origin: 'http://localhost' }))).toBe(200);
    expect(await statusOf('/api/v1/language', posted({}, { 'sec-fetch-site': 'same-origin' }))).toBe(200);
    expect(await statusOf('/api/v1/language', posted({}))).toBe(200);
  });

  test('cannot send a form: the body must be called JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx']) {
      const answer = await app.request('/api/v1/language', { method: 'POST', body: '{}', headers: { 'content-type': type } });
      expect([type, answer.status]).toEqual([type, 415]);
    }
    expect(
      await statusOf('/api/v1/language', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json; charset=utf-8' } }),
    ).toBe(200);
  });

  test('reads nothing either, unless its origin was named', async () => {
    const closed = await app.request(language, { headers: { origin: 'https://desk.example' } });
    expect(closed.headers.get('access-control-allow-origin')).toBeNull();
    const open = shippedApp({ neighbours: { hosts: ['localhost'], origins: ['https://desk.example'] } }).app;
    const desk = await open.request('/api/v1/language', posted({}, { origin: 'https://desk.example', 'sec-fetch-site': 'cross-site' }));
    expect([desk.status, desk.headers.get('access-control-allow-origin')]).toEqual([200, 'https://desk.example']);
    expect(desk.headers.get('access-control-allow-credentials')).toBeNull();
    const other = await open.request('/api/v1/language', posted({}, { origin: 'https://evil.example' }));
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const before = await open.request('/api/v1/study', {
      method: 'OPTIONS',
      headers: { origin: 'https://desk.example', 'access-control-request-method': 'POST' },
    });
    expect([before.status, before.headers.get('access-control-allow-methods')]).toEqual([204, 'GET,HEAD,POST,DELETE']);
  });
});

describe('every answer', () => {
  test('carries the headers that keep a browser from guessing, framing and telling on, errors too', async () => {
    const { app } = shippedApp();
    for (const path of [language, '/api/v1/nowhere', '/healthz', '/metrics']) {
      const { headers } = await app.request(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('geolocation=()');
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  test('has an id: the one that was sent where it is well formed, else one of ours, and no header can be smuggled in by it', async () => {
    const { port, url } = await listening(shippedApp().app);
    expect((await fetch(`${url}/healthz`, { headers: { 'x-request-id': 'desk-42' } })).headers.get('x-request-id')).toBe('desk-42');
    for (const bad of ['a b', 'x'.repeat(65), 'é', '"><script>'])
      expect(await sendRaw(port, `GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: ${bad}\r\n\r\n`)).toMatch(
        /x-request-id: [0-9a-f-]{36}/i,
      );
  });

  test('is on one line where the caller wrote several: nothing of an address becomes a header', async () => {
    const { port } = await listening(shippedApp().app);
    for (const path of [
      '/api/v1/x%0d%0aSet-Cookie:%20a=b',
      '/api/v1/series/show?id=BTC%0d%0aX-Evil:%201&format=html',
      '/%0d%0aX-Evil:%201',
    ]) {
      const got = await sendRaw(port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      expect(got).toMatch(/^HTTP\/1\.1 (400|404) /);
      expect(got.split('\r\n\r\n')[0]).not.toMatch(/^(set-cookie|x-evil):/im);
    }
  });
});

describe('a problem', () => {
  test('quotes what the caller wrote without markup or length, as JSON that no browser takes for a page', async () => {
    const { app } = shippedApp();
    const answer = await app.request(`/api/v1/${encodeURIComponent(`<script>alert(1)</script>${'x'.repeat(5000)}`)}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Problem.parse(await answer.json()).detail.length).toBeLessThan(300);
    expect((await app.request(`/api/v1/language?name=${'x'.repeat(20_000)}`)).status).toBe(414);
  });
});
