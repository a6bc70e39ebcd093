import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { csvOf } from '../../../src/report/csv.ts';
import { formulasIn, hostileData, hostilePack, RUNS, SERIES } from './hostile-texts.ts';
import { type Program, ROOT, startProgram } from './program.ts';
import { ask, bearer, JSON_BODY } from './wire.ts';

vi.setConfig({ testTimeout: 60_000 });

let program: Program;
beforeAll(async () => {
  program = await startProgram({ data: hostileData(), files: { 'evil.yaml': hostilePack(), 'dates.csv': 'date\n2020-11-13\n' } });
  mkdirSync(join(program.folder, 'files/sub'));
  writeFileSync(join(program.folder, 'secret.yaml'), hostilePack());
  symlinkSync(join(program.folder, 'secret.yaml'), join(program.folder, 'files/link.yaml'));
  symlinkSync(program.folder, join(program.folder, 'files/up'));
}, 120_000);
afterAll(() => program?.stop());

const post = (path: string, input: unknown, query = '') =>
  ask(program.port, `POST /api/v1/${path}${query}`, [JSON_BODY], { body: JSON.stringify(input) });
const study = { when: 'all_time_high(RUT, after: 1y)', then: [`return("${SERIES}", 180d)`] };

describe('HTML and script in texts of claims, names of series and catalogues', () => {
  test.each([
    ['check', { pack: 'evil.yaml' }],
    ['series', {}],
    ['series/show', { id: SERIES }],
    ['study', study],
    ['lag', { a: 'RUT', b: SERIES }],
    ['doctor', { ids: [SERIES] }],
  ])('%s is a page in which nothing runs and no address leads out, under a policy that would stop it', async (path, input) => {
    const { status, body, headers } = await post(path, input, '?format=html');
    expect([status, body.slice(0, 300)]).toEqual([200, expect.stringContaining('<!')]);
    const { document } = parseHTML(body);
    for (const element of document.querySelectorAll('*'))
      for (const { name, value } of element.attributes)
        expect([name, value.slice(0, 80)]).toEqual([
          expect.not.stringMatching(/^on/),
          expect.not.stringMatching(/^\s*(javascript|data:text)/i),
        ]);
    expect([...document.querySelectorAll('script')].filter(({ textContent }) => textContent.includes(RUNS))).toEqual([]);
    // What is text stays text: nothing of theirs is an element, closes one of ours, or leads elsewhere.
    expect([...document.querySelectorAll('img:not([src^="data:"]), base, iframe, object, embed, link, form')].map(String)).toEqual([]);
    expect(
      [...document.querySelectorAll('[href], [src]')].map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? ''),
    ).toEqual(expect.not.arrayContaining([expect.stringMatching(/evil\.example|javascript:/i)]));
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['content-disposition']).toMatch(/^inline; filename="[A-Za-z0-9.-]+"$/);
  });

  test.each([
    ['check', { pack: 'evil.yaml' }],
    ['series', {}],
    ['study', study],
  ])('%s as Markdown holds no tag, no picture and no link of theirs', async (path, input) => {
    const { status, body } = await post(path, input, '?format=markdown');
    expect(status).toBe(200);
    const prose = body.replace(/^(`{3,})[\s\S]*?^\1$/gm, '').replace(/(`+)[^`][\s\S]*?\1/g, '');
    expect(prose).not.toMatch(/(?<!\\)<(script|img|svg|base|!--)/i);
    expect(prose).not.toMatch(/(?<!\\)\]\((javascript|http:\/\/evil)/i);
  });

  test('JSON with such a text is never taken for a page', async () => {
    const { headers, body } = await post('series', {});
    expect(body).toContain('onerror');
    expect([headers['content-type'], headers['x-content-type-options']]).toEqual(['application/json; charset=utf-8', 'nosniff']);
  });

  test('what a language model reads has no tag and no command of a terminal', async () => {
    const call = (name: string, given: unknown) => {
      const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given, _meta: META } };
      const headers: [string, string][] = [
        ['Accept', 'application/json, text/event-stream'],
        ['MCP-Protocol-Version', '2026-07-28'],
        ['Mcp-Method', 'tools/call'],
        ['Mcp-Name', name],
      ];
      return ask(program.port, 'POST /mcp', [JSON_BODY, ...headers], { body: JSON.stringify(message) });
    };
    for (const [name, given] of [
      ['check', { pack: 'evil.yaml' }],
      ['series_show', { id: SERIES }],
      ['study', study],
    ] as const) {
      const { status, body, headers } = await call(name, given);
      expect([name, status, headers['x-content-type-options']]).toEqual([name, 200, 'nosniff']);
      const said = JSON.parse(/^(?:data: )?(\{.*\})$/m.exec(body)?.[1] ?? body) as { result: { content: { text?: string }[] } };
      const text = said.result.content.map((part) => part.text ?? '').join('\n');
      const prose = text.replace(/^(`{3,})[\s\S]*?^\1$/gm, '');
      expect(prose.length).toBeGreaterThan(50);
      expect(prose).not.toMatch(/<(script|img|svg|base|!--)/i);
      expect(text).not.toMatch(/[\p{Cc}--[\t\n]]/v);
    }
  });
});

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'x', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

