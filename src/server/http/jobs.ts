import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Job, JobState } from '../../contract/jobs.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Caller } from './caller.ts';
import type { Content } from './content.ts';
import type { Told, Use } from './desk.ts';
import { otherJob } from './job-key.ts';
import type { Limits } from './options.ts';
import { Refusal } from './refusal.ts';

/** A job as it is kept, for whoever started it alone. */
interface KeptJob {
  readonly id: string;
  readonly owner: string;
  readonly operation: string;
  readonly input: unknown;
  readonly startedAt: number;
  readonly stop: AbortController;
  readonly listeners: Set<(told: Told) => void>;
  readonly end: Promise<void>;
  state: JobState;
  endedAt: number | null;
  place: number | null;
  progress: Told | null;
  content: Content | null;
  problem: Problem | null;
}

/** What is started: it tells how it goes and gives its content. */
export type Work = (watch: { readonly signal: AbortSignal; readonly onProgress: (told: Told) => void }) => Promise<Content>;

/** A job in the shape of the contract, its result left out, and its result. */
export interface ShownJob {
  readonly job: Job;
  readonly content: Content | null;
}

/** How a job is started. */
export interface Start {
  /** Its id, where its caller named it; a job of that id is not started again. */
  readonly id: string | undefined;
  /** Does it here. */
  readonly work: Work;
}

/** Long operations that were started and are asked after, by whoever started them: in this process, or among a team. */
export interface Jobs {
  /**
   * Starts a job. Returns its id. Throws Refusal 429 where its owner has too many that are not over, 409 where the id is that of a job of
   * another operation or input.
   */
  start(caller: Caller, use: Use, start: Start): Promise<string>;
  /** Throws Refusal 404 where the caller has none of that id. */
  show(caller: Caller, id: string): Promise<ShownJob>;
  /** Waits for a job's end, and tells until then how it goes; what it told last comes first. */
  follow(caller: Caller, id: string, watch: { readonly signal: AbortSignal; readonly onProgress: (told: Told) => void }): Promise<void>;
  /** Ends a job that is under way; takes one away that is over. */
  cancel(caller: Caller, id: string): Promise<void>;
}

interface Ways {
  readonly limits: Limits['jobs'];
  readonly now: () => number;
  /** A failure as it is told. */
  readonly problemOf: (error: unknown) => Problem;
}

/** Jobs of this process: so many at once, kept for a while after their end. */
export class JobsHere implements Jobs {
  readonly #jobs = new Map<string, KeptJob>();
  readonly #ways: Ways;

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  async start({ key: owner }: Caller, { operation: { name: operation }, input }: Use, { id = randomUUID(), work }: Start): Promise<string> {
    const known = this.#jobs.get(id);
    if (known && !isDeepStrictEqual([known.operation, known.input], [operation, input])) throw otherJob();
    if (known) return id;
    this.#makeRoom(owner);
    const stop = new AbortController();
    const listeners = new Set<(told: Told) => void>();
    const { promise: end, resolve } = Promise.withResolvers<void>();
    const job: KeptJob = {
      ...{ id, owner, operation, input, startedAt: this.#ways.now(), stop, listeners, end },
      ...{ state: 'running', endedAt: null, place: null, progress: null, content: null, problem: null },
    };
    this.#jobs.set(job.id, job);
    work({ signal: stop.signal, onProgress: (told) => hear(job, told) })
      .then(
        (content) => this.#finish(job, { state: 'done', content }),
        (error) =>
          this.#finish(job, stop.signal.aborted ? { state: 'cancelled' } : { state: 'failed', problem: this.#ways.problemOf(error) }),
      )
      .finally(resolve);
    return job.id;
  }

  async show({ key: owner }: Caller, id: string): Promise<ShownJob> {
    const { operation, state, place, startedAt, endedAt, progress, problem, content } = this.#of(owner, id);
    const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
    return { job: { id, operation, state, place, startedAt: iso(startedAt) as string, endedAt: iso(endedAt), progress, problem }, content };
  }

  async follow(
    { key: owner }: Caller,
    id: string,
    { signal, onProgress }: { signal: AbortSignal; onProgress: (told: Told) => void },
  ): Promise<void> {
    const job = this.#of(owner, id);
    if (job.progress) onProgress(job.progress);
    job.listeners.add(onProgress);
    const { promise: left, resolve } = Promise.withResolvers<void>();
    const leave = () => resolve();
    signal.addEventListener('abort', leave, { once: true });
    await Promise.race([job.end, left]);
    signal.removeEventListener('abort', leave);
    job.listeners.delete(onProgress);
  }

  async cancel({ key: owner }: Caller, id: string): Promise<void> {
    const job = this.#of(owner, id);
    if (job.endedAt !== null) this.#jobs.delete(id);
    else job.stop.abort();
  }

  #of(owner: string, id: string): KeptJob {
    this.#forgetOld();
    const job = this.#jobs.get(id);
    if (job?.owner === owner) return job;
    throw noSuchJob();
  }

  #finish(job: KeptJob, end: Partial<KeptJob>): void {
    Object.assign(job, { place: null, endedAt: this.#ways.now() }, end);
  }

  #forgetOld(): void {
    const oldest = this.#ways.now() - this.#ways.limits.keptFor;
    for (const [id, { endedAt }] of this.#jobs) if (endedAt !== null && endedAt < oldest) this.#jobs.delete(id);
  }

  /** Forgets the oldest of what is over until there is room for one more. */
  #makeRoom(owner: string): void {
    this.#forgetOld();
    const { all, each } = this.#ways.limits;
    const own = [...this.#jobs.values()].filter((job) => job.owner === owner);
    for (const [jobs, most] of [
      [own, each],
      [[...this.#jobs.values()], all],
    ] as const) {
      const over = jobs.filter(({ endedAt }) => endedAt !== null);
      for (const { id } of over.slice(0, Math.max(0, jobs.length - most + 1))) this.#jobs.delete(id);
      if (jobs.length - over.length >= most) throw tooMany(most);
    }
  }
}

export const noSuchJob = (): Refusal =>
  new Refusal(404, 'you have no such job; jobs are kept for a while after their end, for whoever started them');

export const tooMany = (most: number): Refusal =>
  new Refusal(429, `${most} jobs are under way; wait for one, or cancel it`, { retryAfter: 10 });

function hear(job: KeptJob, told: Told): void {
  const waits = told.kind === 'queued' && told.place > 0;
  job.state = waits ? 'queued' : 'running';
  job.place = waits ? told.place : null;
  if (told.kind !== 'queued') job.progress = told;
  for (const listener of job.listeners) listener(told);
}
