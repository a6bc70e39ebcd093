// The reader of streams for Node waits for ever on some damaged archives; this one reads the archive's directory.
import readWorkbook from 'read-excel-file/universal';
import { DAY_MS, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { changedShape, reasonOf, type SourceFile } from './fault.ts';
import { ownName, uniqueNames } from './grid.ts';
import type { Row } from './header.ts';
import type { Header } from './mapping.ts';
import { type Cell, isBlank, type Table, tableOf, textOf } from './table.ts';

/** A sheet of a workbook: rows from 1, all of one length. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** The sheets of an .xlsx file that hold anything. Dates come as `YYYY-MM-DD`, with a time where they have one. @throws ProviderError `changed-shape`. */
export async function readSheets(bytes: Uint8Array, file: SourceFile): Promise<readonly Sheet[]> {
  try {
    const sheets = await readWorkbook(new Uint8Array(bytes).buffer, { trim: false });
    return sheets
      .map(({ sheet, data }) => ({ name: sheet, rows: (data as unknown[][]).map((row) => row.map(cellOf)) }))
      .filter(({ rows }) => rows.some((row) => !isBlank(row)));
  } catch (cause) {
    throw changedShape(file, `expected an .xlsx workbook, which cannot be read: ${reasonOf(cause)}`, { cause });
  }
}

/** The first rows of a sheet that hold anything, for finding its header. */
export function firstSheetRows({ rows }: Sheet, count: number): Row[] {
  const found: Row[] = [];
  for (const [i, row] of rows.entries()) {
    const cells = row.map(textOf);
    if (!isBlank(row)) found.push({ number: i + 1, cells, text: cells.join(' ') });
    if (found.length >= count) break;
  }
  return found;
}

/** The rows of a sheet below its header. Columns without a name and without a cell are left out. */
export function sheetTable({ name: sheet, rows }: Sheet, header: Header): Table {
  const named = header.line === 0 ? (rows[header.last] ?? []).map(() => '') : (rows[header.line - 1] ?? []).map(textOf);
  const below = rows.slice(header.last);
  const width = named.findLastIndex((name, i) => name !== '' || below.some((row) => textOf(row[i]) !== '')) + 1;
  const names = uniqueNames(named.slice(0, width));
  return tableOf({
    names,
    count: below.length,
    cells: (row) => (below[row] ?? []).slice(0, width),
    placeOf: (row, column) => ({
      sheet,
      row: header.last + row + 1,
      ...(column !== undefined && { column: column + 1, name: ownName(names[column] as string) }),
    }),
  });
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'a date that does not exist' : stampText(value.getTime());
  return typeof value === 'number' ? value : String(value);
}

function stampText(instant: number): string {
  const rounded = Math.round(instant / 1000) * 1000;
  const day = Math.floor(rounded / DAY_MS);
  const time = rounded - day * DAY_MS;
  return time === 0 ? formatCivilDate(day) : `${formatCivilDate(day)} ${new Date(time).toISOString().slice(11, 19)}`;
}
