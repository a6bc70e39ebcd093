import { formatCount, formatDate, formatNumber, formatProbability } from '../contract/format.ts';
import { formatStatistic } from '../contract/measures.ts';
import type { ScanRow, TriggerScanResult } from '../contract/scan.ts';
import { volatilityWords } from '../contract/scan-words.ts';
import { luckStrip } from './figures/luck-strip.ts';
import { html, type Markup, prose } from './markup.ts';
import { renderFoot, renderPage } from './page.ts';
import { renderTable } from './table.ts';

/** What a scan's report has beside its result. */
export interface ScanProvenance {
  readonly version: string;
  readonly dataHash: string;
}

/** Renders a scan of triggers as one HTML file. */
export function renderScan(result: TriggerScanResult, { version, dataHash }: ScanProvenance): string {
  const { targets, direction, measure, asOf, sentence, dataSource, command } = result;
  const looked =
    measure === 'return' ? (direction === 'up' ? 'rises' : 'falls') : direction === 'up' ? 'higher outcomes' : 'lower outcomes';
  const title = `What foretold ${looked} of ${targets.join(', ')}?`;
  const body = html`<header>
<p class="kicker">Harbinger · scan · as of ${formatDate(asOf)}</p>
<h1>${title}</h1>
<p class="summary">${prose(sentence)}</p>
<p class="hint">${dataSource}.</p>
</header>
<main>
${luckFigure(result)}
${findings(result)}
${best(result)}
${heat(result)}
${counted(result)}
</main>
${renderFoot({ command, version, dataHash })}`;
  return renderPage(`${title} · Harbinger`, body);
}

function luckFigure({ rows, luck, counts, level, dataSource, asOf }: TriggerScanResult): Markup | null {
  if (luck === null) return null;
  const percent = formatLevel(level);
  return luckStrip(
    rows.map(({ z, trigger, survives }) => ({ z, label: trigger, survives })),
    {
      title: `The largest of ${formatNumber(counts.tested)} is z ${formatNumber(luck.largest, 2)}; luck alone passes z ${formatNumber(luck.line, 2)} in ${percent} of such scans.`,
      luck,
      level: percent,
      footer: [
        `n = ${formatNumber(counts.tested)} combinations`,
        `${formatNumber(luck.draws)} shared shifts`,
        dataSource,
        `to ${formatDate(asOf)}`,
      ],
    },
  );
}

/** A level as a percentage: `5 %`, `2.5 %`. */
const formatLevel = (level: number): string => `${Number((100 * level).toPrecision(3))} %`;

function findings({ findings: found }: TriggerScanResult): Markup | null {
  if (found.length === 0) return null;
  return html`<h2 class="part">What stands out</h2>
${found.map(
  ({ trigger, outcome, verdict, sentence, volatilityScaledP, command }) => html`<h3><code>${trigger}</code> → <code>${outcome}</code></h3>
<p class="verdict"><span class="chip">${verdict}</span></p>
<p>${prose(sentence)}</p>
${volatilityScaledP === null ? null : html`<p>${prose(volatilityWords(volatilityScaledP))}</p>`}
<pre>${command}</pre>`,
)}`;
}

/** An expression that breaks between its arguments, not within a name. */
const expression = (text: string): Markup =>
  html`<code>${text.split(/(?<=[(,])/).flatMap((part, i) => (i === 0 ? [part] : [html`<wbr>`, part]))}</code>`;

const words = (content: string | Markup) => ({ content, className: 'words long' });

function best({ rows, groups, measure, direction, counts }: TriggerScanResult): Markup | null {
  if (rows.length === 0) return null;
  const shown = groups.map(({ group }) => rows.find((row) => row.group === group) as ScanRow);
  const sign = direction === 'up' ? 1 : -1;
  return html`<h2 class="part">The best ${formatNumber(shown.length)}${counts.survivors === 0 ? ', none of which stands out' : ''}</h2>
<p class="hint">Near-identical triggers of one market are told once. The adjusted p pays for all ${formatNumber(counts.tested)} combinations; p alone is what each would have had as the only one. Needed is what the scan would find with 80 % in its place.</p>
${renderTable({
  label: 'The best combinations',
  head: [
    words('trigger'),
    ...['market', 'horizon', 'events', 'clusters', 'after', 'base', 'shrunken', 'z', 'p alone', 'adjusted p', 'needed'],
  ],
  rows: shown.map((row) => ({
    ...(row.survives ? { className: 'own' } : {}),
    cells: [
      words(
        html`${expression(row.trigger)}${alike(new Set(rows.filter(({ group }) => group === row.group).map(({ trigger }) => trigger)).size - 1)}`,
      ),
      ...[row.target, row.horizon, formatNumber(row.events), formatNumber(row.clusters)],
      formatStatistic(row.observed, measure),
      formatStatistic(row.base, measure),
      formatStatistic(row.base + row.shrunken, measure),
      formatNumber(row.z, 2),
      formatProbability(row.p),
      formatProbability(row.adjusted),
      typeof row.needed === 'number' ? formatStatistic(row.base + sign * row.needed, measure) : 'no size',
    ],
  })),
})}`;
}

const alike = (others: number): Markup | null =>
  others === 0 ? null : html`<br><span class="dim">and ${formatCount(others, 'trigger')} like it</span>`;

function heat({ heat: { triggers, columns, z } }: TriggerScanResult): Markup | null {
  if (triggers.length === 0) return null;
  return html`<h2 class="part">The best triggers over markets and horizons</h2>
<p class="hint">Standardised effect z of each; a dash where there was too little to test. Large values side by side are one idea more often than many findings.</p>
${renderTable({
  label: 'Standardised effect by trigger, market and horizon',
  head: [words('trigger'), ...columns.map(({ target, horizon }) => `${target} ${horizon}`)],
  rows: triggers.map((trigger, i) => ({
    cells: [words(expression(trigger)), ...(z[i] ?? []).map((value) => (value === null ? '–' : formatNumber(value, 1)))],
  })),
})}`;
}

function counted({ counts, level, notes, sources }: TriggerScanResult): Markup {
  const rows: [string, string][] = [
    ['triggers', `${formatNumber(counts.triggers)} on ${formatNumber(counts.series)} series`],
    ['combinations of trigger, market and horizon', formatNumber(counts.hypotheses)],
    ...counts.notTested.map(({ reason, count }): [string, string] => [`not tested: ${reason}`, formatNumber(count)]),
    ['tested', formatNumber(counts.tested)],
    [`p of ${formatLevel(level)} or less, had each been alone`, formatNumber(counts.uncorrected)],
    ['of those by luck, at most, on average', formatNumber(counts.byLuck, counts.byLuck < 10 ? 1 : 0)],
    ['false discovery rate (Benjamini–Hochberg)', formatNumber(counts.benjaminiHochberg)],
    ['the same under any dependence (Benjamini–Yekutieli)', formatNumber(counts.benjaminiYekutieli)],
    ['family-wise over the whole scan (step-down max-T)', formatNumber(counts.survivors)],
  ];
  return html`<h2 class="part">What was counted</h2>
${renderTable({ label: 'What was counted', head: ['what', 'how many'], rows: rows.map((cells) => ({ cells })) })}
<ul class="notes">${[...notes, ...sources].map((note) => html`<li>${prose(note)}</li>`)}</ul>`;
}
