import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { chooseColumns } from './columns.ts';
import { type CsvFile, changedShape, counted, csvError } from './fault.ts';
import { findLayout } from './layout.ts';
import { readingNotes } from './notes.ts';
import { arrange } from './order.ts';
import { readRows } from './rows.ts';
import { tokenise } from './tokenise.ts';

/** What a CSV text holds: strictly ascending dates with finite values, and the repairs that it took, as sentences. */
export interface Observations {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  readonly notes: readonly string[];
}

export interface ParseRequest {
  readonly file: CsvFile;
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
  const records = tokenise(body.slice(layout.start), { file, delimiter: layout.delimiter, firstLine: layout.firstLine });
  const reading = readRows(records, { file, today, names: layout.names, ...choice, commaMayBeDecimal: layout.delimiter === ';' });
  if (reading.dates.length === 0) throw nothingRead(reading.missing.length, { file, adjusted });
  const { dates, values, notes } = arrange(reading, { file, lineOf: records.lineOf });
  const opening = hasMark ? ['A byte order mark at the start was skipped.'] : [];
  return { dates, values, notes: [...opening, ...layout.notes, ...choice.notes, ...readingNotes(reading, records.lineOf), ...notes] };
}

function nothingRead(missing: number, { file, adjusted }: { file: CsvFile; adjusted: boolean }): Error {
  if (missing === 0) return changedShape(file, 'a header, but no rows');
  if (!adjusted) return changedShape(file, `no value in any of ${counted(missing, 'row')}`);
  return csvError('not-found', `${file.name} has an adjusted close column, but no value in it`, { request: file.path });
}
