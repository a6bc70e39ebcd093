import { useSearch } from '@tanstack/react-router';
import { type Asked, type ChangeOf, useAsked } from '../../parts/use-asked.ts';
import { asksTheSame, tidy } from './scan-question.ts';
import type { ScanSearch } from './scan-search.ts';

export type ScanChange = ChangeOf<ScanSearch>;
export type Scan = Asked<ScanSearch>;

const SCANS = { to: '/scan', tidy, asksTheSame } as const;

/** The state of a scan, which is its address. */
export function useScan(): Scan {
  const scan = useAsked<ScanSearch>(useSearch({ from: '/scan' }), SCANS);
  return { ...scan, edit: (change) => scan.edit({ ...change, group: undefined }) };
}
