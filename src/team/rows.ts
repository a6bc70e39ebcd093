import type { CarriedError } from '../app/carried-error.ts';
import type { DeadJob, JobOutcome, TeamJob, TeamJobState } from '../app/jobs/queue.ts';
import type { QueuedJob } from '../contract/queued-job.ts';

/** A job with what is kept beside it, as statements give it. */
export interface JobRow {
  readonly id: string;
  readonly data: QueuedJob;
  readonly state: 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed';
  readonly created_on: Date;
  readonly start_after: Date;
  readonly started_on: Date | null;
  readonly completed_on: Date | null;
  readonly retry_count: number;
  readonly output: unknown;
  readonly ending: string | null;
  readonly error: string | null;
  readonly recorded_at: Date | null;
  readonly progress: string | null;
}

/** A job that was given up, as statements give it. */
export interface DeadRow {
  readonly id: string;
  readonly data: unknown;
  readonly source_created_on: Date | null;
  readonly created_on: Date;
  readonly source_retry_count: number | null;
  readonly source_output: unknown;
  readonly output: unknown;
}

const STATES: Readonly<Record<JobRow['state'], TeamJobState>> = {
  ...{ created: 'queued', retry: 'queued', active: 'running' },
  ...{ completed: 'done', cancelled: 'cancelled', failed: 'failed' },
};

/** A job in the words of the port. What it gave is kept before the queue knows that it is over. */
export function jobOf(row: JobRow): TeamJob {
  const error = row.error === null ? null : (JSON.parse(row.error) as CarriedError);
  const state = error ? 'failed' : row.ending ? 'done' : STATES[row.state];
  const isOver = state !== 'queued' && state !== 'running';
  return {
    ...{ id: row.id, kind: row.data.kind, job: row.data, state },
    ...{ sentAt: row.created_on.getTime(), notBefore: row.start_after.getTime(), startedAt: row.started_on?.getTime() ?? null },
    endedAt: isOver ? ((row.recorded_at ?? row.completed_on)?.getTime() ?? null) : null,
    ...{ retries: row.retry_count, progress: row.progress === null ? null : JSON.parse(row.progress) },
    why: error?.message ?? (state === 'done' || state === 'cancelled' ? null : whyOf(row.output)),
  };
}

export function outcomeOf(row: Readonly<Record<string, unknown>>): JobOutcome {
  const { result, ending, error } = row as { result: string | null; ending: string; error: string | null };
  return { result, ending, error };
}

export function deadJobOf(row: DeadRow): DeadJob {
  const { id, data, source_created_on: sent, created_on: died, source_retry_count: retries, source_output: output } = row;
  const why = whyOf(row.output) ?? whyOf(output) ?? 'it failed and did not say why';
  return { id, data, sentAt: (sent ?? died).getTime(), deadAt: died.getTime(), retries: retries ?? 0, why };
}

/** Words of the queue for what it noticed itself, in ours. */
const NOTICED: Readonly<Record<string, string>> = {
  'job heartbeat timeout': 'its worker went away',
  'job timed out': 'it took longer than it may',
  'pg-boss shut down while active': 'its worker was told to end',
};

/** Why a job failed, from what the queue keeps of it. */
function whyOf(output: unknown): string | null {
  if (typeof output === 'string') return NOTICED[output] ?? output;
  if (typeof output !== 'object' || output === null) return null;
  const { message, value } = output as { message?: unknown; value?: unknown };
  return whyOf(message ?? value);
}
