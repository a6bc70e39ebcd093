import type { LanguageFunction, LanguageResult, ParseResult } from '../../contract/expression.ts';
import { formatCount, formatDate, formatLevel, formatNumber } from '../../contract/format.ts';
import { type Look, lineWidth, sparkline, styled, table, wrap } from './layout.ts';

const MOST_DATES = 12;

/** An expression as it was understood, and what it gives; or a caret under its fault. */
export function printParse(result: ParseResult, look: Look, { text }: { readonly text?: unknown }): string {
  const { canonical, series, missing, events, last, error, role } = result;
  if (error) return `${fault(error, String(text), look)}\n`;
  const lines = [
    styled(canonical ?? '', 'bold', look),
    wrap(`${ROLES[role]}${series.length === 0 ? '' : `; reads ${series.join(', ')}`}`),
    ...(missing.length === 0 ? [] : [wrap(`Not in these data: ${missing.join(', ')}; so it was not evaluated.`)]),
    ...(events ? ['', ...eventLines(events, look)] : []),
    ...(last ? [`Last value: ${formatLevel(last.value)} on ${formatDate(last.date)}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const ROLES: Readonly<Record<ParseResult['role'], string>> = { trigger: 'A trigger', outcome: 'An outcome', series: 'A series' };

/** The line of the text that is at fault, with a caret under the place; a long line is cut around it. */
function fault({ line, column, message }: NonNullable<ParseResult['error']>, text: string, look: Look): string {
  const said = wrap(`${line === 1 ? 'Column' : `Line ${line}, column`} ${column}: ${message}`, { hanging: 2 });
  const source = text.split('\n')[line - 1];
  if (source === undefined) return said;
  const from = Math.max(0, column - 1 - Math.floor(lineWidth() / 2));
  const shown = source.slice(from, from + lineWidth() - 4);
  return `  ${shown}\n  ${' '.repeat(column - 1 - from)}${styled('^', 'bold', look)}\n${said}`;
}

function eventLines({ count, dates, from, to }: NonNullable<ParseResult['events']>, look: Look): string[] {
  const span = from === null ? 'it cannot fire on these data yet' : `${formatDate(from)} to ${formatDate(to)}`;
  if (count === 0) return [`No event; ${span}.`];
  const shown = dates.slice(0, MOST_DATES);
  const more = count > shown.length ? `, and ${formatNumber(count - shown.length)} before` : '';
  return [
    `${formatCount(count, 'event')}; ${span}`,
    ...(from === null || to === null || dates.length < count ? [] : [yearLine(dates, from, to)]),
    wrap(`${styled('Newest first:', 'dim', look)} ${shown.map(formatDate).join(', ')}${more}`, { hanging: 2 }),
  ];
}

/** How many events there were in each year, as bars. */
function yearLine(dates: readonly string[], from: string, to: string): string {
  const first = Number(from.slice(0, 4));
  const counts = Array<number>(Number(to.slice(0, 4)) - first + 1).fill(0);
  for (const date of dates) counts[Number(date.slice(0, 4)) - first]! += 1;
  return `${sparkline([0, ...counts]).slice(1)}\n${wrap(`Events a year, ${from.slice(0, 4)} to ${to.slice(0, 4)}, at most ${formatNumber(Math.max(...counts))}`)}`;
}

const GROUPS = [
  ['trigger', 'Triggers'],
  ['outcome', 'Outcomes, which look ahead'],
  ['series', 'Series'],
] as const;

/** The functions of the language in a table; a single one in full. */
export function printLanguage({ functions }: LanguageResult, look: Look): string {
  const only = functions.length === 1 ? functions[0] : undefined;
  if (only) return `${inFull(only, look)}\n`;
  const groups = GROUPS.map(([role, title]) => {
    const rows = functions.filter((one) => one.role === role).map(({ signature, doc }) => [signature, firstSentence(doc)]);
    return `${styled(title, 'bold', look)}\n${table([['function', 'what it is'], ...rows])}`;
  });
  return `${groups.join('\n\n')}\n`;
}

const firstSentence = (text: string): string => /^.*?[.](?= |$)/s.exec(text)?.[0] ?? text;

function inFull({ signature, role, doc, parameters, example }: LanguageFunction, look: Look): string {
  const rows = parameters.map(({ name, kind, doc: says, fallback }) => [name, kind, fallback ?? '', says]);
  return [
    styled(signature, 'bold', look),
    wrap(`${ROLES[role]}. ${doc}`),
    ...(rows.length === 0 ? [] : ['', table([['parameter', 'kind', 'default', 'what it is'], ...rows])]),
    '',
    `Example: ${example}`,
  ].join('\n');
}
