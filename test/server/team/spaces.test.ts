import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { needed, reaches } from '../../../src/app/reach.ts';
import { operations } from '../../../src/app/registry.ts';
import { exampleOf } from '../../../src/server/http/openapi-examples.ts';
import { isSafe, pathOf } from '../../../src/server/http/paths.ts';
import { toolName } from '../../../src/server/mcp/tools.ts';
import { fingerprintOf } from '../../../src/store/copy-store.ts';
import { type PostgresBed, startPostgres } from '../../store/postgres/bed.ts';
import { bearer, JSON_BODY } from '../attack/wire.ts';
import { SECRET, teamIn } from './team.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let postgres: PostgresBed;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

type Header = readonly [string, string];
const HELLO = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } };

/** Inputs that name what the other space holds, by operation, beside the example. */
const AIMED: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  'series show': [{ id: 'SECRET' }],
  series: [{ search: 'secret' }],
  doctor: [{ ids: ['SECRET'] }],
  'store run': [{ id: 'secret-run-0001' }, { id: 'secr' }],
  'store diff': [{ before: 'secret-run-0001', after: 'secret-run-0001' }],
  'alerts history': [{ rule: 'secret' }],
  'alerts silence': [{ rule: 'secret', until: '3d', why: 'x' }],
  'alerts unsilence': [{ id: 'secret-s' }],
  'alerts retry': [{ ids: ['secret-d'] }],
  study: [{ when: 'all_time_high(SECRET, after: 1y)', then: ['return(SECRET, 30d)'] }],
  lag: [{ a: 'SECRET', b: 'RUT' }],
  audit: [{ who: 'zoe', limit: 1000 }],
};

const inputsOf = (operation: (typeof operations)[number]): readonly Record<string, unknown>[] => [
  exampleOf(operation),
  ...(AIMED[operation.name] ?? []),
];

/** What a caller's own words may bring back is no find. */
function findsIn(body: string, input: unknown): string | undefined {
  const own = JSON.stringify(input).match(/secret[\w-]*/gi) ?? [];
  const rest = own.sort((a, b) => b.length - a.length).reduce((text, word) => text.replaceAll(new RegExp(word, 'gi'), ''), body);
  return SECRET.exec(rest)?.[0];
}

/** Tries everything with a token, by route, job and tool; gives what each was answered. */
async function tryEverything(port: number, token: string) {
  const tried: { readonly name: string; readonly face: string; readonly input: unknown; readonly status: number; readonly body: string }[] =
    [];
  const headers: readonly Header[] = [JSON_BODY, bearer(token)];
  const session = await begin(port, token);
  for (const operation of operations)
    for (const input of inputsOf(operation)) {
      const note = (face: string, { status, body }: { status: number; body: string }) =>
        tried.push({ name: operation.name, face, input, status, body });
      note('http', await ask(port, `POST ${pathOf(operation)}`, headers, { body: JSON.stringify(input) }));
      if (isSafe(operation)) note('http', await ask(port, `GET ${pathOf(operation)}?${queryOf(input)}`, [headers[1] as Header]));
      note('job', await runJob(port, headers, { operation: operation.name, input }));
      note('mcp', await say(port, token, { method: 'tools/call', params: { name: toolName(operation), arguments: input } }, session));
    }
  for (const uri of ['harbinger://results/secret', 'harbinger://claims/secret/secret', 'harbinger://reports/secret']) {
    const { status, body } = await say(port, token, { method: 'resources/read', params: { uri } }, session);
    tried.push({ name: uri, face: 'mcp', input: { uri }, status, body });
  }
  return tried;
}

const queryOf = (input: Record<string, unknown>): string =>
  Object.entries(input)
    .flatMap(([key, value]) => [value].flat().map((one) => `${key}=${encodeURIComponent(String(one))}`))
    .join('&');

async function runJob(port: number, headers: readonly Header[], body: unknown) {
  const begun = await ask(port, 'POST /api/v1/jobs', headers, { body: JSON.stringify(body) });
  if (begun.status !== 202) return begun;
  const { id } = JSON.parse(begun.body) as { id: string };
  const { body: events } = await ask(port, `GET /api/v1/jobs/${id}/events`, [headers[1] as Header]);
  const shown = await ask(port, `GET /api/v1/jobs/${id}`, [headers[1] as Header]);
  return { status: 202, body: events + shown.body };
}

