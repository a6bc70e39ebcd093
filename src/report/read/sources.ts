import { formatNumber, formatPercent } from '../../contract/format.ts';
import { harmless } from '../../contract/given-text.ts';
import type { ReadSource } from '../../contract/read.ts';
import { type Content, html, type Markup } from '../markup.ts';
import { type Row, renderTable } from '../table.ts';
import { isolated } from './given-text.ts';

/** Who is said to have said it, each with how forecasts on their claims came out. */
export function renderSources(sources: readonly ReadSource[]): Content {
  if (sources.length === 0) return null;
  const words = (content: Content, className = 'words') => ({ content, className });
  return html`<h2 class="part" id="sources">Who says it</h2>
<p class="hint">Of forecasts that were sealed on their claims before anybody knew the outcome. A Brier score is better the smaller it is; who beats the base rate’s knows something.</p>
${renderTable({
  label: 'Sources with their track record',
  head: [
    words('source'),
    'claims here',
    'forecasts',
    'cases',
    'as claimed',
    'base rate',
    'Brier',
    'of base rate',
    words('what else', 'words long'),
  ],
  rows: sources.map(sourceRow),
})}`;
}

function sourceRow({ by, claims, record, hint }: ReadSource): Row {
  const name = { content: isolated(by), className: 'words' };
  const hinted = { content: codeWords(harmless(hint)), className: 'words long' };
  if (record === null) return { cells: [name, formatNumber(claims), { content: 'none scored', span: 6, className: 'words' }, hinted] };
  const { forecasts, clusters, wentAsClaimed, baseRate, brier, brierOfBaseRate, isFew } = record;
  return {
    cells: [
      name,
      ...[formatNumber(claims), formatNumber(forecasts)],
      { content: html`${formatNumber(clusters)}${isFew ? html` <span class="dim">few</span>` : null}` },
      ...[formatPercent(wentAsClaimed), formatPercent(baseRate), formatNumber(brier, 3), formatNumber(brierOfBaseRate, 3)],
      hinted,
    ],
  };
}

/** What stands between backticks is code. */
const codeWords = (text: string): Markup[] => text.split('`').map((part, i) => (i % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));
