import { statSync } from 'node:fs';
import type { DuckDBConnection, DuckDBInstance, DuckDBMaterializedResult, DuckDBPreparedStatement } from '@duckdb/node-api';
import type { Column, Kind, Session, Statements } from '../session.ts';
import { versionsOf } from '../sql.ts';
import { StoreError } from '../store.ts';
import type { Cell, Row } from '../tables.ts';
import type { RecordedVersions } from '../vintages.ts';
import { appendRows, readVersions } from './columns.ts';
import { storeFault } from './fault.ts';
import { logOf } from './files.ts';

/** What DuckDB may take of the machine; nothing is fetched from outside. */
export const SETTINGS = {
  threads: '2',
  memory_limit: '1GB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/** One connection to a file, which serves one task at a time: the library is not safe with two on one connection. */
export class DuckSession implements Session, Statements {
  readonly place: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #prepared = new Map<string, DuckDBPreparedStatement>();
  #last: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;
  #whenClosed: () => void = () => {};

  private constructor(place: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.place = place;
    this.#instance = instance;
    this.#connection = connection;
  }

  static async on(instance: DuckDBInstance, place: string): Promise<DuckSession> {
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new DuckSession(place, instance, connection);
  }

  /** Runs a task when those before it have ended. */
  alone<T>(task: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreError('refused', `the store ${this.place} was closed`));
    return this.#queued(task);
  }

  reading<T>(task: (statements: Statements) => Promise<T>): Promise<T> {
    return this.alone(() => task(this));
  }

  /** One process owns the file and asks one thing at a time: nobody else can come between. */
  writing<T>(_kind: Kind, task: (statements: Statements) => Promise<T>): Promise<T> {
    return this.transaction(() => task(this));
  }

  /** Runs a task in a transaction: all of what it writes is on the disk when this returns, or nothing is. */
  transaction<T>(task: () => Promise<T>): Promise<T> {
    return this.alone(async () => {
      await this.#connection.run('BEGIN TRANSACTION');
      try {
        const value = await task();
        await this.#connection.run('COMMIT');
        return value;
      } catch (error) {
        // After a failed commit there is no transaction left to roll back.
        await this.#connection.run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  /** Within a task: rows of a statement with parameters. */
  async rows(statement: string, parameters: readonly Cell[] = []): Promise<readonly Row[]> {
    const result = await this.result(statement, parameters);
    return (await result.getRowsJS()) as Row[];
  }

  /**
   * Within a task: the result of a statement, as the library gives it. What reads is planned anew each time: a plan rests on the statistics
   * of the tables when it was made, and once they have grown it gives too few rows, or wrong ones.
   */
  async result(statement: string, parameters: readonly Cell[]): Promise<DuckDBMaterializedResult> {
    const isLasting = !/\bSELECT\b/.test(statement);
    const prepared = this.#prepared.get(statement) ?? (await this.#connection.prepare(statement));
    if (isLasting) this.#prepared.set(statement, prepared);
    try {
      prepared.bind([...parameters]);
      return await prepared.run();
    } finally {
      if (!isLasting) prepared.destroySync();
    }
  }

  /** Within a task: a statement that is used once. */
  async run(statement: string): Promise<readonly Row[]> {
    const result = await this.#connection.run(statement);
    return (await result.getRowsJS()) as Row[];
  }

  /** Within a task. */
  async versions(count: number, parameters: readonly Cell[]): Promise<readonly RecordedVersions[]> {
    return readVersions(await this.result(versionsOf(count), parameters), count);
  }

  /** Within a task: many rows at once. */
  append(table: string, columns: readonly Column[]): Promise<void> {
    return appendRows(this.#connection, table, columns);
  }

  async bytes(): Promise<number> {
    const sizes = [this.place, logOf(this.place)].map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Lets running tasks end, writes the log into the file and lets go of it. */
  close(): Promise<void> {
    this.#closed ??= this.#queued(async () => {
      try {
        await this.#connection.run('CHECKPOINT');
      } finally {
        this.#connection.closeSync();
        this.#instance.closeSync();
      }
    }).finally(this.#whenClosed);
    return this.#closed;
  }

  /** Hears when the file is free again. */
  onClosed(listener: () => void): void {
    this.#whenClosed = listener;
  }

  #queued<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task).catch((error: unknown) => {
      throw storeFault(error, this.place);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
