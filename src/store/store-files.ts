import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { copyStore } from './copy-store.ts';
import type { StoreFiles } from './sql-store.ts';
import { type Store, StoreError } from './store.ts';

/** How a store that is no file writes files: what is wanted of it goes into a store of a file, which writes them. */
export const storeFiles =
  (openFile: (path: string) => Promise<Store>) =>
  (store: () => Store): StoreFiles => ({
    async backup(path) {
      const file = resolve(path);
      if (existsSync(file)) throw new StoreError('refused', `${file} is there already: choose another name for the backup`);
      mkdirSync(dirname(file), { recursive: true });
      const draft = `${file}.part-${process.pid}`;
      try {
        await filled(await openFile(draft), (copy) => copyStore(store(), copy).then(() => undefined));
        renameSync(draft, file);
      } finally {
        for (const left of [draft, `${draft}.wal`]) rmSync(left, { force: true });
      }
    },
    async export(folder, { heads: _, ...options }) {
      const scratch = mkdtempSync(join(tmpdir(), 'harbinger-export-'));
      try {
        const { ids: series } = options;
        const tables = ['series', 'observations', 'pulls', ...(series ? [] : (['ledger'] as const))] as const;
        return await filled(await openFile(join(scratch, 'copy.duckdb')), async (copy) => {
          await copyStore(store(), copy, { tables, series });
          return copy.export(folder, options);
        });
      } finally {
        rmSync(scratch, { recursive: true, force: true });
      }
    },
  });

async function filled<T>(store: Store, task: (store: Store) => Promise<T>): Promise<T> {
  try {
    return await task(store);
  } finally {
    await store.close();
  }
}
