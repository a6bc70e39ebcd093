import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type PostgresBed, startPostgres } from '../store/postgres/bed.ts';

const program = join(import.meta.dirname, '../../src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'harbinger-replicas-'));
let postgres: PostgresBed;
let env: NodeJS.ProcessEnv;
let headers: Record<string, string>;
let replicas: readonly Replica[];

interface Replica {
  readonly url: string;
  readonly child: ChildProcess;
  readonly log: () => string;
}

const harbinger = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', env });

async function started(...options: string[]): Promise<Replica> {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', ...options], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void log.push(text));
  const [greeting] = (await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), once(child, 'exit')])) as [Buffer];
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(greeting))?.[0];
  if (url === undefined) throw new Error(`the server did not start: ${log.join('')}`);
  return { url, child, log: () => log.join('') };
}

beforeAll(async () => {
  postgres = await startPostgres({ isSafe: true });
  env = {
    ...process.env,
    NO_COLOR: '1',
    HARBINGER_STORE: await postgres.database(),
    HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
  };
  mkdirSync(join(folder, 'main'));
  writeFileSync(join(folder, 'MINE.csv'), csv(28));
  const imported = harbinger('import', 'MINE.csv', '--yes');
  expect(imported).toMatchObject({ status: 0 });
  harbinger('space', 'member', 'add', 'owner', '--role', 'admin');
  const token = /hbg_\S+/.exec(harbinger('token', 'add', 'owner', '--scope', 'admin').stdout)?.[0];
  headers = { authorization: `Bearer ${token}` };
  replicas = await Promise.all([started('--files', folder), started('--files', folder)]);
}, 120_000);

