import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { StoreError } from '../store.ts';
import { copyInto } from './backup.ts';
import { damaged, storeFault } from './fault.ts';
import { discard, isDatabase, logOf, openHere, syncFolder, whereabouts } from './files.ts';
import { literal } from './literal.ts';
import { schemaVersion } from './schema.ts';
import { DuckSession, SETTINGS } from './session.ts';

/**
 * Puts a backup in the place of a store (or where none is), after reading all of it. The old file is kept beside it.
 *
 * @returns The name under which the old file is kept; undefined where there was none.
 * @throws StoreError `missing` (no backup), `damaged`, `newer`, `busy` (the store is open), `refused` (there is one and `replace` is false).
 */
export async function restoreDuckStore(
  backup: string,
  path: string,
  { replace = false }: { readonly replace?: boolean | undefined } = {},
): Promise<string | undefined> {
  const [from, file] = [whereabouts(backup), whereabouts(path)];
  if (!existsSync(from)) throw new StoreError('missing', `there is no backup at ${from}`);
  if (from === file) throw new StoreError('refused', `${from} is the store itself, not a backup of it`);
  if (openHere.has(from) || openHere.has(file))
    throw new StoreError('busy', `this process has ${openHere.has(file) ? file : from} open: close it before a restore`);
  if (existsSync(file) && !replace) throw new StoreError('refused', `there is a store at ${file} already: replace it with --replace`);
  if (!statSync(from).isFile() || !isDatabase(from))
    throw new StoreError('damaged', `${from} is no copy of a store: \`harbinger store backup\` makes one`);
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.part-${process.pid}`;
  try {
    await reading(from, async (session) => {
      if (!(await schemaVersion(session))) throw damaged(from, 'it has no tables');
      await copyInto(session, draft);
    });
    await refuseBusy(file);
    return exchange(draft, file);
  } catch (error) {
    throw storeFault(error, file);
  } finally {
    discard(draft);
  }
}

/** Opens a file for reading only, for the length of a task. */
async function reading(file: string, task: (session: DuckSession) => Promise<void>): Promise<void> {
  const session = await DuckSession.on(await DuckDBInstance.create(':memory:', SETTINGS), file);
  try {
    await session.alone(async () => {
      await session.run(`ATTACH ${literal(file)} AS held (READ_ONLY)`);
      await session.run('USE held');
      await task(session);
    });
  } finally {
    // There is nothing to write, which is all that closing could complain of.
    await session.close().catch(() => undefined);
  }
}

/** Throws where another process has the file. One that cannot be read is nobody's: it is why a backup is put back. */
async function refuseBusy(file: string): Promise<void> {
  if (!existsSync(file)) return;
  try {
    await reading(file, async () => undefined);
  } catch (error) {
    if (!(error instanceof StoreError) || error.kind === 'busy') throw error;
  }
}

/** Renames the old file (and its log) out of the way and the new one into place. */
function exchange(draft: string, file: string): string | undefined {
  const kept = existsSync(file) ? freeName(file) : undefined;
  if (kept !== undefined) {
    renameSync(file, kept);
    if (existsSync(logOf(file))) renameSync(logOf(file), logOf(kept));
  }
  // A log without its file, which the new one must not take for its own.
  rmSync(logOf(file), { force: true });
  renameSync(draft, file);
  syncFolder(dirname(file));
  return kept;
}

function freeName(file: string): string {
  for (let number = 1; ; number++) {
    const name = `${file}.before-restore-${number}`;
    if (!existsSync(name)) return name;
  }
}
