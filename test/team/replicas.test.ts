import { afterEach, beforeEach, expect, test } from 'vitest';
import { CallerError } from '../../src/app/context.ts';
import { Job } from '../../src/contract/jobs.ts';
import { posted, shippedApp } from '../server/http/shipped-app.ts';
import { databasesForQueues, type QueueBed } from './bed.ts';

const open = databasesForQueues();
let bed: QueueBed;
beforeEach(async () => {
  bed = await open();
});
afterEach(() => bed.clear());

const replica = async () => shippedApp({ team: { queue: await bed.queue(), space: 'main' } }).app;
const ask = { operation: 'study', input: { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 4w)'] } };
const JOBS = 'http://localhost/api/v1/jobs';
const job = async (answer: Response | Promise<Response>) => Job.parse(await (await answer).json());

test('a job that one replica took is shown, followed and has its result at another', async () => {
  const [one, two] = [await replica(), await replica()];
  const started = await one.request(JOBS, posted(ask));
  expect(started.status).toBe(202);
  const { id, state, operation } = await job(started);
  expect([state, operation]).toEqual(['queued', 'study']);
  const following = two.request(`${JOBS}/${id}/events`);
  await bed.worker({
    async study({ input }, { onProgress }) {
      onProgress({ kind: 'computed', done: 1, total: 4, what: 'shifts' });
      return { result: { z: 1, asked: input.when }, ending: 'done' };
    },
  });
  const events = await (await following).text();
  expect(events).toContain('event: result\ndata: {"z":1,"asked":"all_time_high(RUT, after: 1y)"}');
  const text = await (await two.request(`${JOBS}/${id}`)).text();
  expect(text).toContain('"result":{"z":1,"asked":"all_time_high(RUT, after: 1y)"}');
  expect(Job.parse(JSON.parse(text))).toMatchObject({ state: 'done', problem: null });
});

test('another replica cancels it, and the caller’s mistake is told as it would have been at once', async () => {
  const [one, two] = [await replica(), await replica()];
  const waiting = await job(one.request(JOBS, posted(ask)));
  expect((await two.request(`${JOBS}/${waiting.id}`, { method: 'DELETE' })).status).toBe(204);
  expect(await job(one.request(`${JOBS}/${waiting.id}`))).toMatchObject({ state: 'cancelled' });
  await bed.worker({ study: () => Promise.reject(new CallerError('no series RUX')) });
  const wrong = await job(one.request(JOBS, posted(ask)));
  await expect
    .poll(async () => (await job(two.request(`${JOBS}/${wrong.id}`))).problem, { timeout: 5000 })
    .toMatchObject({
      ...{ status: 400, code: 'caller', detail: 'no series RUX' },
    });
});

test('who did not hear an answer asks another replica with the same key and starts nothing twice', async () => {
  const [one, two] = [await replica(), await replica()];
  const keyed = (key: string, given: unknown = ask) => posted(given, { 'idempotency-key': key });
  const answers = await Promise.all([one, two, one, two].map((app) => app.request(JOBS, keyed('a'))));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
  const ids = new Set((await Promise.all(answers.map(job))).map(({ id }) => id));
  expect(ids.size).toBe(1);
  expect((await job(two.request(JOBS, keyed('b')))).id).not.toBe([...ids][0]);
  await bed.worker({ study: async () => ({ result: 1, ending: 'done' }) });
  const [id] = ids;
  await expect.poll(async () => (await job(two.request(`${JOBS}/${id}`))).state, { timeout: 5000 }).toBe('done');
  // After its end too.
  expect(await job(two.request(JOBS, keyed('a')))).toMatchObject({ id, state: 'done' });
  const other = await one.request(JOBS, keyed('a', { ...ask, input: { ...ask.input, then: ['return(BTC, 8w)'] } }));
  expect([other.status, await other.text()]).toEqual([409, expect.stringContaining('take a new key for another job')]);
});

test('what nobody can do elsewhere is done where it was asked', async () => {
  const one = await replica();
  const { id } = await job(one.request(JOBS, posted({ operation: 'series', input: {} })));
  await expect.poll(async () => (await job(one.request(`${JOBS}/${id}`))).state, { timeout: 5000 }).toBe('done');
  expect((await (await replica()).request(`${JOBS}/${id}`)).status).toBe(404);
});
