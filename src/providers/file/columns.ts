import { counted } from '../wording.ts';
import { changedShape, fileError, type SourceFile } from './fault.ts';
import { columnRole, dateRank } from './schema.ts';

/** Which columns (from 0) hold the dates and the values. */
export interface ColumnChoice {
  readonly date: number;
  readonly value: number;
  readonly notes: readonly string[];
}

export interface ColumnRequest {
  readonly file: SourceFile;
  /** The column of dates, where the header's form tells it. */
  readonly date?: number | undefined;
  /** Line of the header, where there is one. */
  readonly line: number | undefined;
  /** The value column's name as the catalogue gives it. */
  readonly column?: string | undefined;
  /** Whether the adjusted close is asked for. */
  readonly adjusted: boolean;
}

const NAME_ONE = 'name one in catalogue.yaml (column:)';
const NAME_ALL = 'name them all in catalogue.yaml (columns:)';

/** Chooses the columns of dates and values by their names; refuses where more than one could be meant. */
export function chooseColumns(names: readonly string[], request: ColumnRequest): ColumnChoice {
  const date = request.date ?? dateColumn(names, request);
  const value = valueColumn(names, date, request);
  return { date, value, notes: choiceNotes(names, { date, value }, request) };
}

function dateColumn(names: readonly string[], request: ColumnRequest): number {
  const dates = indicesOf(names, (name) => columnRole(name) === 'date');
  const surest = Math.min(...dates.map((i) => dateRank(names[i] as string)));
  const [first, second] = dates.filter((i) => dateRank(names[i] as string) === surest);
  if (first === undefined) throw refused(request, `no column of dates: the columns are ${list(names)}; name one of them date`);
  if (second !== undefined)
    throw refused(request, `two columns of dates: columns ${first + 1} and ${second + 1} are both named ${names[first]}; ${NAME_ALL}`);
  return first;
}

function valueColumn(names: readonly string[], date: number, request: ColumnRequest): number {
  if (request.adjusted) return adjustedColumn(names, request);
  if (request.column !== undefined) return namedColumn(names, request.column, request);
  if (names.length === 2) return 1 - date;
  const closes = indicesOf(names, (name) => columnRole(name) === 'close');
  const candidates = closes.length > 0 ? closes : indicesOf(names, (name, i) => i !== date && columnRole(name) === 'unknown');
  if (candidates.length === 1) return candidates[0] as number;
  const found = candidates.map((i) => names[i] as string);
  if (found.length === 0) throw refused(request, `no column that could be the value: the columns are ${list(names)}; ${NAME_ONE}`);
  const cure = new Set(found).size < found.length ? NAME_ALL : NAME_ONE;
  throw refused(request, `${found.length} columns could be the value: ${list(found)}; ${cure}`);
}

function adjustedColumn(names: readonly string[], request: ColumnRequest): number {
  const [first, second] = indicesOf(names, (name) => columnRole(name) === 'adjusted close');
  if (first === undefined) {
    const message = `${request.file.name} has no adjusted close column: its columns are ${list(names)}`;
    throw fileError('not-found', message, { request: request.file.path });
  }
  if (second !== undefined) throw refused(request, `two columns of adjusted closes: columns ${first + 1} and ${second + 1}`);
  return first;
}

function namedColumn(names: readonly string[], wanted: string, request: ColumnRequest): number {
  const same = indicesOf(names, (name) => name === wanted);
  const found = same.length > 0 ? same : indicesOf(names, (name) => name.toLowerCase() === wanted.toLowerCase());
  if (found.length === 1) return found[0] as number;
  if (found.length === 0) throw refused(request, `catalogue.yaml names the column ${wanted}, but the columns are ${list(names)}`);
  const where = found.map((i) => i + 1).join(' and ');
  throw refused(request, `catalogue.yaml names the column ${wanted}, but columns ${where} bear that name; ${NAME_ALL}`);
}

function choiceNotes(names: readonly string[], { date, value }: { date: number; value: number }, request: ColumnRequest): string[] {
  const notes: string[] = [];
  const unread = indicesOf(names, (name) => columnRole(name) === 'date').filter((i) => i !== date && i !== value);
  if (unread.length > 0) {
    notes.push(`Dates are those of column ${date + 1} (${names[date]}), not of ${list(unread.map((i) => names[i] as string))}.`);
  }
  const guessed = names.length > 2 && !request.adjusted && request.column === undefined && columnRole(names[value] as string) === 'unknown';
  if (guessed) notes.push(`Values are those of column ${value + 1} (${names[value]}), the only one that could be meant.`);
  const repeated = names.filter((name, i) => names.indexOf(name) !== i && names.lastIndexOf(name) === i);
  if (repeated.length > 0) {
    const which = repeated.length > 3 ? counted(repeated.length, 'column name') : list(repeated);
    notes.push(`Values are those of column ${value + 1} (${names[value]}); columns that share a name were left alone (${which}).`);
  }
  return notes;
}

function indicesOf(names: readonly string[], test: (name: string, index: number) => boolean): number[] {
  return names.flatMap((name, i) => (test(name, i) ? [i] : []));
}

function list(names: readonly string[]): string {
  return names.map((name) => name || '(no name)').join(', ');
}

function refused({ file, line }: ColumnRequest, problem: string): Error {
  return changedShape(file, problem, line === undefined ? {} : { line });
}
