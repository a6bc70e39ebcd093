import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Agent, buildConnector } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CallerError } from '../../src/app/context.ts';
import type { PageNetwork } from '../../src/articles/fetch-page.ts';
import { readArticle } from '../../src/articles/read-article.ts';
import type { FindAddresses } from '../../src/network/internal-address.ts';
import { ProviderError } from '../../src/providers/provider.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let answers: Record<string, Answer>;
let requests: IncomingMessage[];
const server = createServer((request, response) => {
  requests.push(request);
  (answers[request.url ?? ''] ?? sends({ status: 404 }))(request, response);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections()));
beforeEach(() => {
  [answers, requests] = [{}, []];
});
const port = () => (server.address() as AddressInfo).port;

const sends =
  ({ status = 200, type = 'text/html; charset=utf-8', headers = {}, body = '' as string | Buffer }): Answer =>
  (_, response) =>
    void response.writeHead(status, { ...(type && { 'content-type': type }), ...headers }).end(body);

/** Names as the open network would know them, and one that leads inside. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'news.example': ['203.0.114.7'],
  'other.example': ['203.0.114.8', '2a00:1450:4001::1'],
  'inside.example': ['10.1.2.3'],
  'both.example': ['203.0.114.9', '127.0.0.1'],
  'metadata.example': ['169.254.169.254'],
  'six.example': ['fd00::1'],
  'mapped.example': ['::ffff:192.168.0.1'],
  localhost: ['127.0.0.1', '::1'],
};
const find: FindAddresses = (hostname, _, callback) => {
  const found = NAMES[hostname];
  if (!found) return callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), []);
  callback(
    null,
    found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  );
};

/** Every host of the open network is the server of this test. */
const openNetwork = () => {
  const connect = buildConnector({});
  return new Agent({ connect: (options, callback) => connect({ ...options, hostname: '127.0.0.1', port: String(port()) }, callback) });
};
let dispatcher: Agent;
beforeAll(() => {
  dispatcher = openNetwork();
});
afterAll(() => dispatcher.destroy());

const world = (network: Partial<PageNetwork>) => ({
  readPieces: () => {
    throw new Error('an address needs no file');
  },
  input: () => {
    throw new Error('an address needs no standard input');
  },
  network: () => ({ version: '1.2.3', find, ...network }),
});
const read = (address: string, network: Partial<PageNetwork> = {}) => readArticle(address, world({ dispatcher, ...network }));
/** As the program does it: with a connection of its own. */
const readAsProgram = (address: string) => readArticle(address, world({}));
const failureOf = (article: Promise<unknown>) =>
  article.then(
    () => undefined,
    (error: Error) => error,
  );

const PAGE = '<!doctype html><title>Small caps lead</title><body><nav>Home</nav><article><p>The Russell 2000 fell.</p></article>';

describe('a page at an address', () => {
  test('is read as its article, under its title', async () => {
    answers['/a?b=1'] = sends({ body: PAGE });
    expect(await read('http://news.example/a?b=1#part')).toEqual({ name: 'Small caps lead', text: 'The Russell 2000 fell.', notes: [] });
  });

  test('is asked for with nothing of the reader', async () => {
    answers['/a'] = sends({ body: PAGE, headers: { 'set-cookie': 'id=1' } });
    await read('http://news.example/a');
    await read('http://news.example/a');
    for (const { headers, method } of requests) {
      expect(method).toBe('GET');
      expect(headers['user-agent']).toBe('harbinger/1.2.3');
      expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
    }
  });

  test('that is plain text is given back as it is, whatever it looks like', async () => {
    answers['/a.txt'] = sends({ type: 'text/plain', body: '<p>One</p>\r\n<p>two</p><p>three</p>\n' });
    expect(await read('http://news.example/a.txt')).toEqual({
      name: 'news.example/a.txt',
      text: '<p>One</p>\r\n<p>two</p><p>three</p>\n',
      notes: [],
    });
  });

  test('is decoded as its server or the page itself says, and comes out of its compression', async () => {
    const page = '<html><head><meta charset="windows-1251"></head><body><p>Биткоин упал на 5 %.</p>';
    const bytes = Buffer.from(
      Array.from(page, (letter) => (letter.charCodeAt(0) > 0x400 ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))),
    );
    answers['/meta'] = sends({ type: 'text/html', body: bytes });
    answers['/header'] = sends({ type: 'text/plain;Charset="Windows-1251"', body: bytes.subarray(48) });
    answers['/gzip'] = sends({ headers: { 'content-encoding': 'gzip' }, body: gzipSync(PAGE) });
    const { text, notes } = await read('http://news.example/meta');
    expect(text).toBe('Биткоин упал на 5 %.');
    expect(notes).toEqual(['Read as windows-1251, which it says it is.']);
    expect((await read('http://news.example/header')).text).toContain('Биткоин упал');
    expect((await read('http://news.example/gzip')).text).toBe('The Russell 2000 fell.');
  });

  test('is followed over three redirects and no more, and a note says where it led', async () => {
    for (const i of [1, 2, 3, 4]) answers[`/${i}`] = sends({ status: 302, headers: { location: `/${i + 1}` } });
    answers['/2'] = sends({ status: 301, headers: { location: 'http://other.example/3' } });
    answers['/5'] = sends({ body: PAGE });
    expect((await read('http://news.example/2')).notes).toEqual(['The address led to http://other.example/5.']);
    expect((await failureOf(read('http://news.example/1')))?.message).toContain('redirects more than 3 times');
  });
});

