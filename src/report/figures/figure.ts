import type { Asked, FigureWords, Swatch } from '../../contract/figures/figure-words.ts';
import { keepTogether } from '../../contract/format.ts';
import { type Content, html, type Markup, prose, trusted } from '../markup.ts';
import { BAND_INNER, BAND_OUTER, BASE, EVENTS, HATCH, INK, TARGET } from './theme.ts';

/** What a figure must know besides its picture's data. */
export interface FigureContext extends Asked {
  /** Begins every id inside the figure; unique in the page. */
  readonly id: string;
  /** Where the command that reproduces the figure stands, e.g. `#three-of-three-command`. */
  readonly reproduce: string | null;
  /** Where the data come from, for figures whose footer does not say so themselves. */
  readonly source?: string;
}

/** The parts that every figure has. */
export interface FigureParts extends Omit<FigureWords, 'alt'> {
  readonly context: FigureContext;
  readonly className: string;
  readonly svgs: readonly string[];
}

/** Sets a drawing with its title, key, footer and the table of its data. */
export function frameFigure(parts: FigureParts): Markup {
  const { context, table } = parts;
  return html`<figure class="figure ${parts.className}" id="${context.id}">
<figcaption>${prose(parts.title)}</figcaption>
<ul class="key">${parts.key.map(([swatch, text]) => html`<li>${drawSwatch(swatch)}${text}</li>`)}</ul>
<div class="canvas">${parts.svgs.map(trusted)}</div>
<p class="source">${keepTogether([...parts.footer, context.source === undefined ? '' : `Source: ${context.source}`].filter((part) => part !== '').join('\u00a0· '))}${reproduceLink(context)}</p>
<details><summary>The figure as a table</summary>${dataTable(table.head, table.rows, parts.title)}</details>
</figure>`;
}

function reproduceLink(context: FigureContext): Content {
  return context.reproduce === null ? null : html`<span class="reproduce"> · <a href="${context.reproduce}">reproduce</a></span>`;
}

function dataTable(head: readonly string[], rows: readonly (readonly string[])[], label: string): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table class="data">
<thead><tr>${head.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => (i === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>\n`)}</tbody>
</table></div>`;
}

const SWATCHES: Readonly<Record<Swatch, string>> = {
  events: `<path d="M0,6H20" stroke="${EVENTS}" stroke-width="1.5"/>`,
  'events-thick': `<path d="M0,6H20" stroke="${EVENTS}" stroke-width="3.5"/>`,
  since: `<path d="M0,6H20" stroke="${EVENTS}" stroke-width="1.75" stroke-dasharray="4 3"/>`,
  target: `<path d="M0,6H20" stroke="${TARGET}" stroke-width="2"/>`,
  trigger: `<path d="M0,6H20" stroke="${INK}" stroke-width="1.5"/>`,
  base: `<path d="M0,6H20" stroke="${BASE}" stroke-width="2"/>`,
  'band-inner': `<rect width="20" height="12" fill="${BAND_INNER}"/>`,
  'band-outer': `<rect width="20" height="12" fill="${BAND_OUTER}"/>`,
  'not-known': `<path d="M1,12L13,0M7,12L19,0M-5,12L7,0" stroke="${HATCH}" stroke-width="2"/>`,
  horizon: `<rect width="20" height="12" fill="${EVENTS}" fill-opacity="0.16"/><path d="M0.75,0V12" stroke="${EVENTS}" stroke-width="1.5"/>`,
  open: `<path d="M1,12L13,0M7,12L19,0M-5,12L7,0M13,12L25,0" stroke="${EVENTS}" stroke-width="1.75" stroke-opacity="0.6"/><path d="M0.75,0V12" stroke="${EVENTS}" stroke-width="1.5" stroke-dasharray="3 2"/>`,
  outline: `<rect x="0.75" y="0.75" width="18.5" height="10.5" fill="none" stroke="${INK}" stroke-width="1.25"/>`,
};

function drawSwatch(swatch: Swatch): Markup {
  return trusted(`<svg class="swatch" viewBox="0 0 20 12" width="20" height="12" aria-hidden="true">${SWATCHES[swatch]}</svg>`);
}
