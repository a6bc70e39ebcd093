import type { TriggerSlice } from '../app/scan/spread/sheet.ts';
import type { ScanBlock, ScanPartial } from '../core/methods/scan/scan-block.ts';
import { scanBlock } from '../core/methods/scan/scan-block.ts';
import { simdKernel } from '../core/methods/scan/simd-kernel.ts';

const kernel = simdKernel();

/** The body of a thread that scans: computes one block after another. */
export default function perform(block: ScanBlock): ScanPartial {
  return scanBlock(block, kernel);
}

let evaluator: Promise<(slice: TriggerSlice) => Uint8Array> | undefined;

/** Finds the events of a slice of triggers. What it needs is loaded only here: most scans ask threads for blocks alone. */
export async function evaluate(slice: TriggerSlice): Promise<Uint8Array> {
  evaluator ??= import('../app/scan/spread/slice.ts').then(({ packSlice, sliceEvaluator }) => {
    const events = sliceEvaluator();
    return (one) => packSlice(events(one));
  });
  return (await evaluator)(slice);
}
