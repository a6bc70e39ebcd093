import {
  formatDate,
  formatLevel,
  formatNumber,
  formatOutcome,
  formatP,
  formatPercent,
  formatProbability,
  formatReturn,
  formatStated,
} from '../../contract/format.ts';
import type { FamilyResult, Instance, StudyOutput, StudyResult } from '../../contract/study.ts';
import { crossCheckTable, curveLines, gateLines, tradeLines } from './close-look.ts';
import { confounderLines } from './confounders.ts';
import { type Look, sparkline, styled, table, wrap } from './layout.ts';

/** A study: the sentence, the instances, the tests. A family: its members in a table, then each. */
export function printStudy(result: StudyOutput, look: Look): string {
  if (!('members' in result)) return `${one(result, look)}\n`;
  return `${family(result, look)}\n\n${result.members.map((member) => one(member, look)).join('\n\n')}\n`;
}

function family({ members }: FamilyResult, look: Look): string {
  const rows = members.map((member) => [
    member.outcome,
    `${member.observations}`,
    summaryWords(member.observed, member),
    baseWords(member),
    formatStated(member.headline.commonCircle, member.headline),
    formatStated(member.headline.adjusted, member.headline),
    member.verdictKind,
  ]);
  const head = ['outcome', 'n', 'after events', 'base rate', 'p', 'adjusted', 'verdict'];
  return [
    styled(wrap(`A family of ${members.length} after ${members[0]?.trigger}`, { hanging: 2 }), 'bold', look),
    table([head, ...rows], [1, 2, 3, 4, 5]),
  ].join('\n');
}

/** The base rate; for hits the state-matched one, as the verdict's sentence has it. */
function baseWords(member: StudyResult): string {
  const matched = member.baseRate?.stateMatched;
  return matched ? formatPercent(matched.hitRate) : summaryWords(member.baseRate, member);
}

function summaryWords(summary: StudyResult['observed'], { outcomeKind }: StudyResult): string {
  if (!summary) return '–';
  if (outcomeKind === 'hit') return formatPercent(summary.hitRate);
  return formatOutcome(summary.mean, outcomeKind);
}

function one(study: StudyResult, look: Look): string {
  const { admissible, gates, notes, excluded } = study;
  return [
    styled(wrap(`${study.outcome} after ${study.trigger}`, { hanging: 2 }), 'bold', look),
    ...(study.foreword === '' ? [] : [styled(wrap(study.foreword), 'dim', look)]),
    wrap(study.sentence),
    admissible ? styled(wrap(extent(study, admissible)), 'dim', look) : 'No admissible date.',
    '',
    instanceTable(study),
    ...(excluded.length > 0
      ? [
          styled(
            wrap(
              `${excluded.length} further ${excluded.length === 1 ? 'event has' : 'events have'} no instance: ${excluded.map(({ eventDate }) => formatDate(eventDate)).join(', ')} (${[...new Set(excluded.map(({ reason }) => reason))].join('; ')})`,
              { hanging: 2 },
            ),
            'dim',
            look,
          ),
        ]
      : []),
    ...(study.tests.length > 0 ? ['', testTable(study)] : []),
    ...(study.distribution ? ['', distributionLines(study.distribution)] : []),
    ...gateLines(gates, study.headline),
    ...(study.crossChecks.length > 0 ? ['', styled('Asked in other ways', 'bold', look), crossCheckTable(study)] : []),
    ...(study.curve ? ['', ...curveLines(study.curve, look)] : []),
    ...(study.trade ? ['', ...tradeLines(study.trade, look)] : []),
    ...confounderLines(study.confounders, look),
    ...(study.howSure.length > 0 ? ['', styled('How sure is this?', 'bold', look), wrap(study.howSure.join(' '))] : []),
    ...(notes.length > 0 ? ['', ...notes.map((note) => styled(wrap(`Note: ${note}`, { hanging: 2 }), 'dim', look))] : []),
  ].join('\n');
}

function instanceTable({ instances, outcomeKind }: StudyResult): string {
  if (instances.length === 0) return 'No instance.';
  const rows = instances.map(({ eventDate, entryDate, exitDate, entry, exit, outcome, soFar, status, dueDate, settledOn }) => [
    formatDate(eventDate),
    formatDate(entryDate),
    formatLevel(entry),
    formatDate(exitDate),
    formatLevel(exit),
    formatOutcome(outcome ?? soFar, outcomeKind),
    status === 'complete' ? '' : pendingWords({ entryDate, dueDate, settledOn }),
  ]);
  return table([['event', 'entry', 'at', 'exit', 'at', 'outcome', ''], ...rows], [2, 4, 5]);
}

function pendingWords({ entryDate, dueDate, settledOn }: Pick<Instance, 'entryDate' | 'dueDate' | 'settledOn'>): string {
  if (entryDate === null) return 'pending: the target has no close after it yet';
  if (settledOn !== null) return `settled on ${formatDate(settledOn)}; its horizon runs to ${formatDate(dueDate)}`;
  return dueDate ? `so far; open until ${formatDate(dueDate)}` : 'so far; open';
}

function testTable({ tests, placebos, outcomeKind, direction }: StudyResult): string {
  const shown = (value: number, statistic: string, isCentred = false) =>
    statistic === 'hitRate'
      ? isCentred
        ? `${formatNumber(value * 100)} points`
        : formatPercent(value)
      : outcomeKind === 'return'
        ? formatReturn(Math.expm1(value))
        : formatNumber(value, 2);
  const shifts = tests.map(({ name, statistic, observed, pUpper, pLower, countUpper, countLower, draws }) => [
    name,
    statistic,
    shown(observed, statistic, name.includes('era-centred')),
    formatProbability(pUpper),
    formatProbability(pLower),
    `${formatNumber(direction === 'up' ? countUpper : countLower)} of ${formatNumber(draws)}`,
  ]);
  const matched = placebos.map(({ name, statistic, observed, pUpper, pLower, draws, observations }) => [
    `${name} placebo`,
    statistic,
    shown(observed, statistic),
    formatProbability(pUpper),
    formatProbability(pLower),
    `${formatNumber(draws)} draws, n ${observations}`,
  ]);
  return table(
    [['test', 'statistic', 'observed', 'p up', 'p down', direction === 'up' ? 'as high' : 'as low'], ...shifts, ...matched],
    [2, 3, 4, 5],
  );
}

/** What the study stands on: dates, independent placements, the best p that 0/1 outcomes could have reached. */
function extent(
  { asOf, independentPlacements, headline }: StudyResult,
  { observations, from, to }: NonNullable<StudyResult['admissible']>,
): string {
  const placements = independentPlacements === null ? '' : `; ${formatNumber(independentPlacements)} independent placements`;
  const best = headline.bestReachable === null ? '' : `; best reachable ${formatP(headline.bestReachable)}`;
  return `${formatNumber(observations)} admissible dates, ${formatDate(from)} to ${formatDate(to)}; as of ${formatDate(asOf)}${placements}${best}`;
}

/** All era-centred shifts as bars, with the observed place marked below. */
function distributionLines({ counts, observedBin }: NonNullable<StudyResult['distribution']>): string {
  return [
    wrap('All era-centred shifts, low to high; the mark is what was observed'),
    `  ${sparkline(counts)}`,
    `  ${' '.repeat(observedBin)}▲`,
  ].join('\n');
}
