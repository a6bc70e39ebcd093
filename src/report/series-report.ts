import type { SeriesDetail, SeriesList } from '../contract/claims.ts';
import { formatCount, formatDate, formatInstant, formatLevel, formatNumber, MISSING } from '../contract/format.ts';
import { datedLine } from './figures/dated-line.ts';
import { html, type Markup } from './markup.ts';
import { type Foot, renderFoot, renderPage, seriesTable } from './page.ts';
import { renderTable } from './table.ts';

/** Renders the list of series as one HTML file. */
export function renderSeriesList({ dataSource, series }: SeriesList, foot: Foot): string {
  const failed = series.filter(({ error }) => error !== null).length;
  const body = html`<header>
<p class="kicker">Harbinger · series</p>
<h1>${dataSource}</h1>
<p class="summary">${formatCount(series.length, 'series', 'series')}${failed === 0 ? '' : `, ${failed} of them not readable`}.</p>
</header>
<main>${seriesTable(series)}</main>
${renderFoot(foot)}`;
  return renderPage(`${dataSource} · Harbinger`, body);
}

/** Renders one series as one HTML file: a chart of its points and its last rows. */
export function renderSeriesDetail(detail: SeriesDetail, foot: Foot): string {
  const { id, title, unit, lastRows, notes, source, from, to, rows, calendar } = detail;
  const body = html`<header>
<p class="kicker">Harbinger · series ${id}</p>
<h1>${title}</h1>
<p class="summary">${formatNumber(rows)} rows, ${formatDate(from)} to ${formatDate(to)}; ${unit === '' ? 'no unit' : unit}; ${calendar}.</p>
</header>
<main>
${chart(detail)}
<h2 class="part">The last rows</h2>
${renderTable({
  label: 'The last rows',
  head: ['date', unit === '' ? 'value' : unit, 'known at'],
  rows: lastRows.map(({ date, value, knownAt }) => ({ cells: [formatDate(date), formatLevel(value), formatInstant(knownAt)] })),
})}
${notes.length === 0 ? null : html`<h2 class="part">What was assumed</h2><ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
<p class="hint">${source}</p>
</main>
${renderFoot(foot)}`;
  return renderPage(`${title} · Harbinger`, body);
}

function chart({ id, title, unit, points, source, to, rows }: SeriesDetail): Markup | null {
  if (points.length < 2) return null;
  return datedLine(points, {
    id: `series-${id.replace(/\W/g, '-')}`,
    title: `${title}: ${formatLevel(points.at(-1)?.value ?? null)} on ${formatDate(to)}.`,
    unit,
    footer: [
      `n = ${formatNumber(rows)}, ${formatNumber(points.length)} of them drawn`,
      `Source: ${source === '' ? MISSING : source}`,
      `to ${formatDate(to)}`,
    ],
  });
}