describe('formulas in tables', () => {
  test.each([
    ['check', { pack: 'evil.yaml' }],
    ['series', {}],
    ['study', study],
    ['series/show', { id: SERIES }],
  ])('%s as CSV has none, whichever of comma and semicolon a spreadsheet parts cells by', async (path, input) => {
    const { status, body, headers } = await post(path, input, '?format=csv');
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/csv')]);
    expect(formulasIn(body)).toEqual([]);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[A-Za-z0-9.-]+"$/);
  });

  test('the check itself finds them', () => {
    for (const text of ['=1+1', 'a;=1+1', 'x\n@SUM(1)', '"=1', ' +1', 'a,-1+2']) expect(formulasIn(`${text}\r\n`)).not.toEqual([]);
    for (const cell of ['=1+1', 'a;=1+1', 'a; =1', 'x\n@SUM(1)', '\t=1', '＝1', 'a\t+1'])
      expect([cell, formulasIn(csvOf(['x'], [[cell]]))]).toEqual([cell, []]);
    expect(csvOf(['x'], [['plain; text - with a dash', -1.5]])).toBe('x\r\n"plain; text - with a dash",-1.5\r\n');
  });
});

describe('ways out of the folders', () => {
  const WAYS = [
    ...[
      '../secret.yaml',
      'sub/../../secret.yaml',
      'link.yaml',
      'up/secret.yaml',
      '/etc/passwd',
      'file:///etc/passwd',
      '..\\secret.yaml',
      '%2e%2e/secret.yaml',
    ],
    ...[
      'evil.yaml\0',
      'evil.yaml/',
      './evil.yaml',
      'sub//x.yaml',
      '\u2025/secret.yaml',
      '..;/secret.yaml',
      '//etc/passwd',
      'C:\\x.yaml',
      '~/x.yaml',
      'sub',
    ],
  ];

  test('no name of a pack, a list of dates, a file to import or a copy leads out, and none is told where it lies', async () => {
    const admin = [JSON_BODY, bearer(program.tokens.admin)];
    const outside = () =>
      readdirSync(program.folder, { recursive: true })
        .map(String)
        .filter((name) => !/^(files\/|h\.duckdb)/.test(name))
        .sort();
    const before = outside();
    for (const name of WAYS) {
      const attempts: [string, unknown][] = [
        ['check', { pack: name }],
        ['now', { pack: name }],
        ['doctor', { pack: name }],
        ['parse', { text: `events(${JSON.stringify(name)})` }],
        ['import', { files: [name], yes: true }],
        ['store/backup', { file: name }],
        ['store/restore', { file: name, replace: true }],
        ['store/export', { folder: name }],
      ];
      for (const [path, input] of attempts) {
        const { status, body } = await ask(program.port, `POST /api/v1/${path}`, admin, { body: JSON.stringify(input) });
        // A name that only looks like a way out is a name of the folder, like any other.
        expect([path, name, status]).toEqual([path, name, expect.toSatisfy((code) => [200, 400, 409, 503].includes(code))]);
        expect(body).not.toContain(RUNS);
        expect(body).not.toContain(program.folder);
        expect(body).not.toContain(ROOT);
        if (path === 'parse') expect(JSON.parse(body).events ?? null).toBeNull();
      }
    }
    expect(outside()).toEqual(before);
  });

  test('no page, series, run, job or file of the page is reached by a way around', async () => {
    const ways = [
      '../../package.json',
      '..%2f..%2fpackage.json',
      '%2e%2e/%2e%2e/package.json',
      '%252e%252e%252fpackage.json',
      '..%5c..%5cpackage.json',
      '%00',
      'x%00.js',
      '.env',
      '.git/config',
    ];
    for (const way of ways)
      for (const path of [
        `/${way}`,
        `/assets/${way}`,
        `/api/v1/explain?topic=${way}`,
        `/api/v1/series/show?id=${way}`,
        `/api/v1/store/run?id=${way}`,
        `/api/v1/jobs/${way}`,
        `/api/v1/${way}`,
      ]) {
        const { status, body } = await ask(program.port, `GET ${path}`);
        // Whatever is no file is an address of the page itself.
        expect([path, status]).toEqual([path, expect.toSatisfy((code) => [200, 400, 404, 503].includes(code))]);
        expect([path, body]).toEqual([path, expect.not.stringMatching(/"devDependencies"|\[core\]|SECRET/)]);
      }
  });
});

test('nothing that a caller wrote becomes a header, in an address, an id or the name of a file', async () => {
  const breaks = ['\r\nX-Evil: 1', '%0d%0aX-Evil:%201', '\u560d\u560aX-Evil: 1', '\nX-Evil: 1', '"; filename="x.exe', 'x\u0000'];
  for (const text of breaks)
    for (const line of [
      `GET /api/v1/series/show?id=BTC&format=csv&asOf=${encodeURIComponent(text)}`,
      `GET /api/v1/series/show?id=${encodeURIComponent(text)}&format=csv`,
      `GET /api/v1/check?pack=${encodeURIComponent(text)}&format=html`,
      `GET /api/v1/jobs/${encodeURIComponent(text)}`,
      `GET /${encodeURIComponent(text)}`,
    ]) {
      const { headers } = await ask(program.port, line, [['X-Request-Id', text.replace(/[^\x20-\x7e]/g, '.')]]);
      expect([line, headers['x-evil'], headers['content-disposition'] ?? '']).toEqual([
        line,
        undefined,
        expect.not.stringMatching(/exe|Evil/),
      ]);
      expect(headers['x-request-id']).toMatch(/^[\w.-]{1,64}$/);
    }
});
