import { counted, quoted } from '../wording.ts';
import { looksLikeDate } from './dates.ts';
import { changedShape, type SourceFile } from './fault.ts';
import { findHeader, type Row } from './header.ts';
import { tokeniseLine } from './tokenise.ts';

/** How a CSV text is laid out: its delimiter, its columns' names and where its figures begin. */
export interface Layout {
  readonly delimiter: string;
  readonly names: readonly string[];
  /** The column of dates (from 0), where its place tells and not its name. */
  readonly date?: number | undefined;
  /** Line of the header, from 1; undefined where there is none. */
  readonly headerLine: number | undefined;
  /** Line of the file at which the figures begin, and its offset in the text. */
  readonly firstLine: number;
  readonly start: number;
  readonly notes: readonly string[];
}

export interface LayoutRequest {
  readonly file: SourceFile;
  /** Names that the catalogue gives the columns, in place of the header or for want of one. */
  readonly columns?: readonly string[] | undefined;
}

export interface PlacedRow extends Row {
  /** Offset in the text of the line after this one. */
  readonly end: number;
}

const HEADER_WITHIN_LINES = 30;
const COMMA = ',';
const DELIMITERS = new Map([
  [COMMA, 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
]);

/** Finds delimiter and header among the first lines of a text. The delimiter that the file's extension promises is tried first. */
export function findLayout(text: string, request: LayoutRequest): Layout {
  refuseOtherFormats(text, request.file);
  const expected = request.file.name.toLowerCase().endsWith('.tsv') ? '\t' : COMMA;
  for (const delimiter of [expected, ...DELIMITERS.keys()]) {
    const rows = firstRows(text, delimiter);
    const layout = withHeader(rows, delimiter, request) ?? withoutHeader(rows, delimiter, request.columns);
    if (!layout) continue;
    return delimiter === expected ? layout : { ...layout, notes: [`Cells are divided by ${DELIMITERS.get(delimiter)}.`, ...layout.notes] };
  }
  throw headless(firstRows(text, expected), request);
}

/** Whether a text begins as markup does. */
export const looksLikeHtml = (text: string): boolean => /^\s*</.test(text);

/** Whether a text begins as JSON does. */
export const looksLikeJson = (text: string): boolean => /^\s*[{[]/.test(text);

function withHeader(rows: readonly PlacedRow[], delimiter: string, { file, columns }: LayoutRequest): Layout | undefined {
  const header = findHeader(rows);
  if (!header) return undefined;
  const { names, date, last, notes } = header;
  if (!columns) return { delimiter, names, date, notes, ...after(last) };
  if (columns.length !== names.length) throw miscounted(file, columns, last);
  return { delimiter, names: columns, notes: [...notes, namedByCatalogue(last)], ...after(last) };
}

/** A file whose columns are named by the catalogue alone, or by a line that is no header to us. */
function withoutHeader(rows: readonly PlacedRow[], delimiter: string, columns: LayoutRequest['columns']): Layout | undefined {
  const first = rows[0];
  if (!first || !columns || first.cells.length !== columns.length) return undefined;
  if (first.cells.some(looksLikeDate)) {
    const notes = ['The file has no header; its columns are named by catalogue.yaml.'];
    return { delimiter, names: columns, headerLine: undefined, firstLine: 1, start: 0, notes };
  }
  return { delimiter, names: columns, notes: [namedByCatalogue(first)], ...after(first) };
}

function namedByCatalogue({ number }: PlacedRow): string {
  return `The columns are named by catalogue.yaml, not by line ${number}.`;
}

function after(row: PlacedRow): { headerLine: number; firstLine: number; start: number } {
  return { headerLine: row.number, firstLine: row.number + 1, start: row.end };
}

function headless([first]: readonly PlacedRow[], { file, columns }: LayoutRequest): Error {
  if (!first) return changedShape(file, 'the file is empty');
  if (columns) return miscounted(file, columns, first);
  const found = quoted(first.text.trim());
  const count = first.cells.length;
  const problem = first.cells.some(looksLikeDate)
    ? `there is no header, found ${found}`
    : `expected a header with a column of dates (date, time, timestamp, observation_date), found ${found}`;
  const cure = count < 2 ? '' : `; name the ${count} columns in catalogue.yaml (columns: [date, close${count > 2 ? ', …' : ''}])`;
  return changedShape(file, problem + cure, { line: first.number });
}

function miscounted(file: SourceFile, columns: readonly string[], { number, cells }: PlacedRow): Error {
  return changedShape(file, `catalogue.yaml names ${counted(columns.length, 'column')}, found ${cells.length}`, { line: number });
}

function refuseOtherFormats(text: string, file: SourceFile): void {
  const found = looksLikeHtml(text) ? 'HTML' : looksLikeJson(text) ? 'JSON' : undefined;
  if (found) throw changedShape(file, `expected CSV, found ${found}: ${quoted(text.slice(0, 200).trim())}`, { line: 1 });
}

/** The first lines that hold anything, cut into trimmed cells. */
export function firstRows(text: string, delimiter: string): readonly PlacedRow[] {
  const rows: PlacedRow[] = [];
  const lineEnd = /\r\n|\n|\r|$/g;
  for (let start = 0, number = 1; start < text.length && number <= HEADER_WITHIN_LINES; number++) {
    lineEnd.lastIndex = start;
    const match = lineEnd.exec(text) as RegExpExecArray;
    const line = text.slice(start, match.index);
    start = match.index + match[0].length;
    if (line.trim() !== '') rows.push({ number, text: line, cells: tokeniseLine(line, delimiter).map((cell) => cell.trim()), end: start });
  }
  return rows;
}
