import type { LuckLine, ScanRow, TriggerScanResult } from '../../../src/contract/scan.ts';

/** A scan of which something could be tested. */
export type TestedScan = TriggerScanResult & { readonly luck: LuckLine };

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

/** What would have had to follow a row's events for the scan to find it, in the measure of the outcome; null where nothing would do. */
export function neededStatistic(
  { needed, base }: Pick<ScanRow, 'needed' | 'base'>,
  { measure, direction }: Pick<TriggerScanResult, 'measure' | 'direction'>,
): number | null {
  if (typeof needed !== 'number') return null;
  const statistic = direction === 'up' ? base + needed : base - needed;
  // A share ends at none and at all.
  return measure === 'hit' && (statistic > 1 || statistic < 0) ? null : statistic;
}

/** In how many of 100 scans luck passes the line of a level: `5`, `0.5`. */
export const ofHundred = (level: number): string => String(Number((level * 100).toPrecision(3)));
