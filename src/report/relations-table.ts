import type { CrossCheck } from '../contract/cross-checks.ts';
import { formatMeasured, formatNumber, formatProbability } from '../contract/format.ts';
import { type Content, html, type Markup, prose } from './markup.ts';
import { type Row, renderTable } from './table.ts';

/** The tests of a relation without events, such as a regression or a lead: what each asks, what it found, its p. */
export function relationsTable(relations: readonly CrossCheck[]): Markup {
  const words = (content: Content) => ({ content, className: 'words long' });
  const rows = relations.map(({ name, asks, value, measure, p, observations, note, insufficient }): Row => {
    const what = words(html`${asks}${note === null ? null : html` <span class="dim">${note}</span>`}`);
    const test = { content: name, className: 'words' };
    if (insufficient) return { cells: [test, { ...words(prose(insufficient.reason)), span: 3 }, what] };
    return { cells: [test, formatMeasured(value, measure, 'return'), formatProbability(p), formatNumber(observations), what] };
  });
  return renderTable({ label: 'The tests', head: ['test', 'found', 'p', 'n', words('what it asks')], rows });
}
