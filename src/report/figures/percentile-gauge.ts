import { formatPercentile } from '../../contract/format.ts';
import { html, type Markup, trusted } from '../markup.ts';
import { BAND_OUTER, BASE, INK } from './theme.ts';

/** A bar for the whole of a quantity's own past with a tick at today's place in it. */
export function percentileGauge(percentile: number): Markup {
  const x = Math.round((2 + percentile * 116) * 10) / 10;
  const label = `At or above ${formatPercentile(percentile)} of its own past`;
  const quarters = [31, 60, 89].map((q) => `<path d="M${q},5V9" stroke="${BASE}"/>`).join('');
  const drawing = `<rect x="2" y="5" width="116" height="4" fill="${BAND_OUTER}"/>${quarters}<path d="M${x},0V14" stroke="${INK}" stroke-width="2.5"/>`;
  return html`<svg class="gauge" viewBox="0 0 120 14" width="120" height="14" role="img" aria-label="${label}">${trusted(drawing)}</svg>`;
}
