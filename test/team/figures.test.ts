import { PgBoss } from 'pg-boss';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { addTeamMetrics } from '../../src/server/http/team-metrics.ts';
import { dataState } from '../../src/team/data-state.ts';
import { teamFigures } from '../../src/team/figures.ts';
import { addition, madeUpPull } from '../store/made-up-additions.ts';
import { type PostgresBed, startPostgres } from '../store/postgres/bed.ts';
import { pooled, storeAt } from './pooled.ts';

let postgres: PostgresBed;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const DAY = 86_400_000;

test('the state of the data changes with each addition of the space, also within one millisecond, and with no other', async () => {
  const url = await postgres.database();
  const now = () => 1_700_000_000_000;
  const [store, other] = [await storeAt(url, { now }), await storeAt(url, { space: 'other', now })];
  const tables = pooled({ url, max: 1 });
  const seen = [await dataState(tables, 'main')];
  for (const id of ['A', 'B', 'A']) {
    await store.add(addition(id, [[seen.length, 2, 3]]));
    seen.push(await dataState(tables, 'main'));
  }
  expect(new Set(seen).size).toBe(4);
  await other.add(addition('C', [[1, 2, 3]]));
  expect(await dataState(tables, 'main')).toBe(seen.at(-1));
  expect([await dataState(tables, 'other'), await dataState(tables, 'nowhere')]).toEqual([expect.stringMatching(/ 1$/), 'empty']);
  // The space of a question ends with it.
  expect((await tables.query("SELECT current_setting('harbinger.space') AS space")).rows).toEqual([{ space: 'main' }]);
  await expect(dataState(tables, "x'; DROP TABLE pulls; --")).resolves.toBe('empty');
});

test('pulls are as old as their series were last had; imports do not count, failures do not make fresh', async () => {
  const url = await postgres.database();
  const store = await storeAt(url);
  const figures = teamFigures(pooled({ url }));
  expect(await figures.pulls()).toEqual({ series: 0, overdue: 0, failing: 0, oldest: null, median: null, newest: null });
  const pulled = (series: string, days: number, more = {}) =>
    madeUpPull(series, { at: Date.now() - days * DAY, source: 'fred', outcome: 'stored', ...more });
  await store.add(addition('NEW', [[1, 2, 3]], { pull: pulled('NEW', 1) }));
  await store.add(addition('MID', [[1, 2, 3]], { pull: pulled('MID', 2) }));
  await store.add(addition('OLD', [[1, 2, 3]], { pull: pulled('OLD', 9) }));
  await store.add(addition('FILE', [[1, 2, 3]], { pull: pulled('FILE', 50, { source: 'import' }) }));
  await store.recordPull(pulled('OLD', 0, { outcome: 'failed' }));
  await store.recordPull(pulled('MID', 5, { outcome: 'failed' }));
  const found = await figures.pulls();
  expect(found).toMatchObject({ series: 3, overdue: 1, failing: 1 });
  expect([found.newest, found.median, found.oldest].map((seconds) => Math.round(((seconds as number) * 1000) / DAY))).toEqual([1, 2, 9]);
});

test('jobs are counted by kind and state over all spaces, with the age of the oldest; there may be no queue yet', async () => {
  const url = await postgres.database();
  await storeAt(url);
  const figures = teamFigures(pooled({ url, role: undefined }));
  expect([await figures.jobs(), await figures.workers()]).toEqual([[], 0]);
  const boss = new PgBoss({ connectionString: url, schema: 'harbinger_jobs', instanceName: 'harbinger worker', registerInstance: true });
  onTestFinished(() => boss.stop({ graceful: false }));
  await boss.start();
  for (const queue of ['work', 'dead']) await boss.createQueue(queue);
  await boss.send('work', { kind: 'pull' });
  await boss.fetch('work');
  for (const kind of ['study', 'study', 'scan-block', 'No kind at all']) await boss.send('work', { kind });
  await boss.send('work', { kind: 'watch' }, { startAfter: 3600 });
  await boss.send('dead', { kind: 'notify' });
  const jobs = await figures.jobs();
  expect(jobs.map(({ kind, state, count }) => [kind, state, count])).toEqual([
    ['notify', 'dead', 1],
    ['other', 'waiting', 1],
    ['pull', 'running', 1],
    ['scan-block', 'waiting', 1],
    ['study', 'waiting', 2],
    ['watch', 'later', 1],
  ]);
  for (const { oldestSeconds } of jobs) expect(oldestSeconds).toBeLessThan(60);
  expect(await figures.workers()).toBe(1);
});

test('what cannot be asked is left out of the metrics, and they say that the database is away', async () => {
  const registry = new Registry();
  let isAway = false;
  const asked =
    <T>(value: T) =>
    async () => {
      if (isAway) throw new Error('away');
      return value;
    };
  const look = addTeamMetrics(registry, {
    jobs: asked([{ kind: 'study', state: 'waiting', count: 3, oldestSeconds: 12 }]),
    workers: asked(2),
    pulls: asked({ series: 4, overdue: 1, failing: 0, oldest: 500, median: 60, newest: null }),
    alerts: asked(new Map([['firing', 2]])),
    connections: () => ({ busy: 1, idle: 2, waiting: 0 }),
  });
  const lines = async () => {
    await look();
    return (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  };
  expect(await lines()).toEqual([
    'harbinger_jobs{kind="study",state="waiting"} 3',
    'harbinger_jobs_oldest_seconds{kind="study",state="waiting"} 12',
    'harbinger_workers 2',
    'harbinger_pulled_series{state="all"} 4',
    'harbinger_pulled_series{state="overdue"} 1',
    'harbinger_pulled_series{state="failing"} 0',
    'harbinger_pull_age_seconds{of="oldest"} 500',
    'harbinger_pull_age_seconds{of="median"} 60',
    'harbinger_alerts{status="firing"} 2',
    'harbinger_database_connections{state="busy"} 1',
    'harbinger_database_connections{state="idle"} 2',
    'harbinger_database_connections{state="waiting"} 0',
    'harbinger_database_up 1',
  ]);
  isAway = true;
  expect((await lines()).filter((line) => !line.includes('connections'))).toEqual(['harbinger_database_up 0']);
});
