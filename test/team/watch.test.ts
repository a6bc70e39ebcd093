import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { jobHandlers } from '../../src/app/jobs/handlers.ts';
import type { JobQueue } from '../../src/app/jobs/queue.ts';
import { endWatch, plantScores, plantWatch } from '../../src/app/jobs/watch-jobs.ts';
import { operations, run } from '../../src/app/registry.ts';
import { storedSeries } from '../../src/app/stored-series.ts';
import type { WatchWorld } from '../../src/app/watch/watch.ts';
import type { Notice } from '../../src/contract/watch.ts';
import { DAY_MS } from '../../src/core/calendar/civil-date.ts';
import { ruleFiles } from '../../src/team/rule-files.ts';
import { shipped } from '../app/shipped.ts';
import { madeUpPull, rowsOf } from '../store/made-up-additions.ts';
import { databasesForQueues, type QueueBed } from './bed.ts';

const open = databasesForQueues();
let bed: QueueBed;
let queue: JobQueue;
let received: string[];
beforeEach(async () => {
  bed = await open();
  queue = await bed.queue();
  received = [];
});
afterEach(() => bed.clear());

const TODAY = Math.floor(Date.now() / DAY_MS);
const never = new AbortController().signal;
const RULES = `watch: a
title: A
sinks: { desk: { file: { path: nowhere } } }
rules: [{ id: high, title: High, when: X > 10, stale: keep, sinks: [desk] }]
`;

const contextOver = async (): Promise<Context> => {
  const store = await bed.store();
  const openNetwork = async () => ({
    ...{ providers: [], http: () => ({ get: () => Promise.reject(new Error()) }), keyOf: () => undefined },
  });
  return {
    ...{ ...shipped, store, series: storedSeries(store) },
    data: { ...shipped.data, openStore: async () => store, openNetwork, now: () => Date.now() },
  };
};

/** One more worker, with a store and a queue of its own. */
async function worker(): Promise<void> {
  const context = await contextOver();
  const own = await bed.queue();
  const openWatch = async (_: string, signal: AbortSignal): Promise<WatchWorld> => ({
    openContext: async () => context,
    courier: { send: async (_sink, { id }: Notice) => void received.push(id) },
    now: () => Date.now(),
    wait: async () => {},
    log: () => {},
    stop: signal,
  });
  const rules = ruleFiles(bed.pool());
  const handlers = jobHandlers({
    ...{ queueOf: () => own, rulesOf: () => rules, openWatch },
    async execute({ operation, input, id }) {
      const { result, ending = 'done' } = await run(operation, input, { ...context, runId: id });
      return { result, ending };
    },
  });
  await bed.worker(handlers);
}

const add = async (days: Readonly<Record<number, number>>) => {
  const store = await bed.store();
  const rows = Object.entries(days)
    .map(([ago, value]) => [TODAY - Number(ago), value, (TODAY - Number(ago) + 1) * DAY_MS] as [number, number, number])
    .sort(([a], [b]) => a - b);
  const definition = { title: 'X', unit: 'USD', calendar: 'utc-daily' };
  await store.add({ pull: madeUpPull('X', { at: Date.now() }), definition, rows: rowsOf(rows) });
};
const plant = (text = RULES) =>
  plantWatch({ space: 'main', by: 'watch', name: 'rules.yaml', text }, { queue, rules: ruleFiles(bed.pool()) });
const waiting = async () => (await queue.list({ kinds: ['watch'], states: ['queued'] })).filter(({ notBefore }) => notBefore > Date.now());

describe('the watch of a team', () => {
  test('is one round for any number of workers and plantings: one step, one message, one next turn', async () => {
    await add({ 1: 11 });
    await Promise.all([worker(), worker(), worker()]);
    await Promise.all([plant(), plant(), plant()]);
    await expect.poll(() => received.length, { timeout: 15_000 }).toBe(1);
    await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1);
    const { alerts } = await bed.store();
    expect((await alerts.transitions()).map(({ rule, kind }) => `${rule} ${kind}`)).toEqual(['high firing']);
    expect(await alerts.waiting()).toEqual([]);
    expect(received).toHaveLength(1);
    const [next] = await waiting();
    expect(next?.job).toMatchObject({ kind: 'watch', due: expect.objectContaining({}) });
    // The same rules once more change nothing.
    await plant();
    expect(await waiting()).toEqual([next]);
    expect(await queue.dead()).toEqual([]);
  });

  test('other rules begin with a round; what was planned of the old ones does nothing more', async () => {
    await add({ 1: 11 });
    await worker();
    await plant();
    await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1);
    await plant(RULES.replace('id: high', 'id: higher'));
    await expect.poll(() => received.length, { timeout: 15_000 }).toBe(2);
    const kinds = (await (await bed.store()).alerts.transitions()).map(({ rule, kind }) => `${rule} ${kind}`);
    expect(kinds.sort()).toEqual(['high closed', 'high firing', 'higher firing'].sort());
    await endWatch({ queue, rules: ruleFiles(bed.pool()) });
    expect(await waiting()).toEqual([]);
  });
});

test('forecasts are scored by any worker’s word, once; the end of a watch leaves that', async () => {
  const schedules = async () =>
    (await bed.pool().query('SELECT key, cron FROM harbinger_jobs.schedule ORDER BY key')).rows.map(({ key, cron }) => `${key} ${cron}`);
  await Promise.all([plantScores('main', queue), plantScores('main', queue), plantScores('main', queue)]);
  expect(await schedules()).toEqual(['main/score 20 * * * *']);
  await plant();
  expect(await schedules()).toEqual(['main/score 20 * * * *', 'main/watch 5 */6 * * *']);
  await endWatch({ queue, rules: ruleFiles(bed.pool()) });
  expect(await schedules()).toEqual(['main/score 20 * * * *']);
});

describe('what is done twice', () => {
  test('a study whose worker died after its run was kept is one run', async () => {
    await add(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [400 - i, 10 + Math.sin(i / 9) + i / 50])));
    const context = await contextOver();
    const study = operations.find(({ name }) => name === 'study');
    if (!study) throw new Error('there is no study');
    const input = { when: 'change(X, 5d) > 1%', then: ['return(X, 5d)'] };
    const id = '5d0c1f2a-0000-4000-8000-000000000001';
    await Promise.all([run(study, input, { ...context, runId: id }), run(study, input, { ...context, runId: id })]);
    await run(study, input, { ...context, runId: id });
    expect((await (await bed.store()).runs()).map((kept) => kept.id)).toEqual([id]);
  });

  test('forecasts that two workers score at once are scored once', async () => {
    const ids = await Promise.all(['a', 'b'].map((key) => queue.send({ v: 1, kind: 'score', space: 'main', by: 'ann' }, { key })));
    await Promise.all([worker(), worker()]);
    await Promise.all(ids.map((id) => queue.follow(id, { signal: never, onProgress: () => {} })));
    expect((await Promise.all(ids.map((id) => queue.find(id)))).map((job) => job?.state)).toEqual(['done', 'done']);
    expect((await (await bed.store()).ledgerHead()).entries).toBe(0);
  });
});
