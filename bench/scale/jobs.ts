/**
 * The kinds of jobs, from what goes first to what goes last: a person waits for a study, nobody for one block of a scan. A scan is two rounds of
 * tasks: the events of its triggers, then its blocks.
 */
export const KINDS = ['study', 'pull', 'notify', 'watch', 'triggers', 'block'] as const;
export type Kind = (typeof KINDS)[number];

/** Work to be done once. */
export interface Work {
  readonly kind: Kind;
  /** Seconds of one worker on a usual day, without what comes before and after. */
  readonly seconds: number;
  /** What it takes longer by chance. */
  readonly factor: number;
  /** What the worker needs for it, and fetches where it does not have it yet. */
  readonly needs?: readonly Supply[];
  /** Seconds of a core of the database that writing its result takes, beside closing the job. */
  readonly writing?: number;
  /** Happens once, however often it was worked at. */
  readonly onDone?: () => void;
}

/** Something large that many jobs need, each worker once. Told from others by identity. */
export interface Supply {
  /** Seconds of a core of the database that giving it to one worker takes, and of the network that all share. */
  readonly reading: number;
  readonly sending: number;
  /** Whether it stays on the worker's disk, or is fetched again by a worker that starts anew. */
  readonly isKept: boolean;
  /** Seconds of the worker, each time that it starts anew. */
  readonly preparing: number;
}

/** Work in the queue. */
export interface Job extends Work {
  readonly number: number;
  /** When it was sent. */
  readonly sent: number;
  attempts: number;
  isDone: boolean;
}

/** Jobs of one kind as a run left them. */
interface KindTally {
  sent: number;
  done: number;
  /** How often a worker began one, and how often one was finished that was done already. */
  attempts: number;
  repeats: number;
  /** Seconds from being sent to being begun for the first time, and to being done. */
  readonly waits: number[];
  readonly stays: number[];
}

/** What a run counted. */
export interface Tally {
  readonly kinds: Readonly<Record<Kind, KindTally>>;
  deaths: number;
  /** Seconds that workers worked at jobs, whether or not that was of use. */
  worked: number;
  /** Jobs that are not done, summed over time. */
  waiting: number;
  inside: number;
  changed: number;
}

/** A tally of nothing. */
export const emptyTally = (): Tally => ({
  kinds: Object.fromEntries(
    KINDS.map((kind) => [kind, { sent: 0, done: 0, attempts: 0, repeats: 0, waits: [], stays: [] }]),
  ) as unknown as Tally['kinds'],
  deaths: 0,
  worked: 0,
  waiting: 0,
  inside: 0,
  changed: 0,
});

/** Counts one more job in the system, or one less. */
export function countInside(tally: Tally, now: number, change: 1 | -1): void {
  tally.waiting += tally.inside * (now - tally.changed);
  tally.inside += change;
  tally.changed = now;
}
