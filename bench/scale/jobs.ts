/** The kinds of jobs, from what goes first to what goes last: a person waits for a study, nobody for one block of a scan. */
export const KINDS = ['study', 'notify', 'watch', 'pull', 'plan', 'reduce', 'block'] as const;
export type Kind = (typeof KINDS)[number];

/** Work to be done once. */
export interface Work {
  readonly kind: Kind;
  /** Seconds of one worker on a usual day, without what comes before and after. */
  readonly seconds: number;
  /** What it takes longer by chance. */
  readonly factor: number;
  /** Whether the worker needs the panel of the scan for it. */
  readonly needsPanel?: boolean;
  /** Seconds of a core of the database that writing its result takes, beside closing the job. */
  readonly writing?: number;
  /** Happens once, however often it was worked at. */
  readonly onDone?: () => void;
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
