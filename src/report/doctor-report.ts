import type { Comparison, DoctoredSeries, DoctorFinding, DoctorResult } from '../contract/doctor.ts';
import { formatCount, formatDate, formatNumber, formatPercent } from '../contract/format.ts';
import { type Content, html, type Markup, prose, slug } from './markup.ts';
import { renderFoot, renderPage } from './page.ts';
import { renderTable } from './table.ts';

/** Renders what the doctor found as one HTML file. */
export function renderDoctor(result: DoctorResult, { version }: { readonly version: string }): string {
  const { dataSource, asOf, pack, summary, series, command } = result;
  // That a series has ended is said of all of them in one table.
  const found = series.filter(({ findings, comparisons }) => findings.some(isOfItsOwn) || comparisons.length > 0);
  const clean = series.filter(({ findings }) => findings.length === 0);
  const body = html`<header>
<p class="kicker">Harbinger · doctor · as of ${formatDate(asOf)}</p>
<h1>${dataSource}</h1>
<p class="summary">${prose(summary)}</p>
<p class="hint">${prose(`Effects are those on the studies of ${pack}: events and outcomes evaluated with and without what was found.`)}</p>
</header>
<main>
${found.map(renderSeries)}
${endings(series)}
${clean.length === 0 ? null : html`<h2 class="part">Nothing found</h2><p>${clean.map(({ id }) => id).join(', ')}</p>`}
</main>
${renderFoot({ command, version })}`;
  return renderPage(`Doctor: ${dataSource} · Harbinger`, body);
}

const isEnding = ({ kind, severity }: DoctorFinding): boolean => kind === 'stale tail' && severity === 'note';
const isOfItsOwn = (finding: DoctorFinding): boolean => !isEnding(finding);

function renderSeries({ id, title, calendar, from, to, rows, findings, comparisons }: DoctoredSeries): Markup {
  const own = findings.filter(isOfItsOwn);
  return html`<section id="${slug(id)}" aria-label="${id}">
<h2 class="part">${title === id ? id : `${id}: ${title}`}</h2>
<p class="hint">${from === null ? 'not read' : `${formatCount(rows, 'row')}, ${formatDate(from)} to ${formatDate(to)}; ${calendar}`}</p>
${own.length === 0 ? null : findingsTable(id, own)}
${comparisons.map((comparison) => comparisonTable(id, comparison))}
</section>`;
}

const SEVERITY_CHIPS = { error: 'chip filled', warning: 'chip', note: 'chip open' } as const;

function findingsTable(id: string, findings: readonly DoctorFinding[]): Markup {
  const words = (content: string) => ({ content: prose(content), className: 'words long' });
  const haveEffects = findings.some(({ effect }) => effect !== '');
  return renderTable({
    label: `Findings in ${id}`,
    head: [
      'severity',
      { content: 'kind', className: 'words' },
      ...['what was found', 'what to do', ...(haveEffects ? ['what hangs on it'] : [])].map((content) => ({
        content,
        className: 'words long',
      })),
    ],
    rows: findings.map(({ severity, kind, sentence, advice, effect }) => ({
      cells: [
        { content: html`<span class="${SEVERITY_CHIPS[severity]}">${severity}</span>` },
        { content: kind, className: 'words' },
        ...[sentence, advice, ...(haveEffects ? [effect] : [])].map(words),
      ],
    })),
  });
}

/** Series whose last observation lies some closes back. */
function endings(series: readonly DoctoredSeries[]): Content {
  const ended = series.flatMap(({ id, title, to, findings }) => findings.filter(isEnding).map(({ count }) => ({ id, title, to, count })));
  if (ended.length === 0) return null;
  return html`<section id="stale-tails" aria-label="Where the series end"><h2 class="part">Where the series end</h2>
<p class="hint">Closes that have become known since the last observation. Pull them, or bring newer files.</p>
${renderTable({
  label: 'Where the series end',
  head: ['series', { content: 'title', className: 'words' }, 'last observation', 'closes since'],
  rows: ended.map(({ id, title, to, count }) => ({
    cells: [id, { content: title, className: 'words' }, formatDate(to), formatNumber(count)],
  })),
})}</section>`;
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
