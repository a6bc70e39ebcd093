import type { Clock } from './clock.ts';
import { makeSharedStation } from './station.ts';

/** What the database takes. Seconds of one of its cores, but for the round trip. */
export interface DatabaseCosts {
  readonly cores: number;
  /** Over the network and back. */
  readonly roundTrip: number;
  /** A job sent, in one batch with others; one fetched, and as much more for each that waits; a look that finds nothing; one closed. */
  readonly send: number;
  readonly fetch: number;
  readonly fetchWaiting: number;
  readonly emptyFetch: number;
  readonly complete: number;
}

/** The database as workers see it: `then` happens when the answer is there. */
export interface Database {
  readonly send: (jobs: number, then: () => void) => void;
  readonly fetch: (waiting: number, then: () => void) => void;
  readonly complete: (writing: number, then: () => void) => void;
  /** Any other statement of so many seconds. */
  readonly run: (seconds: number, then: () => void) => void;
  /** Seconds of its cores that were used. */
  readonly busy: () => number;
}

/** A database with nothing to do. */
export function makeDatabase(clock: Clock, costs: DatabaseCosts): Database {
  const cores = makeSharedStation(clock, costs.cores);
  const run = (seconds: number, then: () => void): void => {
    const told = costs.roundTrip > 0 ? () => clock.after(costs.roundTrip, then) : then;
    // What takes nothing waits for nobody.
    if (seconds === 0) clock.after(0, told);
    else cores.use(seconds, told);
  };
  return {
    run,
    send: (jobs, then) => run(jobs * costs.send, then),
    fetch: (waiting, then) => run(waiting === 0 ? costs.emptyFetch : costs.fetch + waiting * costs.fetchWaiting, then),
    complete: (writing, then) => run(costs.complete + writing, then),
    busy: cores.busy,
  };
}
