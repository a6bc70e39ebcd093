import type { Place } from './fault.ts';

/** A cell as a format gives it: text, a number, or nothing. Dates and truth values come as text. */
export type Cell = string | number | null;

/** What is wrong with a cell, as the rest of a sentence. */
export interface Problem {
  readonly problem: string;
}

/** Rows of cells under named columns, whatever the format that they come from. */
export interface Table {
  readonly names: readonly string[];
  /** How many rows there are. */
  readonly count: number;
  /** The cells of a row, from 0; as many as there are columns, unless the file is at fault. */
  cells(row: number): readonly Cell[];
  /** Where a row, or a cell of it (column from 0), stands in the file. */
  placeOf(row: number, column?: number): Place;
}

/** The text of a cell without the blanks around it. */
export function textOf(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell.trim() : cell === null || cell === undefined ? '' : String(cell);
}

/** Whether a row holds nothing at all. */
export function isBlank(cells: readonly Cell[]): boolean {
  return textOf(cells[0]) === '' && cells.every((cell) => textOf(cell) === '');
}
