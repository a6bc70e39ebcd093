import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../store.ts';
import { discard, syncFolder, whereabouts } from './files.ts';
import { literal, quotedName } from './literal.ts';
import type { DuckSession } from './session.ts';

/**
 * Writes the database of a session into one new file and reads it back. Within a task of the session.
 *
 * @throws StoreError `refused` where there is a file already.
 */
export async function backUp(session: DuckSession, path: string): Promise<void> {
  const file = whereabouts(path);
  if (existsSync(file)) throw new StoreError('refused', `${file} is there already: choose another name for the backup`);
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.part-${process.pid}`;
  try {
    await copyInto(session, draft);
    renameSync(draft, file);
    syncFolder(dirname(file));
  } finally {
    discard(draft);
  }
}

/** Copies the database of a session into a new file and compares the two, all cells of them. Within a task of the session. */
export async function copyInto(session: DuckSession, draft: string): Promise<void> {
  discard(draft);
  const [[source] = ['']] = (await session.run('SELECT current_database()')) as [string][];
  // Letting go of the copy writes all of it into the one file.
  await attached(session, `ATTACH ${literal(draft)} AS whole_copy`, () =>
    session.run(`COPY FROM DATABASE ${quotedName(source)} TO whole_copy`),
  );
  await attached(session, `ATTACH ${literal(draft)} AS whole_copy (READ_ONLY)`, async () => {
    const [own, copied] = [await fingerprint(session, source), await fingerprint(session, 'whole_copy')];
    if (own !== copied) throw new StoreError('damaged', `the copy of ${session.place} is not equal to it: ${copied} in place of ${own}`);
  });
}

async function attached(session: DuckSession, statement: string, task: () => Promise<unknown>): Promise<void> {
  await session.run(statement);
  try {
    await task();
  } finally {
    await session.run('DETACH whole_copy');
  }
}

/** Rows and a hash of all cells of each table; reads every block of the file. */
async function fingerprint(session: DuckSession, database: string): Promise<string> {
  const tables = await session.run(
    `SELECT table_name FROM duckdb_tables() WHERE database_name = ${literal(database)} AND NOT internal ORDER BY table_name`,
  );
  const prints: string[] = [];
  for (const [table] of tables as [string][]) {
    const [[count, hash] = []] = await session.run(
      `SELECT CAST(COUNT(*) AS text), CAST(SUM(CAST(hash(cells) AS hugeint)) AS text)
      FROM ${quotedName(database)}.main.${quotedName(table)} AS cells`,
    );
    prints.push(`${table} ${count} ${hash}`);
  }
  return prints.join(', ');
}
