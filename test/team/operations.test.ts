import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import type { JobQueue } from '../../src/app/jobs/queue.ts';
import { operations } from '../../src/app/registry.ts';
import { printers } from '../../src/cli/print/printers.ts';
import type { DeadJobsResult, JobCancelResult, JobShowResult, JobsResult } from '../../src/contract/job-queue.ts';
import type { QueuedJob } from '../../src/contract/queued-job.ts';
import { shipped } from '../app/shipped.ts';
import { databasesForQueues, type QueueBed } from './bed.ts';

const open = databasesForQueues();
let bed: QueueBed;
let queue: JobQueue;
let context: Context;
beforeEach(async () => {
  bed = await open();
  queue = await bed.queue();
  context = { ...shipped, data: { ...shipped.data, now: () => Date.now(), openJobs: async () => queue } };
});
afterEach(() => bed.clear());

const asked = { v: 1, space: 'main', by: 'ann' } as const;
const study = (series: string): QueuedJob => ({ ...asked, kind: 'study', operation: 'study', input: { when: `at_high(${series})` } });

/** Performs an operation, holds its result against its schema, and prints it. */
async function perform<T>(name: string, input: unknown = {}): Promise<{ readonly result: T; readonly text: string }> {
  const operation = operations.find((one) => one.name === name);
  if (!operation) throw new Error(`no operation ${name}`);
  const { result } = await operation.run(operation.input.parse(input), context);
  expect(operation.output.parse(result), name).toEqual(result);
  return { result: result as T, text: printers[name]?.(result as never, { colour: false }, {}) ?? '' };
}

test('the list tells what runs and waits by kind, the most urgent first, and what is not due yet', async () => {
  expect((await perform<JobsResult>('jobs')).result.sentence).toBe('Nothing waits and nothing runs.');
  await queue.send({ ...asked, kind: 'pull', input: {} }, { notBefore: Date.now() + 3_600_000 });
  await queue.send(study('RUT'));
  await queue.send({ ...asked, kind: 'scan-block', scan: 'f', panel: 'abcdef01', stage: 'blocks', parts: [1] });
  const { result, text } = await perform<JobsResult>('jobs');
  expect(result.sentence).toBe('2 wait for a worker, 1 not due yet.');
  expect(result.depth[0]).toEqual({ kind: 'study', waiting: 1, later: 0, running: 0 });
  expect(result.jobs.map(({ operation, notBefore }) => [operation, notBefore !== null])).toEqual([
    ['study', false],
    ['pull', true],
  ]);
  expect(text).toMatch(/study +queued|[0-9a-f]{8} +queued +study/);
  expect((await perform<JobsResult>('jobs', { kind: 'scan-block' })).result.jobs).toHaveLength(1);
  expect((await perform<JobsResult>('jobs', { state: 'done' })).result.jobs).toEqual([]);
});

test('one is shown and cancelled by how its id begins', async () => {
  const id = await queue.send(study('RUT'));
  const { result, text } = await perform<JobShowResult>('jobs show', { id: id.slice(0, 8) });
  expect(result).toMatchObject({ job: { id, by: 'ann' }, sentence: 'study, asked for by ann, is queued.' });
  expect(text).toContain('at_high(RUT)');
  expect((await perform<JobCancelResult>('jobs cancel', { id })).result).toMatchObject({ id, cancelled: true });
  expect((await perform<JobCancelResult>('jobs cancel', { id })).result.sentence).toBe('The job is over: it is cancelled.');
  await expect(perform('jobs show', { id: 'ffff-none' })).rejects.toThrow('lists them');
});

test('what was given up is listed with the reason, tried again, or forgotten', async () => {
  await bed.worker({ study: async () => ({ result: 1, ending: 'done' }) });
  const odd = await queue.send({ ...study('RUT'), v: 9 } as unknown as QueuedJob);
  await expect.poll(async () => (await perform<DeadJobsResult>('jobs dead')).result.dead.length, { timeout: 5000 }).toBe(1);
  const { result, text } = await perform<DeadJobsResult>('jobs dead');
  expect(result.dead[0]).toMatchObject({
    id: odd,
    kind: 'study',
    operation: 'study',
    by: 'ann',
    why: expect.stringContaining('update Harbinger'),
  });
  expect(text).toContain('update Harbinger');
  expect((await perform<{ sentence: string }>('jobs retry')).result.sentence).toBe('1 job will be tried again.');
  await expect.poll(async () => (await perform<DeadJobsResult>('jobs dead')).result.dead.length, { timeout: 5000 }).toBe(1);
  expect((await perform<{ sentence: string }>('jobs drop', { ids: [odd.slice(0, 8)] })).result.sentence).toBe('1 job forgotten.');
  expect((await perform<DeadJobsResult>('jobs dead')).result.sentence).toBe('Nothing was given up.');
  await expect(perform('jobs retry', { ids: [odd] })).rejects.toThrow('was given up');
});

test('without a team each says in one line where jobs belong', async () => {
  context = shipped;
  for (const [name, input] of Object.entries({
    ...{ jobs: {}, 'jobs dead': {}, 'jobs retry': {} },
    ...{ 'jobs show': { id: 'abcd' }, 'jobs cancel': { id: 'abcd' }, 'jobs drop': { ids: ['abcd'] } },
  }))
    await expect(perform(name, input), name).rejects.toThrow(/^jobs belong to a store in PostgreSQL[^\n]*$/);
});
