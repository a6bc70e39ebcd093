import type { Cell, Row } from './tables.ts';
import type { RecordedVersions } from './vintages.ts';

/** A column to store: one value for all rows, or an array of one for each. Instants in milliseconds since 1970-01-01T00:00Z. */
export type Column = { readonly name: string } & (
  | { readonly text: string }
  | { readonly instant: number }
  | { readonly dates: Int32Array }
  | { readonly values: Float64Array }
  | { readonly instants: Float64Array }
);

/** What a task may ask of the database, one after another. */
export interface Statements {
  /** Rows of a statement with parameters. */
  rows(statement: string, parameters?: readonly Cell[]): Promise<readonly Row[]>;
  /** The rows of `versionsOf(count)`, put apart: for each place what is held of its series, in no order. */
  versions(count: number, parameters: readonly Cell[]): Promise<readonly RecordedVersions[]>;
  /** Adds many rows at once; all columns of the table, in its order. */
  append(table: string, columns: readonly Column[]): Promise<void>;
}

/** What is written together: writers of one kind go one after another, those of different kinds need not wait for each other. */
export type Kind = 'data' | 'runs' | 'ledger' | 'alerts';

/** A way to a database that holds a store. */
export interface Session {
  /** Where the store is, as it may be shown. */
  readonly place: string;
  /** Runs a task that reads: all that it asks is answered from one state of the store. */
  reading<T>(task: (statements: Statements) => Promise<T>): Promise<T>;
  /** Runs a task in a transaction: all of what it writes is on the disk when this returns, or nothing is. */
  writing<T>(kind: Kind, task: (statements: Statements) => Promise<T>): Promise<T>;
  /** Bytes on the disk. */
  bytes(): Promise<number>;
  close(): Promise<void>;
}
