import { homedir } from 'node:os';
import { join } from 'node:path';
import type { JobHandler } from '../app/jobs/handler.ts';
import type { JobQueue } from '../app/jobs/queue.ts';
import type { SpreadWorker } from '../app/scan/spread/worker.ts';
import type { PanelFormat, Spread } from '../app/scan/spread.ts';
import type { ScanBlockJob } from '../contract/queued-job.ts';
import type { Database } from '../team/scan-spread.ts';

/** Seconds that a scan must take on one thread to be shared out: asking and gathering takes some tenths. */
const WORTH_SPREADING = 5;

/** Milliseconds without a part after which who asks computes some as well: workers may have more urgent things to do. */
const PATIENCE = 30_000;

/** What a scan of a space is shared out through. */
export interface SpreadPlace {
  readonly pool: Database;
  readonly queue: JobQueue;
  readonly space: string;
  /** Jobs of scans that workers can take at once. */
  readonly slots: () => Promise<number>;
}

/** What shares out a scan that takes so many seconds; undefined where it is not worth it, or nobody is there to share. */
export async function openSpread({ pool, queue, space, slots }: SpreadPlace, seconds: number): Promise<Spread | undefined> {
  if (seconds < WORTH_SPREADING || (await slots()) === 0) return undefined;
  const { storedPanels, storedParts } = await import('../team/scan-spread.ts');
  const { spreadQueue } = await import('../team/spread-queue.ts');
  const jobOf = (task: Parameters<Spread['queue']['run']>[0][number]): ScanBlockJob => ({
    ...{ v: 1, kind: 'scan-block', space, by: 'scan', ...task },
    parts: [...task.parts],
  });
  return {
    ...{ panels: storedPanels(pool), parts: storedParts(pool), format: await panelFormat(), patience: PATIENCE },
    queue: spreadQueue({ jobs: queue, jobOf, workers: slots }),
  };
}

async function panelFormat(): Promise<PanelFormat> {
  const { readParquet, writeParquet } = await import('../store/duckdb/parquet.ts');
  return { read: readParquet, write: writeParquet };
}

/** What a worker computes parts of scans with. */
export interface PartWorld {
  readonly poolOf: (space: string) => Database;
  /** Parts at once. */
  readonly threads: number;
  readonly version: string;
  now(): number;
}

/** Does the jobs of scans; its threads are started when the first comes. */
export function partWorker({ poolOf, threads: count, version, now }: PartWorld): {
  handle: JobHandler<'scan-block'>;
  close(): Promise<void>;
} {
  let threads: Promise<ReturnType<typeof import('../threads/scan-threads.ts').startScanThreads>> | undefined;
  const workers = new Map<string, Promise<SpreadWorker>>();
  async function open(space: string): Promise<SpreadWorker> {
    threads ??= import('../threads/scan-threads.ts').then(({ startScanThreads }) => startScanThreads({ count }));
    threads.catch(() => {
      threads = undefined;
    });
    const { spreadWorker } = await import('../app/scan/spread/worker.ts');
    const { storedPanels, storedParts } = await import('../team/scan-spread.ts');
    const { panelCache } = await import('../team/panel-cache.ts');
    const spread = { panels: storedPanels(poolOf(space)), parts: storedParts(poolOf(space)), format: await panelFormat() };
    // What one space has fetched is nothing to another.
    return spreadWorker({ spread, version, threads: await threads, cache: panelCache(join(cacheFolder(), 'panels', space), { now }) });
  }
  return {
    async handle({ space, scan, panel, stage, parts }, { signal }) {
      const worker = workers.get(space) ?? open(space);
      workers.set(space, worker);
      // What could not be opened may be there when it is asked for again.
      worker.catch(() => workers.delete(space));
      await (await worker).perform({ scan, panel, stage, parts }, signal);
      return { result: null, ending: 'done' };
    },
    async close() {
      await (await threads)?.close();
    },
  };
}

/** Where this system keeps what programs can fetch anew. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'harbinger', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'harbinger');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'harbinger');
}
