import { migrations, SCHEMA_VERSION, type SchemaVersion } from '../migrations.ts';
import { instantCell } from '../records.ts';
import { INSERT_VERSION, LAST_VERSION, TABLES } from '../sql.ts';
import { StoreError } from '../store.ts';
import type { DuckSession } from './session.ts';

/**
 * Brings the tables to this program's version, all steps in one transaction.
 *
 * @param now - Milliseconds since 1970-01-01T00:00Z.
 * @throws StoreError `newer` or, for tables that are no store's, `refused`.
 */
export async function migrate(session: DuckSession, now: number): Promise<void> {
  const found = await session.alone(() => schemaVersion(session));
  if (found?.version === SCHEMA_VERSION) return;
  await session.transaction(async () => {
    for (const { version, program, statements } of migrations.filter((step) => step.version > (found?.version ?? 0))) {
      for (const statement of statements) await session.run(statement);
      await session.rows(INSERT_VERSION, [version, program, instantCell(now)]);
    }
  });
}

/** Within a task: the version of a file's tables; undefined where it has none. @throws as `migrate`. */
export async function schemaVersion(session: DuckSession): Promise<SchemaVersion | undefined> {
  const tables = (await session.rows(TABLES)).map(([name]) => name);
  if (tables.length === 0) return undefined;
  if (!tables.includes('schema_version'))
    throw new StoreError('refused', `${session.place} is a DuckDB database of something else, not a store: choose another file`);
  const [[version, program] = [0, '']] = (await session.rows(LAST_VERSION)) as readonly [number, string][];
  if (version > SCHEMA_VERSION)
    throw new StoreError(
      'newer',
      `Harbinger ${program} or later is needed for ${session.place}: its tables have version ${version}, this program knows ${SCHEMA_VERSION}`,
    );
  return { version, program };
}
