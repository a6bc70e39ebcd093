import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/calendar/civil-date.ts';
import { openCourier } from '../../src/delivery/sinks.ts';
import { type AlertWorld, DAY_0, makeAlertWorld } from '../app/watch/world.ts';
import { serving } from './serving.ts';

let world: AlertWorld;
let folder: string;
beforeEach(async () => {
  world = await makeAlertWorld();
  folder = mkdtempSync(join(tmpdir(), 'harbinger-inside-'));
});
afterEach(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const served = async () => {
  const rules = join(folder, 'rules.yaml');
  const file = join(folder, 'out.jsonl');
  writeFileSync(
    rules,
    `watch: a\ntitle: A\nsinks: { log: { file: { path: ${file} } } }\nrules: [{ id: high, title: High, when: X > 10, sinks: [log] }]\n`,
  );
  const data = { ...world.context.data, readFile: async (path: string) => ({ name: path, path, bytes: readFileSync(path) }) };
  const network = {
    ...data,
    openNetwork: async () => ({ providers: [], http: () => ({ get: () => Promise.reject(new Error()) }), keyOf: () => undefined }),
  };
  const place = { context: { ...world.context, data: network }, store: world.store.place, now: () => world.now };
  const courier = openCourier({ environment: {}, now: () => world.now });
  return { file, server: await serving({ watch: rules }, { ...place, openCourier: async () => courier }) };
};

test('a server that was given rules watches them, tells, and shows it to everybody who asks', async () => {
  await world.add('X', { 0: 5, 1: 11 });
  world.now = (DAY_0 + 2) * DAY_MS + 1000;
  const { file, server } = await served();
  await expect.poll(async () => (await fetch(`${server.url}/metrics`)).text(), { timeout: 10_000 }).toMatch(/harbinger_alerts_firing 1\n/);
  await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 10_000 }).toContain('"kind":"firing"');
  const alerts = await (await fetch(`${server.url}/api/v1/alerts`)).json();
  expect(alerts).toMatchObject({ alerts: [{ rule: 'high', status: 'firing' }], sentence: '1 of 1 rule fires.' });
  const history = await (await fetch(`${server.url}/api/v1/alerts/history?rule=high`)).json();
  expect(history).toMatchObject({ steps: [{ kind: 'firing', date: '2026-03-03' }] });
  const dry = await fetch(`${server.url}/api/v1/alerts/dry-run?when=${encodeURIComponent('X > 10')}`);
  expect(await dry.json()).toMatchObject({ runs: [{ episodes: [{ firedOn: '2026-03-03' }] }] });
  // Whoever may not write may not silence.
  expect(
    (await fetch(`${server.url}/api/v1/alerts/silence`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }))
      .status,
  ).toBe(401);
  expect(server.log()).toContain('"msg":"a rule moved"');
});

test('a server over a folder of files does not watch', async () => {
  await expect(serving({ watch: 'x.yaml' })).rejects.toThrow('--watch needs the store');
});
