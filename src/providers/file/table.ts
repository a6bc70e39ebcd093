import type { Place } from './fault.ts';

/** A cell as a format gives it: text, a number, or nothing. Dates and truth values come as text. */
export type Cell = string | number | null;

/** What is wrong with a cell, as the rest of a sentence. */
export interface Problem {
  readonly problem: string;
}

/** For each column from 0 the place that its cell is wanted at; nothing for those that are not wanted. */
export type Wanted = readonly (number | undefined)[];

/** Rows of cells under named columns, whatever the format that they come from. */
export interface Table {
  readonly names: readonly string[];
  /** How many rows there are. */
  readonly count: number;
  /** The cells of a row, from 0; as many as there are columns, unless the file is at fault. */
  cells(row: number): readonly Cell[];
  /** Writes the wanted cells of a row into `into`, and returns how many cells the row has: the quick way through a long table. */
  pick(row: number, wanted: Wanted, into: Cell[]): number;
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

/** Whether a row of a table holds nothing at all. */
export function isBlankRow(table: Table, row: number): boolean {
  const first: Cell[] = [null];
  table.pick(row, FIRST, first);
  return textOf(first[0]) === '' && isBlank(table.cells(row));
}

const FIRST: Wanted = [0];

/** `pick` of a row that is at hand. */
export function pickFrom(cells: readonly Cell[], wanted: Wanted, into: Cell[]): number {
  wanted.forEach((at, column) => {
    if (at !== undefined) into[at] = cells[column] ?? null;
  });
  return cells.length;
}

/** A table by its cells alone. */
export function tableOf(table: Omit<Table, 'pick'>): Table {
  return { ...table, pick: (row, wanted, into) => pickFrom(table.cells(row), wanted, into) };
}

/** What `pick` is told: columns in the order in which their cells are wanted, none twice. */
export function wantedOf(columns: readonly number[]): Wanted {
  const wanted: (number | undefined)[] = [];
  columns.forEach((column, at) => {
    if (wanted[column] !== undefined) throw new RangeError(`a column must be read once, was column ${column + 1} twice`);
    wanted[column] = at;
  });
  return wanted;
}
