import { baseRateText, hitsText } from '../../../contract/claim-line.ts';
import { formatCount, formatDate, formatEffect, formatOutcome, formatPercent, formatStated } from '../../../contract/format.ts';
import type { FamilyResult, StudyOutput, StudyResult } from '../../../contract/study.ts';
import { markdownTable } from '../harmless.ts';
import { list, type Text } from './text.ts';

/** A study or a family: the verdict, the numbers, what could have been seen, what would change it. */
export const studyText: Text<StudyOutput> = (result, { data }) => {
  const members = 'members' in result ? result.members : [result];
  const first = members[0] as StudyResult;
  return [
    ...('members' in result ? [familyTable(result)] : []),
    ...members.flatMap((member) => [
      ...(members.length > 1 ? [`**${member.outcome}**`] : []),
      member.sentence,
      list(numbersOf(member)),
      ...(member.howSure.length > 0 ? [member.howSure.join(' ')] : []),
      ...extrasOf(member),
    ]),
    ...notesOf(members),
    `As of ${formatDate(first.asOf)}. Data: ${data}.`,
  ];
};

function familyTable({ members }: FamilyResult): string {
  const rows = members.map((member) => [
    member.outcome,
    member.verdict,
    `${member.observations}`,
    hitsText(member),
    baseRateText(member),
    formatStated(member.headline.p, member.headline),
    formatStated(member.headline.adjusted, member.headline),
  ]);
  const head = ['outcome', 'verdict', 'n', 'hits', 'base rate', 'p', 'adjusted p'];
  return [`A family of ${members.length} after ${members[0]?.trigger}; each member pays for the others.`, markdownTable(head, rows)].join(
    '\n\n',
  );
}

/** n, base rate, p or why it is withheld, and the smallest visible effect, one in each line. */
export function numbersOf(study: StudyResult): string[] {
  return [`n: ${casesOf(study)}`, `base rate: ${baseOf(study)}`, `p: ${pOf(study)}`, `smallest visible effect: ${visibleOf(study)}`];
}

function casesOf({ observations, effectiveObservations, instances, outcomeKind, observed }: StudyResult): string {
  const pending = instances.filter(({ status }) => status === 'pending').length;
  const clusters = effectiveObservations === observations ? '' : ` in ${formatCount(effectiveObservations, 'cluster')} that do not overlap`;
  const found = observed && outcomeKind !== 'hit' && observations > 0 ? `, ${formatOutcome(observed.mean, outcomeKind)} on average` : '';
  return `${formatCount(observations, 'complete case')}${clusters}${found}${pending > 0 ? `; ${pending} pending, outside every figure` : ''}`;
}

function baseOf({ baseRate, outcomeKind }: StudyResult): string {
  if (!baseRate) return 'none, for want of dates with an outcome';
  const share = baseRate.hitRate === null ? '' : `${formatPercent(baseRate.hitRate)} ${outcomeKind === 'hit' ? 'hits' : 'rose'}`;
  const mean = outcomeKind === 'hit' ? '' : `${formatOutcome(baseRate.mean, outcomeKind)} on average`;
  const matched = baseRate.stateMatched ? `; ${formatPercent(baseRate.stateMatched.hitRate)} from the same distance below its record` : '';
  return `${[share, mean].filter(Boolean).join(', ')} over all ${formatCount(baseRate.observations, 'date')}${matched}`;
}

/** The p as it may be stated. */
export function pOf({ headline, insufficient }: StudyResult): string {
  const { p, withheld, adjusted, familySize, otherStudies } = headline;
  if (p === null) return `none: ${insufficient?.reason ?? 'there is too little data'}`;
  const stated = formatStated(p, headline);
  const family = familySize > 1 ? `; adjusted for the family of ${familySize} ${formatStated(adjusted, headline)}` : '';
  const others =
    otherStudies > 0 ? `; for the verdict it counts ${otherStudies + 1} times, for the other studies that the store has seen` : '';
  return `${stated}${family}${others}${withheld === null ? '' : `: ${withheld.replace(/^The p is withheld: /, '')}`}`;
}

/** The smallest effect that could have been seen. */
export function visibleOf({ power, direction, outcomeKind }: StudyResult): string {
  if (!power) return 'none could be computed';
  const sign = direction === 'up' ? 1 : -1;
  return `${formatEffect(sign * power.minimumDetectableEffect, outcomeKind)} beside the base rate (80 % power at p 0.05, for a single study)`;
}

function extrasOf({ curve, trade }: StudyResult): string[] {
  const asked =
    curve === null
      ? []
      : 'ok' in curve
        ? [`No curve: ${curve.reason}.`]
        : [`Asked in ${curve.tried} ways, ${curve.inDirection} lean the asked way; all together ${pOfCurve(curve.joint)}.`];
  const traded = trade === null ? [] : 'ok' in trade ? [`No trade: ${trade.reason}.`] : [trade.sentence];
  return [...asked, ...traded];
}

/** What was assumed on the way, told once for a whole family. */
function notesOf(members: readonly StudyResult[]): string[] {
  const notes = [...new Set(members.flatMap(({ notes: own }) => own))];
  return notes.length > 0 ? [list(notes.map((note) => `Note: ${note}`))] : [];
}

const pOfCurve = (joint: number): string => `p ${formatStated(joint, { withheld: null })}`;
