import type { ScanBlock, ScanPartial } from '../core/methods/scan/scan-block.ts';
import { scanBlock } from '../core/methods/scan/scan-block.ts';
import { simdKernel } from '../core/methods/scan/simd-kernel.ts';

const kernel = simdKernel();

/** The body of a thread that scans: computes one block after another. */
export default function perform(block: ScanBlock): ScanPartial {
  return scanBlock(block, kernel);
}
