import type { ClaimResult } from './claims.ts';
import { formatDate, formatInUnit, formatLevel, formatPercent, formatProbability, formatShare } from './format.ts';
import type { StudyResult } from './study.ts';

/** How many went as claimed: `4 of 5`; the number of cases alone where the outcome has no hits. */
export function hitsText({ observed, observations, direction }: StudyResult): string {
  if (observations === 0) return 'none';
  if (observed?.hitRate == null) return `n ${observations}`;
  const rose = Math.round(observed.hitRate * observations);
  return formatShare(direction === 'up' ? rose : observations - rose, observations);
}

/** The base rate in the study's direction; for hits the state-matched one, as the verdict's sentence has it. */
export function baseRateText({ baseRate, direction }: StudyResult): string {
  const rate = baseRate?.stateMatched?.hitRate ?? baseRate?.hitRate ?? null;
  return formatPercent(rate === null || direction === 'up' ? rate : 1 - rate);
}

/** The adjusted p of a relation without events; empty for claims that have none. */
export function relationPText({ gates }: ClaimResult): string {
  const gate = gates.find(({ name }) => name === 'adjusted');
  return gate ? formatProbability(gate.p) : '';
}

/** What happened since for patterns and forecasts; for the others what the verdict names. */
export function findingText({ since, verdictKind, needs, verdict, figures, conditions, relations, facts }: ClaimResult): string {
  if (verdictKind === 'untestable: needs') return `needs ${verdict.replace('untestable: needs ', '')}`;
  if (since) return since.verdict;
  if (relations.length > 0)
    return verdictKind === 'suggestive, but hangs on' ? verdict.replace('suggestive, but ', '') : (facts[0]?.value ?? '');
  if (verdictKind === 'open until') return verdict;
  if (verdictKind.startsWith('misquoted')) return verdict.replace('misquoted: the source says ', '');
  if (verdictKind === 'reproduces only if') return verdict.replace('reproduces only if ', '').replace(/^it /, '');
  const figure = figures.find(({ reproduces }) => reproduces);
  if (figure) return `${formatLevel(figure.value)} on ${formatDate(figure.start)}`;
  const own = conditions[0];
  if (own) return `${formatInUnit(own.value, own.unit)} on ${formatDate(own.date)}`;
  return needs.length > 0 ? `needs ${needs[0]}` : '';
}
