import type { CatalystReading, EvidenceResult, IndicatorReading, Standing } from '../contract/evidence.ts';
import { formatCount, formatDate, formatNumber, formatPlace, MISSING } from '../contract/format.ts';
import { withUnit } from '../contract/measures.ts';
import { datedLine } from './figures/dated-line.ts';
import { percentileGauge } from './figures/percentile-gauge.ts';
import { type Content, html, type Markup, prose } from './markup.ts';
import { renderFoot, renderPage } from './page.ts';
import { renderTable } from './table.ts';

/** Renders the evidence for a pack and against it as one HTML file, or one indicator with its history where one was asked for. */
export function renderEvidence(result: EvidenceResult): string {
  const { evidence, dataHash, version, command } = result;
  const [indicator] = evidence.indicators;
  const isOne = result.history !== null && indicator !== undefined;
  const body = html`${isOne ? indicatorHead(result, indicator) : boardHead(result)}
<main>
${isOne ? ownFigure(result, indicator) : null}
${board(result)}
${isOne ? null : historyFigure(result)}
</main>
${renderFoot({ command, version, dataHash })}`;
  return renderPage(`${isOne ? indicator.title : evidence.title} · Harbinger`, body);
}

const boardHead = ({ title, asOf, evidence, dataSource }: EvidenceResult): Markup => html`<header>
<p class="kicker">Harbinger · evidence · as of ${formatDate(asOf)}</p>
<h1>${evidence.title}</h1>
<p class="question">${evidence.thesis}</p>
<p class="summary">${prose(evidence.reading.sentence)}</p>
<p class="hint">${prose(`${title} ${dataSource}.`)}</p>
</header>`;

const indicatorHead = ({ asOf, evidence, dataSource }: EvidenceResult, one: IndicatorReading): Markup => html`<header>
<p class="kicker">Harbinger · evidence · as of ${formatDate(asOf)}</p>
<h1>${one.title}</h1>
<p class="question">${evidence.thesis}</p>
<p class="summary">${prose(`${one.speaks === 'high' ? 'High' : 'Low'} values speak for it, ${one.level === null ? 'against their own past' : `beyond ${withUnit(one.level, one.unit)}`}. ${one.why}`)} <span class="dim">${one.reasonBy}</span></p>
<p class="hint"><code>${one.expression}</code>${one.note === null ? null : html` ${prose(one.note)}`}</p>
<p class="hint">${one.series.map(({ id, source }) => `${id}: ${source}`).join('; ')}. ${dataSource}.</p>
</header>`;

function board({ evidence }: EvidenceResult): Markup {
  const ofSide = (side: IndicatorReading['side']) => evidence.indicators.filter((indicator) => indicator.side === side);
  return html`${sideTable('For', ofSide('for'))}
${sideTable('Against', ofSide('against'))}
${unreadTable(ofSide('unknown'))}
${catalystTable(evidence.catalysts)}`;
}

const words = (content: Content, className = 'words') => ({ content, className });

function sideTable(title: string, indicators: readonly IndicatorReading[]): Content {
  if (indicators.length === 0) return null;
  return html`<h2 class="part">${title} <span class="dim">${formatNumber(indicators.length)}</span></h2>
${renderTable({
  label: title,
  head: ['indicator', 'value', words('among its own past', 'words long'), '4 weeks before', 'dated', 'age'],
  rows: indicators.map((indicator) => ({ cells: readCells(indicator, indicator.now as Standing) })),
})}`;
}

const readCells = (indicator: IndicatorReading, now: Standing) => [
  words(html`${indicator.title}<br><span class="dim">${indicator.why} (${indicator.reasonBy})</span>`, 'words long'),
  withUnit(now.value, indicator.unit),
  words(
    html`${percentileGauge(now.percentile)}${formatPlace(now.percentile)} of 100 <span class="dim">of ${formatNumber(now.observations)}</span>`,
    'words long',
  ),
  indicator.fourWeeksAgo ? formatPlace(indicator.fourWeeksAgo.percentile) : MISSING,
  formatDate(now.date),
  indicator.ageDays === 0 ? '' : formatCount(indicator.ageDays ?? 0, 'day'),
];

function unreadTable(indicators: readonly IndicatorReading[]): Content {
  if (indicators.length === 0) return null;
  return html`<h2 class="part">Cannot be read</h2>
${renderTable({
  label: 'Cannot be read',
  head: ['indicator', words('needs', 'words long'), 'last value', 'dated'],
  rows: indicators.map(({ title, needs, last, unit }) => ({
    cells: [words(title), words(needs.join(', '), 'words long'), withUnit(last?.value ?? null, unit), formatDate(last?.date ?? null)],
  })),
})}`;
}

function catalystTable(catalysts: readonly CatalystReading[]): Content {
  if (catalysts.length === 0) return null;
  return html`<h2 class="part">Catalysts</h2>
${renderTable({
  label: 'Catalysts',
  head: ['event', 'date', words('status', 'words long'), words('why', 'words long')],
  rows: catalysts.map(({ title, date, sentence, needs, why, reasonBy }) => ({
    cells: [
      words(title),
      formatDate(date),
      words(`${sentence}${needs.length === 0 ? '' : `; to tell needs ${needs.join(', ')}`}`, 'words long'),
      words(html`${why} <span class="dim">${reasonBy}</span>`, 'words long'),
    ],
  })),
})}`;
}

function historyFigure({ evidence, dataSource }: EvidenceResult): Markup | null {
  const { history } = evidence.reading;
  if (!history || history.dates.length < 2) return null;
  const weeks = formatCount(history.dates.length, 'week');
  const points = history.dates.map((date, i) => ({ date, value: 100 * (history.percentiles[i] as number) }));
  return datedLine(points, {
    id: 'reading',
    title: `With equal weights the readings stood at ${formatNumber(points.at(-1)?.value ?? null)} of 100 in the last of ${weeks}.`,
    unit: 'mean place of 100',
    level: 50,
    footer: [
      `n = ${weeks}, of ${Math.min(...history.indicators)} to ${Math.max(...history.indicators)} indicators`,
      dataSource,
      `to ${formatDate(history.dates.at(-1) as string)}`,
    ],
  });
}

function ownFigure({ history, dataSource }: EvidenceResult, indicator: IndicatorReading): Markup | null {
  if (!history || history.dates.length < 2) return null;
  const last = history.dates.at(-1) as string;
  return datedLine(
    history.dates.map((date, i) => ({ date, value: history.values[i] as number })),
    {
      id: 'indicator',
      title: `${indicator.title}: ${withUnit(history.values.at(-1) ?? null, indicator.unit)} on ${formatDate(last)}.`,
      unit: indicator.unit,
      level: indicator.level,
      footer: [`n = ${formatNumber(history.values.length)}`, dataSource, `to ${formatDate(last)}`],
    },
  );
}
