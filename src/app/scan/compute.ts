import { plainKernel } from '../../core/methods/scan/plain-kernel.ts';
import { type ScanBlock, type ScanPartial, scanBlock } from '../../core/methods/scan/scan-block.ts';
import type { ShiftKernel } from '../../core/methods/scan/shift-kernel.ts';
import { simdKernel } from '../../core/methods/scan/simd-kernel.ts';
import { hasWebAssembly } from '../../core/numerics/web-assembly.ts';
import type { Context } from '../context.ts';
import type { ScanPlan } from './plan.ts';
import type { ScanThreads } from './scan-threads.ts';

/** Best hypotheses of a scan that are stepped down one by one, shared out to its blocks, each of which has at least so many. */
const BEST = 512;
const BEST_OF_A_BLOCK = 8;

/** Blocks that are made beforehand while all threads compute. */
const IN_HAND = 3;

/** A scan as far as computing its blocks needs it. */
export type ComputedScan = Pick<ScanPlan, 'blocks' | 'batch' | 'draws'>;

/** A block as threads and workers compute it. How many it leaves out follows from the cut: results depend on it. */
export const blockOf = ({ blocks, batch, draws }: ComputedScan, number: number): ScanBlock => ({
  ...{ batches: batch(number).batches, draws },
  best: Math.max(BEST_OF_A_BLOCK, Math.ceil(BEST / blocks.length)),
});

interface Computing {
  readonly context: Pick<Context, 'openScanThreads' | 'signal'>;
  /** Hypotheses times shifts. */
  readonly work: number;
  /** Hears of each block as it is done, and is waited for. */
  readonly onBlock: (block: number, partial: ScanPartial) => Promise<void>;
}

/** Hypotheses times shifts of some blocks. */
export const workOf = ({ members, draws }: ScanPlan, blocks: readonly number[]): number =>
  blocks.reduce((sum, block) => sum + (members[block]?.triggers.length ?? 0), 0) * draws;

/**
 * Computes some blocks of a plan, on threads where there are any and it is worth it.
 *
 * @param wanted - Numbers of the blocks.
 * @returns What the reader must know of how it was computed.
 */
export async function computeBlocks(
  plan: ComputedScan,
  wanted: readonly number[],
  { context, work, onBlock }: Computing,
): Promise<readonly string[]> {
  const notes = new Set<string>();
  const threads = await openThreads(context, { work, notes });
  const here = computingHere(notes);
  const queue = [...wanted];
  let able = threads;
  /** A thread that fails costs time, never the answer. What failed once would fail again. */
  async function compute(block: ScanBlock): Promise<ScanPartial> {
    if (!able) return here(block);
    try {
      return await able.compute(block);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      context.signal?.throwIfAborted();
      if (able) {
        notes.add(`A thread could not compute its part (${error.message}); the scan went on without, which is slower and gives the same.`);
        // What else was asked of the threads fails with it, and is computed here as well.
        void able.close();
        able = undefined;
      }
      return here(block);
    }
  }
  async function takeTurns(): Promise<void> {
    for (let number = queue.shift(); number !== undefined; number = queue.shift()) {
      context.signal?.throwIfAborted();
      await onBlock(number, await compute(blockOf(plan, number)));
      // Lets a stop and what is told through.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  try {
    // A few more than there are threads, so that the next blocks are there when one is done.
    await Promise.all(Array.from({ length: threads ? threads.count + IN_HAND : 1 }, takeTurns));
  } finally {
    // Where one turn failed, the others have nothing more to take.
    queue.length = 0;
    await able?.close();
  }
  return [...notes];
}

/** Threads, or none where they cannot be started, e.g. for want of shared memory. */
async function openThreads(
  { openScanThreads }: Pick<Context, 'openScanThreads'>,
  { work, notes }: { readonly work: number; readonly notes: Set<string> },
): Promise<ScanThreads | undefined> {
  try {
    return await openScanThreads?.(work);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    notes.add(`Threads could not be started (${error.message}); the scan was computed in one, which is slower and gives the same.`);
    return undefined;
  }
}

export type ComputeHere = (block: ScanBlock) => ScanPartial;

/** Computes in this thread: by the fast kernel, and by the plain one where there is no WebAssembly or no memory for it. */
export function computingHere(notes: Set<string>): ComputeHere {
  let fast: ShiftKernel | undefined;
  return (block) => {
    if (!hasWebAssembly()) {
      notes.add('There is no WebAssembly here: the scan was computed by the plain kernel, which is many times slower and gives the same.');
      return scanBlock(block, plainKernel());
    }
    try {
      fast ??= simdKernel();
      return scanBlock(block, fast);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      notes.add(`The fast kernel could not run (${error.message}); the plain one did, which is many times slower and gives the same.`);
      return scanBlock(block, plainKernel());
    }
  };
}
