import type { Clock } from './clock.ts';
import { makeStation } from './station.ts';

/** What the database takes. Seconds of one of its cores, but for the round trip. */
export interface DatabaseCosts {
  readonly cores: number;
  /** Over the network and back. */
  readonly roundTrip: number;
  /** A job sent, in one batch with others; one fetched; a look that finds nothing, in all queues; one closed. */
  readonly send: number;
  readonly fetch: number;
  readonly emptyFetch: number;
  readonly complete: number;
}

/** The database as workers see it: `then` happens when the answer is there. */
export interface Database {
  readonly send: (jobs: number, then: () => void) => void;
  readonly fetch: (isEmpty: boolean, then: () => void) => void;
  readonly complete: (writing: number, then: () => void) => void;
  /** Any other statement of so many seconds. */
  readonly run: (seconds: number, then: () => void) => void;
  /** Seconds of its cores that were used. */
  readonly busy: () => number;
}

/** A database with nothing to do. */
export function makeDatabase(clock: Clock, costs: DatabaseCosts): Database {
  const cores = makeStation(clock, costs.cores);
  const run = (seconds: number, then: () => void): void =>
    cores.use(seconds, costs.roundTrip > 0 ? () => clock.after(costs.roundTrip, then) : then);
  return {
    run,
    send: (jobs, then) => run(jobs * costs.send, then),
    fetch: (isEmpty, then) => run(isEmpty ? costs.emptyFetch : costs.fetch, then),
    complete: (writing, then) => run(costs.complete + writing, then),
    busy: cores.busy,
  };
}
