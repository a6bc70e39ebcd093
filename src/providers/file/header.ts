import { counted, quoted } from '../wording.ts';
import { looksLikeDate } from './dates.ts';
import { readNumber } from './numbers.ts';
import { columnRole } from './schema.ts';

/** A line of a text that holds anything, cut into cells. */
export interface Row {
  /** Line of the file, from 1. */
  readonly number: number;
  readonly text: string;
  readonly cells: readonly string[];
}

export interface Header<R extends Row = Row> {
  readonly names: readonly string[];
  /** The column of dates (from 0), where its place tells and not its name. */
  readonly date?: number;
  /** The line that names the columns, and the header's last one: figures begin after it. */
  readonly line: R;
  readonly last: R;
  readonly notes: readonly string[];
}

/** Finds the line (or lines) that name the columns, before the first row of figures; what stands above is skipped and noted. */
export function findHeader<R extends Row>(rows: readonly R[]): Header<R> | undefined {
  const figures = rows.findIndex(({ cells }) => cells.some(looksLikeDate));
  const head = figures < 0 ? rows : rows.slice(0, figures);
  const at = head.findIndex((row, i) => namesColumns(row.cells, i === 0));
  if (at < 0) return undefined;
  const last = head[at] as R;
  if (last.cells.slice(1).every((cell) => cell === '')) return severalLines(head.slice(0, at + 1));
  const notes = preambleNotes(head.slice(0, at));
  if (last.cells[0] !== '') return { names: last.cells, line: last, last, notes };
  return { names: last.cells, date: 0, line: last, last, notes: [...notes, 'The first column has no name; it was read as the date.'] };
}

/** Whether a row names columns: two at least, none a figure, one of them dates (or, on line 1, only the first without a name). */
function namesColumns(cells: readonly string[], isFirst: boolean): boolean {
  if (cells.length < 2 || cells.some((cell) => typeof readNumber(cell) === 'number')) return false;
  const indexHasNoName = isFirst && cells[0] === '' && cells.slice(1).every((cell) => cell !== '');
  return indexHasNoName || cells.some((cell) => columnRole(cell) === 'date');
}

/** yfinance's header of several lines: names, tickers, and at last a line that holds but the dates' name. */
function severalLines<R extends Row>(head: readonly R[]): Header<R> {
  const last = head.at(-1) as R;
  const above = head.findLastIndex(({ cells }) => cells.length !== last.cells.length) + 1;
  const block = head.slice(above);
  const naming = block.find(({ cells }) => cells.some((cell) => columnRole(cell) === 'close')) ?? (block[0] as R);
  const notes = preambleNotes(head.slice(0, above));
  if (block.length > 1) {
    const span = `${(block[0] as R).number} to ${last.number}`;
    notes.push(
      `The header has ${counted(block.length, 'line')} (${span}): line ${naming.number} names the columns, line ${last.number} the dates.`,
    );
  }
  return { names: naming.cells, date: 0, line: naming, last, notes };
}

function preambleNotes(rows: readonly Row[]): string[] {
  return rows.map(({ number, text }) => `Line ${number} stands before the header and was skipped: ${quoted(text.trim())}.`);
}
