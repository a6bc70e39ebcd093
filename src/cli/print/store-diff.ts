import { formatDate, formatInstant, formatLevel, formatNumber, formatP } from '../../contract/format.ts';
import type { DiffResult, RunResult } from '../../contract/store.ts';
import { column, type Look, right, styled, table, wrap } from './layout.ts';

const SHORT = 8;
const LISTED = 25;
const NUMBER = 14;
const LABEL = 66;

const runLine = ({ id, at, operation, asOf, dataHash, version }: DiffResult['before']): string =>
  `${id.slice(0, SHORT)}  ${formatInstant(at)}  ${operation}${asOf === null ? '' : `, as of ${formatDate(asOf)}`}; data ${dataHash.slice(0, 12)}; version ${version}`;

/** How a result looks in a terminal; `input` is what was asked, as it was given. */
export type Printer = (result: never, look: Look, input: Readonly<Record<string, unknown>>) => string;

/** A run that is kept, with its result as its operation prints it; as JSON where it has no print of its own. */
export function printRun(run: RunResult, look: Look, printer: Printer | undefined): string {
  const result = printer
    ? printer(run.result as never, look, run.input as Readonly<Record<string, unknown>>)
    : `${JSON.stringify(run.result, null, 2)}\n`;
  return `${styled(runLine(run), 'bold', look)}\n${wrap(JSON.stringify(run.input), { indent: 2 })}\n\n${result}`;
}

/** What changed between two runs: why, the verdicts, and the numbers that changed most. */
export function printDiff({ before, after, causes, verdicts, numbers, differing, sentence }: DiffResult, look: Look): string {
  const changed = verdicts.filter((verdict) => verdict.changed);
  return `${[
    runLine(before),
    runLine(after),
    '',
    styled(wrap(sentence), 'bold', look),
    ...causes.map((cause) => wrap(`- ${cause.sentence}`, { hanging: 2 })),
    ...(changed.length > 0 ? ['', styled('Verdicts', 'bold', look), verdictTable(changed)] : []),
    ...(numbers.length > 0
      ? ['', styled(numberLine('', 'before', 'after'), 'bold', look), ...numbers.slice(0, LISTED).map(changedLine)]
      : []),
    ...(differing > LISTED
      ? [`… and ${formatNumber(differing - LISTED)} more; --json has the largest ${formatNumber(numbers.length)}`]
      : []),
  ].join('\n')}\n`;
}

const verdictTable = (changed: DiffResult['verdicts']): string =>
  table(changed.map(({ claim, before, after }) => [`  ${column(claim, 24).trimEnd()}`, verdictWords(before), '→', verdictWords(after)]));

const verdictWords = (side: DiffResult['verdicts'][number]['before']): string =>
  side === null ? 'not there' : `${side.verdict}${side.p === null ? '' : ` (${formatP(side.p)})`}`;

const changedLine = ({ label, before, after }: DiffResult['numbers'][number]): string =>
  numberLine(label, formatLevel(before), formatLevel(after));

const numberLine = (label: string, before: string, after: string): string =>
  `  ${column(label, LABEL)}  ${right(before, NUMBER)}  ${right(after, NUMBER)}`;