afterAll(async () => {
  for (const { child } of replicas ?? []) child.kill('SIGKILL');
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const csv = (days: number): string =>
  ['Date,Close', ...Array.from({ length: days }, (_, i) => `2024-02-${String(i + 1).padStart(2, '0')},${100 + i}`)].join('\n');

const one = (): readonly [Replica, Replica] => replicas as readonly [Replica, Replica];
const ask = (replica: Replica, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(replica.url + path, { ...init, headers: { ...headers, ...init.headers } });
const idsAt = async (replica: Replica): Promise<string[]> => {
  const answer = (await (await ask(replica, '/api/v1/series')).json()) as { series: { id: string }[] };
  return answer.series.map(({ id }) => id);
};

/** Asks until it is so; the answers come to it, in however long. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

test('what is imported through one replica, the other one tells, and a study through one is counted by the other', async () => {
  const [a, b] = one();
  expect([await idsAt(a), await idsAt(b)]).toEqual([['MINE'], ['MINE']]);
  for (const name of ['FIRST', 'SECOND', 'THIRD']) {
    writeFileSync(join(folder, 'main', `${name}.csv`), csv(20));
    const imported = await ask(a, '/api/v1/import', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ files: [`${name}.csv`], yes: true }),
    });
    expect(imported.status).toBe(200);
    await until(async () => (await idsAt(b)).includes(name));
  }
  const study = (replica: Replica, then: string) =>
    ask(replica, '/api/v1/study', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ when: 'MINE > 103', then: [then] }),
    }).then(async (answer) => ({ status: answer.status, ...((await answer.json()) as { headline: { otherStudies: number } }) }));
  expect(await study(b, 'return(MINE, 2d)')).toMatchObject({ status: 200, headline: { otherStudies: 0 } });
  expect(await study(a, 'return(MINE, 3d)')).toMatchObject({ status: 200, headline: { otherStudies: 1 } });
  await until(async () => (await study(b, 'return(MINE, 2d)')).headline.otherStudies === 1);
}, 60_000);

test('a third replica started meanwhile answers the same, under the same name, so that what a browser keeps of one holds for all', async () => {
  const third = await started('--files', folder, '--drain', '0');
  onTestFinished(() => void third.child.kill('SIGKILL'));
  const [a] = one();
  const answers = await Promise.all([a, third].map((replica) => ask(replica, '/api/v1/series/show?id=MINE')));
  expect(answers[0]?.headers.get('etag')).toMatch(/^W\//);
  expect(answers[0]?.headers.get('etag')).toBe(answers[1]?.headers.get('etag'));
}, 60_000);

test('the figures of the team and the state of the database are among the metrics', async () => {
  const text = await (await ask(one()[0], '/metrics')).text();
  expect(text).toMatch(/^harbinger_database_up 1$/m);
  expect(text).toMatch(/^harbinger_database_connections\{state="idle"\} \d+$/m);
  expect(text).toMatch(/^harbinger_pulled_series\{state="all"\} \d+$/m);
  expect(text).toMatch(/^harbinger_workers 0$/m);
});

test('a worker is counted from its start to its end, and a job that it could do while there is none', async () => {
  const figures = async () => (await ask(one()[1], '/metrics')).text();
  const asked = { operation: 'study', input: { when: 'MINE > 105', then: ['return(MINE, 1d)'] } };
  const sent = await ask(one()[0], '/api/v1/jobs', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  expect(sent.status).toBe(202);
  expect(await figures()).toMatch(/^harbinger_jobs\{kind="study",state="waiting"\} 1$/m);
  const worker = spawn(process.execPath, [program, 'worker', '--concurrency', '1'], { cwd: folder, env, stdio: 'ignore' });
  onTestFinished(() => void worker.kill('SIGKILL'));
  await until(async () => /^harbinger_workers 1$/m.test(await figures()));
  await until(async () => !/^harbinger_jobs\{kind="study"/m.test(await figures()));
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await figures()).toMatch(/^harbinger_workers 0$/m);
}, 60_000);

test('while the database is away, requests are told so and when to come again; when it is back, all goes on by itself', async () => {
  const [a, b] = one();
  await postgres.kill();
  try {
    for (const replica of [a, b]) {
      expect((await ask(replica, '/healthz')).status).toBe(200);
      expect((await ask(replica, '/healthz?ready')).status).toBe(503);
      for (const path of ['/api/v1/series?search=never-asked', '/api/v1/series/show?id=MINE&rows=7']) {
        const answer = await ask(replica, path);
        const { detail, code } = (await answer.json()) as { detail: string; code: string };
        expect([path, answer.status, answer.headers.get('retry-after'), code]).toEqual([path, 503, '5', 'data']);
        expect(detail).toMatch(/^PostgreSQL cannot be reached at postgres:\/\/.*; try again when it runs$/);
        expect(detail).not.toContain('only-for-tests');
      }
      expect(await (await ask(replica, '/metrics')).text()).toMatch(/^harbinger_database_up 0$/m);
    }
  } finally {
    await postgres.restart();
  }
  for (const replica of [a, b]) await until(async () => (await ask(replica, '/healthz?ready')).status === 200);
  writeFileSync(join(folder, 'LATER.csv'), csv(10));
  expect(harbinger('import', 'LATER.csv', '--yes').status).toBe(0);
  for (const replica of [a, b]) await until(async () => (await idsAt(replica)).includes('LATER'));
  expect(a.child.exitCode ?? b.child.exitCode).toBe(null);
}, 120_000);

test('what a token may ask in a minute, it may ask of both together', async () => {
  harbinger('space', 'member', 'add', 'eager', '--role', 'viewer');
  const token = /hbg_\S+/.exec(harbinger('token', 'add', 'eager', '--scope', 'read').stdout)?.[0];
  const eager = { headers: { authorization: `Bearer ${token}` } };
  const statuses: number[] = [];
  for (let i = 0; i < 70; i++) {
    const lot = Array.from({ length: 20 }, (_, j) => fetch(`${replicas[j % 2]?.url}/api/v1/series`, eager));
    for (const answer of await Promise.all(lot)) {
      statuses.push(answer.status);
      await answer.arrayBuffer();
    }
  }
  const through = statuses.filter((status) => status === 200).length;
  expect(through).toBeLessThanOrEqual(1200);
  expect(through).toBeGreaterThanOrEqual(1200 - 3 * 20);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
}, 120_000);

test('told to end, a replica says that it is not ready, answers for a while, and only then is gone', async () => {
  const leaving = await started('--drain', '2');
  onTestFinished(() => void leaving.child.kill('SIGKILL'));
  const ended = once(leaving.child, 'exit');
  expect((await ask(leaving, '/healthz?ready')).status).toBe(200);
  leaving.child.kill('SIGTERM');
  await until(async () => (await ask(leaving, '/healthz?ready')).status === 503);
  expect([(await ask(leaving, '/healthz')).status, (await ask(leaving, '/api/v1/series')).status]).toEqual([200, 200]);
  expect(await ended).toEqual([0, null]);
  await expect(ask(leaving, '/healthz')).rejects.toThrow();
}, 60_000);
