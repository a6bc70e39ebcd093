import type { BackcastResult, ForecastResult, ForecastScores } from '../../contract/forecast.ts';
import { formatCount, formatDate, formatNumber } from '../../contract/format.ts';

/**
 * The ledger in two or three sentences: "12 forecasts are sealed: 5 open, 1 due, 6 scored. On the scored the mean Brier score is 0.21, that of the base rate
 * 0.22, that of 50 % 0.25."
 */
export function ledgerSentence({ counts, fault, scores }: Pick<ForecastResult, 'counts' | 'fault' | 'scores'>): string {
  const broken = fault === null ? '' : `The chain is broken at ${fault}: what follows proves nothing. `;
  const { forecasts, open, due, scored } = counts;
  if (forecasts === 0) return `${broken}Nothing is sealed yet.`;
  const parts = [`${formatNumber(open)} open`, ...(due === 0 ? [] : [`${formatNumber(due)} due`]), `${formatNumber(scored)} scored`];
  return `${broken}${formatCount(forecasts, 'forecast')} ${forecasts === 1 ? 'is' : 'are'} sealed: ${parts.join(', ')}. ${scoresSentence(scores)}`.trim();
}

/** A back-cast in two sentences. */
export function backcastSentence({
  counts,
  scores,
  from,
  to,
  dates,
}: Pick<BackcastResult, 'counts' | 'scores' | 'from' | 'to' | 'dates'>): string {
  const { forecasts, scored } = counts;
  const first = `On ${formatCount(dates, 'date')} from ${formatDate(from)} to ${formatDate(to)} ${formatCount(forecasts, 'forecast')} would have been sealed, of which ${formatNumber(scored)} can be scored.`;
  return `${first} ${scoresSentence(scores)}`.trim();
}

/** What the scores say, and no more than their intervals allow. */
function scoresSentence({ brier, clusters }: ForecastScores): string {
  if ('ok' in brier) return '';
  const { own, baseRate, even, againstBaseRate } = brier;
  const means = `The mean Brier score is ${score(own)}, that of the base rate ${score(baseRate)}, that of 50 % ${score(even)}`;
  if ('ok' in againstBaseRate)
    return `${means}; ${formatCount(clusters, 'independent case')} ${clusters === 1 ? 'is' : 'are'} too few to say which is better.`;
  const { low, high } = againstBaseRate.interval;
  const verdict = high < 0 ? 'better than the base rate' : low > 0 ? 'worse than the base rate' : 'not to be told from the base rate';
  return `${means}: on ${formatCount(clusters, 'independent case')} ${verdict}.`;
}

const score = (value: number): string => formatNumber(value, 3);
