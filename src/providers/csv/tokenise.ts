import { CsvError, parse } from 'csv-parse/sync';
import { type CsvFile, changedShape } from './fault.ts';

/** The records of a CSV text, and the line of the file on which each one ends. */
export interface Records {
  readonly rows: readonly (readonly string[])[];
  lineOf(row: number): number;
}

const RECORDS = { record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, skip_empty_lines: true };

/** Cuts CSV text into records. `firstLine` is the line of the file on which the text begins. Empty lines are no records. */
export function tokenise(text: string, { file, delimiter, firstLine }: { file: CsvFile; delimiter: string; firstLine: number }): Records {
  let lines: number[] | undefined;
  return {
    rows: orFault(() => parse(text, { ...RECORDS, delimiter }), { text, file, delimiter, firstLine }),
    // Lines are wanted only where something is wrong, and keeping them costs a quarter of the time: so a second reading.
    lineOf(row) {
      lines ??= linesOf(text, { delimiter }).map((line) => line + firstLine - 1);
      return lines[row] as number;
    },
  };
}

/** One line of CSV as cells; a line that is not CSV (a sentence with a quotation mark) is one cell. */
export function tokeniseLine(line: string, delimiter: string): readonly string[] {
  try {
    return parse(line, { ...RECORDS, delimiter })[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return [line];
    throw error;
  }
}

/** Lines of the text, from 1, on which its records end. */
function linesOf(text: string, options: { delimiter: string; to?: number }): number[] {
  const records: unknown = parse(text, { ...RECORDS, ...options, info: true });
  return (records as { info: { lines: number } }[]).map(({ info }) => info.lines);
}

interface Reading {
  readonly text: string;
  readonly file: CsvFile;
  readonly delimiter: string;
  readonly firstLine: number;
}

function orFault(read: () => string[][], { text, file, delimiter, firstLine }: Reading): string[][] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines, records } = error as CsvError & { lines: number; records: number };
    // A quotation mark that is never closed is found at the end of the text: the trouble begins after the last whole record.
    const open = error.code === 'CSV_QUOTE_NOT_CLOSED';
    const line = open ? (records === 0 ? 0 : (linesOf(text, { delimiter, to: records }).at(-1) as number)) + 1 : lines;
    throw changedShape(file, PROBLEMS[error.code] ?? `not CSV: ${error.message}`, { line: line + firstLine - 1, cause: error });
  }
}

const PROBLEMS: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quotation mark',
  INVALID_OPENING_QUOTE: 'a quotation mark stands inside a cell that is not quoted',
};
