import type { EpochDay } from '../core/calendar/civil-date.ts';
import type { AlertStore } from './alerts.ts';
import type { LedgerStore } from './ledger.ts';
import type { OnRows, Row, TableName, WhichRows } from './tables.ts';

/** Observations with their first clock: dates ascending, and within a date ascending in knownAt. Arrays are parallel. */
export interface Rows {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  /** First instant at which the world could know the value, milliseconds since 1970-01-01T00:00Z. */
  readonly knownAt: Float64Array;
}

/** What is known of a series beside its figures (title, unit, calendar, release), as the catalogue or the import gave it. */
export type Definition = Readonly<Record<string, unknown>>;

/** A series as a list shows it. */
export interface SeriesHead {
  readonly id: string;
  readonly definition: Definition;
  /** Dates with a value, and rows with all their versions. */
  readonly dates: number;
  readonly rows: number;
  readonly first: EpochDay;
  readonly last: EpochDay;
  /** When a row was last added, milliseconds since 1970-01-01T00:00Z. */
  readonly recordedAt: number;
  readonly sources: readonly string[];
}

/** One attempt to bring a series up to date. */
export interface PullRecord {
  readonly id: string;
  readonly series: string;
  /** Provider, `import`, or `computed`. */
  readonly source: string;
  /** What was asked for, in the source's own form; with its scale, where it has one. */
  readonly address: string;
  /** Only dates from here on were asked for; null: everything. */
  readonly since: EpochDay | null;
  readonly at: number;
  readonly outcome: 'stored' | 'unchanged' | 'failed';
  readonly added: number;
  readonly revised: number;
  /** SHA-256 of the raw bodies in order, hex; empty where none came. */
  readonly sha256: string;
  readonly bytes: number;
  readonly etag: string | null;
  /** Notes of the reading, or the one line of the failure. */
  readonly notes: readonly string[];
}

/** Every version that is held of a series, each with the source that gave it. */
export interface HeldRows extends Rows {
  readonly sources: readonly string[];
}

/** Which attempts are looked for. */
export interface PullFilter {
  readonly series?: string;
  readonly source?: string;
  readonly address?: string;
  /** Only those that went well. */
  readonly isGood?: boolean;
  /** Only those that asked for everything. */
  readonly isWhole?: boolean;
  readonly limit?: number;
}

/** What a second source said of dates that the first one gave. */
export interface SecondOpinion {
  readonly source: string;
  readonly dates: Int32Array;
  readonly values: Float64Array;
}

/** What one pull or import adds to a series. */
export interface Addition {
  readonly pull: PullRecord;
  readonly definition: Definition;
  /** New rows only: dates not held before, and new versions of held ones. May be empty. */
  readonly rows: Rows;
  readonly second?: SecondOpinion | undefined;
}

/** What a run found of one claim, or of one study. */
export interface VerdictRecord {
  /** The pack, or `study`. */
  readonly pack: string;
  readonly claim: string;
  readonly verdict: string;
  readonly p: number | null;
  /** Trigger series and target of a study, for the count of variants that were tried; empty where there are none. */
  readonly triggerSeries: string;
  readonly target: string;
  /** The study in its own words, so that variants can be told apart. */
  readonly question: string;
}

/** A run of an operation with its result. */
export interface RunRecord {
  readonly id: string;
  readonly at: number;
  readonly operation: string;
  readonly input: unknown;
  readonly asOf: EpochDay | null;
  readonly dataHash: string;
  readonly version: string;
  readonly result: unknown;
  readonly verdicts: readonly VerdictRecord[];
}

/** Which runs are looked for. */
export interface RunFilter {
  readonly operation?: string;
  /** How the id begins. */
  readonly id?: string;
  readonly limit?: number;
  /** Leaves the results out (null): they are long. */
  readonly isBrief?: boolean;
}

/** How far back the reader wants to look on each clock; undefined is now. */
export interface Instants {
  /** Only what the world could know by then, milliseconds since 1970-01-01T00:00Z. */
  readonly knownBy?: number | undefined;
  /** Only what the store held by then. */
  readonly recordedBy?: number | undefined;
}

