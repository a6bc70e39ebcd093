import { StoreError } from '../../../store/store.ts';
import type { SpreadParts, SpreadStage } from '../spread.ts';
import { type NamedArrays, packArrays, unpackArrays } from './packed-arrays.ts';

/** The name of a slice of the triggers or of a block, among all that is kept of a scan. */
export const partName = (stage: SpreadStage, part: number): string => `${stage} ${part}`;

/** How a scan is cut into what is asked for. It is kept, so that all who ask for the scan ask for the same. */
export interface ScanCut {
  /** Slice i holds the triggers from bounds[i] to before bounds[i + 1]. */
  readonly bounds: Int32Array;
}

/** What is asked for of the blocks, once the events are known. */
export interface ScanOrder {
  /** N: shifts that all hypotheses share. */
  readonly draws: number;
  /** Blocks of each task. */
  readonly tasks: readonly Int32Array[];
}

/** Keeps a cut, or takes the one that is kept. */
export const settleCut = async (scan: string, { bounds }: ScanCut, parts: SpreadParts): Promise<ScanCut> =>
  cutFrom(unpackArrays(await parts.keep(scan, 'cut', packArrays({ bounds }))));

/** Undefined where the scan was not cut yet. */
export async function readCut(scan: string, parts: SpreadParts): Promise<ScanCut | undefined> {
  const bytes = await parts.read(scan, 'cut');
  return bytes && cutFrom(unpackArrays(bytes));
}

const cutFrom = ({ bounds }: NamedArrays): ScanCut => ({ bounds: bounds as Int32Array });

/** Keeps an order, or takes the one that is kept. @throws StoreError where that is of other draws. */
export async function settleOrder(scan: string, { draws, tasks }: ScanOrder, parts: SpreadParts): Promise<ScanOrder> {
  const lengths = Int32Array.from(tasks, ({ length }) => length);
  const blocks = Int32Array.from(tasks.flatMap((task) => [...task]));
  const order = orderFrom(unpackArrays(await parts.keep(scan, 'order', packArrays({ draws: Int32Array.of(draws), lengths, blocks }))));
  if (order.draws !== draws) throw new StoreError('damaged', `the scan ${scan} has ${draws} shifts, what is kept of it ${order.draws}`);
  return order;
}

/** Undefined where the events are not known yet. */
export async function readOrder(scan: string, parts: SpreadParts): Promise<ScanOrder | undefined> {
  const bytes = await parts.read(scan, 'order');
  return bytes && orderFrom(unpackArrays(bytes));
}

function orderFrom({ draws, lengths, blocks }: NamedArrays): ScanOrder {
  let at = 0;
  const tasks = Array.from(lengths as Int32Array, (length) => {
    at += length;
    return (blocks as Int32Array).subarray(at - length, at);
  });
  return { draws: (draws as Int32Array)[0] as number, tasks };
}
