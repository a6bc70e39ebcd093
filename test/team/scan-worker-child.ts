// A worker of scans in a process of its own: takes tasks from its parent, says which are done. Killed by tests.
import { spreadWorker } from '../../src/app/scan/spread/worker.ts';
import type { SpreadTask } from '../../src/app/scan/spread.ts';
import { readParquet, writeParquet } from '../../src/store/duckdb/parquet.ts';
import { openPool } from '../../src/store/postgres/connection.ts';
import { panelCache } from '../../src/team/panel-cache.ts';
import { storedPanels, storedParts } from '../../src/team/scan-spread.ts';
import { startScanThreads } from '../../src/threads/scan-threads.ts';

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
const [url, folder, version] = process.argv.slice(2) as [string, string, string];
const pool = openPool({ url, space: 'main', role: 'worker', max: 2, name: 'worker' });
const threads = startScanThreads({ count: 1 });
const worker = spreadWorker({
  spread: { panels: storedPanels(pool), parts: storedParts(pool), format: { write: writeParquet, read: readParquet } },
  ...{ version, threads, cache: panelCache(folder, { now: Date.now }) },
});

process.on('message', async (task: SpreadTask | 'processor') => {
  if (task === 'processor') {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1e6);
    return;
  }
  try {
    await worker.perform(task);
    process.send?.({ done: true });
  } catch (error) {
    process.send?.({ done: false, why: String(error) });
  }
});
process.on('disconnect', async () => {
  await threads.close();
  await pool.end();
});
process.send?.('ready');
