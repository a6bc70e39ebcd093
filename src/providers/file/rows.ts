import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { counted, quoted } from '../wording.ts';
import type { DateReader } from './dates.ts';
import { changedShape, type SourceFile } from './fault.ts';
import type { NumberReader } from './numbers.ts';
import { type Cell, isBlank, type Table, textOf, type Wanted, wantedOf } from './table.ts';

/** A column of values. */
export interface ValueReading {
  /** Of each row that was read; NaN where it has no value. */
  readonly values: number[];
  /** Rows of the table whose text has thousands commas. */
  readonly commas: number[];
}

/** Dates and values in the order of the file, and what was met on the way. */
export interface RowReading {
  readonly days: EpochDay[];
  /** Rows of the table that `days` were read from. */
  readonly rows: number[];
  readonly columns: readonly ValueReading[];
  /** Rows of the table that hold nothing at all, and rows that were told to be no observations. */
  readonly blank: number[];
  readonly skipped: number[];
}

export interface RowRequest {
  readonly file: SourceFile;
  /** Dates after this one are refused. */
  readonly today: EpochDay;
  /** Columns, from 0. */
  readonly date: number;
  readonly values: readonly number[];
  readonly dates: DateReader;
  readonly readNumber: NumberReader;
  /** Whether a row is told to be no observation by the text in its column of dates. */
  readonly isSkipped?: ((dateCell: string) => boolean) | undefined;
}

/** Reads date and values of every row; stops at the first that has neither a value nor a reason for having none. */
export function readRows(table: Table, request: RowRequest): RowReading {
  const columns = request.values.map((): ValueReading => ({ values: [], commas: [] }));
  const reading: RowReading = { days: [], rows: [], columns, blank: [], skipped: [] };
  const source: Source = { table, request, wanted: wantedOf([request.date, ...request.values]), picked: [] };
  for (let row = 0; row < table.count; row++) readRow(row, reading, source);
  return reading;
}

interface Source {
  readonly table: Table;
  readonly request: RowRequest;
  readonly wanted: Wanted;
  /** The date cell and the value cells of the row at hand. */
  readonly picked: Cell[];
}

function readRow(row: number, reading: RowReading, source: Source): void {
  const { table, request, wanted, picked } = source;
  picked.fill(null);
  const width = table.pick(row, wanted, picked);
  const dateCell = textOf(picked[0]);
  if (dateCell === '' && isBlank(table.cells(row))) {
    reading.blank.push(row);
    return;
  }
  if (request.isSkipped?.(dateCell)) {
    reading.skipped.push(row);
    return;
  }
  if (width !== table.names.length) {
    throw changedShape(request.file, `expected ${counted(table.names.length, 'cell')}, found ${width}`, table.placeOf(row));
  }
  const day = dayOf(dateCell, row, source);
  for (let i = 0; i < request.values.length; i++) readValue(row, { read: reading.columns[i] as ValueReading, at: i }, source);
  reading.days.push(day);
  reading.rows.push(row);
}

function readValue(row: number, { read, at }: { read: ValueReading; at: number }, { table, request, picked }: Source): void {
  const cell = picked[at + 1] as Cell;
  const value = request.readNumber(cell);
  if (typeof value === 'object') throw changedShape(request.file, value.problem, table.placeOf(row, request.values[at]));
  if (typeof value === 'number' && typeof cell === 'string' && cell.includes(',')) read.commas.push(row);
  read.values.push(value === 'missing' ? Number.NaN : value);
}

function dayOf(cell: string, row: number, { table, request }: Source): EpochDay {
  const { file, today, date, dates } = request;
  const read = dates.read(cell);
  if (typeof read === 'object') throw changedShape(file, read.problem, table.placeOf(row, date));
  if (read <= today) return read;
  const problem = `expected a date up to today (${formatCivilDate(today)}), found the future date ${quoted(cell)}`;
  throw changedShape(file, problem, table.placeOf(row, date));
}
