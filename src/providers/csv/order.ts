import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { type CsvFile, changedShape, counted } from './fault.ts';

/** Dates and values as they stand in a file, with the rows that they were read from. */
export interface ReadRows {
  readonly dates: readonly EpochDay[];
  readonly values: readonly number[];
  readonly rows: readonly number[];
}

export interface Arranged {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  readonly notes: readonly string[];
}

/** Puts rows in strictly ascending order of date. A date that occurs twice with one value is kept once; with two values it is refused. */
export function arrange(read: ReadRows, { file, lineOf }: { file: CsvFile; lineOf: (row: number) => number }): Arranged {
  const { order, notes } = ascendingOrder(read, lineOf);
  const dates = new Int32Array(order.length);
  const values = new Float64Array(order.length);
  const repeats: { kept: number; dropped: number }[] = [];
  let size = 0;
  let kept = -1;
  for (const i of order) {
    const [day, value] = [read.dates[i] as EpochDay, read.values[i] as number];
    if (size > 0 && dates[size - 1] === day) {
      if (values[size - 1] !== value) throw conflict(read, { kept, i }, { file, lineOf });
      repeats.push({ kept, dropped: i });
      continue;
    }
    dates[size] = day;
    values[size++] = value;
    kept = i;
  }
  return { dates: dates.slice(0, size), values: values.slice(0, size), notes: [...notes, ...repeatNotes(read, repeats, lineOf)] };
}

function ascendingOrder({ dates, rows }: ReadRows, lineOf: (row: number) => number): { order: readonly number[]; notes: string[] } {
  const order = dates.map((_, i) => i);
  const firstFall = dates.findIndex((day, i) => i > 0 && day < (dates[i - 1] as EpochDay));
  if (firstFall < 0) return { order, notes: [] };
  const rises = dates.some((day, i) => i > 0 && day > (dates[i - 1] as EpochDay));
  if (!rises) return { order: order.reverse(), notes: ['Rows came newest first; they were put in ascending order.'] };
  const line = lineOf(rows[firstFall] as number);
  const note = `Rows were not in order of date (first at line ${line}, ${formatCivilDate(dates[firstFall] as EpochDay)}); they were sorted.`;
  return { order: order.sort((a, b) => (dates[a] as EpochDay) - (dates[b] as EpochDay) || a - b), notes: [note] };
}

function conflict(
  read: ReadRows,
  { kept, i }: { kept: number; i: number },
  { file, lineOf }: { file: CsvFile; lineOf: (row: number) => number },
): Error {
  const [earlier, later] = [Math.min(kept, i), Math.max(kept, i)].map((index) => ({
    line: lineOf(read.rows[index] as number),
    value: read.values[index],
  })) as [{ line: number; value: number }, { line: number; value: number }];
  const day = formatCivilDate(read.dates[i] as EpochDay);
  return changedShape(file, `${day} occurs twice with different values: ${earlier.value} (line ${earlier.line}) and ${later.value}`, {
    line: later.line,
  });
}

function repeatNotes(read: ReadRows, repeats: readonly { kept: number; dropped: number }[], lineOf: (row: number) => number): string[] {
  const [first] = repeats;
  if (!first) return [];
  const [kept, dropped] = [first.kept, first.dropped].map((i) => lineOf(read.rows[i] as number)).sort((a, b) => a - b);
  const day = formatCivilDate(read.dates[first.kept] as EpochDay);
  return [
    `${counted(repeats.length, 'row')} dropped for repeating a date with the same value (first: ${day}, lines ${kept} and ${dropped}).`,
  ];
}
