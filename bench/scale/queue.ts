import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { makeHeap } from './heap.ts';
import { countInside, type Job, KINDS, type Tally, type Work } from './jobs.ts';

/** How the queue in the database is set. Seconds. */
export interface QueueSettings {
  /** Until a NOTIFY has reached the workers; null where nobody is told and workers look by themselves. */
  readonly notify: number | null;
  /** After which a worker that found nothing looks again. */
  readonly poll: number;
  /** After which a job whose worker is silent counts as lost, and how often a worker says that it lives. */
  readonly heartbeat: number;
  readonly beat: number;
  /** How often the queue looks for jobs that are lost, and after which one that it found is given out again. */
  readonly supervise: number;
  readonly retry: number;
  /** After which a job that is still worked at is given out again. */
  readonly expire: number;
}

/** The jobs in the database. */
export interface Queue {
  readonly send: (works: readonly Work[]) => void;
  /** How many jobs wait. */
  readonly waiting: () => number;
  /** The first job by kind, then by when it was sent. */
  readonly take: () => Job | undefined;
  /** Workers that have nothing to do and hear of a new job. */
  readonly idle: Set<() => void>;
  /** What happens to a job that was not closed: it comes back when the queue next looks, from an instant on, unless it is done by then. */
  readonly comeBack: (job: Job, from: number) => void;
  /** A worker has finished: the effect comes once. */
  readonly close: (job: Job) => void;
}

interface Around {
  readonly clock: Clock;
  readonly database: Database;
  readonly tally: Tally;
  readonly settings: QueueSettings;
}

/** An empty queue. */
export function makeQueue({ clock, database, tally, settings }: Around): Queue {
  const lines = KINDS.map(() => makeHeap<Job>((a, b) => a.number < b.number));
  const idle = new Set<() => void>();
  let count = 0;
  function wake(): void {
    const woken = [...idle];
    idle.clear();
    for (const look of woken) look();
  }
  function makeReady(jobs: readonly Job[]): void {
    for (const job of jobs) lines[KINDS.indexOf(job.kind)]?.push(job);
    if (settings.notify !== null) clock.after(settings.notify, wake);
  }
  return {
    idle,
    send(works) {
      const jobs = works.map((work) => ({ ...work, number: count++, sent: clock.now(), attempts: 0, isDone: false }));
      for (const { kind } of jobs) {
        tally.kinds[kind].sent++;
        countInside(tally, clock.now(), 1);
      }
      database.send(jobs.length, () => makeReady(jobs));
    },
    waiting: () => lines.reduce((sum, line) => sum + line.size(), 0),
    take: () => lines.find((line) => line.size() > 0)?.pop(),
    comeBack(job, from) {
      const looked = Math.ceil(from / settings.supervise) * settings.supervise;
      clock.at(Math.max(looked, clock.now()) + settings.retry, () => {
        if (!job.isDone) makeReady([job]);
      });
    },
    close(job) {
      const kind = tally.kinds[job.kind];
      if (job.isDone) {
        kind.repeats++;
        return;
      }
      job.isDone = true;
      kind.done++;
      kind.stays.push(clock.now() - job.sent);
      countInside(tally, clock.now(), -1);
      job.onDone?.();
    },
  };
}
