import type { ReadParquet, WriteParquet } from '../../store/parquet.ts';

/** What a task makes: the events of slices of the triggers, or blocks of the scan. */
export type SpreadStage = 'triggers' | 'blocks';

/** Parts of a scan that one worker computes in one go. The same task done twice, or by two workers at once, changes nothing. */
export interface SpreadTask {
  /** Fingerprint of the question and the data. */
  readonly scan: string;
  /** Hash of the series that the scan reads. */
  readonly panel: string;
  readonly stage: SpreadStage;
  /** Numbers of the slices or of the blocks. */
  readonly parts: readonly number[];
}

/** How a task ended: its parts are kept, or why it was given up. */
export type SpreadEnd = { readonly done: true } | { readonly done: false; readonly why: string };

/** Series that scans read, each file by the hash of what is in it. */
export interface SpreadPanels {
  /** Keeps a file, which is only made where it is not there already. */
  put(hash: string, make: () => Promise<Uint8Array>): Promise<void>;
  /** Undefined where there is none. */
  get(hash: string): Promise<Uint8Array | undefined>;
}

/** What is done of scans, by the name of the part. */
export interface SpreadParts {
  /** Keeps a part where none of the name is kept. Returns the bytes that are kept from now on: the first ones. */
  keep(scan: string, part: string, bytes: Uint8Array): Promise<Uint8Array>;
  /** Undefined where there is none. */
  read(scan: string, part: string): Promise<Uint8Array | undefined>;
  /** Names of all that are kept. */
  names(scan: string): Promise<ReadonlySet<string>>;
  /** Somebody asks for a scan from now on: what is kept of it stays. */
  begin(scan: string): Promise<void>;
  /** It was reduced. What is kept of it is dropped in a while, and with it whatever else nobody has asked for in long. */
  end(scan: string): Promise<void>;
}

/** Hands tasks to whoever computes. */
export interface SpreadQueue {
  /**
   * Asks for tasks, the longest first; each that is asked for already is not asked for twice.
   *
   * @param onEnd - Hears of each task as it ends, in any order.
   * @returns When all have ended. @throws what the signal says once it stops; tasks that nobody has begun are taken back then.
   */
  run(
    tasks: readonly SpreadTask[],
    options: { readonly onEnd: (task: SpreadTask, end: SpreadEnd) => void; readonly signal?: AbortSignal | undefined },
  ): Promise<void>;
  /** How many tasks can be computed at once, about. */
  workers(): Promise<number>;
}

/** How a Parquet file is written and read. */
export interface PanelFormat {
  readonly write: WriteParquet;
  readonly read: ReadParquet;
}

/** Everything that a scan needs to be shared out to other processes. */
export interface Spread {
  readonly panels: SpreadPanels;
  readonly parts: SpreadParts;
  readonly queue: SpreadQueue;
  readonly format: PanelFormat;
  /** Milliseconds without any task ending after which the asking process computes one itself, so that a scan ends where nobody else does. */
  readonly patience: number;
}
