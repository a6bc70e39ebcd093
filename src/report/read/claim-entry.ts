import { capitalise, formatDate, formatPercent, keepTogether } from '../../contract/format.ts';
import { cutQuote, harmless } from '../../contract/given-text.ts';
import type { ReadClaim, ReadVerdict } from '../../contract/read.ts';
import { howSaid, understood } from '../../contract/read-words.ts';
import { chipWords } from '../../contract/verdict-chip.ts';
import { verdictChip } from '../chip.ts';
import { type Content, html, type Markup, prose } from '../markup.ts';
import { isolated, languageOf } from './given-text.ts';

/** Letters of a quotation that stand with its claim: the whole of it is marked in the text. */
const QUOTED = 120;

/** Where a claim stands: the number of its text, its own number, both from 0. */
export interface Numbered {
  readonly article: number;
  readonly claim: number;
}

/** The anchor of a claim's entry. */
export const entryAnchor = ({ article, claim }: Numbered): string => `claim-${article + 1}-${claim + 1}`;

/** The anchor of the place in the text where a claim begins. */
export const markAnchor = ({ article, claim }: Numbered): string => `mark-${article + 1}-${claim + 1}`;

/** Whom an entry belongs to, and whether its claim is marked in the text. */
interface EntryPlace extends Numbered {
  readonly language: string | null;
  readonly isMarked: boolean;
}

/** One claim of a text: the verdict, who says it and how, which claim it is, why the verdict. */
export function renderEntry(claim: ReadClaim, place: EntryPlace): Markup {
  const { misquoted, tie, verdict } = claim;
  const number = place.isMarked
    ? html`<a class="n" href="#${markAnchor(place)}" title="Its place in the text">${place.claim + 1}</a> `
    : html`<strong class="n">${place.claim + 1}</strong> `;
  return html`<div class="entry" id="${entryAnchor(place)}">
<p class="verdict">${number}${verdictWords(verdict)}</p>
<blockquote dir="auto"${languageOf(place.language)}>${cutQuote(claim.quote, QUOTED)}</blockquote>
${misquoted === null ? null : html`<p class="misquoted"><strong>▲ misquoted</strong> ${prose(harmless(misquoted))}</p>`}
${verdict === null ? null : html`<p>${prose(harmless(verdict.why))}</p>`}
${tie === null ? null : html`<p>It is the claim “${harmless(tie.statement)}” <span class="who">${tie.pack}/${tie.claim}, by ${isolated(tie.by)}, ${formatDate(tie.madeOn)}; the text says ${formatPercent(tie.score)} of it</span></p>`}
${draftOf(claim)}
<p class="hint">${capitalise(harmless(howSaid(claim)))}${factsOf(claim)}</p>
${verdict?.command ? html`<p class="hint"><code>${verdict.command}</code></p>` : null}
</div>`;
}

function verdictWords(verdict: ReadVerdict | null): Content {
  if (verdict === null) return html`<span class="dim">Not checked</span>`;
  const more =
    verdict.verdict === chipWords(verdict.kind) ? null : html` <span class="full">${capitalise(harmless(verdict.verdict))}</span>`;
  return html`${verdictChip(verdict.kind)}${more}`;
}

/** Markets, numbers and dates of a claim, as they stand and as they were understood. */
function factsOf({ about, numbers, dates }: ReadClaim): Content {
  return [
    about.length === 0
      ? null
      : html` · of ${about.map(({ title, series }, i) => html`${i === 0 ? '' : ', '}${isolated(title)}${series === null ? ' (no series)' : ''}`)}`,
    ...numbers.map((number) => html` · ${asUnderstood(number.text, understood(number))}`),
    ...dates.map(({ text, from, to }) => html` · ${asUnderstood(text, span(from, to))}`),
  ];
}

const asUnderstood = (text: string, meaning: string): Markup =>
  harmless(text).trim() === meaning || meaning === '' ? html`${isolated(text)}` : html`“${isolated(text)}” = ${keepTogether(meaning)}`;

function span(from: string | null, to: string | null): string {
  if (from === null && to === null) return '';
  if (from === to) return formatDate(from);
  if (from === null) return `until ${formatDate(to)}`;
  return to === null ? `from ${formatDate(from)}` : `${formatDate(from)} to ${formatDate(to)}`;
}

function draftOf({ draft }: ReadClaim): Content {
  if (draft === null) return null;
  const { id, expressions, test, missing } = draft;
  return html`<p>No pack has it. ${prose(harmless(test))} <span class="who">draft ${id}</span></p>
${expressions.length === 0 ? null : html`<ul class="notes">${expressions.map(({ role, text }) => html`<li>${role}: <code>${harmless(text)}</code></li>`)}</ul>`}
${missing.length === 0 ? null : html`<div class="needs"><p>To be tested it needs:</p><ul class="notes">${missing.map((what) => html`<li>${harmless(what)}</li>`)}</ul></div>`}`;
}
