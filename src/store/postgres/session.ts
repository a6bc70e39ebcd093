import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Column, Kind, Session, Statements } from '../session.ts';
import { versionsOf } from '../sql.ts';
import { StoreError } from '../store.ts';
import type { Cell, Row } from '../tables.ts';
import type { RecordedVersions } from '../vintages.ts';
import { lookAgain } from './again.ts';
import { readDates, readInstants, readValues, writeDates, writeInstants, writeValues } from './binary.ts';
import { isGone, postgresFault } from './fault.ts';

/**
 * Lets one writer of a kind in a space at a time in: it holds a row that is made where it is not there. PostgreSQL lets go of it with the
 * transaction, however that ends; and row-level security lets nobody of another space hold it.
 */
const ONE_AT_A_TIME = 'INSERT INTO locks (kind) VALUES ($1) ON CONFLICT (space, kind) DO UPDATE SET taken = true';

/** Milliseconds that a writer waits for the one before. */
const WAIT_FOR_WRITER = 60_000;

/** Bytes of all tables of the schema, of every space. */
const BYTES = `
  SELECT CAST(COALESCE(SUM(pg_total_relation_size(pg_class.oid)), 0) AS double precision)
  FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE nspname = current_schema() AND relkind = 'r'`;

/** Connections to a database: each task has one of its own while it runs, so that several run at once. */
export class PostgresSession implements Session {
  readonly place: string;
  readonly #pool: Pool;
  readonly #waitMs: number;
  #isClosed = false;

  constructor(pool: Pool, place: string, { waitMs = WAIT_FOR_WRITER }: { readonly waitMs?: number } = {}) {
    this.place = place;
    this.#pool = pool;
    this.#waitMs = waitMs;
  }

  reading<T>(task: (statements: Statements) => Promise<T>): Promise<T> {
    return lookAgain(() => this.#transaction('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', task));
  }

  writing<T>(kind: Kind, task: (statements: Statements) => Promise<T>): Promise<T> {
    return this.#transaction(`BEGIN; SET LOCAL lock_timeout = ${this.#waitMs}`, async (statements) => {
      // A run has an id of its own, and comes after nobody.
      if (kind !== 'runs') await statements.rows(ONE_AT_A_TIME, [kind]);
      return task(statements);
    });
  }

  async bytes(): Promise<number> {
    const [[bytes] = [0]] = await this.reading((statements) => statements.rows(BYTES));
    return bytes as number;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#pool.end();
  }

  async #transaction<T>(begin: string, task: (statements: Statements) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new StoreError('refused', `the store ${this.place} was closed`);
    let client: PoolClient | undefined;
    try {
      client = await this.#pool.connect();
      await client.query(begin);
      const value = await task(statementsOn(client, this.place));
      await client.query('COMMIT');
      client.release();
      return value;
    } catch (error) {
      await letGo(client, error);
      throw postgresFault(error, this.place);
    }
  }
}

/** Gives a connection back whose task failed; one that cannot even roll back is ended. */
async function letGo(client: PoolClient | undefined, error: unknown): Promise<void> {
  if (!client) return;
  if (isGone(error) || isGone((error as Error).cause)) return client.release(true);
  await client.query('ROLLBACK').then(
    () => client.release(),
    () => client.release(true),
  );
}

/** Within a transaction: what a task may ask. Every statement is prepared once for each connection. */
function statementsOn(client: PoolClient, place: string): Statements {
  const rows = async (statement: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> => {
    const question = { name: nameOf(statement), text: statement, values: [...parameters], rowMode: 'array' as const };
    // Judged here, for a task may stand within one of another store.
    const result = await client.query(question).catch((error: unknown) => {
      throw postgresFault(error, place);
    });
    return result.rows as unknown as readonly Row[];
  };
  return {
    rows,
    async versions(count, parameters) {
      const found = (await rows(packed(count), parameters)) as unknown as readonly Packed[];
      const versions = Array.from({ length: count }, () => EMPTY);
      for (const [place, dates, values, knownAt, recordedAt] of found)
        versions[place] = {
          ...{ dates: readDates(bytesOf(dates)), values: readValues(bytesOf(values)) },
          ...{ knownAt: readInstants(bytesOf(knownAt)), recordedAt: readInstants(bytesOf(recordedAt)) },
        };
      return versions;
    },
    async append(table, columns) {
      await rows(insertMany(table, columns), columns.map(parameterOf));
    },
  };
}

const EMPTY: RecordedVersions = {
  ...{ dates: new Int32Array(), values: new Float64Array(), knownAt: new Float64Array(), recordedAt: new Float64Array() },
};

const nameOf = (statement: string): string => createHash('sha256').update(statement).digest('base64url').slice(0, 22);

type Packed = readonly [place: number, dates: string, values: string, knownAt: string, recordedAt: string];

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64');

/**
 * The rows of `versionsOf`, a row for each place: a hundred thousand rows one by one take the driver longer to read than the database to find.
 * In base64, since the driver takes every cell for text.
 */
function packed(count: number): string {
  const arrays = ['observation_date', 'value', 'known_at', 'recorded_at'].map((name) => `encode(array_send(array_agg(${name})), 'base64')`);
  return `SELECT place, ${arrays.join(', ')} FROM (${versionsOf(count)}) AS versions GROUP BY place`;
}

/** Many rows in one statement: a parameter for each column, an array where it differs from row to row. */
function insertMany(table: string, columns: readonly Column[]): string {
  const isMany = columns.map((column) => !('text' in column || 'instant' in column));
  const names = columns.map(({ name }) => name);
  const cells = columns.map((column, i) => (isMany[i] ? column.name : `CAST($${i + 1} AS ${typeOf(column)})`));
  const many = columns.flatMap((column, i) => (isMany[i] ? [{ name: column.name, array: `CAST($${i + 1} AS ${typeOf(column)}[])` }] : []));
  return `INSERT INTO ${table} (${names.join(', ')}) SELECT ${cells.join(', ')}
    FROM unnest(${many.map(({ array }) => array).join(', ')}) AS many (${many.map(({ name }) => name).join(', ')})`;
}

function typeOf(column: Column): string {
  if ('text' in column) return 'text';
  if ('dates' in column) return 'date';
  return 'values' in column ? 'double precision' : 'timestamptz';
}

function parameterOf(column: Column): Cell | Buffer {
  if ('text' in column) return column.text;
  if ('instant' in column) return new Date(column.instant).toISOString();
  if ('dates' in column) return writeDates(column.dates);
  return 'values' in column ? writeValues(column.values) : writeInstants(column.instants);
}
