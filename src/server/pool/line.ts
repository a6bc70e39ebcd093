import { CallerError } from '../../app/context.ts';

/** How urgent a piece of work is: `quick` before `study` before `long` before `background`. */
const URGENCIES = ['quick', 'study', 'long', 'background'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Too much is waiting already; the caller may come again. */
export class BusyError extends CallerError {
  readonly retryAfterSeconds: number;

  constructor(waiting: number, retryAfterSeconds: number) {
    super(`the server is busy: ${waiting} calls are waiting; try again in ${retryAfterSeconds} s`);
    this.name = 'BusyError';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A piece of work as it waits. */
export interface Waiting<R> {
  readonly urgency: Urgency;
  /** Who asked: callers of the same urgency take turns. */
  readonly caller: string;
  readonly signal?: AbortSignal | undefined;
  /** Begins the work. `answer` is what the caller gets; the place is free again when `ended` settles. */
  start(): { readonly answer: Promise<R>; readonly ended: Promise<unknown> };
}

export interface LineOptions {
  /** How many pieces of work go on at once. */
  readonly places: number;
  /** How many of the places long work may take, so that short work always finds one. */
  readonly placesForLong: number;
  /** How many may wait. */
  readonly mostWaiting: number;
}

/** A bounded waiting line with urgencies, in which callers take turns. */
export interface Line<R> {
  /** Waits for a place and gives the answer. Throws BusyError where the line is full, and the signal's reason when it is given up. */
  enter(work: Waiting<R>): Promise<R>;
  readonly waiting: number;
  readonly running: number;
}

interface Entry<R> extends Waiting<R> {
  readonly begin: () => void;
}

const isLong = (urgency: Urgency): boolean => urgency === 'long' || urgency === 'background';

/** Opens a line. */
export function openLine<R>({ places, placesForLong, mostWaiting }: LineOptions): Line<R> {
  const lanes = new Map<Urgency, Map<string, Entry<R>[]>>(URGENCIES.map((urgency) => [urgency, new Map()]));
  const count = { waiting: 0, running: 0, long: 0 };

  function next(): Entry<R> | undefined {
    for (const [urgency, callers] of lanes) {
      if (isLong(urgency) && count.long >= placesForLong) continue;
      const [turn] = callers;
      if (!turn) continue;
      const [caller, entries] = turn;
      const entry = entries.shift() as Entry<R>;
      // Whoever had a turn goes to the end.
      callers.delete(caller);
      if (entries.length > 0) callers.set(caller, entries);
      return entry;
    }
    return undefined;
  }

  function fill(): void {
    while (count.running < places) {
      const entry = next();
      if (!entry) return;
      count.waiting--;
      count.running++;
      if (isLong(entry.urgency)) count.long++;
      entry.begin();
    }
  }

  function leave(urgency: Urgency): void {
    count.running--;
    if (isLong(urgency)) count.long--;
    fill();
  }

  function remove(entry: Entry<R>): void {
    const callers = lanes.get(entry.urgency) as Map<string, Entry<R>[]>;
    const entries = callers.get(entry.caller) ?? [];
    const at = entries.indexOf(entry);
    if (at < 0) return;
    entries.splice(at, 1);
    if (entries.length === 0) callers.delete(entry.caller);
    count.waiting--;
  }

  return {
    enter(work) {
      const { urgency, caller, signal } = work;
      if (count.waiting >= mostWaiting) return Promise.reject(new BusyError(count.waiting, Math.ceil(mostWaiting / (10 * places))));
      const { promise, resolve, reject } = Promise.withResolvers<R>();
      const giveUp = () => {
        remove(entry);
        reject(signal?.reason);
      };
      const begin = () => {
        signal?.removeEventListener('abort', giveUp);
        const { answer, ended } = work.start();
        answer.then(resolve, reject);
        void Promise.allSettled([ended]).then(() => leave(urgency));
      };
      const entry: Entry<R> = { ...work, begin };
      signal?.addEventListener('abort', giveUp, { once: true });
      const callers = lanes.get(urgency) as Map<string, Entry<R>[]>;
      callers.set(caller, [...(callers.get(caller) ?? []), entry]);
      count.waiting++;
      fill();
      return promise;
    },
    get waiting() {
      return count.waiting;
    },
    get running() {
      return count.running;
    },
  };
}
