import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../../app/context.ts';

/** A name for the state of all data that answers are made from. */
export interface DataVersion {
  /** Sixteen hex digits that change whenever the answer to the same question could. */
  current(): Promise<string>;
  /** To be called when this process has written to the store. */
  renew(): void;
}

export interface DataVersionOptions {
  /** A context over the data that is served. */
  openContext(): Promise<Pick<Context, 'store' | 'today' | 'version' | 'series'>>;
  /** Folders whose files answers are made from: packs, pages, tables. */
  readonly folders: readonly string[];
  /** Tells the state of the store, where that need not be read from its heads. */
  readonly storeState?: (() => Promise<string>) | undefined;
  /** The instant, milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** For how long files are taken to be as they were last seen; default 2 s. */
  readonly freshMs?: number;
}

const DAY_MS = 86_400_000;

/**
 * Watches the data by their heads: the program's version, the store's series with their rows and when they were last added to, its count of pulls, the
 * names, sizes and times of files, and the date, since ages are counted to it. All are looked at again after `renew`, and at most every two seconds
 * without it, where nobody tells what another process has written.
 */
export function watchData(options: DataVersionOptions): DataVersion {
  const { now, freshMs = 2000 } = options;
  let seen: { at: number; day: number; version: Promise<string> } | undefined;
  return {
    current() {
      const at = now();
      const day = Math.floor(at / DAY_MS);
      if (!seen || Math.abs(at - seen.at) >= freshMs || seen.day !== day) {
        const look = { at, day, version: lookAt(options) };
        // A look that failed is no state.
        look.version.catch(() => {
          if (seen === look) seen = undefined;
        });
        seen = look;
      }
      return seen.version;
    },
    renew() {
      seen = undefined;
    },
  };
}

async function lookAt({ openContext, folders, storeState }: DataVersionOptions): Promise<string> {
  const state = storeState?.() ?? openContext().then(stateOf);
  return shortHash(await Promise.all([state, ...folders.map(filesOf)]));
}

async function stateOf({ store, today, version, series }: Awaited<ReturnType<DataVersionOptions['openContext']>>): Promise<unknown> {
  // A pull without new rows may still have brought a second opinion.
  const held = store ? [await store.heads(), (await store.info()).pulls] : [];
  return [version, today, store ? store.place : series.description, held];
}

/** Files of a folder with what changes as they are written; a folder that is not there has none. */
async function filesOf(folder: string): Promise<readonly unknown[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = await Promise.all(
    names.sort().map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => undefined);
      return found?.isFile() ? [name, found.size, found.mtimeMs] : [];
    }),
  );
  return [folder, files];
}

/** Sixteen hex digits of the SHA-256 of some plain data. */
export const shortHash = (data: unknown): string => createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16);
