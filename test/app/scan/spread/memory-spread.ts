import { setTimeout as delay } from 'node:timers/promises';
import { spreadWorker } from '../../../../src/app/scan/spread/worker.ts';
import type { Spread, SpreadEnd, SpreadTask } from '../../../../src/app/scan/spread.ts';
import { readParquet, writeParquet } from '../../../../src/store/duckdb/parquet.ts';

/** What becomes of a task that is asked for. */
export type Fate = 'done' | 'lost' | 'twice' | 'failed' | 'silent';

export interface MemoryOptions {
  readonly version: string;
  readonly workers?: number;
  /** Of the n-th task that is asked for. */
  readonly fate?: (n: number) => Fate;
  /** Which of the waiting tasks is taken next. */
  readonly pick?: (waiting: number) => number;
  readonly patience?: number;
}

/** A spread of this process alone, with what it keeps and what it was asked. */
export interface MemorySpread extends Spread {
  readonly kept: Map<string, Uint8Array>;
  readonly files: Map<string, Uint8Array>;
  readonly asked: SpreadTask[];
  /** Parts that were computed, each as often as it was. */
  readonly computed: string[];
}

/** Workers and what they keep, in memory. */
export function memorySpread({
  version,
  workers = 2,
  fate = () => 'done',
  pick = () => 0,
  patience = 30_000,
}: MemoryOptions): MemorySpread {
  const [kept, files, asked, computed] = [new Map<string, Uint8Array>(), new Map<string, Uint8Array>(), [] as SpreadTask[], [] as string[]];
  const storage: Pick<Spread, 'panels' | 'parts' | 'format'> = {
    format: { write: writeParquet, read: readParquet },
    panels: {
      async put(hash, make) {
        if (!files.has(hash)) files.set(hash, await make());
      },
      get: async (hash) => files.get(hash),
    },
    parts: {
      async keep(scan, part, bytes) {
        if (/^(triggers|blocks) /.test(part)) computed.push(part);
        const key = `${scan} ${part}`;
        if (!kept.has(key)) kept.set(key, bytes.slice());
        return kept.get(key) as Uint8Array;
      },
      read: async (scan, part) => kept.get(`${scan} ${part}`),
      names: async (scan) => new Set([...kept.keys()].filter((key) => key.startsWith(`${scan} `)).map((key) => key.slice(scan.length + 1))),
      begin: async () => {},
      end: async () => {},
    },
  };
  const bodies = Array.from({ length: workers }, () => spreadWorker({ spread: storage, version }));
  async function meet(task: SpreadTask, body: (typeof bodies)[number], signal: AbortSignal | undefined): Promise<SpreadEnd> {
    const met = fate(asked.push(task) - 1);
    if (met === 'silent') await delay(100_000, undefined, { signal });
    if (met === 'failed') return { done: false, why: 'it was made to fail' };
    if (met === 'lost') return { done: true };
    if (met === 'twice') await Promise.all([body.perform(task, signal), bodies[0]?.perform(task, signal)]);
    await body.perform(task, signal);
    return { done: true };
  }
  const queue: Spread['queue'] = {
    workers: async () => workers,
    async run(tasks, { onEnd, signal }) {
      const waiting = [...tasks];
      const turns = bodies.map(async (body) => {
        while (waiting.length > 0) {
          const [task] = waiting.splice(pick(waiting.length), 1) as [SpreadTask];
          onEnd(task, await meet(task, body, signal));
          signal?.throwIfAborted();
        }
      });
      await Promise.all(turns).catch((error: unknown) => {
        signal?.throwIfAborted();
        throw error;
      });
    },
  };
  return { ...storage, queue, patience, kept, files, asked, computed };
}
