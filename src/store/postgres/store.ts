import type { Pool } from 'pg';
import { SqlStore, type StoreFiles } from '../sql-store.ts';
import { type Store, StoreError } from '../store.ts';
import { shownAddress } from './address.ts';
import { type Connecting, openPool } from './connection.ts';
import { postgresFault } from './fault.ts';
import { prepare, standingOf } from './schema.ts';
import { PostgresSession } from './session.ts';

export interface OpenPostgresOptions extends Omit<Connecting, 'role'> {
  readonly space: string;
  /** The clock of recording, milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number;
  /** Whether to make roles, schema and tables where there are none; default true. */
  readonly create?: boolean | undefined;
  /** May the connections add, or only look? Default `worker`; a login that may only look looks. */
  readonly role?: 'worker' | 'reader' | undefined;
  /** How backups and exports are written: by a store of a file, which takes in what this one holds. */
  readonly files: (store: () => Store) => StoreFiles;
}

/**
 * Opens a store in PostgreSQL, seen from one space, and brings its tables to this program's version where the login may.
 *
 * @throws StoreError `missing` where there is none and it is not to be made, `newer`, `busy` where the database cannot be reached, `refused`.
 */
export async function openPostgresStore(options: OpenPostgresOptions): Promise<Store> {
  const { url, space, now } = options;
  const place = shownAddress(url, space);
  try {
    await demandTables(options, place);
    const pool = openPool({ ...options, role: options.role ?? (await roleOf(options)) });
    const store: Store = new SqlStore(new PostgresSession(pool, place), { now, files: options.files(() => store) });
    return store;
  } catch (error) {
    throw postgresFault(error, place);
  }
}

async function demandTables({ url, now, create = true, space }: OpenPostgresOptions, place: string): Promise<void> {
  await asLogin(url, async (pool) => {
    const standing = await standingOf(pool, place);
    if (standing === 'current') return;
    if (standing === 'missing' && !create)
      throw new StoreError('missing', `there is no store at ${place}; \`harbinger store init\` makes one`);
    await prepare(pool, { place, now: now(), space });
  });
}

/** A login that is no worker looks. */
function roleOf({ url }: OpenPostgresOptions): Promise<'worker' | 'reader'> {
  return asLogin(url, async (pool) => {
    const { rows } = await pool.query("SELECT pg_has_role(session_user, 'harbinger_worker', 'SET') AS is_worker");
    return rows[0].is_worker ? 'worker' : 'reader';
  });
}

async function asLogin<T>(url: string, task: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = openPool({ url, max: 1 });
  try {
    return await task(pool);
  } finally {
    await pool.end();
  }
}
