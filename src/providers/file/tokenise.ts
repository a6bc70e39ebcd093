import { CsvError, type Options, parse } from 'csv-parse/sync';
import { changedShape, type SourceFile } from './fault.ts';
import { type Cell, pickFrom, type Wanted } from './table.ts';

/** The records of a CSV text, and the line of the file on which each one ends. Empty lines are no records. */
export interface Records {
  readonly count: number;
  cells(row: number): readonly string[];
  /** Writes the wanted cells of a record into `into`, and returns how many cells the record has. */
  pick(row: number, wanted: Wanted, into: Cell[]): number;
  lineOf(row: number): number;
}

export interface TokeniseRequest {
  readonly file: SourceFile;
  readonly delimiter: string;
  /** Line of the file on which the text begins. */
  readonly firstLine: number;
}

const QUOTE = 34;
const RECORDS = { relax_column_count: true, skip_empty_lines: true };

/**
 * Cuts CSV text into records. Where each line is a record, and its quotation marks, if any, stand around whole cells, it is cut at line
 * ends and delimiters, which takes a quarter of the time; any other text goes to csv-parse, which gives the same for both.
 *
 * @throws ProviderError `changed-shape` with the line of a quotation mark that stands wrong.
 */
export function tokenise(text: string, request: TokeniseRequest): Records {
  return regularRecords(text, request) ?? parsedRecords(text, request);
}

/** Cuts any CSV text with csv-parse. */
export function parsedRecords(text: string, { file, delimiter, firstLine }: TokeniseRequest): Records {
  const options = { ...RECORDS, delimiter, record_delimiter: lineEnds(text) };
  const rows = orFault(() => parse(text, options), { text, file, options, firstLine });
  let lines: number[] | undefined;
  return {
    count: rows.length,
    cells: (row) => rows[row] as string[],
    pick: (row, wanted, into) => pickFrom(rows[row] as string[], wanted, into),
    // Lines are wanted only where something is wrong, and keeping them costs a quarter of the time: so a second reading.
    lineOf(row) {
      lines ??= linesOf(text, options).map((line) => line + firstLine - 1);
      return lines[row] as number;
    },
  };
}

function regularRecords(text: string, { delimiter, firstLine }: TokeniseRequest): Records | undefined {
  const [end, ...others] = lineEnds(text);
  const all = text.split(others.length > 0 ? /\r\n|\n|\r/ : (end as string));
  if (text.includes('"')) {
    const regular = regularLine(delimiter);
    if (!all.every((line) => !line.includes('"') || regular.test(line))) return undefined;
  }
  if (all.at(-1) === '') all.pop();
  const hasGaps = all.includes('');
  const lines = hasGaps ? all.filter((line) => line !== '') : all;
  let numbers: number[] | undefined;
  return {
    count: lines.length,
    cells: (row) => cellsOf(lines[row] as string, delimiter),
    pick: (row, wanted, into) => pickFromLine(lines[row] as string, { delimiter, wanted }, into),
    lineOf(row) {
      if (!hasGaps) return row + firstLine;
      numbers ??= all.flatMap((line, i) => (line === '' ? [] : [i + firstLine]));
      return numbers[row] as number;
    },
  };
}

/** A line whose quotation marks stand around whole cells. */
function regularLine(delimiter: string): RegExp {
  const mark = `\\u{${delimiter.codePointAt(0)?.toString(16)}}`;
  const cell = `(?:"[^"]*"|[^"${mark}]*)`;
  return new RegExp(`^${cell}(?:${mark}${cell})*$`, 'u');
}

function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  pickFromLine(line, { delimiter, wanted: undefined }, cells);
  return cells;
}

/** Takes the wanted cells (or all) out of a regular line without cutting out the others. */
function pickFromLine(line: string, { delimiter, wanted }: { delimiter: string; wanted: Wanted | undefined }, into: Cell[]): number {
  let start = 0;
  for (let column = 0; ; column++) {
    const isQuoted = line.charCodeAt(start) === QUOTE;
    const end = isQuoted ? line.indexOf('"', start + 1) : line.indexOf(delimiter, start);
    const at = wanted ? wanted[column] : column;
    if (at !== undefined) into[at] = line.slice(isQuoted ? start + 1 : start, end < 0 ? undefined : end);
    const next = isQuoted ? end + 1 : end;
    if (next < 0 || next >= line.length) return column + 1;
    start = next + 1;
  }
}

/** One line of CSV as cells; a line that is not CSV (a sentence with a quotation mark) is one cell. */
export function tokeniseLine(line: string, delimiter: string): readonly string[] {
  if (!line.includes('"')) return line.split(delimiter);
  try {
    return parse(line, { ...RECORDS, delimiter })[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return [line];
    throw error;
  }
}

/** The line ends that a text has: one kind where it can be, which saves a third of the time of reading. */
function lineEnds(text: string): string[] {
  if (!text.includes('\r')) return ['\n'];
  return /\r(?!\n)|(?<!\r)\n/.test(text) ? ['\r\n', '\n', '\r'] : ['\r\n'];
}

/** Lines of the text, from 1, on which its records end. */
function linesOf(text: string, options: Options): number[] {
  const records: unknown = parse(text, { ...options, info: true });
  return (records as { info: { lines: number } }[]).map(({ info }) => info.lines);
}

interface Reading {
  readonly text: string;
  readonly file: SourceFile;
  readonly options: Options;
  readonly firstLine: number;
}

function orFault(read: () => string[][], { text, file, options, firstLine }: Reading): string[][] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines, records } = error as CsvError & { lines: number; records: number };
    // A quotation mark that is never closed is found at the end of the text: the trouble begins after the last whole record.
    const open = error.code === 'CSV_QUOTE_NOT_CLOSED';
    const line = open ? (records === 0 ? 0 : (linesOf(text, { ...options, to: records }).at(-1) as number)) + 1 : lines;
    throw changedShape(file, PROBLEMS[error.code] ?? `not CSV: ${error.message}`, { line: line + firstLine - 1, cause: error });
  }
}

const PROBLEMS: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quotation mark',
  INVALID_OPENING_QUOTE: 'a quotation mark stands inside a cell that is not quoted',
};
