import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { counted, quoted } from '../wording.ts';
import { possibleForms } from './date-shapes.ts';
import { cut } from './fault.ts';
import { findHeader, type Row } from './header.ts';
import type { GivenHeader, Header } from './mapping.ts';
import { MISSING, readNumber } from './numbers.ts';
import type { Table } from './table.ts';

/** Where a grid of cells names its columns, and why. */
export interface Heading {
  readonly header: Header;
  readonly names: readonly string[];
  /** The column of dates (from 0), where its place tells and not its name. */
  readonly date?: number | undefined;
  readonly evidence: readonly string[];
}

export interface HeadingRequest {
  readonly today: EpochDay;
  /** The header as it was given: its last line may be missing. */
  readonly given?: GivenHeader | undefined;
}

/** Finds the names of the columns among the first rows that hold anything; where none are, columns go by their numbers. */
export function findHeading(rows: readonly Row[], { today, given }: HeadingRequest): Heading {
  if (given) return givenHeading(rows, given, today);
  const found = findHeader(rows);
  if (found) {
    const line = found.line.number;
    return {
      header: { line, last: found.last.number },
      names: found.names,
      date: found.date,
      evidence: [`Line ${line} names ${counted(found.names.length, 'column')}.`, ...found.notes],
    };
  }
  const first = rows.findIndex(({ cells }) => isFigures(cells, today));
  if (first < 0) return undatedHeading(rows);
  const above = rows[first - 1];
  if (above && namesColumns(above, rows[first] as Row)) {
    const evidence = [
      `Line ${above.number} names ${counted(above.cells.length, 'column')}: it stands above the first date and has no figure.`,
    ];
    return { header: { line: above.number, last: above.number }, names: above.cells, evidence };
  }
  const skipped = above
    ? [`${counted(first, 'line')} before the first date were skipped, the first ${quoted((rows[0] as Row).text.trim())}.`]
    : [];
  const evidence = ['No line names the columns: they go by their numbers.', ...skipped];
  return { header: { line: 0, last: above?.number ?? 0 }, names: (rows[first] as Row).cells.map(() => ''), evidence };
}

/** For want of dates: the first of the rows that have as many cells as most have. */
function undatedHeading(rows: readonly Row[]): Heading {
  const widths = [...Map.groupBy(rows, ({ cells }) => cells.length).values()].sort((a, b) => b.length - a.length);
  const first = widths[0]?.[0];
  if (!first) return { header: { line: 0, last: 0 }, names: [], evidence: [] };
  return { header: { line: first.number, last: first.number }, names: first.cells, evidence: [] };
}

function givenHeading(rows: readonly Row[], { line, last }: GivenHeader, today: EpochDay): Heading {
  const evidence = ['The header is where it was said to be.'];
  if (line === 0) {
    const first = rows.find(({ number }) => number > (last ?? 0));
    return { header: { line, last: last ?? 0 }, names: (first?.cells ?? []).map(() => ''), evidence };
  }
  const names = rows.find(({ number }) => number === line)?.cells;
  if (!names) throw new RangeError(`the header must be one of the first lines that hold anything, was line ${line}`);
  if (last !== undefined) return { header: { line, last }, names, evidence };
  const figures = rows.find(({ number, cells }) => number > line && isFigures(cells, today));
  // Between the names and the first figures there may be more header: tickers, units.
  const between = rows.findLast(({ number, cells }) => number > line && number < (figures?.number ?? 0) && cells.length === names.length);
  return { header: { line, last: between?.number ?? line }, names, evidence };
}

/** Whether a row has a date and beside it nothing or figures: one of observations. */
export function isFigures(cells: readonly string[], today: EpochDay): boolean {
  const at = cells.findIndex((cell) => possibleForms(cell, today).length > 0);
  return at >= 0 && (cells.length === 1 || cells.some((cell, i) => i !== at && (/\d/.test(cell) || MISSING.has(cell.toLowerCase()))));
}

function namesColumns({ cells }: Row, figures: Row): boolean {
  const isName = (cell: string) => typeof readNumber(cell) !== 'number' && cell.length <= 60;
  return (
    cells.length === figures.cells.length && cells.length >= 2 && cells.every(isName) && cells.filter(Boolean).length >= cells.length - 1
  );
}

/** Names that are all there and all different: `column 3` for want of one, `Close (column 3)` where several share one. */
export function uniqueNames(names: readonly string[]): string[] {
  const trimmed = names.map((name) => name.trim());
  return trimmed.map((name, i) => {
    if (name === '') return `column ${i + 1}`;
    return trimmed.indexOf(name) === trimmed.lastIndexOf(name) ? name : `${name} (column ${i + 1})`;
  });
}

/** A column's own name, without the number that was joined to it or that stands for one. */
export function ownName(name: string): string {
  return name.replace(/^column \d+$| \(column \d+\)$/, '');
}

/** `Column 5 (Close)`, or `Column 5` where it has no name. */
export function columnTitle({ names }: Pick<Table, 'names'>, column: number): string {
  const name = ownName(names[column] ?? '');
  return `Column ${column + 1}${name === '' ? '' : ` (${name})`}`;
}

/** Names of columns in one line, cut where they are many or long. */
export function namesList(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => cut(name, 40));
  return `${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
}
