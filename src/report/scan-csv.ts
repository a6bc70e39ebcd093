import type { LeadScanResult } from '../contract/lead-lag-scan.ts';
import { type CsvCell, csvOf } from './csv.ts';

const COMBINATIONS = [
  ...['trigger', 'market', 'horizon', 'outcome', 'events', 'clusters', 'dates', 'observed', 'base', 'shrunken', 'z', 'p', 'adjusted_p'],
  ...['benjamini_hochberg', 'benjamini_yekutieli', 'survives'],
];

/** All combinations that a scan tested, one a line. */
export const scanCsv = (rows: readonly (readonly CsvCell[])[]): string => csvOf(COMBINATIONS, rows);

const LEADS = [
  ...['leader', 'follower', 'from', 'to', 'observations', 'lag', 'lag_days', 'correlation', 'p', 'adjusted_p', 'p_hac', 'adjusted_p_hac'],
  ...['order_in_levels', 'p_in_levels', 'adjusted_p_in_levels', 'stands_out'],
];

/** All pairs that a scan of leads tested, one a line. */
export const leadScanCsv = ({ rows }: LeadScanResult): string =>
  csvOf(
    LEADS,
    rows.map(({ levels, ...row }) => [
      ...[row.leader, row.follower, row.from, row.to, row.observations, row.lag, row.lagDays, row.correlation],
      ...[row.p, row.adjusted, row.pHac, row.adjustedHac],
      ...('ok' in levels ? [null, null, null] : [levels.order, levels.p, levels.adjusted]),
      row.standsOut ? 'yes' : 'no',
    ]),
  );
