import { capitalise } from '../contract/format.ts';
import type { VerdictKind } from '../contract/verdict.ts';
import { chipStyle, chipWords } from '../contract/verdict-chip.ts';
import { html, type Markup } from './markup.ts';

/** A verdict's fixed words in their box: the same shape everywhere, filled for `stands out from luck` alone. */
export function verdictChip(kind: VerdictKind): Markup {
  const style = chipStyle(kind);
  return html`<span class="chip${style === 'plain' ? '' : ` ${style}`}">${chipWords(kind)}</span>`;
}

/** The chip, and beside it the whole verdict where it says more than the chip. */
export function verdictLine(kind: VerdictKind, verdict: string): Markup {
  const more = verdict === chipWords(kind) ? null : html`<span class="full">${capitalise(verdict)}</span>`;
  return html`<p class="verdict">${verdictChip(kind)}${more}</p>`;
}
