import { randomUUID } from 'node:crypto';
import type { Job, JobState } from '../../contract/jobs.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Content } from './content.ts';
import type { Told } from './desk.ts';
import type { Limits } from './options.ts';
import { Refusal } from './refusal.ts';

/** A job as it is kept, for whoever started it alone. */
interface KeptJob {
  readonly id: string;
  readonly owner: string;
  readonly operation: string;
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

interface Ways {
  readonly limits: Limits['jobs'];
  readonly now: () => number;
  /** A failure as it is told. */
  readonly problemOf: (error: unknown) => Problem;
}

/** Long operations that were started and are asked after: so many at once, for a while after their end. */
export class Jobs {
  readonly #jobs = new Map<string, KeptJob>();
  readonly #ways: Ways;

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  /** Starts a job. Throws Refusal 429 where its owner has too many that are not over. */
  start(owner: string, operation: string, work: Work): string {
    this.#makeRoom(owner);
    const stop = new AbortController();
    const listeners = new Set<(told: Told) => void>();
    const { promise: end, resolve } = Promise.withResolvers<void>();
    const job: KeptJob = {
      ...{ id: randomUUID(), owner, operation, startedAt: this.#ways.now(), stop, listeners, end },
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

  /** A job in the shape of the contract, its result left out. Throws Refusal 404 where the owner has none of that id. */
  show(owner: string, id: string): { readonly job: Job; readonly content: Content | null } {
    const { operation, state, place, startedAt, endedAt, progress, problem, content } = this.#of(owner, id);
    const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
    return { job: { id, operation, state, place, startedAt: iso(startedAt) as string, endedAt: iso(endedAt), progress, problem }, content };
  }

  /** Waits for a job's end, and tells until then how it goes; what it told last comes first. */
  async follow(
    owner: string,
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

  /** Ends a job that is under way; takes one away that is over. */
  async cancel(owner: string, id: string): Promise<void> {
    const job = this.#of(owner, id);
    if (job.endedAt !== null) this.#jobs.delete(id);
    else job.stop.abort();
  }

  #of(owner: string, id: string): KeptJob {
    this.#forgetOld();
    const job = this.#jobs.get(id);
    if (job?.owner === owner) return job;
    throw new Refusal(404, 'you have no such job; jobs are kept for a while after their end, for whoever started them');
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
      if (jobs.length - over.length >= most)
        throw new Refusal(429, `${most} jobs are under way; wait for one, or cancel it`, { retryAfter: 10 });
    }
  }
}

function hear(job: KeptJob, told: Told): void {
  const waits = told.kind === 'queued' && told.place > 0;
  job.state = waits ? 'queued' : 'running';
  job.place = waits ? told.place : null;
  if (told.kind !== 'queued') job.progress = told;
  for (const listener of job.listeners) listener(told);
}
