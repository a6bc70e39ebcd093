import { formatDate, formatInUnit, formatOutcome, formatPercent, formatPercentile } from '../../../contract/format.ts';
import type { ClaimState, NowResult } from '../../../contract/state.ts';
import { list, type Text } from './text.ts';

/** What is on now: the sentence for the pack, the counts, each claim in a line; one claim with its evidence. */
export const nowText: Text<NowResult> = ({ summary, counts, claims, asOf, dataSource }) => [
  summary,
  `Evidence: ${counts.for} for, ${counts.against} against, ${counts.unknown} unknown.`,
  ...(claims.length === 1 ? inFull(claims[0] as ClaimState) : [list(claims.map(lineOf))]),
  `As of ${formatDate(asOf)}. Data: ${dataSource}.`,
];

function lineOf(claim: ClaimState): string {
  const { id, liveness, verdict, trigger, data } = claim;
  return [`**${id}** (${liveness}): ${verdict}`, trigger?.sentence ?? '', chanceOf(claim), data ? `data to ${formatDate(data.to)}` : '']
    .filter(Boolean)
    .join('; ');
}

const chanceOf = ({ probability }: ClaimState): string =>
  probability === null
    ? ''
    : `chance of ${probability.outcome} in the next case ${formatPercent(probability.value)} beside a base rate of ${formatPercent(probability.baseRate)} (n ${probability.clusters} clusters)`;

function inFull(claim: ClaimState): string[] {
  const { statement, why, open, evidence, since, needs } = claim;
  const items = [
    ...open.map(
      ({ outcome, kind, eventDate, dueDate, soFar }) =>
        `open: ${outcome} after ${formatDate(eventDate)}, due ${formatDate(dueDate)}, so far ${formatOutcome(soFar, kind)}`,
    ),
    ...evidence.map(
      ({ side, label, value, unit, date, percentile }) =>
        `${side}: ${label}${value === null ? '' : `: ${formatInUnit(value, unit)} on ${formatDate(date)}`}${percentile === null ? '' : `, at or above ${formatPercentile(percentile)} of its past`}`,
    ),
    ...needs.map((need) => `needs ${need}`),
  ];
  return [lineOf(claim), statement, why, ...(since ? [since.sentence] : []), ...(items.length > 0 ? [list(items)] : [])];
}