describe('an address into this machine or its network', () => {
  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fe80::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://10.0.0.1/',
    'http://192.168.1.1:8080/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/',
    'http://100.64.0.1/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://inside.example/',
    'http://both.example/',
    'http://metadata.example/',
    'http://six.example/',
    'http://mapped.example/',
  ])('is not asked: %s', async (address) => {
    for (const article of [read(address), readAsProgram(address)]) {
      const failure = await failureOf(article);
      expect(failure).toBeInstanceOf(CallerError);
      expect(failure?.message).toContain('leads into this machine or its network');
      expect(failure?.message).toContain('save the page and give the file');
    }
    expect(requests).toEqual([]);
  });

  test('is not asked where a server listens there', async () => {
    const failure = await failureOf(readAsProgram(`http://127.0.0.1:${port()}/`));
    expect(failure?.message).toContain('leads into this machine');
    expect(requests).toEqual([]);
  });

  test.each(['http://127.0.0.1/', 'http://inside.example/', '//[::1]/', 'http://localhost:1234/', 'http://3232235777/'])(
    'is not asked when an open page redirects to it: %s',
    async (location) => {
      answers['/a'] = sends({ status: 307, headers: { location } });
      expect((await failureOf(read('http://news.example/a')))?.message).toContain('leads into this machine or its network');
      expect(requests).toHaveLength(1);
    },
  );

  test('is not connected to when its name is found elsewhere the second time', async () => {
    let asked = 0;
    const turning: FindAddresses = (_, __, callback) =>
      callback(null, [{ address: asked++ === 0 ? '203.0.114.7' : '127.0.0.1', family: 4 }]);
    const failure = await failureOf(readArticle(`http://localhost:${port()}/`, world({ find: turning })));
    expect(failure?.message).toContain('leads into this machine or its network');
    expect(asked).toBe(2);
    expect(requests).toEqual([]);
  });
});

describe('an address that is not asked', () => {
  test.each([
    ['ftp://news.example/a', 'begins with https:// or http://, was ftp:'],
    ['file:///etc/passwd', 'begins with https:// or http://, was file:'],
    ['http://me:secret@news.example/', 'must hold no name and no password'],
    ['http://news.example:25/', 'port 80, 443 or above 1023, was 25'],
    ['http://', 'is no address of a page'],
    ['http://exa mple/', 'is no address of a page'],
  ])('is refused with what to do: %s', async (address, words) => {
    const failure = await failureOf(read(address));
    expect(failure).toBeInstanceOf(CallerError);
    expect(failure?.message).toContain(words);
    expect(failure?.message).not.toContain('secret');
    expect(requests).toEqual([]);
  });

  test('is refused as the aim of a redirect', async () => {
    answers['/a'] = sends({ status: 302, headers: { location: 'file:///etc/passwd' } });
    answers['/b'] = sends({ status: 302, headers: { location: 'http://a:b@other.example/' } });
    answers['/c'] = sends({ status: 302 });
    expect((await failureOf(read('http://news.example/a')))?.message).toContain('was file:');
    expect((await failureOf(read('http://news.example/b')))?.message).toContain('no name and no password');
    expect((await failureOf(read('http://news.example/c')))?.message).toContain('redirects to nowhere');
  });
});

