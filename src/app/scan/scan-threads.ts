import type { ScanBlock, ScanPartial } from '../../core/methods/scan/scan-block.ts';
import type { TriggerSlice } from './spread/sheet.ts';

/** Computes blocks of a scan beside the program, several at a time. */
export interface ScanThreads {
  /** How many at a time. */
  readonly count: number;
  /** @throws Error whose message says what happened where a thread could not do it, e.g. for want of memory. */
  compute(block: ScanBlock): Promise<ScanPartial>;
  /** The events of a slice of triggers, as they are kept. @throws as `compute`. */
  evaluate(slice: TriggerSlice): Promise<Uint8Array>;
  close(): Promise<void>;
}
