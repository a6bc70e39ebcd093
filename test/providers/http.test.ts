import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttp, type HttpEvent, type HttpOptions, mannersOf, type NetworkHttp } from '../../src/providers/http.ts';
import type { HttpRequest } from '../../src/providers/http-port.ts';
import { ProviderError, type ProviderTerms } from '../../src/providers/provider.ts';
import { everyText } from './every-text.ts';

const KEY = 'k3y/of+4 Person&"quoted"';
const NOW = Date.UTC(2026, 2, 4, 12);
const GOOD = '{"rows":[1,2,3]}';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** The answers to come, in order; the last one stays. */
let script: Answer[] = [];
let seen: { method: string; url: string; headers: IncomingMessage['headers']; at: number }[] = [];
let server: Server;
let origin: string;
const sockets = new Set<Socket>();

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, at: performance.now() });
    const answer = script.length > 1 ? script.shift() : script[0];
    answer?.(response, request);
  });
  server.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

let https: NetworkHttp[] = [];
let events: HttpEvent[] = [];
beforeEach(() => {
  [script, seen, https, events] = [[], [], [], []];
});
afterEach(async () => {
  for (const http of https) await http.close();
});

const manners = { rate: { requests: 1000, perSeconds: 0.001, atOnce: 8 }, wantsContact: false };

function open(options: Partial<HttpOptions> = {}): NetworkHttp {
  const http = createHttp({
    hosts: new Map([['data.example', manners]]),
    origins: new Map([['https://data.example', origin]]),
    userAgent: 'harbinger/0',
    clock: { now: () => NOW },
    timeouts: { connect: 300, headers: 150, idle: 150, whole: 200 },
    patience: { retries: 3, firstWait: 4, longestWait: 20, longestRetryAfter: 60_000 },
    onEvent: (event) => events.push(event),
    ...options,
  });
  https.push(http);
  return http;
}

const rows: HttpRequest = { provider: 'example', url: 'https://data.example/rows', expects: 'json' };
const get = (request: Partial<HttpRequest> = {}, options: Partial<HttpOptions> = {}) => open(options).get({ ...rows, ...request });

async function failure(request: Partial<HttpRequest> = {}, options: Partial<HttpOptions> = {}): Promise<ProviderError> {
  const error: unknown = await get(request, options).then(
    () => new Error('it did not fail'),
    (reason) => reason,
  );
  if (!(error instanceof ProviderError)) throw error;
  expect(error.message).not.toMatch(/[\r\n]/);
  expect(error.provider).toBe('example');
  return error;
}

const say =
  (status: number, body = '', headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);
