import { capitalise } from '../contract/format.ts';
import type { VerdictKind } from '../contract/verdict.ts';
import { html, type Markup } from './markup.ts';

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

/** A verdict's fixed words in their box: the same shape everywhere, filled for `stands out from luck` alone. */
export function verdictChip(kind: VerdictKind): Markup {
  const style = FILLED.includes(kind) ? ' filled' : OPEN.includes(kind) ? ' open' : '';
  return html`<span class="chip${style}">${chipWords(kind)}</span>`;
}

/** The words that a chip shows. */
export function chipWords(kind: VerdictKind): string {
  return SHORT[kind] ?? kind;
}

/** The chip, and beside it the whole verdict where it says more than the chip. */
export function verdictLine(kind: VerdictKind, verdict: string): Markup {
  const more = verdict === chipWords(kind) ? null : html`<span class="full">${capitalise(verdict)}</span>`;
  return html`<p class="verdict">${verdictChip(kind)}${more}</p>`;
}