async function begin(port: number, token: string): Promise<string> {
  return (await say(port, token, { method: 'initialize', params: HELLO })).session as string;
}

/** Asks by a line such as `GET /path`; with `fetch`, since the end of a stream is the end of an answer. */
async function ask(port: number, line: string, headers: readonly Header[] = [], { body }: { readonly body?: string } = {}) {
  const [method = '', path] = line.split(' ');
  const given = {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    ...(body === undefined ? {} : { body }),
  };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, given);
  return { status: answer.status, body: await answer.text(), session: answer.headers.get('mcp-session-id') };
}

function say(port: number, token: string, message: object, session?: string) {
  const own: readonly Header[] = session === undefined ? [] : [['Mcp-Session-Id', session]];
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, ...message });
  return ask(port, 'POST /mcp', [JSON_BODY, ['Accept', 'application/json, text/event-stream'], bearer(token), ...own], { body });
}

test('a viewer writes and runs nothing and sees no other space, by every route, job and tool; the audit log has each attempt', async () => {
  const team = await teamIn(await postgres.database());
  const token = await team.enter('alpha', 'vera', 'viewer');
  const { port, stop, ended } = await team.serve();
  const before = [await fingerprintOf(team.alpha), await fingerprintOf(team.beta)];
  const tried = await tryEverything(port, token);
  expect([await fingerprintOf(team.alpha), await fingerprintOf(team.beta)]).toEqual(before);
  stop.abort();
  await ended;
  const log = await team.audit('alpha');
  for (const { name, face, input, status, body } of tried) {
    const operation = operations.find((one) => one.name === name);
    const what = [name, face, JSON.stringify(input)];
    expect([...what, findsIn(body, input)]).toEqual([...what, undefined]);
    if (!operation) continue;
    const may = reaches('read', needed(operation, true));
    if (face === 'mcp') expect([...what, /"error":\{/.test(body)]).toEqual([...what, !may]);
    else expect([...what, status === 403]).toEqual([...what, !may]);
    const entries = log.filter((entry) => entry.action === name && entry.face === face && entry.who === 'vera (token vera)');
    expect([...what, entries.length > 0]).toEqual([...what, true]);
    if (!may) expect([...what, [...new Set(entries.map(({ outcome }) => outcome))]]).toEqual([...what, ['refused']]);
  }
  expect(log.every(({ space }) => space === 'alpha')).toBe(true);
  const attempts = tried.filter(({ name }) => operations.some((one) => one.name === name)).length;
  const counted = log.filter(({ who }) => who.startsWith('vera')).reduce((sum, { times }) => sum + times, 0);
  expect(counted).toBeGreaterThanOrEqual(attempts);
  expect(JSON.stringify(log)).not.toContain(token);
});

test('a researcher runs and seals in their space, changes nothing of it else, and neither sees nor changes another', async () => {
  const team = await teamIn(await postgres.database());
  const token = await team.enter('alpha', 'rita', 'researcher');
  const { port } = await team.serve();
  const before = await fingerprintOf(team.beta);
  const own = new Map((await fingerprintOf(team.alpha)).map(({ table, sha256 }) => [table, sha256]));
  const tried = await tryEverything(port, token);
  expect(await fingerprintOf(team.beta)).toEqual(before);
  for (const { name, face, input, status, body } of tried) {
    const operation = operations.find((one) => one.name === name);
    const what = [name, face, JSON.stringify(input)];
    expect([...what, findsIn(body, input)]).toEqual([...what, undefined]);
    if (operation && face !== 'mcp') expect([...what, status === 403]).toEqual([...what, !reaches('run', needed(operation, true))]);
  }
  const changed = (await fingerprintOf(team.alpha)).filter(({ table, sha256 }) => own.get(table) !== sha256).map(({ table }) => table);
  expect(changed.filter((table) => !['runs', 'verdicts', 'ledger'].includes(table))).toEqual([]);
  expect(changed).toContain('runs');
  // The other space is there for its own, by the same address and the same question: nothing of one is answered to the other.
  const zoe = await team.enter('beta', 'zoe', 'viewer');
  for (const line of ['GET /api/v1/series', 'GET /api/v1/store/runs', 'GET /api/v1/alerts']) {
    expect([line, (await ask(port, line, [bearer(zoe)])).body]).toEqual([line, expect.stringMatching(SECRET)]);
    expect([line, (await ask(port, line, [bearer(token)])).body]).toEqual([line, expect.not.stringMatching(SECRET)]);
  }
});

test('jobs and sessions of another space are as if they were not there, under a token of the same name', async () => {
  const team = await teamIn(await postgres.database());
  const ann = await team.enter('beta', 'sam', 'researcher');
  const bob = await team.enter('alpha', 'sam', 'admin');
  const { port } = await team.serve();
  const begun = await ask(port, 'POST /api/v1/jobs', [JSON_BODY, bearer(ann)], { body: '{"operation":"series"}' });
  const { id } = JSON.parse(begun.body) as { id: string };
  for (const line of [`GET /api/v1/jobs/${id}`, `GET /api/v1/jobs/${id}/events`, `DELETE /api/v1/jobs/${id}`])
    expect([line, (await ask(port, line, [bearer(bob)])).status]).toEqual([line, 404]);
  expect((await ask(port, `GET /api/v1/jobs/${id}/events`, [bearer(ann)])).body).toMatch(SECRET);
  const session = await begin(port, ann);
  expect((await say(port, bob, { method: 'tools/list' }, session)).status).toBe(404);
  const tried = (await team.audit('alpha')).filter(({ subject }) => subject.includes(id));
  expect(tried.map(({ who, action, outcome }) => [who, action, outcome])).toEqual(Array(3).fill(['sam (token sam)', 'jobs', 'refused']));
});

test('a token is of one space and goes no further than its member, now; one that is wrong is kept without itself', async () => {
  const team = await teamIn(await postgres.database());
  const token = await team.enter('alpha', 'ada', 'admin');
  await expect(team.tokens('alpha').add({ name: 'more', member: 'nobody' })).rejects.toThrow(/no member "nobody"/);
  const { port } = await team.serve();
  const silence = () =>
    ask(port, 'POST /api/v1/alerts/silence', [JSON_BODY, bearer(token)], {
      body: JSON.stringify({ rule: 'plain', until: '3d', why: 'known' }),
    });
  expect((await ask(port, 'GET /api/v1/series')).status).toBe(401);
  expect((await silence()).status).toBe(200);
  await team.desk.addMember('alpha', { name: 'ada', role: 'researcher' });
  expect((await silence()).status).toBe(403);
  await expect(team.tokens('alpha').add({ name: 'more', member: 'ada', scope: 'admin' })).rejects.toThrow(/scope run at most/);
  await team.desk.removeMember('alpha', 'ada');
  expect((await silence()).status).toBe(401);
  const log = await team.audit('alpha');
  expect(log.map(({ action, outcome }) => `${action} ${outcome}`).toReversed()).toEqual([
    ...['space member add begun', 'space member add done', 'token add begun', 'token add done'],
    ...['alerts silence begun', 'alerts silence done'],
    ...[
      'space member add begun',
      'space member add done',
      'alerts silence refused',
      'space member remove begun',
      'space member remove done',
    ],
  ]);
  const [wrong] = await team.audit('*');
  expect(wrong).toMatchObject({ action: 'token', outcome: 'refused', who: expect.stringMatching(/^address /), subject: '' });
  expect(JSON.stringify(await team.audit('*'))).not.toContain(token);
});

test('who sits at the machine of the server needs a token too, unless one space is opened to them', async () => {
  const team = await teamIn(await postgres.database());
  const { port, greeting } = await team.serve({ space: 'alpha' });
  expect(greeting).toContain('members of its spaces');
  const { status, body } = await ask(port, 'GET /api/v1/series');
  expect([status, SECRET.test(body)]).toEqual([200, false]);
  expect((await ask(port, 'POST /api/v1/alerts/silence', [JSON_BODY], { body: '{"rule":"plain","until":"3d","why":"x"}' })).status).toBe(
    401,
  );
  await expect(team.serve({ space: 'alpha', host: '0.0.0.0' }).then(({ ended }) => ended)).rejects.toThrow(/--space/);
  await expect(team.serve({ public: true }).then(({ ended }) => ended)).rejects.toThrow(/members alone/);
});
