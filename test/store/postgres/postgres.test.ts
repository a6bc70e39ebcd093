import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openDuckStore } from '../../../src/store/duckdb/store.ts';
import { openPostgresStore } from '../../../src/store/postgres/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { storeFiles } from '../../../src/store/store-files.ts';
import { describeStore } from '../conformance.ts';
import { type PostgresBed, startPostgres } from './bed.ts';

let postgres: PostgresBed;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describeStore('a store in PostgreSQL', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-store-'));
  const url = await postgres.database();
  const open: Store[] = [];
  return {
    folder,
    async open(now) {
      const files = storeFiles((path) => openDuckStore(path, { now }));
      const store = await openPostgresStore({ url, space: 'main', now, files });
      open.push(store);
      return store;
    },
    async clear() {
      for (const store of open) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
