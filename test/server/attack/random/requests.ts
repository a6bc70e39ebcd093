import fc from 'fast-check';
import { bearer, JSON_BODY, request } from '../wire.ts';
import type { Route } from './document.ts';
import { anyText, inputNear } from './values.ts';

/** One thing to send, and what it is. */
export interface Shot {
  readonly bytes: Buffer;
  readonly method: string;
  /** The documented route that it is meant for, where it is meant for one. */
  readonly route: Route | undefined;
  /** Whether it is one whole request, as HTTP has it: then there is one whole answer. */
  readonly isWhole: boolean;
  readonly halfClose: boolean;
}

type Header = readonly [string, string];

const header = (name: string, ...values: readonly string[]): fc.Arbitrary<Header> =>
  fc.tuple(fc.constant(name), fc.constantFrom(...values)) as fc.Arbitrary<Header>;

const oddHeader: fc.Arbitrary<Header> = fc.oneof(
  header(
    'Accept',
    '*/*',
    'text/html',
    'text/csv',
    'text/event-stream',
    'application/json;q=0',
    'x/y',
    ',,,;;;',
    'text/markdown, */*;q=0.1',
  ),
  header('Accept-Encoding', 'br', 'gzip;q=2', 'identity;q=0', `a${' '.repeat(3000)}b`, '*', 'br;q=x, gzip'),
  header(
    'Content-Type',
    'text/plain',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'application/json,text/html',
  ),
  header('Content-Encoding', 'gzip', 'br', 'identity'),
  header('If-None-Match', '*', 'W/"x"', '"', 'W/,'.repeat(300)),
  header('Range', 'bytes=0-0', 'bytes=-1', 'bytes=9-1', 'x=1'),
  header('Expect', '100-continue'),
  header('Origin', 'null', 'https://evil.example', 'http://localhost', 'http://localhost.evil.example'),
  header('Sec-Fetch-Site', 'cross-site', 'same-origin', 'none'),
  header('X-Forwarded-Host', 'evil.example'),
  header('X-Forwarded-For', '203.0.113.9'),
  header('X-HTTP-Method-Override', 'DELETE'),
  header('X-Request-Id', 'desk-1', '../x', 'x'.repeat(200), '<b>'),
  header('Authorization', 'Bearer x', 'Basic eDp5', 'Bearer', `Bearer ${'x'.repeat(5000)}`),
  header('Cookie', 'a=b', '__proto__=1'),
  header('Upgrade', 'websocket', 'h2c'),
);
const oddHeaders = fc.oneof(
  { arbitrary: fc.constant<Header[]>([]), weight: 3 },
  fc.array(oddHeader, { maxLength: 3 }).map((all) => [...new Map(all).entries()]),
);

/** A text as a part of an address: as it should be written, twice, or not at all. */
const encoded = (text: string): fc.Arbitrary<string> => {
  const once = encodeURIComponent(text.toWellFormed());
  return fc.constantFrom(once, once, once, encodeURIComponent(once), once.replaceAll('%20', '+'), text.replace(/[^\x21-\x7e]/g, '%'));
};

const queryOf = (input: unknown): fc.Arbitrary<string> => {
  const pairs = Object.entries(Object(input) as object).flatMap(([key, value]) =>
    [value]
      .flat()
      .slice(0, 30)
      .map((each) => [key, typeof each === 'string' ? each : (JSON.stringify(each) ?? '')] as const),
  );
  const written = pairs.map(([key, value]) =>
    fc.tuple(encoded(key), encoded(value), fc.constantFrom(1, 1, 1, 2)).map(([k, v, times]) => Array(times).fill(`${k}=${v}`).join('&')),
  );
  return fc.tuple(...written).map((parts) => parts.join('&'));
};

