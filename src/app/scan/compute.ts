import { plainKernel } from '../../core/methods/scan/plain-kernel.ts';
import { type ScanBlock, type ScanPartial, scanBlock } from '../../core/methods/scan/scan-block.ts';
import type { ShiftKernel } from '../../core/methods/scan/shift-kernel.ts';
import { hasWebAssembly, simdKernel } from '../../core/methods/scan/simd-kernel.ts';
import type { Context } from '../context.ts';
import type { ScanPlan } from './plan.ts';
import type { ScanThreads } from './scan-threads.ts';

/** Best hypotheses of a scan that are stepped down one by one, shared out to its blocks, each of which has at least so many. */
const BEST = 512;
const BEST_OF_A_BLOCK = 8;

/** What was computed, and what the reader must know of how. */
export interface ComputedBlocks {
  readonly partials: ReadonlyMap<number, ScanPartial>;
  readonly notes: readonly string[];
}

/**
 * Computes some blocks of a plan, on threads where there are any.
 *
 * @param wanted - Numbers of the blocks.
 * @param onBlock - Hears of each as it is done, and is waited for.
 */
export async function computeBlocks(
  plan: ScanPlan,
  wanted: readonly number[],
  { context, onBlock }: { readonly context: Context; readonly onBlock: (block: number, partial: ScanPartial) => Promise<void> },
): Promise<ComputedBlocks> {
  const partials = new Map<number, ScanPartial>();
  const notes = new Set<string>();
  const threads = wanted.length > 1 ? await context.openScanThreads?.() : undefined;
  const here = sequentially(kernelHere(notes));
  const queue = [...wanted];
  const best = Math.max(BEST_OF_A_BLOCK, Math.ceil(BEST / plan.blocks.length));
  const blockOf = (number: number): ScanBlock => ({ batches: plan.batch(number).batches, draws: plan.draws, best });
  async function work(): Promise<void> {
    for (let number = queue.shift(); number !== undefined; number = queue.shift()) {
      context.signal?.throwIfAborted();
      const partial = await computeOne(blockOf(number), { threads, here, notes });
      partials.set(number, partial);
      await onBlock(number, partial);
      // Lets a stop and what is told through.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  try {
    await Promise.all(Array.from({ length: threads?.count ?? 1 }, work));
  } finally {
    await threads?.close();
  }
  return { partials, notes: [...notes] };
}

type ComputeHere = (block: ScanBlock) => ScanPartial;

/** A thread that fails costs time, never the answer. */
async function computeOne(
  block: ScanBlock,
  { threads, here, notes }: { readonly threads: ScanThreads | undefined; readonly here: ComputeHere; readonly notes: Set<string> },
): Promise<ScanPartial> {
  if (!threads) return here(block);
  try {
    return await threads.compute(block);
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'AbortError') throw error;
    notes.add(`A thread could not compute its part (${error.message}); it was computed here instead, which is slower and gives the same.`);
    return here(block);
  }
}

const sequentially =
  (kernel: () => ShiftKernel): ComputeHere =>
  (block) =>
    scanBlock(block, kernel());

/** The fast kernel, and the plain one where there is no WebAssembly or no memory for it. */
function kernelHere(notes: Set<string>): () => ShiftKernel {
  let kernel: ShiftKernel | undefined;
  return () => {
    kernel ??= makeKernel(notes);
    return kernel;
  };
}

function makeKernel(notes: Set<string>): ShiftKernel {
  if (!hasWebAssembly()) {
    notes.add('There is no WebAssembly here: the scan was computed by the plain kernel, which is many times slower and gives the same.');
    return plainKernel();
  }
  return simdKernel();
}
