import type { VerdictKind } from './verdict.ts';

/** The one filled chip. */
const FILLED: readonly VerdictKind[] = ['stands out from luck'];
/** Verdicts that leave the question open for want of data, events or time. */
const OPEN: readonly VerdictKind[] = ['untestable: needs', 'open until', 'too few events', 'could not have been seen'];

const SHORT: Partial<Record<VerdictKind, string>> = {
  'reproduces only if': 'reproduces only if …',
  'suggestive, but hangs on': 'suggestive, but hangs on …',
  'open until': 'open',
  'untestable: needs': 'untestable',
  'misquoted: the source says': 'misquoted',
};

/** How a verdict's chip is drawn. */
export const chipStyle = (kind: VerdictKind): 'filled' | 'open' | 'plain' =>
  FILLED.includes(kind) ? 'filled' : OPEN.includes(kind) ? 'open' : 'plain';

/** The words that a chip shows. */
export function chipWords(kind: VerdictKind): string {
  return SHORT[kind] ?? kind;
}
