import type { Confounded } from '../contract/confounders.ts';
import { strataHead, strataRow } from '../contract/strata-words.ts';
import { type Content, html, type Markup, prose } from './markup.ts';
import { renderTable } from './table.ts';

/** What else was true: for each confounder its parts with their base rates, and the effect within them. */
export function renderConfounders(confounders: readonly Confounded[]): Content {
  if (confounders.length === 0) return null;
  return html`<h3>What else was true</h3>
<p class="hint">The same cases, each against other dates on which the same held. None of this feeds the verdict.</p>
${confounders.map(renderOne)}`;
}

function renderOne(one: Confounded): Markup {
  const sentence = html`<p>${prose(one.sentence)}</p>`;
  if (one.strata.length === 0) return html`<p class="hint">${one.title}</p>${sentence}`;
  const table = { label: one.title, head: strataHead(one), rows: one.strata.map((stratum) => ({ cells: strataRow(one)(stratum) })) };
  return html`${renderTable(table)}${sentence}`;
}
