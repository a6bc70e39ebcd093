import { type Cell, isBlankRow, type Table, textOf, wantedOf } from './table.ts';

/** Rows that stand for a table: all of them up to so many, else as many from its start, its end and between. */
export function spreadRows({ count }: Table, most: number): readonly number[] {
  if (count <= most) return range(0, count);
  const part = Math.floor(most / 3);
  const step = (count - 2 * part) / part;
  const between = Array.from({ length: part }, (_, i) => part + Math.floor(i * step));
  return [...range(0, part), ...between, ...range(count - part, count)];
}

/** The same without those that hold nothing. */
export function sampleRows(table: Table, most: number): readonly number[] {
  return spreadRows(table, most).filter((row) => !isBlankRow(table, row));
}

/** All rows that hold anything. */
export function allRows(table: Table): readonly number[] {
  return range(0, table.count).filter((row) => !isBlankRow(table, row));
}

/** The texts of a column in some rows, those that are empty left out. */
export function textsOf(table: Table, column: number, rows: readonly number[]): string[] {
  const wanted = wantedOf([column]);
  const into: Cell[] = [null];
  return rows.flatMap((row) => {
    into[0] = null;
    table.pick(row, wanted, into);
    return textOf(into[0]) || [];
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
