import {
  DeadJobsDone,
  DeadJobsInput,
  DeadJobsResult,
  JobCancelInput,
  JobCancelResult,
  JobDropInput,
  JobRetryInput,
  JobShowInput,
  JobShowResult,
  JobsInput,
  JobsResult,
} from '../../contract/job-queue.ts';
import type { Operation } from '../operation.ts';
import { cancelJob, deadJobs, dropJobs, listJobs, retryJobs, showJob } from '../operations/jobs.ts';

const onStore = { reads: 'store', formats: [] } as const;

/** The jobs of a team: what waits, what was given up. */
export const jobs: readonly Operation[] = [
  {
    ...onStore,
    name: 'jobs',
    summary: 'The jobs of a team: what runs, what waits, what was done, how many were given up.',
    input: JobsInput,
    output: JobsResult,
    positional: [],
    examples: ['harbinger jobs', 'harbinger jobs --state queued', 'harbinger jobs --kind scan-block --limit 20'],
    access: 'read',
    async run(input, context) {
      return { result: await listJobs(input, context) };
    },
  },
  {
    ...onStore,
    name: 'jobs show',
    summary: 'One job of a team: what it was asked, how it goes, why it failed.',
    input: JobShowInput,
    output: JobShowResult,
    positional: ['id'],
    examples: ['harbinger jobs show 5d0c1f2a'],
    access: 'read',
    async run(input, context) {
      return { result: await showJob(input, context) };
    },
  },
  {
    ...onStore,
    name: 'jobs cancel',
    summary: 'Take out a job of a team that waits; stop one that runs.',
    input: JobCancelInput,
    output: JobCancelResult,
    positional: ['id'],
    examples: ['harbinger jobs cancel 5d0c1f2a'],
    access: 'admin',
    async run(input, context) {
      const result = await cancelJob(input, context);
      return { result, ending: result.cancelled ? 'done' : 'caller' };
    },
  },
  {
    ...onStore,
    name: 'jobs dead',
    summary: 'Jobs of a team that were given up, each with the reason: it failed too often, or could not be read.',
    input: DeadJobsInput,
    output: DeadJobsResult,
    positional: [],
    examples: ['harbinger jobs dead'],
    access: 'read',
    async run(input, context) {
      return { result: await deadJobs(input, context) };
    },
  },
  {
    ...onStore,
    name: 'jobs retry',
    summary: 'Try jobs of a team again that were given up.',
    input: JobRetryInput,
    output: DeadJobsDone,
    positional: ['ids'],
    examples: ['harbinger jobs retry', 'harbinger jobs retry 5d0c1f2a'],
    access: 'admin',
    async run(input, context) {
      return { result: await retryJobs(input, context) };
    },
  },
  {
    ...onStore,
    name: 'jobs drop',
    summary: 'Forget jobs of a team that were given up.',
    input: JobDropInput,
    output: DeadJobsDone,
    positional: ['ids'],
    examples: ['harbinger jobs drop 5d0c1f2a'],
    access: 'admin',
    async run(input, context) {
      return { result: await dropJobs(input, context) };
    },
  },
];
