import { baseRateText, findingText, hitsText, relationPText } from '../../contract/claim-line.ts';
import type { CheckResult, ClaimResult } from '../../contract/claims.ts';
import { formatDate, formatOutcome, formatStated } from '../../contract/format.ts';
import type { OutcomeKind } from '../../contract/outcome-kind.ts';
import type { Instance, StudyResult } from '../../contract/study.ts';
import { VerdictKind } from '../../contract/verdict.ts';
import { chipWords } from '../../contract/verdict-chip.ts';
import { crossCheckTable, curveLines, gateLines, relationTable } from './close-look.ts';
import { confounderLines } from './confounders.ts';
import { cut, type Look, lineWidth, styled, table, widthOf, wrap } from './layout.ts';

/** A checked pack: one line a claim; a single claim in full. */
export function printCheck(result: CheckResult, look: Look): string {
  const head = [styled(result.title, 'bold', look), wrap(result.question), '', wrap(result.summary), `Data: ${result.dataSource}`, ''];
  const only = result.claims.length === 1 ? result.claims[0] : undefined;
  const body = only ? [inFull(only, look)] : [lines(result.claims, look), '', ...unreadable(result), howToSeeMore(result)];
  return `${[...head, ...body].join('\n')}\n`;
}

const HEAD = ['verdict', 'claim', 'hits', 'base', 'adj. p', 'found, or since'];

/** From this width on a claim has one line, and what was found is cut to fit. */
const ONE_LINE = 90;

function lines(claims: readonly ClaimResult[], look: Look): string {
  const rows = claims.map((claim) => rowOf(claim));
  const room = lineWidth() - 2 * (HEAD.length - 1) - HEAD.slice(0, -1).reduce((sum, head, i) => sum + widest(head, rows, i), 0);
  const shown = lineWidth() < ONE_LINE ? rows : rows.map((row) => row.map((cell, i) => (i === row.length - 1 ? cut(cell, room) : cell)));
  const [head = '', ...body] = table([HEAD, ...shown], [2, 3, 4]).split('\n');
  return [styled(head, 'dim', look), ...body.map((line) => withChip(line, look))].join('\n');
}

const widest = (head: string, rows: readonly (readonly string[])[], at: number): number =>
  Math.max(widthOf(head), ...rows.map((row) => widthOf(row[at] ?? '')));

function rowOf(claim: ClaimResult): string[] {
  const study = claim.known[claim.primary];
  const numbers = study
    ? [hitsText(study), baseRateText(study), formatStated(study.headline.adjusted, study.headline)]
    : ['', '', relationPText(claim)];
  return [chipWords(claim.verdictKind), claim.id, ...numbers, findingText(claim)];
}

/** A line in which the verdict stands out; only `stands out from luck` is filled. */
function withChip(line: string, look: Look): string {
  const chip = CHIPS.find((words) => line.startsWith(words));
  if (chip === undefined) return line;
  const style = chip === 'stands out from luck' ? 'inverse' : chip === 'untestable' ? 'dim' : 'bold';
  return styled(chip, style, look) + line.slice(chip.length);
}

/** The longest first, since one begins as another does. */
const CHIPS = VerdictKind.options.map(chipWords).sort((a, b) => b.length - a.length);

function unreadable({ series }: CheckResult): string[] {
  return series.flatMap(({ id, error }) => (error === null ? [] : [wrap(`Not read: ${id}: ${error}`, { hanging: 2 })]));
}

function howToSeeMore({ command }: CheckResult): string {
  return `One claim in full: ${command} --claim ID\nReport: ${command} --out report.html`;
}

function inFull(claim: ClaimResult, look: Look): string {
  const study = claim.known[claim.primary];
  const parts = [
    styled(`${claim.verdict}`, 'bold', look),
    wrap(claim.statement),
    styled(
      wrap(`${claim.by}; ${claim.outlets.map(({ outlet, date }) => `${outlet}, ${formatDate(date)}`).join('; ')}`, { hanging: 2 }),
      'dim',
      look,
    ),
    '',
    ...(study && study.foreword !== '' ? [styled(wrap(study.foreword), 'dim', look)] : []),
    wrap(claim.why),
    ...claim.facts.map(({ label, value }) => wrap(`  ${label}: ${value}`, { hanging: 4 })),
    ...claim.figures.map((row) =>
      wrap(`  ${row.reproduces === null ? '–  ' : row.reproduces ? 'yes' : 'no '} ${row.label}: ${figureWords(row)}`, { hanging: 6 }),
    ),
    ...claim.conditions.map((row) => wrap(`  ${row.holds === null ? '–  ' : row.holds ? 'yes' : 'no '} ${row.label}`, { hanging: 6 })),
    ...(study ? ['', ...instances(claim)] : []),
    ...(claim.relations.length > 0 ? ['', relationTable(claim.relations)] : []),
    ...(claim.howSure.length > 0 ? ['', styled('How sure is this?', 'bold', look), wrap(claim.howSure.join(' '))] : []),
    ...gateLines(claim.gates),
    ...(study ? closeLook(study, look) : []),
    ...confounderLines(claim.toDate[claim.primary]?.confounders ?? [], look),
    ...(claim.since && claim.since.sentence !== claim.why
      ? ['', wrap(`Since the claim: ${claim.since.verdict}. ${claim.since.sentence}`, { hanging: 2 })]
      : []),
    ...(claim.needs.length > 0 ? ['', ...claim.needs.map((need) => wrap(`Needs ${need}`, { hanging: 2 }))] : []),
    ...(claim.notes.length > 0 ? ['', ...claim.notes.map((note) => wrap(`Note: ${note}`, { hanging: 2 }))] : []),
    '',
    `Reproduce: ${claim.command}`,
  ];
  return parts.join('\n');
}

/** What stands beside the study of a claim: its gates, the other methods, the other choices, how sure one can be. */
function closeLook(study: StudyResult, look: Look): string[] {
  return [
    ...gateLines(study.gates, study.headline),
    ...(study.crossChecks.length > 0 ? ['', styled('Asked in other ways', 'bold', look), crossCheckTable(study)] : []),
    ...(study.curve ? ['', ...curveLines(study.curve, look)] : []),
    ...(study.howSure.length > 0 ? ['', styled('How sure is this?', 'bold', look), wrap(study.howSure.join(' '))] : []),
  ];
}

function figureWords({ start, end, note, value }: ClaimResult['figures'][number]): string {
  const span = end ? `${formatDate(start)} to ${formatDate(end)}, ${formatOutcome(value, 'return')}; ` : '';
  return `${span}${note}`;
}

function instances(claim: ClaimResult): string[] {
  const study = claim.toDate[claim.primary] as StudyResult;
  return study.instances.map((instance) => `  ${formatDate(instance.eventDate)}: ${instanceWords(instance, study.outcomeKind)}`);
}

function instanceWords({ outcome, soFar, status, dueDate, settledOn }: Instance, kind: OutcomeKind): string {
  if (status === 'complete') return formatOutcome(outcome, kind);
  if (settledOn !== null) return `${formatOutcome(soFar, kind)}, settled on ${formatDate(settledOn)}`;
  return `${formatOutcome(soFar, kind)} so far, open until ${formatDate(dueDate)}`;
}
