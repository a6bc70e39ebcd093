import type { SeriesEntry } from '../contract/claims.ts';
import { formatCount, formatDate, formatNumber, MISSING } from '../contract/format.ts';
import type { Language } from '../contract/languages.ts';
import { type Content, html, type Markup, trusted } from './markup.ts';
import { STYLE } from './style.ts';
import { renderTable } from './table.ts';

/** What makes one run different from another, printed at the foot. */
export interface Provenance {
  readonly series: readonly SeriesEntry[];
  readonly dataSource: string;
  readonly dataHash: string;
  readonly version: string;
  readonly command: string;
  /** What a reader may do next. */
  readonly next?: { readonly says: string; readonly command: string };
}

/** What a page without series of its own adds at its foot. */
export interface Foot {
  readonly command: string;
  readonly version: string;
  /** Left out where the page is about the state of the data and not about numbers made from them. */
  readonly dataHash?: string;
}

/** The foot of a page: what makes it again, and by which program on which data. */
export function renderFoot({ command, version, dataHash }: Foot): Markup {
  return html`<footer id="data"><h2 class="part" id="command">Reproduce it</h2><pre>${command}</pre>
<p class="meta">Harbinger ${version}${dataHash === undefined ? null : html` · data hash <code>${dataHash}</code>`}</p></footer>`;
}

/** A whole document that needs nothing but itself. */
export function renderPage(title: string, body: Content, language: Language = 'en'): string {
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Harbinger">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<div class="page">
${body}
</div>
</body>
</html>
`;
  return page.markup;
}

/** The foot of a report: the series with their spans and sources, then what reproduces the whole. */
export function renderProvenance(provenance: Provenance): Markup {
  const { series, dataSource, dataHash, version, command, next } = provenance;
  return html`<footer id="data">
<h2 class="part">The data</h2>
<p class="hint">${dataSource}. ${formatCount(series.length, 'series', 'series')}.</p>
${series.length === 0 ? null : seriesTable(series)}
<h3 id="command">Reproduce the report</h3>
<pre>${command}</pre>
${next === undefined ? null : html`<h3>${next.says}</h3><pre>${next.command}</pre>`}
<p class="meta">Harbinger ${version} · data hash <code>${dataHash}</code></p>
</footer>`;
}

/** The series with their spans, sources and notes. */
export function seriesTable(series: readonly SeriesEntry[]): Markup {
  const words = (content: Content, className = 'words') => ({ content, className });
  return renderTable({
    label: 'Series',
    head: ['series', words('title'), words('unit'), words('calendar'), 'from', 'to', 'rows', words('source', 'words long')],
    rows: series.map((s) => ({
      cells: [
        s.id,
        words(s.title),
        words(s.unit === '' ? MISSING : s.unit),
        words(s.calendar),
        formatDate(s.from),
        formatDate(s.to),
        formatNumber(s.rows),
        words(
          html`${s.source}${[...s.notes, ...(s.error === null ? [] : [s.error])].map((n) => html`<br><span class="dim">${n}</span>`)}`,
          'words long',
        ),
      ],
    })),
  });
}