const good = say(200, GOOD);
const reset: Answer = (response) => response.socket?.resetAndDestroy();
/** Promises more than it gives. */
const half: Answer = (response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"rows":[1,2');
  setTimeout(() => response.socket?.end(), 5);
};
const retries = () => events.filter((event) => event.kind === 'retry');

describe('a good answer', () => {
  it('comes with its validator, its hash and its length', async () => {
    script = [say(200, GOOD, { etag: '"v1"' })];
    const response = await get({ query: { from: 5, to: undefined, note: 'a b' } });
    expect(response).toEqual({
      status: 200,
      body: GOOD,
      etag: '"v1"',
      record: {
        url: 'https://data.example/rows?from=5&note=a+b',
        status: 200,
        bytes: 16,
        sha256: createHash('sha256').update(GOOD).digest('hex'),
        at: NOW,
      },
    });
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/rows?from=5&note=a+b' });
    expect(seen[0]?.headers).toMatchObject({ 'user-agent': 'harbinger/0', 'accept-encoding': 'gzip, br' });
  });

  it('is taken out of its compression, and its hash is that of the text', async () => {
    script = [(response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(GOOD))];
    const { body, record } = await get();
    expect(body).toBe(GOOD);
    expect(record.sha256).toBe(createHash('sha256').update(GOOD).digest('hex'));
  });

  it('that nothing changed is handed back without a body', async () => {
    script = [say(304, '', { etag: '"v1"' })];
    const response = await get({ etag: '"v1"' });
    expect(response).toMatchObject({ status: 304, body: '' });
    expect(seen[0]?.headers['if-none-match']).toBe('"v1"');
    expect(await failure()).toMatchObject({ kind: 'unavailable', retryable: false });
  });

  it('keeps a byte order mark and letters beyond ASCII', async () => {
    script = [say(200, '\uFEFFdate,name\n2020-01-02,Zürich\n')];
    expect((await get({ expects: 'csv' })).body).toBe('\uFEFFdate,name\n2020-01-02,Zürich\n');
  });
});

describe('a failure that may pass', () => {
  it.each([
    ['a burst of 503', say(503)],
    ['a connection that is reset', reset],
    ['half a body', half],
    ['JSON that breaks off', say(200, '{"rows":[1,2')],
    ['JSON that breaks off after a bracket', say(200, '{"rows":[{"a":1}')],
    ['an empty answer', say(200)],
    ['429 without Retry-After', say(429)],
    ['a body that stops', (response) => response.writeHead(200).write('{')],
    ['an answer that does not begin', () => {}],
    [
      'compressed bytes that break off',
      (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(GOOD).subarray(0, 20)),
    ],
  ] satisfies [string, Answer][])('%s is followed by another try', async (_, bad) => {
    script = [bad, bad, good];
    expect((await get()).body).toBe(GOOD);
    expect(seen).toHaveLength(3);
    expect(retries()).toHaveLength(2);
    expect(retries().map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('and does not, is told with the number of tries', async () => {
    script = [say(503, 'down for\nrepairs')];
    const error = await failure();
    expect(error).toMatchObject({ kind: 'unavailable', retryable: true, request: 'https://data.example/rows', body: 'down for\nrepairs' });
    expect(error.message).toBe('example: data.example is out of order; try again later (HTTP 503): "down for repairs" (asked 4 times)');
    expect(seen).toHaveLength(4);
  });

  it('is waited for longer each time, between once and twice the doubled wait, and no longer than the longest', async () => {
    script = [say(500)];
    await failure({}, { patience: { retries: 5, firstWait: 10, longestWait: 60 } });
    const waits = retries().map(({ wait }) => wait);
    expect(waits).toHaveLength(5);
    for (const [i, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(Math.min(60, 10 * 2 ** i));
      expect(wait).toBeLessThanOrEqual(Math.min(60, 20 * 2 ** i));
      const gap = (seen[i + 1]?.at as number) - (seen[i]?.at as number);
      expect(gap).toBeGreaterThanOrEqual(wait - 2);
    }
  });

  it('such as silence, is told apart from one that takes too long', async () => {
    const patient = { timeouts: { headers: 100, idle: 100, whole: 5000 }, patience: { retries: 0 } };
    script = [() => {}];
    const silent = failure({}, patient);
    await new Promise((resolve) => setTimeout(resolve, 20));
    script = [(response) => response.writeHead(200).write('{')];
    const stalled = failure({}, patient);
    expect((await silent).message).toContain('did not begin to answer in time');
    expect((await stalled).message).toContain('stopped in the middle of its answer');
  });

  it('such as a slow drip, ends when the whole takes too long', async () => {
    script = [
      (response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
    ];
    const begun = performance.now();
    const error = await failure({}, { timeouts: { headers: 150, idle: 150, whole: 200 }, patience: { retries: 1, firstWait: 4 } });
    expect(error.message).toContain('takes longer than 0.2 s');
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(seen).toHaveLength(2);
  });
});

describe('Retry-After', () => {
  it.each([
    ['seconds', '1', 1000],
    ['an HTTP date', new Date(NOW + 1000).toUTCString(), 200],
  ])('as %s is waited for', async (_, header, wait) => {
    script = [say(429, '', { 'retry-after': header }), good];
    await get({}, { clock: { now: () => NOW + 800 } });
    expect(retries()[0]).toMatchObject({ errorKind: 'rate-limited' });
    expect(retries()[0]?.wait).toBeGreaterThanOrEqual(wait);
    expect((seen[1]?.at as number) - (seen[0]?.at as number)).toBeGreaterThanOrEqual(wait - 5);
  });

  it.each(['in the past', new Date(NOW - 5000).toUTCString(), '-3', 'soon', ''])('%j asks for no wait', async (header) => {
    script = [say(503, '', { 'retry-after': header }), good];
    await get();
    expect(retries()[0]?.wait).toBeLessThan(20);
  });

  it.each([['3600'], [new Date(NOW + 3_600_000).toUTCString()]])(
    '%s is longer than anybody waits: it fails at once and says when to come back',
    async (header) => {
      script = [say(429, 'slow down', { 'retry-after': header })];
      const error = await failure();
      expect(error).toMatchObject({ kind: 'rate-limited', retryable: true });
      expect(error.message).toContain('come back after 2026-03-04T13:00:00.000Z');
      expect(seen).toHaveLength(1);
    },
  );
});

describe('a failure that will not pass is not tried again', () => {
  it.each([
    [400, 'unavailable'],
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'not-found'],
    [410, 'not-found'],
    [451, 'unavailable'],
  ])('HTTP %i is %s', async (status, kind) => {
    script = [say(status, '{"error":"no"}')];
    expect(await failure()).toMatchObject({ kind, retryable: false, body: '{"error":"no"}' });
    expect(seen).toHaveLength(1);
  });

  it.each(['<!DOCTYPE html><p>Verify you are human', '\n <html><body>x', '<Error><Code>AccessDenied</Code></Error>'])(
    'a page with HTTP 200 where data are due: %s',
    async (page) => {
      script = [say(200, page)];
      for (const expects of ['json', 'csv'] as const) {
        const error = await failure({ expects });
        expect(error).toMatchObject({ kind: 'changed-shape', retryable: false, body: page });
        expect(error.message).toContain(`sent a page where ${expects.toUpperCase()} is due`);
      }
      expect(seen).toHaveLength(2);
      expect((await get({ expects: 'text' })).body).toBe(page);
    },
  );

  it('a page with an error status is that error', async () => {
    script = [say(429, '<html>Too Many Requests'), say(404, '<html>Not Found')];
    expect(await failure({ hands: [404] })).toMatchObject({ kind: 'not-found', body: '<html>Not Found' });
  });

  it('a body beyond the longest that is read, by its own length or as it comes', async () => {
    script = [say(200, GOOD), (response) => response.writeHead(200, { 'transfer-encoding': 'chunked' }).end(GOOD)];
    for (const _ of script) {
      const error = await failure({ maximumBytes: 15 });
      expect(error).toMatchObject({ kind: 'unavailable', retryable: false });
      expect(error.message).toContain('more than 15 bytes');
    }
    expect((await get({ maximumBytes: 16 })).body).toBe(GOOD);
  });

  it('a small compressed body that grows beyond it', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    expect(bomb.length).toBeLessThan(100_000);
    script = [(response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)];
    expect((await failure({ maximumBytes: 1_000_000 })).message).toContain('more than 1,000,000 bytes');
  });

  it('bytes that are no text in UTF-8', async () => {
    script = [(response) => response.writeHead(200).end(Buffer.from([0x22, 0xe9, 0x22]))];
    expect(await failure()).toMatchObject({ kind: 'changed-shape', retryable: false });
  });

  it('an encoding that is not read', async () => {
    script = [say(200, GOOD, { 'content-encoding': 'rot13' })];
    expect(await failure()).toMatchObject({ kind: 'unavailable', retryable: false });
  });
});

describe('an error whose body the provider reads', () => {
  it.each([
    [404, '{"chart":{"error":"No data found"}}'],
    [404, '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>'],
    [400, 'plain words'],
  ])('HTTP %i %s is handed back', async (status, body) => {
    script = [say(status, body)];
    expect(await get({ hands: [400, 404] })).toMatchObject({ status, body });
  });
});

describe('a redirect', () => {
  const to = (location: string, status = 302) => say(status, 'elsewhere', { location });

  it('within the host is followed, with the key', async () => {
    script = [to('/other?page=2', 301), to('https://data.example/third', 307), good];
    const { record } = await get({ secrets: { query: { api_key: KEY }, headers: { 'x-key': 'header-secret' } } });
    expect(seen.map(({ url }) => url.replace(/api_key=.*/, 'api_key='))).toEqual([
      '/rows?api_key=',
      '/other?page=2&api_key=',
      '/third?api_key=',
    ]);
    expect(seen.every(({ headers }) => headers['x-key'] === 'header-secret')).toBe(true);
    expect(record.url).toBe('https://data.example/rows');
  });

  it.each(['https://consent.example/collect?back=1', 'http://data.example/rows', 'https://data.example:8443/', '//data.example.evil/'])(
    'to %s is not: the key stays here',
    async (location) => {
      script = [to(location), good];
      const hosts = new Map(['data.example', 'consent.example', 'data.example:8443', 'data.example.evil'].map((host) => [host, manners]));
      const origins = new Map(Array.from(hosts.keys(), (host) => [`https://${host}`, origin] as const));
      const error = await failure({ secrets: { headers: { authorization: 'Bearer abcdefgh' } } }, { hosts, origins });
      expect(error).toMatchObject({ kind: 'unavailable', retryable: false });
      expect(error.message).toContain(`redirects to ${new URL(location, 'https://data.example').origin}`);
      expect(seen).toHaveLength(1);
    },
  );

  it('that never ends, ends after three', async () => {
    script = [to('/again')];
    expect((await failure()).message).toContain('more than 3 times');
    expect(seen).toHaveLength(4);
  });
});

describe('a host that cannot be reached', () => {
  const closed = new Map([['https://data.example', 'http://127.0.0.1:9']]);

  it('is tried once more, and then not again for a while: everybody hears at once', async () => {
    let now = NOW;
    const http = open({ origins: closed, clock: { now: () => now } });
    const errors = await Promise.all(Array.from({ length: 30 }, () => http.get(rows).catch((error: unknown) => error)));
    for (const error of errors) expect(error).toMatchObject({ kind: 'unavailable', retryable: true });
    expect((errors[0] as Error).message).toContain('refuses the connection');
    expect(retries()).toHaveLength(8);
    events.length = 0;
    await expect(http.get(rows)).rejects.toThrow('refuses the connection');
    expect(events).toEqual([]);
    now += 31_000;
    await expect(http.get(rows)).rejects.toThrow('asked 2 times');
  });
});

describe('rate', () => {
  it('10 requests at 5 per 0.2 seconds take the time that they should, and say that they wait', async () => {
    script = [good];
    const http = open({ hosts: new Map([['data.example', { ...manners, rate: { requests: 5, perSeconds: 0.2, atOnce: 10 } }]]) });
    await Promise.all(Array.from({ length: 12 }, () => http.get(rows)));
    const times = seen.map(({ at }) => at).sort((a, b) => a - b);
    for (let i = 5; i < times.length; i++) expect((times[i] as number) - (times[i - 5] as number)).toBeGreaterThan(190);
    expect((times[11] as number) - (times[0] as number)).toBeLessThan(900);
    expect(events.filter(({ kind }) => kind === 'rate wait')).toHaveLength(7);
  });

  it('counts another try as a request', async () => {
    script = [say(500), good];
    await get({}, { hosts: new Map([['data.example', { ...manners, rate: { requests: 1, perSeconds: 0.15, atOnce: 1 } }]]) });
    expect((seen[1]?.at as number) - (seen[0]?.at as number)).toBeGreaterThan(145);
  });

  it('no more requests are under way than may be at once', async () => {
    let underWay = 0;
    let most = 0;
    script = [
      (response) => {
        most = Math.max(most, ++underWay);
        setTimeout(() => {
          underWay--;
          response.end(GOOD);
        }, 10);
      },
    ];
    const http = open({ hosts: new Map([['data.example', { ...manners, rate: { ...manners.rate, atOnce: 2 } }]]) });
    await Promise.all(Array.from({ length: 8 }, () => http.get(rows)));
    expect(most).toBe(2);
  });

  it('of hosts that several providers share is the strictest', () => {
    const terms = (rate: ProviderTerms['rate'], wantsContact?: boolean) =>
      ({ hosts: ['a.example'], rate, ...(wantsContact && { wantsContact }) }) as unknown as ProviderTerms;
    const shared = mannersOf([terms({ requests: 10, perSeconds: 6, atOnce: 2 }, true), terms({ requests: 1, perSeconds: 1, atOnce: 4 })]);
    expect(shared.get('a.example')).toEqual({ rate: { requests: 1, perSeconds: 1, atOnce: 2 }, wantsContact: true });
  });
});

describe('stopping', () => {
  const stopAfter = async (milliseconds: number, request: Partial<HttpRequest>, options: Partial<HttpOptions> = {}) => {
    const controller = new AbortController();
    const http = open(options);
    const work = http.get({ ...rows, ...request, signal: controller.signal }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    const stopped = performance.now();
    controller.abort(new Error('enough'));
    expect(await work).toEqual(new Error('enough'));
    expect(performance.now() - stopped).toBeLessThan(50);
  };

  it('ends a wait for the rate at once', async () => {
    script = [good];
    const http = open({ hosts: new Map([['data.example', { ...manners, rate: { requests: 1, perSeconds: 30, atOnce: 2 } }]]) });
    await http.get(rows);
    const begun = performance.now();
    await expect(http.get({ ...rows, signal: AbortSignal.timeout(20) })).rejects.toThrow('due to timeout');
    expect(performance.now() - begun).toBeLessThan(200);
    expect(seen).toHaveLength(1);
  });

  it('ends a wait for the place of another request', async () => {
    script = [() => {}];
    const http = open({
      hosts: new Map([['data.example', { ...manners, rate: { ...manners.rate, atOnce: 1 } }]]),
      patience: { retries: 0 },
    });
    const first = http.get(rows).catch(() => {});
    const controller = new AbortController();
    const second = http.get({ ...rows, signal: controller.signal }).catch((error: unknown) => error);
    controller.abort('enough');
    expect(await second).toBe('enough');
    await first;
    expect(seen).toHaveLength(1);
  });

  it('ends a Retry-After, a back-off, a connection and a body', async () => {
    script = [say(429, '', { 'retry-after': '30' })];
    await stopAfter(40, {});
    script = [say(500)];
    await stopAfter(40, {}, { patience: { firstWait: 30_000 } });
    script = [() => {}];
    await stopAfter(40, {});
    script = [(response) => response.writeHead(200).write('{')];
    await stopAfter(40, {});
  });

  it('before it began sends nothing', async () => {
    script = [good];
    await expect(get({ signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
    expect(seen).toHaveLength(0);
  });
});

describe('hosts', () => {
  it('that no provider declares are not asked', async () => {
    await expect(get({ url: 'https://other.example/' })).rejects.toThrow(RangeError);
    await expect(get({ url: 'http://data.example/' })).rejects.toThrow(/by https, was http:/);
    expect(seen).toHaveLength(0);
  });

  it('that demand a contact get it, and no other does', async () => {
    script = [good];
    const hosts = new Map([['data.example', { ...manners, wantsContact: true }]]);
    await get({}, { hosts, contact: 'ada@example.org' });
    await get({}, { contact: 'ada@example.org' });
    expect(seen.map(({ headers }) => headers['user-agent'])).toEqual(['harbinger/0 ada@example.org', 'harbinger/0']);
    for (const contact of [undefined, '', 'nobody', 'a@b\r\nx: y']) {
      const error = await failure({}, { hosts, contact });
      expect(error).toMatchObject({ kind: 'unauthorized', retryable: false });
      expect(error.message).toContain('set HARBINGER_CONTACT to your mail address');
    }
  });

  it('are asked through a proxy where there is one', async () => {
    script = [good];
    const proxy = origin.replace('//', '//ada:s3cr3tword@');
    await get({}, { proxy, origins: new Map([['https://data.example', 'http://127.0.0.1:1']]) });
    expect(seen[0]?.url).toBe('http://127.0.0.1:1/rows');
    script = [say(500, 'no s3cr3tword')];
    expect(everyText(await failure({}, { proxy })).join('\n')).not.toContain('s3cr3tword');
  });
});

describe('a key', () => {
  const secrets = { query: { api_key: KEY }, headers: { authorization: 'Bearer t0kenOfAda' } };
  const forms = [
    KEY,
    encodeURIComponent(KEY),
    new URLSearchParams({ k: KEY }).toString().slice(2),
    JSON.stringify(KEY).slice(1, -1),
    't0kenOfAda',
  ];
  const showsNoKey = (thing: unknown) => {
    for (const text of everyText(thing)) for (const form of forms) expect(text).not.toContain(form);
  };
  const echo = forms.join(' and ');

  it('arrives', async () => {
    script = [good];
    await get({ secrets, query: { a: 1 } });
    expect(new URL(seen[0]?.url as string, 'https://data.example').searchParams.get('api_key')).toBe(KEY);
    expect(seen[0]?.headers.authorization).toBe('Bearer t0kenOfAda');
  });

  it('is in no answer, record, error or event, though the host repeats it in each of its forms', async () => {
    script = [say(200, JSON.stringify({ echo, rows: [1] }))];
    showsNoKey(await get({ secrets }));
    script = [say(404, JSON.stringify({ echo }))];
    showsNoKey(await get({ secrets, hands: [404] }));
    for (const answer of [
      say(200, `<html>${echo}`),
      say(200, `{"x": "${echo}`),
      say(401, echo),
      say(404, echo),
      say(429, echo),
      say(500, echo),
      say(302, echo, { location: `https://other.example/?api_key=${encodeURIComponent(KEY)}` }),
      say(302, echo, { location: `https://${'t0kenOfAda'}.example/` }),
      say(302, echo, { location: `https://[bad?${encodeURIComponent(KEY)}` }),
      say(302, echo, { location: `/?api_key=${encodeURIComponent(KEY)}` }),
      reset,
      half,
      (response: ServerResponse) => response.socket?.end(`HTTP/1.1 ${echo}\r\n\r\n`),
      (response: ServerResponse) => response.writeHead(200).end(Buffer.concat([Buffer.from(echo), Buffer.from([0xff])])),
      say(200, GOOD, { 'content-encoding': 't0kenOfAda' }),
    ] satisfies Answer[]) {
      script = [answer];
      const error = await failure(
        { secrets, url: `https://data.example/rows?x=${encodeURIComponent(KEY)}` },
        { patience: { retries: 1, firstWait: 2 } },
      );
      showsNoKey(error);
    }
    expect(events.length).toBeGreaterThan(10);
    showsNoKey(events);
  });

  it('that no header can hold is refused without being shown', async () => {
    const error = await failure({ secrets: { headers: { 'x-key': 'line\nt0kenOfAda' } } });
    expect(error.retryable).toBe(false);
    showsNoKey(error);
  });
});
