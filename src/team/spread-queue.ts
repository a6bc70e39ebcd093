import pLimit from 'p-limit';
import type { PgBoss } from 'pg-boss';
import type { SpreadQueue, SpreadTask } from '../app/scan/spread.ts';

/** What is asked of the queue of jobs, for the parts of scans alone. */
export interface PartJobs<Job> {
  /** Returns the id of the job, or that of the one that waits under the same key. */
  send(job: Job, options: { readonly key: string }): Promise<string>;
  /** Comes back when the job is over, or the signal stops. */
  follow(id: string, watch: { readonly signal: AbortSignal; readonly onProgress: () => void }): Promise<void>;
  find(id: string): Promise<{ readonly state: string; readonly why: string | null } | undefined>;
  cancel(id: string): Promise<boolean>;
}

interface QueueOptions<Job> {
  readonly jobs: PartJobs<Job>;
  readonly jobOf: (task: SpreadTask) => Job;
  readonly workers: () => Promise<number>;
}

/** Jobs that are followed at once; those that were sent first are taken first. */
const FOLLOWED = 16;

/** Tasks of scans as jobs of a queue that all processes share. */
export function spreadQueue<Job>({ jobs, jobOf, workers }: QueueOptions<Job>): SpreadQueue {
  return {
    workers,
    async run(tasks, { onEnd, signal = new AbortController().signal }) {
      const open = new Set<string>();
      const limit = pLimit(FOLLOWED);
      const following: Promise<void>[] = [];
      async function follow(task: SpreadTask, id: string): Promise<void> {
        await jobs.follow(id, { signal, onProgress: () => {} });
        signal.throwIfAborted();
        const ended = await jobs.find(id);
        open.delete(id);
        // One that was taken back by another who asks the same is asked for again: its parts are missing.
        onEnd(task, ended?.state === 'failed' ? { done: false, why: ended.why ?? 'the job failed' } : { done: true });
      }
      try {
        for (const task of tasks) {
          signal.throwIfAborted();
          const id = await jobs.send(jobOf(task), { key: keyOf(task) });
          open.add(id);
          const followed = limit(() => follow(task, id));
          // Thrown where all are waited for.
          followed.catch(() => {});
          following.push(followed);
        }
        await Promise.all(following);
      } catch (error) {
        limit.clearQueue();
        await Promise.allSettled(Array.from(open, (id) => jobs.cancel(id)));
        throw error;
      }
    },
  };
}

/** How many jobs of some urgency workers that are alive can do at once: each of their slots takes jobs of a stretch of urgency. */
export async function slotsFor(urgency: number, boss: Pick<PgBoss, 'getInstances'>): Promise<number> {
  const live = (await boss.getInstances()).filter((instance) => instance.live);
  const slots = live
    .flatMap(({ workers }) => workers)
    .filter(({ options: { minPriority = 0, maxPriority = 0 } = {} }) => minPriority <= urgency && urgency <= maxPriority);
  return slots.length;
}

/** Parts are cut once for each scan: a task is known by its first one. */
const keyOf = ({ scan, stage, parts }: SpreadTask): string => `${scan} ${stage} ${parts[0]}`;
