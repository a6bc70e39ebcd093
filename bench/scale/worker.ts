import type { RandomStream } from '../../src/core/numerics/random.ts';
import { exponential } from './chance.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { Job, Supply, Tally } from './jobs.ts';
import type { Queue, QueueSettings } from './queue.ts';

/** What goes wrong with workers. Seconds. */
export interface Faults {
  /** Mean life of a worker until it is killed; null where none is. */
  readonly lifetime: number | null;
  /** Until another has started in its place. */
  readonly restart: number;
  /** Share of jobs whose worker is silent for longer than the heartbeat allows, though it works on. */
  readonly stalled: number;
}

/** What workers have around them. */
export interface WorkPlace {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly database: Database;
  /** Carries a supply to a worker. */
  readonly carry: (seconds: number, then: () => void) => void;
  readonly tally: Tally;
  readonly settings: QueueSettings;
  readonly faults: Faults;
  readonly deaths: RandomStream;
  readonly stalls: RandomStream;
}

/** Starts a worker that takes one job at a time, for ever; killed, it comes again. */
export const startWorker = (place: WorkPlace): void => new Worker(place).begin();

interface Hand {
  readonly job: Job;
  readonly since: number;
  /** When the work itself began; null before and after it. */
  workingSince: number | null;
}

class Worker {
  readonly #place: WorkPlace;
  /** Which life it is in: what was begun in an earlier one does not go on. */
  #life = 0;
  #rests = 0;
  /** What lies on its disk, and what it has at hand in this life. */
  #kept = new Set<Supply>();
  #prepared = new Set<Supply>();
  #wasTold = false;
  #hand: Hand | null = null;

  constructor(place: WorkPlace) {
    this.#place = place;
  }

  begin(): void {
    const { clock, faults, deaths } = this.#place;
    this.#kept = new Set([...this.#kept].filter(({ isKept }) => isKept));
    this.#prepared = new Set();
    if (faults.lifetime !== null)
      clock.after(
        exponential(deaths, faults.lifetime),
        this.#alive(() => this.#die()),
      );
    this.#look();
  }

  /** Goes on only while the worker lives. */
  #alive(then: () => void): () => void {
    const own = this.#life;
    return () => {
      if (this.#life === own) then();
    };
  }

  #die(): void {
    const { clock, queue, tally, settings, faults } = this.#place;
    this.#life++;
    tally.deaths++;
    queue.idle.delete(this.#told);
    if (this.#hand) {
      const { job, since, workingSince } = this.#hand;
      if (workingSince !== null) tally.worked += clock.now() - workingSince;
      const beats = Math.floor((clock.now() - since) / settings.beat);
      queue.comeBack(job, since + beats * settings.beat + settings.heartbeat);
      this.#hand = null;
    }
    clock.after(
      faults.restart,
      this.#alive(() => this.begin()),
    );
  }

  #look(): void {
    const { clock, queue, database, settings } = this.#place;
    const own = this.#life;
    this.#wasTold = false;
    queue.idle.add(this.#overhear);
    database.fetch(queue.waiting(), () => {
      queue.idle.delete(this.#overhear);
      const job = queue.take();
      if (this.#life !== own) {
        // The database gave it to a worker that is no more.
        if (job) queue.comeBack(job, clock.now() + settings.heartbeat);
      } else if (job) this.#start(job);
      else if (this.#wasTold) this.#look();
      else this.#rest();
    });
  }

  /** What is sent while the worker looks makes it look again. */
  readonly #overhear = (): void => {
    this.#wasTold = true;
  };

  readonly #told = (): void => this.#look();

  #rest(): void {
    const { clock, queue, settings } = this.#place;
    const own = ++this.#rests;
    queue.idle.add(this.#told);
    clock.after(
      settings.poll,
      this.#alive(() => {
        if (this.#rests === own && queue.idle.delete(this.#told)) this.#look();
      }),
    );
  }

  #start(job: Job): void {
    const { clock, tally, faults, stalls } = this.#place;
    const kind = tally.kinds[job.kind];
    if (job.attempts++ === 0) kind.waits.push(clock.now() - job.sent);
    kind.attempts++;
    this.#hand = { job, since: clock.now(), workingSince: null };
    const isSilent = stalls.uniform() < faults.stalled;
    const work = this.#alive(() => this.#work(job, isSilent));
    this.#fetchAll(job.needs?.filter((supply) => !this.#kept.has(supply)) ?? [], work);
  }

  #fetchAll([supply, ...rest]: readonly Supply[], then: () => void): void {
    if (!supply) {
      then();
      return;
    }
    const { database, carry } = this.#place;
    database.run(supply.reading, () =>
      carry(supply.sending, () => {
        this.#kept.add(supply);
        this.#fetchAll(rest, then);
      }),
    );
  }

  #work(job: Job, isSilent: boolean): void {
    const { clock, queue, tally, settings } = this.#place;
    const unprepared = job.needs?.filter((supply) => !this.#prepared.has(supply)) ?? [];
    const seconds = job.seconds * job.factor + unprepared.reduce((sum, { preparing }) => sum + preparing, 0);
    (this.#hand as Hand).workingSince = clock.now();
    const limit = isSilent ? settings.heartbeat : settings.expire;
    if (seconds > limit) queue.comeBack(job, clock.now() + limit);
    clock.after(
      seconds,
      this.#alive(() => {
        for (const supply of unprepared) this.#prepared.add(supply);
        tally.worked += seconds;
        (this.#hand as Hand).workingSince = null;
        this.#finish(job);
      }),
    );
  }

  #finish(job: Job): void {
    const { database, queue } = this.#place;
    const next = this.#alive(() => {
      this.#hand = null;
      this.#look();
    });
    // Sent is sent: a worker that dies now has still closed its job.
    database.complete(job.writing ?? 0, () => {
      queue.close(job);
      next();
    });
  }
}