/** How the columns of a kind of file are read, as the user confirmed it. */
export interface SavedMapping {
  /** What tells the kind of file: its format and header. */
  readonly signature: string;
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly savedAt: number;
}

export interface StoreInfo {
  readonly place: string;
  readonly schemaVersion: number;
  readonly series: number;
  readonly rows: number;
  readonly pulls: number;
  readonly runs: number;
  /** Entries of the ledger: sealed forecasts and scores. */
  readonly ledger: number;
  readonly bytes: number;
}

export interface ExportOptions {
  readonly format: 'csv' | 'parquet';
  /** Default: all series. */
  readonly ids?: readonly string[] | undefined;
  /** Every version with both clocks; default: the newest value of each date. */
  readonly versions?: boolean | undefined;
}

/** Within the transaction that fills a store. */
export interface Filling {
  put(table: TableName, rows: readonly Row[]): Promise<void>;
  /** What the store would hold then. */
  read(onRows: OnRows): Promise<void>;
}

export type StoreErrorKind = 'busy' | 'newer' | 'damaged' | 'missing' | 'refused';

/** The store cannot be used: another process holds it, a newer version made it, it is damaged. One line that says what to do. */
export class StoreError extends Error {
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.kind = kind;
  }
}

/** The port of what is kept: append-only, two clocks, each addition whole or not at all. */
export interface Store extends LedgerStore {
  readonly place: string;
  /** What is kept of alerts. */
  readonly alerts: AlertStore;
  /** Ids in alphabetical order. */
  ids(): Promise<readonly string[]>;
  heads(): Promise<readonly SeriesHead[]>;
  definition(id: string): Promise<Definition | undefined>;
  /** Every version of every observation of a series; empty arrays for an unknown id. */
  versions(id: string, instants?: Instants): Promise<Rows>;
  /** The same with the source of each. */
  held(id: string): Promise<HeldRows>;
  /** For each series the value of each date in the vintage valid then; `knownAt` is when that date first had a value. */
  panel(ids: readonly string[], instants?: Instants): Promise<ReadonlyMap<string, Rows>>;
  /** Stores additions (a series and its adjusted closes) in one transaction; when this returns, all of it is on the disk. */
  add(...additions: readonly Addition[]): Promise<void>;
  /** Keeps an attempt that added nothing. */
  recordPull(pull: PullRecord): Promise<void>;
  /** The last attempts, newest first. */
  pulls(filter?: PullFilter): Promise<readonly PullRecord[]>;
  /** The newest that each second source said of each date. */
  secondOpinions(id: string): Promise<readonly SecondOpinion[]>;
  recordRun(run: RunRecord): Promise<void>;
  /** Newest first. */
  runs(filter?: RunFilter): Promise<readonly RunRecord[]>;
  /** The different questions that runs have asked of a trigger series and target, in their own words. */
  questionsAsked(study: Pick<VerdictRecord, 'triggerSeries' | 'target'>): Promise<readonly string[]>;
  mapping(signature: string): Promise<SavedMapping | undefined>;
  saveMapping(mapping: SavedMapping): Promise<void>;
  info(): Promise<StoreInfo>;
  /** Reads every row of every table as it is, in the order of the cells, from one state of the store. What hears it may throw. */
  readTables(onRows: OnRows, which?: WhichRows): Promise<void>;
  /** Fills tables in one transaction: what the task throws leaves the store as it was. */
  fillTables(task: (filling: Filling) => Promise<void>): Promise<void>;
  /** Writes a whole copy as one new file; refuses to overwrite. */
  backup(path: string): Promise<void>;
  /** Writes one file for each series, a catalogue.yaml and, with all series, the ledger into a folder; refuses to overwrite. Returns the files. */
  export(folder: string, options: ExportOptions): Promise<readonly string[]>;
  close(): Promise<void>;
}
