import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { ScanThreads } from '../app/scan/scan-threads.ts';
import { sharing } from './sharing.ts';

/** Beside the sources, or beside the built chunk that this file became a part of. */
const WORKER = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './scan-worker.ts' : './scan-worker.mjs', import.meta.url));

/** Hypotheses times shifts below which threads take longer to start than they save. */
export const WORTH_THREADS = 5e7;

/** Starts threads that compute blocks of scans: by default as many as there are cores. `heapMb` bounds the objects of each. */
export function startScanThreads({ count = availableParallelism(), heapMb }: { count?: number; heapMb?: number } = {}): ScanThreads {
  const piscina = new Piscina({
    filename: WORKER,
    minThreads: count,
    maxThreads: count,
    recordTiming: false,
    ...(heapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMb } }),
  });
  // A thread that dies between two blocks is replaced when the next one comes.
  piscina.on('error', () => {});
  const share = sharing();
  return {
    count,
    compute: (block) => piscina.run(share(block)),
    close: () => piscina.destroy(),
  };
}
