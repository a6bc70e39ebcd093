import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { ScanThreads } from '../app/scan/scan-threads.ts';
import type { ScanPartial } from '../core/methods/scan/scan-block.ts';
import { sharing } from './sharing.ts';

/** Beside the sources, or beside the built chunk that this file became a part of. */
const WORKER = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './scan-worker.ts' : './scan-worker.mjs', import.meta.url));

/** Hypotheses times shifts below which threads take longer to start than they save. */
export const WORTH_THREADS = 5e7;

/** Starts threads that compute blocks of scans: by default as many as there are cores. `heapMb` bounds the objects of each. @throws RangeError where there is no shared memory. */
export function startScanThreads({ count = availableParallelism(), heapMb }: { count?: number; heapMb?: number } = {}): ScanThreads {
  // Piscina would throw only after it has opened what keeps the process alive.
  if (typeof SharedArrayBuffer === 'undefined') throw new RangeError('there is no SharedArrayBuffer here');
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
  const open = new Set<(reason: Error) => void>();
  function run<T>(task: object, name?: string): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    open.add(reject);
    piscina
      .run(task, name === undefined ? {} : { name })
      .then(resolve, reject)
      .finally(() => open.delete(reject));
    return promise;
  }
  return {
    count,
    compute: (block) => run<ScanPartial>(share(block)),
    evaluate: (slice) => run<Uint8Array>(slice, 'evaluate'),
    async close() {
      // A task whose thread died as it started may never hear of it.
      for (const reject of open) reject(new Error('the threads were closed'));
      await piscina.destroy();
    },
  };
}
