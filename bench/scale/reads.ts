import { exponential, streamsOf } from './chance.ts';
import { startClock } from './clock.ts';
import { makeDatabase } from './database.ts';
import { makeStation, type Station } from './station.ts';

/** Readers at replicas of the server, each of which keeps its own answers. */
export interface Reading {
  readonly seed: number;
  readonly replicas: number;
  /** Reads a second over all replicas, and seconds of reading. */
  readonly rate: number;
  readonly seconds: number;
  /** Different questions, each asked as often, and seconds after which the data change and all answers are dropped. */
  readonly questions: number;
  readonly change: number;
  /** Seconds of a replica's listener for an answer that is kept; of one of its threads for one that is not, after so many of the database. */
  readonly hit: number;
  readonly miss: number;
  readonly look: number;
  readonly threads: number;
  readonly databaseCores: number;
  readonly roundTrip: number;
}

/** How reading went. */
export interface Read {
  /** Seconds of each read whose answer was there, and of each that had to be made first, ascending. */
  readonly kept: Float64Array;
  readonly waited: Float64Array;
  /** How often an answer was made anew, and seconds of the database's cores. */
  readonly made: number;
  readonly databaseBusy: number;
}

interface Replica {
  readonly listener: Station;
  readonly threads: Station;
  /** Answers that are there, and who waits for those that are being made. */
  kept: Map<number, null | (() => void)[]>;
}

/** Simulates readers by chance, each at the next replica in turn; of those who ask the same at once one makes the answer, and the others wait for it. */
export function simulateReads(of: Reading): Read {
  const clock = startClock();
  const { arrivals, reads } = streamsOf(of.seed);
  const free = { send: 0, fetch: 0, fetchWaiting: 0, emptyFetch: 0, complete: 0 };
  const database = makeDatabase(clock, { ...free, cores: of.databaseCores, roundTrip: of.roundTrip });
  const replicas: Replica[] = Array.from({ length: of.replicas }, () => ({
    ...{ listener: makeStation(clock, 1), threads: makeStation(clock, of.threads), kept: new Map() },
  }));
  const [times, waits]: [number[], number[]] = [[], []];
  let made = 0;
  let asked = 0;
  function ask(): void {
    const begun = clock.now();
    const replica = replicas[asked++ % of.replicas] as Replica;
    const question = reads.below(of.questions);
    const answer = (into: number[]) => () => replica.listener.use(of.hit, () => into.push(clock.now() - begun));
    const { kept } = replica;
    const waiting = kept.get(question);
    if (waiting === null) answer(times)();
    else if (waiting) waiting.push(answer(waits));
    else make(replica, { question, answer: answer(waits) });
  }
  function make({ kept, threads }: Replica, { question, answer }: { readonly question: number; readonly answer: () => void }): void {
    const waiting = [answer];
    kept.set(question, waiting);
    made++;
    database.run(of.look, () =>
      threads.use(of.miss, () => {
        kept.set(question, null);
        for (const give of waiting) give();
      }),
    );
  }
  function come(): void {
    clock.after(exponential(arrivals, 1 / of.rate), () => {
      if (clock.now() >= of.seconds) return;
      ask();
      come();
    });
  }
  for (let time = of.change; time < of.seconds; time += of.change) {
    clock.at(time, () => {
      for (const replica of replicas) replica.kept = new Map();
    });
  }
  come();
  clock.run();
  return { kept: Float64Array.from(times).sort(), waited: Float64Array.from(waits).sort(), made, databaseBusy: database.busy() };
}
