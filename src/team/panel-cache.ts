import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { PanelCache } from '../app/scan/spread/worker.ts';
import { StoreError } from '../store/store.ts';

/** Bytes that cached panels take at most. */
const MOST_BYTES = 2 * 2 ** 30;

/** Milliseconds after which a file that is still being written was left by one who died. */
const LEFT_BEHIND = 3_600_000;

/**
 * Panels as files of a folder, each whole or not at all. Where there are more bytes than allowed, those that were not read for longest go.
 *
 * @param now - The clock, milliseconds since 1970-01-01T00:00Z.
 */
export function panelCache(
  folder: string,
  { now, mostBytes = MOST_BYTES }: { readonly now: () => number; readonly mostBytes?: number },
): PanelCache {
  const place = (hash: string) => join(folder, `${checked(hash)}.parquet`);
  return {
    async read(hash) {
      const bytes = await unlessRefused(readFile(place(hash)));
      if (bytes) await unlessRefused(utimes(place(hash), now() / 1000, now() / 1000));
      return bytes;
    },
    async write(hash, bytes) {
      await unlessRefused(writeWhole(place(hash), bytes, folder));
      await unlessRefused(bound(folder, { now: now(), mostBytes, newest: place(hash) }));
    },
    async drop(hash) {
      await unlessRefused(rm(place(hash), { force: true }));
    },
  };
}

/** A name that could lead out of the folder is no hash. */
function checked(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new StoreError('damaged', `${JSON.stringify(hash)} is not the hash of a panel`);
  return hash;
}

/** A cache that a disk refuses costs time, never the answer. */
async function unlessRefused<T>(task: Promise<T>): Promise<T | undefined> {
  try {
    return await task;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

async function writeWhole(path: string, bytes: Uint8Array, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const part = `${path}.${randomUUID()}.part`;
  const file = await open(part, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}

interface Bounds {
  readonly now: number;
  readonly mostBytes: number;
  /** Stays, however large it is. */
  readonly newest: string;
}

async function bound(folder: string, { now, mostBytes, newest }: Bounds): Promise<void> {
  const files: { path: string; size: number; readAt: number }[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // Another process may drop it meanwhile.
    const found = await unlessRefused(stat(path));
    if (!found) continue;
    if (name.endsWith('.parquet')) files.push({ path, size: found.size, readAt: found.mtimeMs });
    else if (name.endsWith('.part') && now - found.mtimeMs > LEFT_BEHIND) await rm(path, { force: true });
  }
  let bytes = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((a, b) => a.readAt - b.readAt)) {
    if (bytes <= mostBytes) break;
    if (path === newest) continue;
    await rm(path, { force: true });
    bytes -= size;
  }
}
