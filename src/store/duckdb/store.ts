import { existsSync, linkSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { SqlStore } from '../sql-store.ts';
import { type ExportOptions, type SeriesHead, type Store, StoreError } from '../store.ts';
import { backUp } from './backup.ts';
import { exportFiles } from './export.ts';
import { damaged, holderOf, storeFault } from './fault.ts';
import { discard, isDatabase, openHere, syncFolder, whereabouts } from './files.ts';
import { migrate } from './schema.ts';
import { DuckSession, SETTINGS } from './session.ts';

export { restoreDuckStore } from './restore.ts';

export interface OpenOptions {
  /** The clock of recording, milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number;
  /** How long to wait for a file that another process holds; default 10,000. */
  readonly waitMs?: number | undefined;
  /** Told once, when waiting begins. */
  readonly onWait?: ((message: string) => void) | undefined;
  /** Whether to make a file that is not there, and its folders; default true. */
  readonly create?: boolean | undefined;
}

/**
 * Opens a store that is one file of DuckDB, or makes it, and brings its tables to this program's version.
 *
 * @throws StoreError `busy` while another process (or this one, elsewhere) has it, `newer`, `damaged`, `missing`, or `refused` for a
 * database of something else and for a place that cannot be written.
 */
export async function openDuckStore(path: string, options: OpenOptions): Promise<Store> {
  const file = whereabouts(path);
  if (openHere.has(file)) throw new StoreError('busy', `this process has the store open already (${file})`);
  openHere.add(file);
  try {
    if (!existsSync(file)) await makeFile(file, options);
    else if (statSync(file).isFile() && !isDatabase(file)) throw damaged(file, 'it is a file of another kind');
    const session = await openSession(file, options);
    session.onClosed(() => openHere.delete(file));
    const files = {
      backup: (copy: string) => session.alone(() => backUp(session, copy)),
      export: (folder: string, wanted: ExportOptions & { readonly heads: readonly SeriesHead[] }) =>
        session.alone(() => exportFiles(session, { folder, ...wanted })),
    };
    return new SqlStore(session, { now: options.now, files });
  } catch (error) {
    openHere.delete(file);
    throw storeFault(error, file);
  }
}

/** Makes the file beside its place and moves it there whole, so that a process that is killed meanwhile leaves no half of one. */
async function makeFile(file: string, { create = true, now }: OpenOptions): Promise<void> {
  if (!create) throw new StoreError('missing', `there is no store at ${file}; \`harbinger pull\` and \`harbinger import\` make one`);
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.new-${process.pid}`;
  discard(draft);
  try {
    const session = await DuckSession.on(await DuckDBInstance.create(draft, SETTINGS), draft);
    await migrate(session, now()).finally(() => session.close());
    giveName(draft, file);
    syncFolder(dirname(file));
  } finally {
    discard(draft);
  }
}

/** Gives a file its name unless another process was first; where the file system has no links, by a rename. */
function giveName(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch {
    if (!existsSync(file)) renameSync(draft, file);
  }
}

async function openSession(file: string, options: OpenOptions): Promise<DuckSession> {
  const session = await DuckSession.on(await instanceOf(file, options), file);
  try {
    await migrate(session, options.now());
    return session;
  } catch (error) {
    await session.close().catch(() => undefined);
    throw error;
  }
}

async function instanceOf(file: string, { waitMs = 10_000, onWait }: OpenOptions): Promise<DuckDBInstance> {
  const until = performance.now() + waitMs;
  for (let pause = 25, hasTold = false; ; pause = Math.min(2 * pause, 400)) {
    try {
      return await DuckDBInstance.create(file, SETTINGS);
    } catch (error) {
      const fault = storeFault(error, file);
      const left = until - performance.now();
      if (!(fault instanceof StoreError) || fault.kind !== 'busy' || left <= 0) throw fault;
      if (!hasTold) onWait?.(`the store is in use by ${holderOf(error)}; waiting`);
      hasTold = true;
      await new Promise((done) => setTimeout(done, Math.min(pause, left)));
    }
  }
}
