import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { operations } from '../../../src/app/registry.ts';
import { exampleOf } from '../../../src/server/http/openapi-examples.ts';
import { pathOf } from '../../../src/server/http/paths.ts';
import { openDuckStore } from '../../../src/store/duckdb/store.ts';
import { shipped } from '../../app/shipped.ts';
import { serving } from '../serving.ts';
import { ask, bearer, JSON_BODY } from './wire.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'harbinger-public-'));
afterAll(() => rmSync(folder, { recursive: true }));

const STUDY = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };
const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } };

test('a public server writes for nobody, by no route, job or tool, keeps no run, and shows its figures to no stranger', async () => {
  const store = await openDuckStore(join(folder, 'held.duckdb'), { now: shipped.data.now, create: true });
  const context = { ...shipped, store, data: { ...shipped.data, openStore: async () => store } };
  const { port, keeper } = await serving({ public: true, allowedHost: ['desk.example'] }, { context });
  const admin = await keeper.add({ name: 'owner', scope: 'admin' });
  const writing = operations.filter(({ access }) => access === 'admin');
  expect(writing.length).toBeGreaterThan(3);
  for (const token of [[], [bearer(admin)]])
    for (const operation of writing) {
      const body = JSON.stringify(exampleOf(operation));
      expect([operation.name, (await ask(port, `POST ${pathOf(operation)}`, [JSON_BODY, ...token], { body })).status]).toEqual([
        operation.name,
        403,
      ]);
      const job = JSON.stringify({ operation: operation.name, input: exampleOf(operation) });
      expect([operation.name, (await ask(port, 'POST /api/v1/jobs', [JSON_BODY, ...token], { body: job })).status]).toEqual([
        operation.name,
        403,
      ]);
    }
  const mcp = [JSON_BODY, ['Accept', 'application/json, text/event-stream']] as [string, string][];
  const say = (message: object, session: [string, string][] = []) =>
    ask(port, 'POST /mcp', [...mcp, ...session], { body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }) });
  const id = (await say({ method: 'initialize', params: hello })).headers['mcp-session-id'] as string;
  const tools = (await say({ method: 'tools/list' }, [['Mcp-Session-Id', id]])).body;
  expect(tools).toContain('"name":"study"');
  for (const { name } of writing) {
    expect(tools).not.toContain(`"name":"${name.replaceAll(' ', '_')}"`);
    const called = await say({ method: 'tools/call', params: { name: name.replaceAll(' ', '_'), arguments: {} } }, [
      ['Mcp-Session-Id', id],
    ]);
    expect([name, called.body]).toEqual([name, expect.stringMatching(/"error":\{/)]);
  }
  expect((await ask(port, 'POST /api/v1/study', [JSON_BODY], { body: JSON.stringify(STUDY) })).status).toBe(200);
  await say({ method: 'tools/call', params: { name: 'study', arguments: STUDY } }, [['Mcp-Session-Id', id]]);
  expect(await store.runs({ limit: 10 })).toEqual([]);
  expect((await ask(port, 'GET /metrics')).status).toBe(403);
  await store.close();
});

test('a stranger starts a browser to print only so often, and what is dear is refused before it is computed', async () => {
  let printed = 0;
  const printPdf = async () => {
    printed++;
    return new Uint8Array([37, 80, 68, 70]);
  };
  const { port } = await serving({ public: true }, { context: { ...shipped, printPdf } });
  const statuses: number[] = [];
  for (let rows = 1; rows <= 12; rows++) statuses.push((await ask(port, `GET /api/v1/series/show?id=BTC&rows=${rows}&format=pdf`)).status);
  expect([statuses.includes(429), printed]).toEqual([true, expect.toSatisfy((count) => count > 0 && count <= 5)]);
  const dear = { ...STUDY, when: Array.from({ length: 175 }, () => 'explosive(RUT,400)').join(' or ') };
  const begin = performance.now();
  const { status } = await ask(port, 'POST /api/v1/study', [JSON_BODY], { body: JSON.stringify(dear) });
  expect([422, 429]).toContain(status);
  expect(performance.now() - begin).toBeLessThan(5000);
});
