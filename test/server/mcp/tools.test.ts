import type { CallToolResult, Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { operations } from '../../../src/app/registry.ts';
import { CheckResult } from '../../../src/contract/claims.ts';
import { formatProbability } from '../../../src/contract/format.ts';
import type { StudyResult } from '../../../src/contract/study.ts';
import { MOST_CHARACTERS } from '../../../src/server/mcp/leave-out.ts';
import { shaped, shapeOf } from '../../../src/server/mcp/schema.ts';
import { type Connection, ERAS, overHttp, overStdio } from './connect.ts';
import { shippedOffer } from './shipped-offer.ts';

// A whole pack is checked more than once.
vi.setConfig({ testTimeout: 60_000 });

const RECORDS = 'all_time_high(RUT, after: 1y)';

/** Each operation that reads or computes, with a question that the shipped table answers. */
const QUESTIONS: Readonly<Record<string, Record<string, unknown>>> = {
  check: {},
  study: { when: RECORDS, then: ['return(BTC, 180d)'] },
  lag: { a: 'RUT', b: 'BTC' },
  read: { text: ['The Russell 2000 has closed above 2,600 for the first time.'], published: '2026-01-12' },
  scan: { targets: ['BTC'], horizons: ['90d'], series: ['RUT'] },
  parse: { text: RECORDS },
  language: { name: 'all_time_high' },
  packs: {},
  series: { search: 'bitcoin' },
  series_show: { id: 'BTC', rows: 3 },
  doctor: { ids: ['RUT'] },
  now: {},
  evidence: {},
  brief: { lang: 'it' },
  forecast_backcast: { claim: 'rallies-follow', from: '2025-10-01', every: '13w' },
  explain: {},
  'alerts_dry-run': { when: RECORDS },
};

/** The store's own operations have none to tell of here. */
const isAnswered = ({ access, reads }: (typeof operations)[number]) => access !== 'admin' && reads !== 'store';

const textOf = ({ content }: CallToolResult): string => (content[0]?.type === 'text' ? content[0].text : '');
const call = (client: Client, name: string, given: Record<string, unknown> = {}) =>
  client.callTool({ name, arguments: given }) as Promise<CallToolResult>;

/** Where a part says something that the whole does not. */
function additions(part: unknown, whole: unknown, at = ''): string[] {
  if (typeof part !== 'object' || part === null || typeof whole !== 'object' || whole === null) return part === whole ? [] : [at];
  if (Array.isArray(part) && part.length !== (whole as unknown[]).length) return [at];
  return Object.entries(part).flatMap(([key, value]) => additions(value, (whole as Record<string, unknown>)[key], `${at}/${key}`));
}

const CONNECTIONS = ERAS.flatMap((era) => [
  [`stdio, revision of ${era}`, () => overStdio(era), ['read', 'run', 'admin']],
  [`HTTP, revision of ${era}`, () => overHttp(era), ['read', 'run']],
]) as [string, () => Promise<Connection>, string[]][];

describe.each(CONNECTIONS)('over %s', (_, connect, access) => {
  let connection: Connection;
  let client: Client;
  beforeAll(async () => {
    connection = await connect();
    client = connection.client;
    await client.listTools();
  });
  afterAll(() => connection.end());

  test('the tools are the operations, with their names, words and schemas', async () => {
    const { tools } = await client.listTools();
    const due = operations.filter((operation) => access.includes(operation.access));
    expect(tools.map(({ name }) => name)).toEqual(due.map(({ name }) => name.replaceAll(' ', '_')));
    for (const [i, { name, summary, input, access: level }] of due.entries()) {
      const tool = tools[i];
      expect(tool?.description?.startsWith(summary), name).toBe(true);
      expect(tool?.inputSchema, name).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(input, { io: 'input' }))));
      expect(tool?.outputSchema?.type, name).toBe('object');
      expect(tool?.annotations?.readOnlyHint, name).toBe(level !== 'admin');
      expect(tool?.annotations?.destructiveHint === true, name).toBe(name === 'store restore');
      expect(tool?.annotations?.openWorldHint, name).toBe(name === 'pull' || name === 'alerts test');
    }
  });

  test('every operation that reads or computes answers in the shape that it says, short, with a command', async () => {
    for (const operation of operations.filter(isAnswered)) {
      const name = operation.name.replaceAll(' ', '_');
      expect(QUESTIONS, 'every operation needs a question').toHaveProperty(name);
      // The client holds the structured content against the schema, and throws.
      const result = await call(client, name, QUESTIONS[name]);
      expect(result.isError, `${name}: ${textOf(result)}`).not.toBe(true);
      expect(shapeOf(operation).safeParse(result.structuredContent).success, name).toBe(true);
      expect(JSON.stringify(result.structuredContent).length, name).toBeLessThanOrEqual(MOST_CHARACTERS);
      expect(textOf(result).length, name).toBeLessThan(20_000);
      expect(textOf(result), name).toContain(` ${operation.name}`);
    }
  });

  test('a study names verdict, n, base rate, p, what could have been seen, the date and the source', async () => {
    const result = await call(client, 'study', QUESTIONS.study);
    const text = textOf(result);
    const { members } = result.structuredContent as { members: [StudyResult] };
    expect(members).toHaveLength(1);
    expect(text.startsWith(members[0].sentence)).toBe(true);
    expect(text).toMatch(/^- n: 5 complete cases/m);
    expect(text).toMatch(/^- base rate: 66 % rose/m);
    expect(text).toMatch(/^- p: 0\.50$/m);
    expect(text).toMatch(/^- smallest visible effect: ×3\.3 /m);
    expect(text).toMatch(/As of \d+ [A-Z][a-z]{2} 2026\. Data: The weekly reference table/);
    expect(text).toContain(`study --when '${RECORDS}' --then 'return(BTC, 180d)'`);
  });

  test('a p that is withheld is not stated, and the text says why', async () => {
    const result = await call(client, 'study', { when: RECORDS, then: ['return(BTC, 90d)'] });
    const { headline } = (result.structuredContent as { members: [StudyResult] }).members[0];
    expect(headline.withheld).not.toBeNull();
    expect(headline.p).toBeLessThanOrEqual(0.1);
    expect(textOf(result)).toMatch(/^- p: withheld: .*independent cases/m);
    expect(textOf(result)).not.toContain(`p ${formatProbability(headline.p)}`);
  });

  test('a pack is a table of verdicts; one claim comes whole', async () => {
    const pack = await call(client, 'check');
    const { claims } = pack.structuredContent as CheckResult;
    for (const { id, verdictKind } of claims) expect(textOf(pack)).toContain(`| ${id} | ${verdictKind.replace(/: .*$/, '')} |`);
    expect(textOf(pack)).toContain('Left out of the structured content');
    // What is left out is absent: an empty list would say that there is nothing.
    expect(claims.find(({ id }) => id === 'rallies-follow')).not.toHaveProperty('known');
    const one = await call(client, 'check', { claim: 'rallies-follow' });
    const [claim] = (one.structuredContent as CheckResult).claims;
    expect(claim?.known.length).toBeGreaterThan(1);
    expect(textOf(one).startsWith(`**${claim?.verdict.replace(/^./, (letter) => letter.toUpperCase())}.**`)).toBe(true);
    expect(textOf(one)).toMatch(/^- n: 4 complete cases/m);
    expect(textOf(one)).toMatch(/Since the claim: did not come true/);
    expect(one.content.filter(({ type }) => type === 'resource_link')).toHaveLength(3);
  });

  test('an argument that is none is told in the words of the command line, and the tool may be asked again', async () => {
    const bad = await call(client, 'study', { when: RECORDS, then: ['return(BTC, 180d)'], asOf: 'yesterday' });
    expect(bad.isError).toBe(true);
    expect(textOf(bad)).toBe('as-of: a date must be YYYY-MM-DD');
    const misspelt = await call(client, 'study', { when: 'all_time_hihg(RUT)', then: ['return(BTC, 180d)'] });
    expect(textOf(misspelt)).toMatch(/line 1, column 1.*all_time_high/s);
    expect(textOf(await call(client, 'check', { claim: 'three-of-thre' }))).toContain('did you mean three-of-three');
    expect(textOf(await call(client, 'series_show', { id: 'BTCC' }))).toContain('BTC');
    expect(textOf(await call(client, 'packs', { odd: 1 }))).toContain('"odd"');
  });

  test('a tool that is not there is a fault of the protocol', async () => {
    await expect(call(client, 'foretell')).rejects.toThrow(/foretell/);
  });

  test('HTML in arguments comes back as text', async () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(1)</script>';
    for (const [name, given] of [
      ['study', { when: evil, then: ['return(BTC, 180d)'] }],
      ['check', { claim: evil }],
      ['series_show', { id: evil }],
      ['parse', { text: evil }],
      ['series', { search: evil }],
    ] as const) {
      const { content } = await call(client, name, given);
      const prose = content.map((block) => (block.type === 'text' ? block.text : JSON.stringify(block))).join('\n');
      // Inside a fence nothing is a tag.
      expect(prose.replace(/^(`{3,})\n[\s\S]*?\n\1$/gm, ''), name).not.toMatch(/<(img|script)/);
    }
  });
});

describe('what is left out', () => {
  test('the shape of a tool holds for the whole result as well', async () => {
    for (const [name, input] of [
      ['check', { pictures: true, claim: 'rallies-follow' }],
      ['study', { when: RECORDS, then: ['return(BTC, 180d)', 'return(BTC, 90d)'], curve: true, trade: true, pictures: true }],
    ] as const) {
      const operation = operations.find((one) => one.name === name) as (typeof operations)[number];
      const { result } = await shippedOffer.execute({ operation, input });
      expect(shapeOf(operation).safeParse(shaped(operation, result)).error, name).toBeUndefined();
    }
  });

  test('a result that was asked for with its pictures still can be read at once, and says what went', async () => {
    const { client, end } = await overHttp('2025');
    await client.listTools();
    const result = await call(client, 'study', { when: RECORDS, then: ['return(BTC, 180d)'], curve: true, trade: true, pictures: true });
    expect(JSON.stringify(result.structuredContent).length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(textOf(result)).toContain('Left out of the structured content');
    expect(textOf(result)).toContain('--curve --trade --pictures');
    await end();
  });

  test('what is kept is what the operation gave', async () => {
    const operation = operations.find(({ name }) => name === 'check') as (typeof operations)[number];
    const { result } = await shippedOffer.execute({ operation, input: {} });
    const { client, end } = await overHttp('2025');
    await client.listTools();
    const { structuredContent } = await call(client, 'check');
    const whole = CheckResult.parse(JSON.parse(JSON.stringify(result)));
    expect(additions(structuredContent, whole)).toEqual([]);
    await end();
  });
});
