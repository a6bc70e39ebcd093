import type { JobKind, QueuedJob } from '../../contract/queued-job.ts';
import type { Progress } from '../progress.ts';

/** Where a job stands. */
export type TeamJobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A job as the queue has it. Instants are milliseconds since 1970-01-01T00:00Z. */
export interface TeamJob {
  /** Stays the same through every retry. */
  readonly id: string;
  readonly kind: JobKind;
  readonly job: QueuedJob;
  readonly state: TeamJobState;
  readonly sentAt: number;
  /** Not begun before. */
  readonly notBefore: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** How often it was begun again. */
  readonly retries: number;
  /** What it told last. */
  readonly progress: Progress | null;
  /** Why it failed, the last time. */
  readonly why: string | null;
}

/** What a job gave: its result as JSON text, or the error that it ends with as JSON text of a carried error. */
export interface JobOutcome {
  readonly result: string | null;
  /** How much could be done, as operations say it. */
  readonly ending: string;
  readonly error: string | null;
}

/** A job that was given up: it failed too often, or could not be read. */
export interface DeadJob {
  /** The id of the job it was. */
  readonly id: string;
  /** As it lay in the queue: it may be one that cannot be read. */
  readonly data: unknown;
  readonly sentAt: number;
  readonly deadAt: number;
  readonly retries: number;
  readonly why: string;
}

/** How many jobs of a kind there are; `waiting` for a worker, `later`: not due yet. */
export interface KindCount {
  readonly kind: JobKind;
  readonly waiting: number;
  readonly later: number;
  readonly running: number;
}

/** How a job is sent. */
export interface SendOptions {
  /** Of jobs of one key one waits and one runs at most. Default: a key of its own. */
  readonly key?: string | undefined;
  /** Its id, a UUID, where it may have been sent before: then it is not sent again. */
  readonly id?: string | undefined;
  /** Begun no earlier; milliseconds since 1970-01-01T00:00Z. */
  readonly notBefore?: number | undefined;
}

/** Jobs that come again by themselves, each once for all workers together. */
export interface JobSchedule {
  readonly key: string;
  /** Five fields. */
  readonly cron: string;
  readonly zone: string;
}

/** Which jobs are listed, newest first. */
export interface JobFilter {
  readonly kinds?: readonly JobKind[] | undefined;
  readonly states?: readonly TeamJobState[] | undefined;
  readonly limit?: number | undefined;
}

/** The port of the jobs of one space, as any process over the same database has them. */
export interface JobQueue {
  /** Puts a job in. Returns its id, or that of the one that waits under the same key. */
  send(job: QueuedJob, options?: SendOptions): Promise<string>;
  /** Puts many in at once; what waits under a key already is left out. */
  sendAll(jobs: readonly { readonly job: QueuedJob; readonly key: string }[]): Promise<void>;
  /** Has what waits under a key replaced, or puts it in. */
  replace(job: QueuedJob, options: SendOptions & { readonly key: string }): Promise<void>;
  /** Has a job come again by itself; given again, the last word holds. */
  schedule(job: QueuedJob, schedule: JobSchedule): Promise<void>;
  unschedule(key: string): Promise<void>;
  find(id: string): Promise<TeamJob | undefined>;
  outcome(id: string): Promise<JobOutcome | undefined>;
  /** Waits for a job's end, and tells until then how it goes; what it told last comes first. Ends too where the signal does. */
  follow(id: string, watch: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void }): Promise<void>;
  /** Takes out a job that waits, stops one that runs. False where there is none, or it is over. */
  cancel(id: string): Promise<boolean>;
  list(filter?: JobFilter): Promise<readonly TeamJob[]>;
  counts(): Promise<readonly KindCount[]>;
  /** Jobs that were given up, newest first. */
  dead(limit?: number): Promise<readonly DeadJob[]>;
  /** Puts jobs that were given up into the queue again, by their ids. Returns how many. */
  retry(ids: readonly string[]): Promise<number>;
  /** Forgets jobs that were given up. Returns how many. */
  drop(ids: readonly string[]): Promise<number>;
  close(): Promise<void>;
}

/** Kinds in order of urgency, as numbers of the queue: the higher goes first. A person's study is the highest. */
export const PRIORITY: Readonly<Record<JobKind, number>> = {
  study: 60,
  pull: 50,
  notify: 40,
  watch: 30,
  score: 20,
  'scan-block': 10,
  scan: 0,
};
