import type { EpochDay } from '../core/calendar/civil-date.ts';

/** A rule as it was while a history of it lasted; a changed rule begins a new one. Instants are milliseconds since 1970-01-01T00:00Z. */
export interface AlertHistory {
  readonly rule: string;
  /** Counts from 1 for each rule. */
  readonly history: number;
  /** Hash of the rule: the same hash, the same rule. */
  readonly version: string;
  readonly definition: unknown;
  readonly begunAt: number;
}

/** The newest state of a history. */
export interface KeptAlert extends AlertHistory {
  /** Counts from 1; the highest holds. */
  readonly revision: number;
  readonly state: unknown;
  readonly recordedAt: number;
}

/** A step in the history of a rule. */
export interface AlertTransition {
  /** The same step has the same id, whoever finds it. */
  readonly id: string;
  readonly rule: string;
  readonly history: number;
  readonly kind: string;
  /** When it was so, and when it was noticed. */
  readonly at: number;
  readonly noticedAt: number;
  readonly date: EpochDay;
  /** Why readers were not told, where they were to be; null where they were, or where it was no news. */
  readonly withheld: string | null;
  readonly facts: unknown;
}

/** A message to one sink, kept before it is sent. */
export interface Delivery {
  /** What the receiver may tell repetitions by. */
  readonly id: string;
  readonly rule: string;
  readonly sink: string;
  readonly createdAt: number;
  readonly message: unknown;
}

/** `sending` is written before a message goes out: what then is not heard of may have arrived. */
export type AttemptOutcome = 'sending' | 'delivered' | 'failed' | 'dead' | 'folded' | 'again';

/** What became of a delivery. */
export interface DeliveryAttempt {
  readonly delivery: string;
  readonly at: number;
  readonly outcome: AttemptOutcome;
  /** Failures so far, of this round of attempts. */
  readonly failures: number;
  readonly detail: string;
  /** When it is tried again; null: not any more. */
  readonly nextAt: number | null;
}

/** A delivery with what became of it last; null where nothing was tried. */
export interface KeptDelivery extends Delivery {
  readonly last: DeliveryAttempt | null;
}

/** A silence as it was given; ending one early is another row. */
export interface KeptSilence {
  readonly id: string;
  readonly rule: string;
  readonly from: number;
  readonly until: number;
  readonly why: string;
  readonly who: string;
  readonly recordedAt: number;
}

/** What one evaluation of a rule adds: its new state, and in the same transaction the steps and what is to be sent of them. */
export interface AlertAddition {
  readonly rule: string;
  readonly history: number;
  /** The revision that the evaluation began from; 0 for a history that begins. */
  readonly from: number;
  readonly state: unknown;
  readonly transitions: readonly AlertTransition[];
  readonly deliveries: readonly Delivery[];
}

export interface TransitionFilter {
  readonly rule?: string | undefined;
  readonly limit?: number | undefined;
}

/** The port of what is kept of alerts: only ever added to. */
export interface AlertStore {
  /** The newest history of each rule with its newest state, in alphabetical order of the rules. */
  current(): Promise<readonly KeptAlert[]>;
  /** Begins the next history of a rule, with its state; what ends with the one before is added too. Returns its number. */
  begin(history: Omit<AlertHistory, 'history'>, state: unknown, ending: Pick<AlertAddition, 'transitions' | 'deliveries'>): Promise<number>;
  /** Adds what an evaluation found. Throws StoreError `refused` where somebody else added since: then nothing of it is kept. */
  add(addition: AlertAddition, now: number): Promise<void>;
  /** The last steps, newest first. */
  transitions(filter?: TransitionFilter): Promise<readonly AlertTransition[]>;
  /** Deliveries that are neither done nor given up, oldest first. */
  waiting(): Promise<readonly KeptDelivery[]>;
  /** Deliveries that were given up, oldest first. */
  dead(): Promise<readonly KeptDelivery[]>;
  /** How many messages a sink was given since an instant, and when each. */
  deliveredSince(instant: number): Promise<readonly { readonly sink: string; readonly at: number }[]>;
  recordAttempts(attempts: readonly DeliveryAttempt[]): Promise<void>;
  /** Puts deliveries together into one, in one transaction. */
  fold(members: readonly string[], into: Delivery): Promise<void>;
  /** Silences as they stand, newest first. */
  silences(): Promise<readonly KeptSilence[]>;
  silence(silence: KeptSilence): Promise<void>;
}
