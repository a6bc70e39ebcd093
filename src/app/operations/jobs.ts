import { formatCount } from '../../contract/format.ts';
import {
  type DeadJobLine,
  type DeadJobsDone,
  DeadJobsInput,
  type DeadJobsResult,
  JobCancelInput,
  type JobCancelResult,
  JobDropInput,
  type JobLine,
  JobRetryInput,
  JobShowInput,
  type JobShowResult,
  JobsInput,
  type JobsResult,
} from '../../contract/job-queue.ts';
import { JOB_KINDS, type QueuedJob } from '../../contract/queued-job.ts';
import { CallerError, type Context } from '../context.ts';
import type { DeadJob, JobQueue, KindCount, TeamJob } from '../jobs/queue.ts';

/** The jobs of the team, which must be one. */
async function teamQueue({ data }: Context): Promise<JobQueue> {
  if (data.openJobs) return data.openJobs();
  throw new CallerError(
    'jobs belong to a store in PostgreSQL, which many processes share: HARBINGER_STORE=postgres://user@host/database; here each is done where it is asked',
  );
}

/** What waits, runs and was done. */
export async function listJobs(given: unknown, context: Context): Promise<JobsResult> {
  const { kind, state, limit } = JobsInput.parse(given);
  const queue = await teamQueue(context);
  const kinds = kind ? [kind] : JOB_KINDS.filter((one) => one !== 'scan-block');
  const [depth, jobs, dead] = await Promise.all([
    queue.counts(),
    queue.list({ kinds, limit, ...(state && { states: [state] }) }),
    queue.dead(MOST_DEAD),
  ]);
  const now = context.data.now();
  return { depth: [...depth], jobs: jobs.map((job) => jobLine(job, now)), dead: dead.length, sentence: sentenceOf(depth, dead.length) };
}

const MOST_DEAD = 500;

function sentenceOf(depth: readonly KindCount[], dead: number): string {
  const sum = (key: 'waiting' | 'running' | 'later') => depth.reduce((total, kind) => total + kind[key], 0);
  const [running, waiting, later] = [sum('running'), sum('waiting'), sum('later')];
  const parts = [
    ...(running > 0 ? [`${formatCount(running, 'job')} ${running === 1 ? 'runs' : 'run'}`] : []),
    ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for a worker`] : []),
    ...(later > 0 ? [`${later} not due yet`] : []),
    ...(dead > 0 ? [`${dead} ${dead === 1 ? 'was' : 'were'} given up`] : []),
  ];
  return parts.length === 0 ? 'Nothing waits and nothing runs.' : `${parts.join(', ')}.`;
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const operationIn = (job: { readonly operation?: unknown; readonly kind?: unknown }): string | null =>
  typeof job.operation === 'string' ? job.operation : job.kind === 'pull' || job.kind === 'scan' ? job.kind : null;

function jobLine({ id, kind, job, state, sentAt, notBefore, startedAt, endedAt, retries, why }: TeamJob, now: number): JobLine {
  const isDue = state !== 'queued' || notBefore <= now;
  return {
    ...{ id, kind, operation: operationIn(job as QueuedJob), state, by: job.by, sentAt: new Date(sentAt).toISOString() },
    ...{ notBefore: isDue ? null : iso(notBefore), startedAt: iso(startedAt), endedAt: iso(endedAt), retries, why },
  };
}

/** One job with what it was asked. */
export async function showJob(given: unknown, context: Context): Promise<JobShowResult> {
  const queue = await teamQueue(context);
  const found = await jobNamed(JobShowInput.parse(given).id, queue, context);
  const job = jobLine(found, context.data.now());
  const what = job.operation ?? job.kind;
  const why = job.why === null ? '' : `: ${job.why}`;
  return { job, asked: found.job, progress: found.progress, sentence: `${what}, asked for by ${job.by}, is ${job.state}${why}.` };
}

/** Takes out a job that waits, stops one that runs. */
export async function cancelJob(given: unknown, context: Context): Promise<JobCancelResult> {
  const queue = await teamQueue(context);
  const { id, state } = await jobNamed(JobCancelInput.parse(given).id, queue, context);
  const cancelled = await queue.cancel(id);
  const words = state === 'running' ? 'The job is told to stop.' : 'The job is taken out.';
  return { id, cancelled, sentence: cancelled ? words : `The job is over: it is ${state}.` };
}

async function jobNamed(id: string, queue: JobQueue, { program }: Context): Promise<TeamJob> {
  const whole = await queue.find(id);
  if (whole) return whole;
  const found = (await queue.list({ limit: MOST_DEAD })).filter((job) => job.id.startsWith(id));
  if (found.length > 1) throw new CallerError(`${formatCount(found.length, 'job')} begin with ${id}: give more of the id`);
  if (found[0]) return found[0];
  throw new CallerError(`no job ${id}; \`${program} jobs\` lists them`);
}

/** Jobs that failed too often, or could not be read. */
export async function deadJobs(given: unknown, context: Context): Promise<DeadJobsResult> {
  const { limit } = DeadJobsInput.parse(given);
  const dead = (await (await teamQueue(context)).dead(limit)).map(deadLine);
  const sentence =
    dead.length === 0
      ? 'Nothing was given up.'
      : `${formatCount(dead.length, 'job')} ${dead.length === 1 ? 'was' : 'were'} given up; \`${context.program} jobs retry\` tries again.`;
  return { dead, sentence };
}

function deadLine({ id, data, sentAt, deadAt, retries, why }: DeadJob): DeadJobLine {
  const job = (typeof data === 'object' && data !== null ? data : {}) as { kind?: unknown; by?: unknown; operation?: unknown };
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 100) : '?');
  return {
    ...{ id, kind: text(job.kind), operation: operationIn(job)?.slice(0, 100) ?? null, by: text(job.by) },
    ...{ sentAt: new Date(sentAt).toISOString(), deadAt: new Date(deadAt).toISOString(), retries, why },
  };
}

/** Puts jobs that were given up into the queue again. */
export async function retryJobs(given: unknown, context: Context): Promise<DeadJobsDone> {
  const queue = await teamQueue(context);
  const ids = await deadNamed(JobRetryInput.parse(given).ids, queue, context);
  const count = await queue.retry(ids);
  const rest = count < ids.length ? `; of ${ids.length - count} the same waits already` : '';
  return { ids, sentence: ids.length === 0 ? 'Nothing was given up.' : `${formatCount(count, 'job')} will be tried again${rest}.` };
}

/** Forgets jobs that were given up. */
export async function dropJobs(given: unknown, context: Context): Promise<DeadJobsDone> {
  const queue = await teamQueue(context);
  const ids = await deadNamed(JobDropInput.parse(given).ids, queue, context);
  return { ids, sentence: `${formatCount(await queue.drop(ids), 'job')} forgotten.` };
}

/** Ids of jobs that were given up, by how they begin; without one all. */
async function deadNamed(wanted: readonly string[], queue: JobQueue, { program }: Context): Promise<string[]> {
  const dead = (await queue.dead(MOST_DEAD)).map(({ id }) => id);
  if (wanted.length === 0) return dead;
  return wanted.map((start) => {
    const found = dead.filter((id) => id.startsWith(start));
    if (found.length > 1) throw new CallerError(`${formatCount(found.length, 'job')} begin with ${start}: give more of the id`);
    if (found[0] === undefined) throw new CallerError(`no job ${start} was given up; \`${program} jobs dead\` lists them`);
    return found[0];
  });
}
