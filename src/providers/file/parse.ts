import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { counted } from '../wording.ts';
import { chooseColumns } from './columns.ts';
import { unambiguousDates } from './dates.ts';
import { delimitedTable } from './delimited.ts';
import { changedShape, fileError, type SourceFile } from './fault.ts';
import { findLayout } from './layout.ts';
import { readingNotes, valueNotes } from './notes.ts';
import { readNumber } from './numbers.ts';
import { arrange, type Observations } from './order.ts';
import { readRows, type ValueReading } from './rows.ts';
import { textOf } from './table.ts';

export interface ParseRequest {
  readonly file: SourceFile;
  /** Dates after this one are refused. */
  readonly today: EpochDay;
  /** Whether the adjusted close is asked for, not the close. */
  readonly adjusted?: boolean;
  /** Name of the value column, where the catalogue gives it. */
  readonly column?: string | undefined;
  /** Names of all columns, where the catalogue gives them. */
  readonly columns?: readonly string[] | undefined;
}

/**
 * Observations of a CSV text. Missing values (empty, `.`, `NaN`, `null`): skips, with a note.
 *
 * @throws ProviderError `changed-shape` with line and column for anything that is neither a date, a value nor missing;
 * `not-found` where the adjusted close is asked for and there is none.
 */
export function parseObservations(text: string, request: ParseRequest): Observations {
  const { file, today, column, columns, adjusted = false } = request;
  const hasMark = text.startsWith('\uFEFF');
  const body = hasMark ? text.slice(1) : text;
  const layout = findLayout(body, { file, columns });
  const choice = chooseColumns(layout.names, { file, date: layout.date, line: layout.headerLine, column, adjusted });
  const table = delimitedTable(body, layout, file);
  const dates = unambiguousDates();
  const commaMayBeDecimal = layout.delimiter === ';';
  const reading = readRows(table, {
    ...{ file, today, date: choice.date, values: [choice.value], dates },
    readNumber: (cell) => readNumber(textOf(cell), { commaMayBeDecimal }),
  });
  const { days, rows } = reading;
  const [read] = reading.columns as [ValueReading];
  if (read.values.every(Number.isNaN)) throw nothingRead(days.length, { file, adjusted });
  const { notes, ...observations } = arrange({ days, rows, values: read.values }, { file, table });
  const opening = hasMark ? ['A byte order mark at the start was skipped.'] : [];
  const repairs = [...dates.notes(), ...valueNotes(read, table), ...readingNotes(reading, table)];
  return { ...observations, notes: [...opening, ...layout.notes, ...choice.notes, ...repairs, ...notes] };
}

function nothingRead(missing: number, { file, adjusted }: { file: SourceFile; adjusted: boolean }): Error {
  if (missing === 0) return changedShape(file, 'a header, but no rows');
  if (!adjusted) return changedShape(file, `no value in any of ${counted(missing, 'row')}`);
  return fileError('not-found', `${file.name} has an adjusted close column, but no value in it`, { request: file.path });
}
