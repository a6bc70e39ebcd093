import type { Confounded, Stratum } from './confounders.ts';
import { formatNumber, formatOutcome, formatPercent } from './format.ts';

const hasHits = ({ strata }: Confounded): boolean => strata.some(({ baseHitRate }) => baseHitRate !== null);

/** The head of a table of strata: the part, how many dates and events, what came after each, and how often it was a rise or a hit. */
export const strataHead = (one: Confounded): string[] => [
  ...[one.title, 'dates', 'events', 'all dates', 'events\u2019'],
  ...(hasHits(one) ? ['up after all', 'after events'] : []),
];

/** A line of it. */
export const strataRow =
  (one: Confounded) =>
  ({ label, dates, events, base, observed, baseHitRate, hitRate }: Stratum): string[] => [
    ...[label, formatNumber(dates), formatNumber(events), formatOutcome(base, one.outcomeKind), formatOutcome(observed, one.outcomeKind)],
    ...(hasHits(one) ? [formatPercent(baseHitRate), formatPercent(hitRate)] : []),
  ];
