import { onTestFinished } from 'vitest';
import { type Connecting, openPool } from '../../src/store/postgres/connection.ts';
import { openPostgresStore } from '../../src/store/postgres/store.ts';
import type { Store } from '../../src/store/store.ts';

/** Connections of one test: ended with it. */
export function pooled(connecting: Connecting) {
  const pool = openPool({ space: 'main', role: 'worker', ...connecting });
  onTestFinished(() => pool.end());
  return pool;
}

/** A store with its tables, closed with the test. */
export async function storeAt(url: string, { space = 'main', now = () => Date.now() } = {}): Promise<Store> {
  const files = () => Promise.reject(new Error('this test writes no file'));
  const store = await openPostgresStore({ url, space, now, files: () => ({ backup: files, export: files }) });
  onTestFinished(() => store.close());
  return store;
}
