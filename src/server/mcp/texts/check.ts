import { baseRateText, findingText, hitsText, relationPText } from '../../../contract/claim-line.ts';
import type { CheckResult, ClaimResult } from '../../../contract/claims.ts';
import { capitalise, formatDate, formatInUnit, formatOutcome, formatPercentile, formatStated, MISSING } from '../../../contract/format.ts';
import type { OutcomeKind } from '../../../contract/outcome-kind.ts';
import type { Instance, StudyResult } from '../../../contract/study.ts';
import { markdownTable } from '../harmless.ts';
import { numbersOf } from './study.ts';
import { list, type Text } from './text.ts';

/** A checked pack as a table of verdicts; one claim with its numbers. */
export const checkText: Text<CheckResult> = (result) => {
  const only = result.claims.length === 1 ? result.claims[0] : undefined;
  return [
    ...(only ? claimParagraphs(only) : [result.summary, verdictTable(result), result.together.sentence, ...unread(result)]),
    `As of ${formatDate(result.asOf)}. Data: ${result.dataSource}.`,
  ].filter((paragraph) => paragraph !== '');
};

function verdictTable({ claims }: CheckResult): string {
  const rows = claims.map((claim) => {
    const study = claim.known[claim.primary];
    const numbers = study
      ? [`${study.observations}`, hitsText(study), baseRateText(study), formatStated(study.headline.adjusted, study.headline)]
      : ['', '', '', relationPText(claim)];
    return [claim.id, claim.verdictKind.replace(/: .*$/, ''), ...numbers, findingText(claim)];
  });
  return markdownTable(['claim', 'verdict', 'n', 'hits', 'base rate', 'adjusted p', 'what was found, or came since'], rows);
}

const unread = ({ series }: CheckResult): string[] =>
  series.flatMap(({ id, error }) => (error === null ? [] : [`Not read: ${id}: ${error}`]));

/** One claim: the verdict and why, the numbers, what came since, what it needs. */
export function claimParagraphs(claim: ClaimResult): string[] {
  const study = claim.known[claim.primary];
  return [
    `**${capitalise(claim.verdict)}.** "${claim.statement}" (${claim.by}, ${formatDate(claim.madeOn)})`,
    // A pattern's own sentence begins with its verdict again.
    claim.why.replace(`${capitalise(claim.verdict)}. `, ''),
    ...(study ? [list(numbersOf(study)), casesTable(claim)] : []),
    ...listed(readings(claim)),
    ...(claim.relations.length > 0 ? [relationsTable(claim)] : []),
    (study?.howSure ?? claim.howSure).join(' '),
    claim.since && claim.since.sentence !== claim.why ? `Since the claim: ${claim.since.verdict}. ${claim.since.sentence}` : '',
    ...listed(claim.needs.map((need) => `Needs ${need}`)),
    ...listed(claim.notes.map((note) => `Note: ${note}`)),
  ].filter((paragraph) => paragraph !== '');
}

const listed = (items: readonly string[]): string[] => (items.length > 0 ? [list(items)] : []);

/** What the claim asserts, and what the data make of it. */
function readings({ asserts, facts, figures, conditions, relations, known }: ClaimResult): string[] {
  return [
    ...asserts.map(({ label, value }) => `asserted: ${label}: ${value}`),
    ...(known.length === 0 || relations.length > 0 ? facts.map(({ label, value }) => `${label}: ${value}`) : []),
    ...figures.map(({ label, reproduces, start, end, value, note }) => {
      const span = end === null ? '' : `${formatDate(start)} to ${formatDate(end)}, ${formatOutcome(value, 'return')}; `;
      return `${yesNo(reproduces)}, ${label}: ${span}${note}`;
    }),
    ...conditions.map(({ label, holds, value, unit, percentile, date, needs }) => {
      if (value === null) return `${label}: not read${needs.length > 0 ? `, needs ${needs.join(', ')}` : ''}`;
      const place = percentile === null ? '' : `, at or above ${formatPercentile(percentile)} of its past`;
      return `${yesNo(holds)}, ${label}: ${formatInUnit(value, unit)} on ${formatDate(date)}${place}`;
    }),
  ];
}

const yesNo = (answer: boolean | null): string => (answer === null ? 'could not be tried' : answer ? 'yes' : 'no');

function casesTable({ toDate, known, primary }: ClaimResult): string {
  const study = toDate[primary] ?? (known[primary] as StudyResult);
  if (study.instances.length === 0) return 'No case has an outcome or awaits one.';
  const rows = study.instances.map((instance) => [formatDate(instance.eventDate), caseWords(instance, study.outcomeKind)]);
  return `All cases to date; the verdict rests on those that could be known when the claim was made.\n\n${markdownTable(['event', study.outcome], rows)}`;
}

/** What became of one case. */
function caseWords({ outcome, soFar, status, dueDate, settledOn }: Instance, kind: OutcomeKind): string {
  if (status === 'complete') return formatOutcome(outcome, kind);
  if (settledOn !== null) return `${formatOutcome(soFar, kind)}, settled on ${formatDate(settledOn)}`;
  return `${formatOutcome(soFar, kind)} so far, open until ${formatDate(dueDate)}`;
}

function relationsTable({ relations }: ClaimResult): string {
  const rows = relations.map(({ name, observations, p, insufficient, note }) => [
    name,
    `${observations}`,
    p === null ? MISSING : formatStated(p, { withheld: null }),
    insufficient?.reason ?? note ?? '',
  ]);
  return markdownTable(['test', 'n', 'p', 'note'], rows);
}
