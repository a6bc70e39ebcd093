import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { datesOf } from './date-forms.ts';
import { placeName } from './fault.ts';
import type { Sampled } from './infer-dates.ts';
import type { MappingDraft } from './mapping.ts';
import { numberReader } from './number-forms.ts';
import { textOf } from './table.ts';

/** A row of the preview, as the mapping so far reads it. */
export interface PreviewRow {
  /** `line 2`, `data[0]`. */
  readonly place: string;
  /** The cells of the columns of dates and values, as they stand in the file. */
  readonly cells: readonly string[];
  /** The same as they are read: `2024-12-31`, `10.5`, `no value`, or what is wrong; empty where the mapping does not say yet. */
  readonly read: readonly string[];
}

const SHOWN = 3;

/** The first rows and the last, with what a mapping makes of their cells so far. */
export function previewOf({ table, rows, today }: Sampled, draft: MappingDraft, columns: readonly string[]): PreviewRow[] {
  const shown = rows.length <= 2 * SHOWN ? rows : [...rows.slice(0, SHOWN), ...rows.slice(-SHOWN)];
  const { dateForm, stamps, decimal, thousands, marks = [], missing = [] } = draft;
  const dates = dateForm && stamps !== undefined ? datesOf({ form: dateForm, stamps, today }) : undefined;
  const numbers = decimal && thousands ? numberReader({ decimal, thousands, marks, missing }) : undefined;
  const indices = columns.map((name) => table.names.indexOf(name));
  return shown.map((row) => {
    const cells = table.cells(row);
    const read = columns.map((name, i): string => {
      const cell = cells[indices[i] as number] ?? null;
      const value = name === draft.dateColumn ? dates?.read(textOf(cell)) : numbers?.(cell);
      if (draft.skippedRows?.includes(textOf(cells[indices[0] as number]))) return 'left out';
      if (value === undefined) return '';
      if (value === 'missing') return 'no value';
      if (typeof value === 'object') return value.problem;
      return name === draft.dateColumn ? formatCivilDate(value) : String(value);
    });
    return { place: placeName(table.placeOf(row)), cells: indices.map((i) => textOf(cells[i])), read };
  });
}
