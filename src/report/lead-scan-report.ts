import { formatCount, formatDate, formatNumber, formatProbability, MISSING } from '../contract/format.ts';
import type { LeadScanResult } from '../contract/lead-lag-scan.ts';
import { html, type Markup, prose } from './markup.ts';
import { renderFoot, renderPage } from './page.ts';
import { renderTable } from './table.ts';

/** Renders a scan of leads as one HTML file. */
export function renderLeadScan(result: LeadScanResult, version: string): string {
  const { question, asOf, sentence, dataSource, command } = result;
  const body = html`<header>
<p class="kicker">Harbinger · scan of leads · as of ${formatDate(asOf)}</p>
<h1>What moves before ${result.followers.join(', ')}?</h1>
<p class="question">${question}</p>
<p class="summary">${prose(sentence)}</p>
<p class="hint">${dataSource}.</p>
</header>
<main>
${pairs(result)}
${notTested(result)}
<h2 class="part">Notes</h2>
<ul class="notes">${[...result.notes, ...result.sources].map((note) => html`<li>${prose(note)}</li>`)}</ul>
</main>
${renderFoot({ command, version })}`;
  return renderPage(`What moves before ${result.followers.join(', ')}? · Harbinger`, body);
}

function pairs({ rows }: LeadScanResult): Markup {
  return html`<h2 class="part">All pairs</h2>
<p class="hint">A pair stands out where both adjusted p are small. The test in levels stands beside and decides nothing.</p>
${renderTable({
  label: 'All pairs',
  head: [
    'leader',
    'follower',
    'correlation',
    'lag',
    'p alone',
    'adjusted p',
    'by standard errors',
    'adjusted',
    'in levels',
    'observations',
    'from',
    'to',
  ],
  rows: rows.map((row) => ({
    ...(row.standsOut ? { className: 'own' } : {}),
    cells: [
      row.leader,
      row.follower,
      formatNumber(row.correlation, 2),
      formatCount(row.lagDays, 'day'),
      ...[row.p, row.adjusted, row.pHac, row.adjustedHac].map((p) => formatProbability(p)),
      'ok' in row.levels ? MISSING : formatProbability(row.levels.adjusted),
      formatNumber(row.observations),
      formatDate(row.from),
      formatDate(row.to),
    ],
  })),
})}`;
}

function notTested({ notTested: refused }: LeadScanResult): Markup | null {
  if (refused.length === 0) return null;
  return html`<h2 class="part">Not tested</h2>
${renderTable({
  label: 'Pairs that could not be tested',
  head: ['leader', 'follower', { content: 'why', className: 'words long' }],
  rows: refused.map(({ leader, follower, why }) => ({ cells: [leader, follower, { content: why.reason, className: 'words long' }] })),
})}`;
}