/** Asks a documented route, with an input near what it takes. */
function toRoute(route: Route, auth: readonly Header[]): fc.Arbitrary<Shot> {
  const parts = fc.tuple(inputNear(route.schema, route.example), oddHeaders, fc.constantFrom(...auth, undefined));
  return parts.chain(([input, headers, token]) => {
    const id = fc.oneof(anyText, fc.uuid()).chain(encoded);
    const path = fc.tuple(id, queryOf(route.method === 'POST' ? {} : input)).map(([given, query]) => {
      const filled = route.path.replace('{id}', given === '' ? 'x' : given.replaceAll(/[/?#]/g, '-'));
      return query === '' ? filled : `${filled}?${query}`;
    });
    return path.map((target) => {
      const hasType = headers.some(([name]) => name === 'Content-Type');
      const all = [...headers, ...(token && !headers.some(([name]) => name === 'Authorization') ? [token] : [])];
      const isPost = route.method === 'POST';
      return {
        bytes: request(
          `${route.method} ${target}`,
          isPost && !hasType ? [JSON_BODY, ...all] : all,
          isPost ? { body: JSON.stringify(input) ?? '' } : {},
        ),
        ...{ method: route.method, route, isWhole: true, halfClose: false },
      };
    });
  });
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND', 'QUERY'] as const;

/** Asks what is not documented: other methods, other places, ways out of the folder of the page. */
function astray(routes: readonly Route[]): fc.Arbitrary<Shot> {
  const place = fc.oneof(
    fc.constantFrom(...routes.map(({ path }) => path), '/', '/mcp', '/metrics', '/healthz', '/api/v1', '/assets/x.js', '/lab', '*'),
    fc
      .array(
        fc.oneof(
          fc.constantFrom('api', 'v1', 'series', '..', '%2e%2e', '%252e', '.', '', '%5c', '%00', 'assets', '.env'),
          anyText.chain(encoded),
        ),
        { maxLength: 6 },
      )
      .map((parts) => `/${parts.join('/')}`),
  );
  return fc.tuple(fc.constantFrom(...METHODS), place, oddHeaders).map(([method, path, headers]) => ({
    bytes: request(`${method} ${path.replaceAll(/[\s#]/g, '')}`, headers, method === 'POST' ? { body: '{}' } : {}),
    ...{ method, route: undefined, isWhole: true, halfClose: false },
  }));
}

/** A client of the newer revision names in its headers what it asks for. */
function nameOf(params: unknown): Header[] {
  const { name, uri } = Object(params) as { name?: unknown; uri?: unknown };
  const text = name ?? uri;
  return typeof text === 'string' && /^[\x21-\x7e]+$/.test(text) ? [['Mcp-Name', text]] : [];
}

/** Speaks the Model Context Protocol, or nearly. */
function toMcp(routes: readonly Route[]): fc.Arbitrary<Shot> {
  const tool = fc.constantFrom(...routes.filter(({ method, path }) => method === 'POST' && !/jobs|pull/.test(path)));
  const call = tool.chain((route) =>
    inputNear(route.schema, route.example).map((input) => ({
      method: 'tools/call',
      params: { name: route.path.slice('/api/v1/'.length).replaceAll('/', '_'), arguments: input },
    })),
  );
  const read = anyText.map((uri) => ({ method: 'resources/read', params: { uri: uri.includes(':') ? uri : `harbinger://docs/${uri}` } }));
  const other = fc
    .tuple(fc.constantFrom('tools/list', 'prompts/get', 'initialize', 'completion/complete', '__proto__'), fc.jsonValue())
    .map(([method, params]) => ({ method, params }));
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'x', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  return fc.tuple(fc.oneof(call, read, other), fc.boolean()).map(([said, isNew]) => {
    const params = isNew ? { ...(Object(said.params) as object), _meta: meta } : said.params;
    const headers: Header[] = [
      JSON_BODY,
      ['Accept', 'application/json, text/event-stream'],
      ...(isNew ? ([['MCP-Protocol-Version', '2026-07-28'], ['Mcp-Method', said.method], ...nameOf(said.params)] as Header[]) : []),
    ];
    return {
      bytes: request('POST /mcp', headers, { body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: said.method, params }) }),
      ...{ method: 'POST', route: undefined, isWhole: true, halfClose: false },
    };
  });
}

/** Breaks off, runs on, or says two things about its length. */
function broken(whole: fc.Arbitrary<Shot>): fc.Arbitrary<Shot> {
  const ways: readonly ((bytes: Buffer, at: number) => Buffer)[] = [
    (bytes, at) => bytes.subarray(0, at),
    (bytes) => Buffer.concat([bytes, bytes, bytes]),
    (bytes) => Buffer.from(bytes.toString('latin1').replace('Connection: close', 'Connection: keep-alive').repeat(5), 'latin1'),
    (bytes) => Buffer.from(bytes.toString('latin1').replace(/Connection: close\r\n/, 'Transfer-Encoding: chunked\r\n'), 'latin1'),
    (bytes) => Buffer.from(bytes.toString('latin1').replace(/Connection: close/, 'Transfer-Encoding: chunked, identity'), 'latin1'),
    (bytes) => Buffer.from(bytes.toString('latin1').replace(' HTTP/1.1', ' HTTP/1.0'), 'latin1'),
    (bytes, at) => Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ 0x15 : byte))),
    (bytes) => Buffer.from(bytes.toString('latin1').replace('Host: localhost', 'Host: evil.example'), 'latin1'),
    (bytes) => Buffer.from(bytes.toString('latin1').replace(/ (\/\S*) HTTP/, ' http://evil.example$1 HTTP'), 'latin1'),
  ];
  return fc.tuple(whole, fc.constantFrom(...ways), fc.nat(2000)).map(([shot, change, at]) => ({
    ...shot,
    ...{ bytes: change(shot.bytes, at % shot.bytes.length), route: undefined, isWhole: false, halfClose: true },
  }));
}

/** Things to send, drawn from what the document says that the server takes. `tokens` open what they may; none of them fetches from the network. */
export function anyShot(routes: readonly Route[], tokens: { readonly run: string; readonly admin: string }): fc.Arbitrary<Shot> {
  const reaching = routes.map((route) => {
    const isWriting = /\/(store|import)(\/|$)/.test(route.path);
    return toRoute(route, [bearer(isWriting ? tokens.admin : tokens.run)]);
  });
  const documented = fc.oneof(...reaching);
  return fc.oneof(
    { arbitrary: documented, weight: 14 },
    { arbitrary: astray(routes), weight: 3 },
    { arbitrary: toMcp(routes), weight: 2 },
    { arbitrary: broken(documented), weight: 2 },
  );
}
