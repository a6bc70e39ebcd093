import type { RandomStream } from '../../src/core/numerics/random.ts';
import { type Chance, streamsOf } from './chance.ts';
import { type Clock, startClock } from './clock.ts';
import { type Database, type DatabaseCosts, makeDatabase } from './database.ts';
import { emptyTally, type Tally, type Work } from './jobs.ts';
import { makeQueue, type QueueSettings } from './queue.ts';
import { makeStation } from './station.ts';
import { type Faults, startWorker } from './worker.ts';

/** A desk's system: workers on one queue in one database, and what is asked of it. */
export interface Desk {
  readonly seed: number;
  readonly workers: number;
  readonly database: DatabaseCosts;
  readonly queue: QueueSettings;
  readonly faults: Faults;
  /** What comes, and when it is enough. */
  readonly load: Load;
}

/** What a load may do. */
export interface Asking {
  readonly clock: Clock;
  readonly streams: Readonly<Record<Chance, RandomStream>>;
  readonly send: (works: readonly Work[]) => void;
  readonly database: Database;
  /** Ends the run. */
  readonly end: () => void;
}

/** Begins to ask, at time 0. */
export type Load = (asking: Asking) => void;

/** How a run went. */
export interface Run {
  readonly tally: Tally;
  /** Seconds until its end, and of the database's cores and the network link that were used. */
  readonly seconds: number;
  readonly databaseBusy: number;
  readonly linkBusy: number;
  readonly happenings: number;
}

/** Workers that run already look for work for the first time within so many seconds. */
const UP_WITHIN = 1;

/** Runs a desk from the first thing asked until its load says that it is over. The same desk gives the same run. */
export function runDesk({ seed, workers, load, ...desk }: Desk): Run {
  const clock = startClock();
  const tally = emptyTally();
  const streams = streamsOf(seed);
  const database = makeDatabase(clock, desk.database);
  const link = makeStation(clock, 1);
  const queue = makeQueue({ clock, database, tally, settings: desk.queue });
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  const place = {
    ...{ clock, queue, database, tally, settings: desk.queue, faults: desk.faults },
    ...{ carry: link.use, deaths: streams.deaths, stalls: streams.stalls },
  };
  for (let i = 0; i < workers; i++) clock.at((UP_WITHIN * i) / workers, () => startWorker(place));
  load({ clock, streams, database, send: queue.send, end });
  const happenings = clock.run(() => isOver);
  return { tally, seconds: clock.now(), databaseBusy: database.busy(), linkBusy: link.busy(), happenings };
}
