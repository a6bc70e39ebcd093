import { formatEffect } from '../../../src/contract/format.ts';
import type { ScanRow, TriggerScanResult } from '../../../src/contract/scan.ts';

/** Rows of one group: the first stands for them. */
export interface RowGroup {
  readonly group: number;
  readonly best: ScanRow;
  readonly others: readonly ScanRow[];
}

/** Rows by their groups, the group of the best row first. */
export function groupRows(rows: readonly ScanRow[]): RowGroup[] {
  const groups = Map.groupBy(rows, ({ group }) => group);
  return Array.from(groups, ([group, [best, ...others]]) => ({ group, best: best as ScanRow, others }));
}

/** The effect that a scan would find in a row's place, with its sign; null where none would be found. */
export function neededEffect(
  { needed, base }: Pick<ScanRow, 'needed' | 'base'>,
  { measure, direction }: Pick<TriggerScanResult, 'measure' | 'direction'>,
): number | null {
  if (typeof needed !== 'number') return null;
  const isUp = direction === 'up';
  // A share ends at none and at all.
  if (measure === 'hit' && needed > (isUp ? 1 - base : base)) return null;
  return isUp ? needed : -needed;
}

/** As it is printed; empty where none would be found. */
export const formatNeeded = (row: Pick<ScanRow, 'needed' | 'base'>, scan: Pick<TriggerScanResult, 'measure' | 'direction'>): string => {
  const needed = neededEffect(row, scan);
  return needed === null ? '' : formatEffect(needed, scan.measure);
};

/** In how many of 100 scans luck passes the line of a level: `5`, `0.5`. */
export const ofHundred = (level: number): string => String(Number((level * 100).toPrecision(3)));
