import type { Together } from '../contract/claims.ts';
import { formatNumber, formatPercent } from '../contract/format.ts';
import { type Content, html, prose } from './markup.ts';
import { renderTable } from './table.ts';

/** What the patterns of a pack say together: watched since the claims under one error, and drawn towards one another. */
export function renderTogether({ watched, discoveries, shrinkage, sentence }: Together): Content {
  if (watched === 0 && 'ok' in shrinkage) return null;
  const table =
    'ok' in shrinkage
      ? null
      : renderTable({
          label: 'The patterns together',
          head: ['claim', 'effect seen', 'drawn together', '90 %', 'likely in the claimed direction'],
          rows: shrinkage.claims.map(({ claim, observed, shrunken, interval, probability }) => ({
            ...(discoveries.includes(claim) ? { className: 'own' } : {}),
            cells: [
              claim,
              formatNumber(observed, 2),
              formatNumber(shrunken, 2),
              `${formatNumber(interval.low, 2)} to ${formatNumber(interval.high, 2)}`,
              formatPercent(probability),
            ],
          })),
        });
  return html`<h2 class="part">The patterns together</h2>
<p>${prose(sentence)}</p>
${table === null ? null : html`<p class="hint">Effects as they were known at each claim, in standard deviations of the target over its horizon, in the claimed direction. The patterns share events and targets, so they are no independent witnesses.</p>${table}`}`;
}
