import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { counted } from '../wording.ts';
import { datesOf } from './date-forms.ts';
import { changedShape } from './fault.ts';
import { namesList } from './grid.ts';
import type { Mapping } from './mapping.ts';
import { readingNotes, valueNotes } from './notes.ts';
import { numberReader } from './number-forms.ts';
import { type FileContent, type OpenedTable, openAs } from './open-table.ts';
import { arrange, type Observations } from './order.ts';
import { type RowReading, readRows, type ValueReading } from './rows.ts';
import type { Table } from './table.ts';

/** What one column of values holds. */
export interface ColumnObservations extends Observations {
  /** The column's name in the mapping. */
  readonly column: string;
  /** Adjusted closes beside the closes; NaN where there is none for a date. */
  readonly adjusted?: Float64Array;
}

/**
 * Reads a file as a mapping says, all of its columns of values in one pass. Missing values: skips, with a note.
 *
 * @param request - `today`: dates after it are refused.
 * @returns For each of the mapping's value columns, in its order: ascending dates, finite values, the repairs that it took.
 * @throws ProviderError `changed-shape` with the place of the first cell that is not what the mapping says.
 */
export async function readTable(
  file: FileContent,
  mapping: Mapping,
  { today }: { readonly today: EpochDay },
): Promise<readonly ColumnObservations[]> {
  const opened = await openAs(file, { given: mapping, today });
  const { table, layout } = opened;
  if (layout.format !== mapping.format)
    throw changedShape(file, `expected ${mapping.format.toUpperCase()}, found ${layout.format?.toUpperCase()}`);
  const wanted = [...mapping.valueColumns, ...(mapping.adjustedColumn === undefined ? [] : [mapping.adjustedColumn])];
  const [date, ...values] = [mapping.dateColumn, ...wanted].map((name) => placeOfColumn(name, { file, mapping, opened })) as [
    number,
    ...number[],
  ];
  const dates = datesOf({ form: mapping.dateForm, stamps: mapping.stamps, today });
  const skipped = new Set(mapping.skippedRows);
  const reading = readRows(table, {
    ...{ file, today, date, values, dates, readNumber: numberReader(mapping) },
    isSkipped: skipped.size === 0 ? undefined : (cell) => skipped.has(cell),
  });
  if (reading.days.length === 0) throw changedShape(file, 'a header, but no rows');
  const shared = [...opened.notes, ...dates.notes(), ...readingNotes(reading, table)];
  const read = wanted.map((_, i) => observationsOf(reading, i, { file, table, mapping }));
  const adjusted = mapping.adjustedColumn === undefined ? undefined : read.pop();
  return mapping.valueColumns.map((column, i) => {
    const own = read[i] as Observations;
    if (own.dates.length === 0)
      throw changedShape(file, `no value in column ${column}: all of ${counted(reading.days.length, 'row')} are empty`);
    const { notes, ...observations } = withAdjusted(own, i === 0 ? adjusted : undefined);
    return { column, ...observations, notes: [...shared, ...notes] };
  });
}

interface ColumnRequest {
  readonly file: FileContent;
  readonly mapping: Mapping;
  readonly opened: OpenedTable;
}

function placeOfColumn(name: string, { file, mapping, opened }: ColumnRequest): number {
  const { names } = opened.table;
  const found = names.indexOf(name);
  if (found >= 0) return found;
  const place = mapping.header && mapping.header.line > 0 ? { line: mapping.header.line } : {};
  throw changedShape(file, `expected a column ${name}, found ${namesList(names)}`, place);
}

interface ObservationsRequest {
  readonly file: FileContent;
  readonly table: Table;
  readonly mapping: Mapping;
}

function observationsOf(reading: RowReading, index: number, { file, table, mapping }: ObservationsRequest): Observations {
  const read = reading.columns[index] as ValueReading;
  const { notes, ...observations } = arrange({ days: reading.days, rows: reading.rows, values: read.values }, { file, table });
  const commas = mapping.thousands === 'comma' ? valueNotes(read, table) : [];
  return { ...observations, notes: [...commas, ...notes] };
}

/** Adjusted closes beside the dates of the closes; those of other dates are left out, with a note. */
function withAdjusted(own: Observations, adjusted: Observations | undefined): Observations & { readonly adjusted?: Float64Array } {
  if (!adjusted || adjusted.dates.length === 0) return own;
  const beside = new Float64Array(own.dates.length).fill(Number.NaN);
  let at = 0;
  let lost = 0;
  adjusted.dates.forEach((day, i) => {
    while (at < own.dates.length && (own.dates[at] as number) < day) at++;
    if (own.dates[at] === day) beside[at] = adjusted.values[i] as number;
    else lost++;
  });
  const notes = lost === 0 ? [] : [`${counted(lost, 'adjusted close')} on dates without a close left out.`];
  return { ...own, adjusted: beside, notes: [...own.notes, ...notes] };
}
