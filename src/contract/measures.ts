import {
  formatCount,
  formatDate,
  formatFactor,
  formatLevel,
  formatLog,
  formatNumber,
  formatPercent,
  formatReturn,
  MISSING,
} from './format.ts';
import type { OutcomeKind } from './outcome-kind.ts';
import type { StudyResult } from './study.ts';

/** A value with its unit: `%` and `return` mean a decimal that is shown as a percentage, `percent` one that is there already. */
export function withUnit(value: number | null, unit: string): string {
  if (value === null) return MISSING;
  if (unit === '%' || unit === 'return') return formatReturn(value);
  if (unit === 'share') return formatPercent(value);
  if (unit === 'percent') return `${formatLevel(value)} %`;
  if (unit === 'days') return formatCount(Math.round(value), 'day');
  return unit === '' ? formatLevel(value) : `${formatLevel(value)} ${unit}`;
}

/** What a hit is called for outcomes of a kind: `rose`, `hit`. */
export function hitWord({ outcomeKind: kind, direction }: Pick<StudyResult, 'outcomeKind' | 'direction'>): string {
  const isUp = direction === 'up';
  if (kind === 'return') return isUp ? 'rose' : 'did not rise';
  if (kind === 'hit') return isUp ? 'hit' : 'no hit';
  return isUp ? 'above 0' : 'not above 0';
}

/** Hits among the complete instances, e.g. `4 of 5`; for days their mean. */
export function hitsOf(study: StudyResult): string {
  if (study.observations === 0) return MISSING;
  if (study.outcomeKind === 'days') return formatDays(study.observed?.mean ?? null);
  const hits = study.instances.filter(
    (i) => i.outcome !== null && i.status === 'complete' && i.outcome > 0 === (study.direction === 'up'),
  ).length;
  return `${formatNumber(hits)} of ${formatNumber(study.observations)}`;
}

/** The base rate of a hit over all admissible dates (for 0/1 outcomes the state-matched one where there is one). */
export function baseHitRate(study: StudyResult): string {
  if (study.baseRate === null) return MISSING;
  if (study.outcomeKind === 'days') return formatDays(study.baseRate.mean);
  return formatPercent(asClaimed(study.baseRate.stateMatched?.hitRate ?? study.baseRate.hitRate, study));
}

/** A share of rises as the share of what was claimed. */
export const asClaimed = (share: number | null, { direction }: Pick<StudyResult, 'direction'>): number | null =>
  share === null || direction === 'up' ? share : 1 - share;

/** The mean of a set of outcomes in the measure of its kind. */
export function formatMean(summary: { mean: number | null; meanLog: number | null } | null, kind: OutcomeKind): string {
  if (summary === null) return MISSING;
  if (kind === 'return') return formatReturn(summary.mean);
  if (kind === 'log difference') return formatLog(summary.meanLog ?? summary.mean);
  return kind === 'hit' ? formatPercent(summary.mean) : formatDays(summary.mean);
}

/** The statistic of a study as a scan has it, in words: a mean of logs as a return, a share as a percentage, days as days. */
export function formatStatistic(value: number, kind: OutcomeKind): string {
  if (kind === 'return') return formatReturn(Math.expm1(value));
  if (kind === 'log difference') return formatLog(value);
  return kind === 'hit' ? formatPercent(value) : formatDays(value);
}

/** The median of a set of outcomes in the measure of its kind. */
export function formatMedian(summary: { median: number | null } | null, kind: OutcomeKind): string {
  const median = summary?.median ?? null;
  if (kind === 'return') return formatReturn(median);
  return kind === 'log difference' ? formatLog(median) : kind === 'days' ? formatDays(median) : MISSING;
}

/** The smallest effect that could have been seen: a factor for returns, points for hits, days, a log difference. */
export function smallestVisible(study: StudyResult): string {
  const { power } = study;
  if (power === null) return MISSING;
  if (power.factor !== null) return formatFactor(power.factor);
  const effect = power.minimumDetectableEffect;
  if (study.outcomeKind === 'hit') return `${formatNumber(effect * 100)} points`;
  return study.outcomeKind === 'days' ? formatDays(effect) : formatLog(effect);
}

/** First to last admissible date. */
export function spanOf(study: StudyResult): string {
  return study.admissible === null ? MISSING : `${formatDate(study.admissible.from)} to ${formatDate(study.admissible.to)}`;
}

function formatDays(days: number | null): string {
  return days === null ? MISSING : formatCount(Math.round(days), 'day');
}
