import * as Plot from '@observablehq/plot';
import { cardinal, formatCount, formatDate, formatNumber, formatProbability, MISSING } from '../contract/format.ts';
import type { LagResult } from '../contract/lag.ts';
import { drawSvg } from './figures/draw.ts';
import { frameFigure } from './figures/figure.ts';
import { BAND_OUTER, BASE, EVENTS, GRID, INK } from './figures/theme.ts';
import { type Content, html, type Markup, prose } from './markup.ts';
import { type Foot, renderFoot, renderPage } from './page.ts';
import { relationsTable } from './relations-table.ts';
import { type Row, renderTable } from './table.ts';

/** Renders the lead and lag of two series as one HTML file. */
export function renderLag(result: LagResult, foot: Foot): string {
  const { a, b, asOf, sentence, clock, from, to, observations, notes } = result;
  const body = html`<header>
<p class="kicker">Harbinger · lead and lag · as of ${formatDate(asOf)}</p>
<h1>${a} and ${b}: what moves first?</h1>
<p class="summary">${prose(sentence)}</p>
</header>
<main>
<p class="hint">${prose(`${formatCount(observations, 'pair')}, ${formatDate(from)} to ${formatDate(to)}. ${clock}`)}</p>
${correlogram(result)}
<h2 class="part">Every test</h2>
${relationsTable(result.tests)}
<h2 class="part">How steady</h2>
${stabilityTable(result)}
<h2 class="part">What was assumed</h2><ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>
</main>
${renderFoot(foot)}`;
  return renderPage(`${a} and ${b} · Harbinger`, body);
}

const WIDTH = 640;
const HEIGHT = 280;

function correlogram({ correlations, a, b, observations, to, sources }: LagResult): Content {
  if ('ok' in correlations) return html`<p class="needs">${prose(`No correlations: ${correlations.reason}.`)}</p>`;
  const { lags, values, band } = correlations;
  const points = lags.map((lag, i) => ({ lag, value: values[i] as number }));
  const furthest = points.reduce((most, point) => (Math.abs(point.value) > Math.abs(most.value) ? point : most));
  const reach = Math.max(band ?? 0, Math.abs(furthest.value)) * 1.1;
  const title = `The largest correlation, ${formatNumber(furthest.value, 2)}, is at ${furthest.lag === 0 ? 'the same time' : `a lag of ${formatNumber(Math.abs(furthest.lag))}, ${furthest.lag > 0 ? a : b} first`}.`;
  const options: Plot.PlotOptions = {
    height: HEIGHT,
    marginLeft: 46,
    marginBottom: 44,
    marginTop: 12,
    x: { type: 'linear', domain: [(lags[0] as number) - 1, (lags.at(-1) as number) + 1], tickSize: 0, label: null, ticks: 7 },
    y: { type: 'linear', domain: [-reach, reach], ticks: 5, tickSize: 0, label: null },
    marks: [
      ...(band === null
        ? []
        : [Plot.rectY([0], { x1: lags[0] as number, x2: lags.at(-1) as number, y1: -band, y2: band, fill: BAND_OUTER })]),
      Plot.gridY({ stroke: GRID, strokeOpacity: 1, ticks: 5 }),
      Plot.ruleX(points, { x: 'lag', y1: 0, y2: 'value', stroke: BASE, strokeWidth: 1.25 }),
      Plot.dot([furthest], { x: 'lag', y: 'value', r: 4.5, fill: EVENTS }),
      Plot.ruleY([0], { stroke: INK }),
      Plot.text([`lag in observations: ${b} first  ←  0  →  ${a} first`], { frameAnchor: 'bottom', dy: 36 }),
    ],
  };
  return frameFigure({
    context: { id: 'correlogram', outcome: '', kind: 'return', claimDate: null, reproduce: '#command' },
    className: 'correlogram',
    title,
    key: band === null ? [] : [['band-outer', '95 in 100 shifts stay inside, all lags counted (after pre-whitening)']],
    svgs: [drawSvg({ id: 'correlogram-drawing', width: WIDTH, height: HEIGHT, fontSize: 13, alt: title, panels: [{ top: 0, options }] })],
    footer: [`n = ${formatCount(observations, 'pair')}`, `to ${formatDate(to)}`, `Source: ${sources.join('; ')}`],
    table: { head: ['lag', 'correlation'], rows: points.map(({ lag, value }) => [formatNumber(lag), formatNumber(value, 3)]) },
  });
}

function stabilityTable({ stability, peakSides, windowYears, a, b }: LagResult): Markup {
  const rows = stability.map(
    ({ kind, from, to, sameTime, peakLag, peak, aFirst, bFirst, observations }): Row => ({
      ...(kind === 'era' ? { className: 'own' } : {}),
      cells: [
        `${formatDate(from)} to ${formatDate(to)}`,
        formatNumber(sameTime, 2),
        peakLag === null ? MISSING : formatNumber(peakLag),
        formatNumber(peak, 2),
        formatProbability(aFirst),
        formatProbability(bFirst),
        formatNumber(observations),
      ],
    }),
  );
  return html`<p class="hint">${prose(`Windows of ${cardinal(windowYears)} years in which ${a} is first: ${peakSides.aFirst}; ${b}: ${peakSides.bFirst}; neither: ${peakSides.sameTime}.`)}</p>
${renderTable({ label: 'How steady', head: ['time', 'same time', 'lag of the largest', 'largest', `${a} first: Granger p`, `${b} first: Granger p`, 'n'], rows })}`;
}
