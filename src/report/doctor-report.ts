import type { Comparison, DoctoredSeries, DoctorFinding, DoctorResult } from '../contract/doctor.ts';
import { formatCount, formatDate, formatNumber, formatPercent } from '../contract/format.ts';
import { html, type Markup, prose, slug } from './markup.ts';
import { renderPage } from './page.ts';
import { renderTable } from './table.ts';

/** Renders what the doctor found as one HTML file. */
export function renderDoctor(result: DoctorResult, { version }: { readonly version: string }): string {
  const { dataSource, asOf, pack, summary, series, command } = result;
  const found = series.filter(({ findings, comparisons }) => findings.length + comparisons.length > 0);
  const clean = series.filter(({ findings }) => findings.length === 0);
  const body = html`<header>
<p class="kicker">Harbinger · doctor · as of ${formatDate(asOf)}</p>
<h1>${dataSource}</h1>
<p class="summary">${prose(summary)}</p>
</header>
<main>
<p class="hint">${prose(`Effects are those on the studies of ${pack}: events and outcomes evaluated with and without what was found.`)}</p>
${found.map(renderSeries)}
${clean.length === 0 ? null : html`<h3>Nothing found</h3><p>${clean.map(({ id }) => id).join(', ')}</p>`}
</main>
<footer id="data"><h3 id="command">Reproduce it</h3><pre>${command}</pre><p class="meta">Harbinger ${version}</p></footer>`;
  return renderPage(`Doctor: ${dataSource} · Harbinger`, body);
}

function renderSeries({ id, title, calendar, from, to, rows, findings, comparisons }: DoctoredSeries): Markup {
  return html`<section id="${slug(id)}">
<h3>${title === id ? id : `${id}: ${title}`}</h3>
<p class="hint">${from === null ? 'not read' : `${formatCount(rows, 'row')}, ${formatDate(from)} to ${formatDate(to)}; ${calendar}`}</p>
${findings.length === 0 ? null : findingsTable(id, findings)}
${comparisons.map((comparison) => comparisonTable(id, comparison))}
</section>`;
}

function findingsTable(id: string, findings: readonly DoctorFinding[]): Markup {
  const words = (content: string) => ({ content: prose(content), className: 'words long' });
  return renderTable({
    label: `Findings in ${id}`,
    head: ['severity', { content: 'kind', className: 'words' }, words('what was found'), words('what to do'), words('what hangs on it')],
    rows: findings.map(({ severity, kind, sentence, advice, effect }) => ({
      cells: [severity, { content: kind, className: 'words' }, words(sentence), words(advice), words(effect)],
    })),
  });
}

function comparisonTable(id: string, { source, tolerance, factor, years }: Comparison): Markup {
  const scale = factor === 1 ? '' : `, whose values were multiplied by ${formatNumber(factor, factor < 10 ? 4 : 1)}`;
  const percent = (share: number) => `${formatNumber(share * 100, share < 0.001 ? 4 : 2)} %`;
  return html`<p class="hint">${prose(`${id} against ${source}${scale}: relative differences by year.`)}</p>
${renderTable({
  label: `${id} against ${source}`,
  head: ['year', 'n', `beyond ${percent(tolerance)}`, 'median', 'largest', 'on'],
  rows: years.map(({ year, observations, beyond, median, largest, largestOn }) => ({
    cells: [String(year), formatNumber(observations), formatPercent(beyond), percent(median), percent(largest), formatDate(largestOn)],
  })),
})}`;
}
