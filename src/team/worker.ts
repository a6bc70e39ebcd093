import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { describeFailure } from '../app/failure.ts';
import type { JobHandlers } from '../app/jobs/handler.ts';
import { isFinal, isOfAnotherVersion } from '../app/jobs/handlers.ts';
import { PRIORITY } from '../app/jobs/queue.ts';
import { JOB_KINDS, type JobKind, type QueuedJob, readJob } from '../contract/queued-job.ts';
import { QUEUE, type Queryable } from './connection.ts';
import { keepError, keepResult, progressKeeper, wasDone } from './keeping.ts';

/** A worker's part in the queue. */
export interface WorkerParts {
  readonly boss: PgBoss;
  /** Statements within a space, by a role that may keep what jobs give. */
  tables(space: string): Queryable;
  readonly handlers: JobHandlers;
  /** Jobs at once. */
  readonly concurrency: number;
  /** Kinds that it takes; default: all that it has handlers for. */
  readonly only?: readonly JobKind[] | undefined;
  log(level: 'info' | 'warn', facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** What became of a job, as the queue is told. */
type Settled = { readonly status: 'completed' | 'failed' | 'deadletter'; readonly output: object };

/**
 * Takes jobs, the most urgent first, until `end` is called. Each slot asks for the most urgent job of all its kinds, so that a study goes
 * before every block of a scan that waits. A scan itself only waits for its blocks, and has a slot of its own.
 */
export async function startWorker(parts: WorkerParts): Promise<{ end(graceMs: number): Promise<void> }> {
  const { boss, concurrency, only = JOB_KINDS, handlers } = parts;
  const kinds = JOB_KINDS.filter((kind) => only.includes(kind) && handlers[kind] !== undefined);
  const neighbours = stretchesOf(kinds.filter((kind) => kind !== 'scan'));
  const slots = [
    ...neighbours.flatMap((stretch) => Array<Stretch>(concurrency).fill(stretch)),
    ...stretchesOf(kinds.filter((kind) => kind === 'scan')),
  ];
  await Promise.all(slots.map((stretch) => openSlot(stretch, parts)));
  return { end: (graceMs) => boss.stop({ graceful: true, timeout: graceMs }) };
}

/** Kinds that are neighbours in the order of urgency, as the queue's numbers. */
interface Stretch {
  readonly minPriority: number;
  readonly maxPriority: number;
}

/** The fewest stretches that hold some kinds and no other. */
export function stretchesOf(kinds: readonly JobKind[]): readonly Stretch[] {
  const chosen = new Set(kinds);
  const stretches: { minPriority: number; maxPriority: number }[] = [];
  JOB_KINDS.forEach((kind, i) => {
    if (!chosen.has(kind)) return;
    const last = stretches.at(-1);
    if (last && i > 0 && chosen.has(JOB_KINDS[i - 1] as JobKind)) last.minPriority = PRIORITY[kind];
    else stretches.push({ minPriority: PRIORITY[kind], maxPriority: PRIORITY[kind] });
  });
  return stretches;
}

/** A slot asks again at once where it had something to do; else it is woken, or looks every so many seconds. */
const LOOK_SECONDS = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 };

/** How long a job that was cancelled may go on before its worker notices. */
const NOTICE_SECONDS = 2;

async function openSlot(stretch: Stretch, parts: WorkerParts): Promise<void> {
  const { boss } = parts;
  const options = {
    ...stretch,
    ...LOOK_SECONDS,
    includeMetadata: true,
    perJobResults: true,
    heartbeatRefreshSeconds: NOTICE_SECONDS,
  } as const;
  const slot: string = await boss.work<object, unknown, typeof options>(QUEUE, options, async ([job]) => {
    if (!job) return [];
    try {
      return [{ id: job.id, ...(await settle(job, parts)) }];
    } finally {
      boss.notifyWorker(slot);
    }
  });
}

/** Does a job, or refuses it: what cannot be read is set aside with the reason and fails nobody. */
async function settle(given: JobWithMetadata<object>, parts: WorkerParts): Promise<Settled> {
  const read = readJob(given.data);
  const id = given.sourceRootId ?? given.id;
  if ('refused' in read) {
    parts.log('warn', { job: id, why: read.refused }, 'a job was refused');
    return { status: 'deadletter', output: { message: read.refused } };
  }
  return perform(read.job, { id, signal: given.signal, failures: failuresOf(given.output) }, parts);
}

/** A job is set aside when it has failed so often in a row; how often its worker went away is another count, the queue's own. */
const MOST_FAILURES = 5;

/** How often a job has failed in a row, as its last failure noted. */
const failuresOf = (output: object | null): number => (output as { readonly failures?: number } | null)?.failures ?? 0;

interface Attempt {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly failures: number;
}

async function perform(job: QueuedJob, { id, signal, failures }: Attempt, parts: WorkerParts): Promise<Settled> {
  const { handlers, log } = parts;
  const tables = parts.tables(job.space);
  const facts = { job: id, kind: job.kind, space: job.space };
  try {
    if (await wasDone(tables, id)) return { status: 'completed', output: { again: true } };
    log('info', facts, 'a job begins');
    const handle = handlers[job.kind] as (
      job: QueuedJob,
      handling: Parameters<NonNullable<JobHandlers['study']>>[1],
    ) => ReturnType<NonNullable<JobHandlers['study']>>;
    const handled = await handle(job, { id, signal, onProgress: progressKeeper(tables, id) });
    signal.throwIfAborted();
    await keepResult(tables, id, handled);
    log('info', { ...facts, ending: handled.ending }, 'a job is done');
    return { status: 'completed', output: { ending: handled.ending } };
  } catch (error) {
    const { message } = describeFailure(error);
    log('warn', { ...facts, why: message }, signal.aborted ? 'a job was stopped' : 'a job failed');
    // Whose claim is gone has nothing more to say of the job.
    if (!signal.aborted && isFinal(error)) {
      await keepError(tables, id, error);
      return { status: 'completed', output: { ending: 'caller' } };
    }
    // Neither is a fault of the job: it was taken from its worker, or this worker is not for it.
    if (signal.aborted || isOfAnotherVersion(error)) return { status: 'failed', output: { message: shortOf(message), failures } };
    return {
      status: failures + 1 < MOST_FAILURES ? 'failed' : 'deadletter',
      output: { message: shortOf(message), failures: failures + 1 },
    };
  }
}

/** The first line of a failure: what is internal has its stack below. */
const shortOf = (message: string): string => message.split('\n', 1)[0]?.slice(0, 1000) ?? '';
