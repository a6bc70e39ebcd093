import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { type DateForm, readDate } from './dates.ts';
import { type CsvFile, changedShape, counted, quoted } from './fault.ts';
import { readNumber } from './numbers.ts';
import type { Records } from './tokenise.ts';

/** Dates and values in the order of the file, and what was met on the way. */
export interface RowReading {
  readonly dates: EpochDay[];
  readonly values: number[];
  /** Indices of the records that `dates` and `values` were read from. */
  readonly rows: number[];
  /** How the dates are written: the first cell of each form and the count of its cells. */
  readonly forms: Map<DateForm, { readonly example: string; count: number }>;
  /** Dates without a value. */
  readonly missing: EpochDay[];
  /** Records whose value has thousands commas, and records that hold nothing at all. */
  readonly thousands: number[];
  readonly blank: number[];
}

export interface RowRequest {
  readonly file: CsvFile;
  readonly today: EpochDay;
  readonly names: readonly string[];
  /** Columns, from 0. */
  readonly date: number;
  readonly value: number;
  readonly commaMayBeDecimal: boolean;
}

/** Reads date and value of every record; stops at the first that has neither a value nor a reason for having none. */
export function readRows(records: Records, request: RowRequest): RowReading {
  const reading: RowReading = { dates: [], values: [], rows: [], forms: new Map(), missing: [], thousands: [], blank: [] };
  records.rows.forEach((cells, row) => {
    if (isBlank(cells)) {
      reading.blank.push(row);
      return;
    }
    const place = { row, records, request };
    const day = dayOf(cells, reading, place);
    const value = figureOf(cells, place);
    if (value === 'missing') {
      reading.missing.push(day);
      return;
    }
    if ((cells[request.value] as string).includes(',')) reading.thousands.push(row);
    reading.dates.push(day);
    reading.values.push(value);
    reading.rows.push(row);
  });
  return reading;
}

interface RowPlace {
  readonly row: number;
  readonly records: Records;
  readonly request: RowRequest;
}

function dayOf(cells: readonly string[], { forms }: RowReading, place: RowPlace): EpochDay {
  const { file, names, today, date } = place.request;
  if (cells.length !== names.length) {
    throw changedShape(file, `expected ${counted(names.length, 'cell')}, found ${cells.length}`, { line: place.records.lineOf(place.row) });
  }
  const cell = (cells[date] as string).trim();
  const read = readDate(cell);
  if ('problem' in read) throw badCell(read.problem, date, place);
  if (read.day > today)
    throw badCell(`expected a date up to today (${formatCivilDate(today)}), found the future date ${quoted(cell)}`, date, place);
  const form = forms.get(read.form);
  if (form) form.count++;
  else forms.set(read.form, { example: cell, count: 1 });
  return read.day;
}

function figureOf(cells: readonly string[], place: RowPlace): number | 'missing' {
  const value = readNumber((cells[place.request.value] as string).trim(), place.request);
  if (typeof value === 'object') throw badCell(value.problem, place.request.value, place);
  return value;
}

function badCell(problem: string, column: number, { row, records, request }: RowPlace): Error {
  return changedShape(request.file, problem, { line: records.lineOf(row), column: column + 1, name: request.names[column] });
}

function isBlank(cells: readonly string[]): boolean {
  return (cells[0] as string).trim() === '' && cells.every((cell) => cell.trim() === '');
}
