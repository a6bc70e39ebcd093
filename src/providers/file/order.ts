import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { counted } from '../wording.ts';
import { changedShape, placeName, type SourceFile } from './fault.ts';
import { missingNotes } from './notes.ts';
import type { Table } from './table.ts';

/** Dates and values as they stand in a file (NaN: none), with the rows of the table that they were read from. */
export interface ReadRows {
  readonly days: readonly EpochDay[];
  readonly values: readonly number[];
  readonly rows: readonly number[];
}

/** What a column holds: strictly ascending dates with finite values, and the repairs that it took, as sentences. */
export interface Observations {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  readonly notes: readonly string[];
}

interface Source {
  readonly file: SourceFile;
  readonly table: Table;
}

/**
 * Puts rows in strictly ascending order of date and leaves out those without a value, with a note. A date that occurs twice with one
 * value is kept once.
 *
 * @throws ProviderError `changed-shape` for a date with two values.
 */
export function arrange(read: ReadRows, source: Source): Observations {
  const { present, missing } = withValue(read);
  const notes = missingNotes(missing);
  if (isStrictlyAscending(present.days)) return { dates: Int32Array.from(present.days), values: Float64Array.from(present.values), notes };
  const { order, note } = ascendingOrder(present, source.table);
  const dates = new Int32Array(order.length);
  const values = new Float64Array(order.length);
  const repeats: { kept: number; dropped: number }[] = [];
  let size = 0;
  let kept = -1;
  for (const i of order) {
    const [day, value] = [present.days[i] as EpochDay, present.values[i] as number];
    if (size > 0 && dates[size - 1] === day) {
      if (values[size - 1] !== value) throw conflict(present, { kept, i }, source);
      repeats.push({ kept, dropped: i });
      continue;
    }
    dates[size] = day;
    values[size++] = value;
    kept = i;
  }
  return {
    dates: dates.slice(0, size),
    values: values.slice(0, size),
    notes: [...notes, ...note, ...repeatNotes(present, repeats, source.table)],
  };
}

function withValue(read: ReadRows): { present: ReadRows; missing: readonly EpochDay[] } {
  const has = (i: number) => !Number.isNaN(read.values[i] as number);
  const missing = read.days.filter((_, i) => !has(i));
  if (missing.length === 0) return { present: read, missing };
  const keep = <T>(values: readonly T[]): T[] => values.filter((_, i) => has(i));
  return { present: { days: keep(read.days), values: keep(read.values), rows: keep(read.rows) }, missing };
}

function isStrictlyAscending(days: readonly EpochDay[]): boolean {
  return days.every((day, i) => i === 0 || day > (days[i - 1] as EpochDay));
}

function ascendingOrder({ days, rows }: ReadRows, { placeOf }: Table): { order: readonly number[]; note: string[] } {
  const order = days.map((_, i) => i);
  const firstFall = days.findIndex((day, i) => i > 0 && day < (days[i - 1] as EpochDay));
  if (firstFall < 0) return { order, note: [] };
  const rises = days.some((day, i) => i > 0 && day > (days[i - 1] as EpochDay));
  if (!rises) return { order: order.reverse(), note: ['Rows came newest first; they were put in ascending order.'] };
  const place = placeName(placeOf(rows[firstFall] as number));
  const note = `Rows were not in order of date (first at ${place}, ${formatCivilDate(days[firstFall] as EpochDay)}); they were sorted.`;
  return { order: order.sort((a, b) => (days[a] as EpochDay) - (days[b] as EpochDay) || a - b), note: [note] };
}

function conflict(read: ReadRows, { kept, i }: { kept: number; i: number }, { file, table }: Source): Error {
  const [earlier, later] = [Math.min(kept, i), Math.max(kept, i)] as [number, number];
  const placeOf = (index: number) => table.placeOf(read.rows[index] as number);
  const day = formatCivilDate(read.days[i] as EpochDay);
  const first = `${read.values[earlier]} (${placeName(placeOf(earlier))})`;
  return changedShape(file, `${day} occurs twice with different values: ${first} and ${read.values[later]}`, placeOf(later));
}

function repeatNotes(read: ReadRows, repeats: readonly { kept: number; dropped: number }[], { placeOf }: Table): string[] {
  const [first] = repeats;
  if (!first) return [];
  const rows = [first.kept, first.dropped].map((i) => read.rows[i] as number).sort((a, b) => a - b) as [number, number];
  const [one, two] = rows.map((row) => placeOf(row)) as [ReturnType<typeof placeOf>, ReturnType<typeof placeOf>];
  const places = one.line !== undefined ? `lines ${one.line} and ${two.line}` : `${placeName(one)} and ${placeName(two)}`;
  const day = formatCivilDate(read.days[first.kept] as EpochDay);
  return [`${counted(repeats.length, 'row')} dropped for repeating a date with the same value (first: ${day}, ${places}).`];
}