describe('what comes and is no article', () => {
  test.each([
    ['application/pdf', '%PDF-1.7', 'sends application/pdf, which is no page and no plain text: save it as text or HTML'],
    ['application/json', '{}', 'sends application/json'],
    ['text/css', 'p{}', 'sends text/css'],
    ['', 'x', 'does not say what kind of text it sends'],
    ['text/html', '', 'sends an empty page'],
    ['text/html', '<body><script>draw()</script>', 'a page without text'],
    ['text/html', '%PDF-1.7', 'is a PDF file'],
  ])('%s with %j is refused with what to do', async (type, body, words) => {
    answers['/a'] = sends({ type, body });
    expect((await failureOf(read('http://news.example/a')))?.message).toContain(words);
  });

  test.each([
    [404, 'not-found', 'does not have this page (HTTP 404); check the address, or save the page and give the file'],
    [403, 'unauthorized', 'does not give this page to a program (HTTP 403), or save'],
    [429, 'rate-limited', 'asks to be asked less often (HTTP 429)'],
    [503, 'unavailable', 'is out of order (HTTP 503)'],
    [418, 'unavailable', 'does not give this page (HTTP 418)'],
    [304, 'unavailable', 'does not give this page (HTTP 304)'],
  ])('status %d is an error of the outside', async (status, kind, words) => {
    answers['/a'] = sends({ status, body: status === 304 ? '' : PAGE });
    const failure = await failureOf(read('http://news.example/a'));
    expect(failure).toBeInstanceOf(ProviderError);
    expect(failure).toMatchObject({ kind });
    expect(failure?.message).toContain(words);
  });

  test('a body of more than 5 MB is not read to its end: announced, streamed or compressed', async () => {
    const long = Buffer.alloc(6_000_000, 'word ');
    answers['/announced'] = sends({ headers: { 'content-length': String(long.length) }, body: long });
    let sent = 0;
    answers['/endless'] = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = () => {
        while (!response.destroyed && response.write(long.subarray(0, 65_536))) sent += 65_536;
      };
      response.on('drain', more);
      more();
    };
    answers['/bomb'] = sends({ headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(50_000_000, ' ')) });
    expect((await failureOf(read('http://news.example/announced')))?.message).toContain('sends more than 5 MB');
    expect((await failureOf(read('http://news.example/endless')))?.message).toContain('sends more than 5,000,000 bytes');
    expect(sent).toBeLessThan(30_000_000);
    expect((await failureOf(read('http://news.example/bomb')))?.message).toContain('sends more than 5,000,000 bytes');
  });

  test('a server that is slow, at its beginning or in its middle, is waited for no longer than all of it may take', async () => {
    answers['/silent'] = () => {};
    answers['/dripping'] = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const drip = setInterval(() => response.write('<p>word'), 20);
      response.on('close', () => clearInterval(drip));
    };
    for (const path of ['silent', 'dripping']) {
      const start = performance.now();
      const failure = await failureOf(read(`http://news.example/${path}`, { patience: 300 }));
      expect(failure).toBeInstanceOf(ProviderError);
      expect(failure?.message).toContain('takes longer than 0.3 s; try again later, or save the page');
      expect(performance.now() - start).toBeLessThan(5000);
    }
  });

  test('a name that nobody knows, and a connection that breaks off, are errors of the outside', async () => {
    const unknown = await failureOf(read('http://nowhere.example/'));
    expect(unknown).toBeInstanceOf(ProviderError);
    expect(unknown?.message).toContain('is not known by that name; is this machine on the network? Or save the page and give the file');
    answers['/a'] = (request) => void request.socket.destroy();
    expect(await failureOf(read('http://news.example/a'))).toBeInstanceOf(ProviderError);
  });

  test('stops when its reader stops', async () => {
    const stop = new AbortController();
    answers['/a'] = () => stop.abort();
    await expect(read('http://news.example/a', { signal: stop.signal })).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});

describe('through a proxy', () => {
  const seen: string[] = [];
  const proxy = createServer((request, response) => {
    seen.push(request.url ?? '');
    sends({ body: PAGE })(request, response);
  });
  beforeAll(() => new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => void proxy.close(() => resolve()).closeAllConnections()));
  const readThrough = (address: string) =>
    readArticle(address, world({ proxy: `http://localhost:${(proxy.address() as AddressInfo).port}` }));

  test('a page is read, though only the proxy may know its name', async () => {
    expect((await readThrough('http://only-there.example/a')).text).toBe('The Russell 2000 fell.');
    expect(seen).toEqual(['http://only-there.example/a']);
  });

  test.each(['http://127.0.0.1/', 'http://inside.example/', 'http://localhost/', 'http://[::1]/'])(
    '%s is refused as without one',
    async (address) => {
      seen.length = 0;
      expect((await failureOf(readThrough(address)))?.message).toContain('leads into this machine or its network');
      expect(seen).toEqual([]);
    },
  );
});
