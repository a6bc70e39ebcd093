import { closeSync, existsSync, fsyncSync, openSync, readSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Files that this process has open. DuckDB would open one twice (its lock is between processes) and ruin it. For the same reason nothing
 * here opens such a file by itself: the system lets go of a process's locks when it closes any handle of the file.
 */
export const openHere = new Set<string>();

/** A path without links, so that one file has one name, before it is there and afterwards. */
export function whereabouts(path: string): string {
  const file = resolve(path);
  if (existsSync(file)) return realpathSync(file);
  const folder = dirname(file);
  return folder === file ? file : join(whereabouts(folder), basename(file));
}

/** The log in which DuckDB keeps what is not in the file yet. */
export const logOf = (file: string): string => `${file}.wal`;

/** Where a file of DuckDB says what it is. */
const [MARK, MARK_AT] = ['DUCK', 8];

/**
 * Whether a file is one of DuckDB, by its own mark. Not for a file that this process has open: closing it would let go of the lock.
 */
export function isDatabase(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(MARK.length);
    readSync(handle, bytes, 0, MARK.length, MARK_AT);
    return bytes.toString('latin1') === MARK;
  } finally {
    closeSync(handle);
  }
}

/** Takes a database that is no longer wanted off the disk, if it is there. */
export function discard(file: string): void {
  for (const name of [file, logOf(file)]) rmSync(name, { force: true });
}

/** Makes the names in a folder last through a power cut, where the system can. */
export function syncFolder(folder: string): void {
  let handle: number | undefined;
  try {
    handle = openSync(folder, 'r');
    fsyncSync(handle);
  } catch {
    // Windows opens no folders; its file systems log names by themselves.
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
