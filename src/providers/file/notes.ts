import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { counted } from '../wording.ts';
import { placeName } from './fault.ts';
import type { RowReading, ValueReading } from './rows.ts';
import type { Table } from './table.ts';

/** What reading the rows left out, as sentences. */
export function readingNotes({ blank, skipped }: Pick<RowReading, 'blank' | 'skipped'>, { placeOf }: Table): string[] {
  const rows = (count: number) => counted(count, 'row');
  const first = (row: number) => `(first: ${placeName(placeOf(row))})`;
  const notes = blank[0] === undefined ? [] : [`${rows(blank.length)} without content skipped ${first(blank[0])}.`];
  if (skipped[0] !== undefined) notes.push(`${rows(skipped.length)} that are no observations skipped ${first(skipped[0])}.`);
  return notes;
}

/** What reading a column of values took, as sentences. */
export function valueNotes({ commas }: ValueReading, { placeOf }: Table): string[] {
  if (commas[0] === undefined) return [];
  const first = placeName(placeOf(commas[0]));
  return [`${counted(commas.length, 'value')} had thousands commas, which were dropped (first: ${first}).`];
}

/** The dates without a value, as a sentence. */
export function missingNotes(missing: readonly EpochDay[]): string[] {
  if (missing.length === 0) return [];
  const first = formatCivilDate(missing.reduce((a, b) => Math.min(a, b)));
  const last = formatCivilDate(missing.reduce((a, b) => Math.max(a, b)));
  if (missing.length === 1) return [`1 row without a value left out (${first}).`];
  return [`${counted(missing.length, 'row')} without a value left out (first ${first}, last ${last}).`];
}
