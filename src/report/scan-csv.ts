import { type CsvCell, csvOf } from './csv.ts';

const HEAD = [
  ...['trigger', 'market', 'horizon', 'outcome', 'events', 'clusters', 'dates', 'observed', 'base', 'z', 'p', 'adjusted_p', 'survives'],
];

/** One tested combination of a scan. */
export type ScanCells = readonly CsvCell[];

/** All combinations that a scan tested, one a line. */
export const scanCsv = (rows: readonly ScanCells[]): string => csvOf(HEAD, rows);
