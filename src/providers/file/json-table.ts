import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { possibleForms } from './date-shapes.ts';
import { changedShape, reasonOf, type SourceFile } from './fault.ts';
import { uniqueNames } from './grid.ts';
import { type Cell, type Table, tableOf, textOf } from './table.ts';

/** A part of a JSON text that can be read as rows. */
export interface JsonRows {
  /** `data.prices`; empty: the whole. */
  readonly path: string;
  /** What it is, for a person. */
  readonly form: string;
  readonly table: Table;
}

const DEEPEST = 6;
type Fields = Readonly<Record<string, unknown>>;

/** Reads JSON, or lines of JSON. @throws ProviderError `changed-shape` for a text that is cut off or damaged. */
export function parseJsonText(text: string, file: SourceFile): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    const records = lines.length > 1 && lines.every((line) => /^\s*[{[].*[}\]]\s*$/.test(line)) ? parseLines(lines) : undefined;
    if (records) return records;
    throw changedShape(file, `expected JSON, found a text that is cut off or damaged (${reasonOf(cause)})`, { cause });
  }
}

function parseLines(lines: readonly string[]): unknown[] | undefined {
  try {
    return lines.map((line) => JSON.parse(line) as unknown);
  } catch {
    return undefined;
  }
}

/** All parts of a JSON value that can be read as rows, the one with the most rows first. */
export function findJsonRows(json: unknown, today: EpochDay): readonly JsonRows[] {
  const found: JsonRows[] = [];
  const visit = (value: unknown, path: string, depth: number): void => {
    const rows = rowsAt(value, path, today);
    if (rows) found.push(rows);
    else if (depth < DEEPEST && typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value).slice(0, 1000))
        visit(part, join(path, Array.isArray(value) ? Number(key) : key), depth + 1);
  };
  visit(json, '', 0);
  return found.sort((a, b) => b.table.count - a.table.count);
}

function join(path: string, key: string | number): string {
  return typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
}

function rowsAt(value: unknown, path: string, today: EpochDay): JsonRows | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : arrayRows(value, path);
  if (!isFields(value)) return undefined;
  const entries = Object.entries(value);
  const lists = entries.filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]) && !entry[1].some(isNested));
  const length = lists[0]?.[1].length ?? 0;
  if (lists.length >= 2 && length > 0 && lists.every(([, list]) => list.length === length)) return columnRows(lists, path);
  const keys = entries.slice(0, 100).map(([key]) => key);
  const dates = keys.filter((key) => possibleForms(key, today).length > 0);
  return dates.length > 0 && dates.length * 2 > keys.length ? datedRows(entries, path) : undefined;
}

function arrayRows(rows: readonly unknown[], path: string): JsonRows | undefined {
  if (rows.every(isFields)) return recordRows(rows.map(flattened), path);
  if (!rows.every((row): row is unknown[] => Array.isArray(row) && !row.some(isNested))) return undefined;
  const [first, ...rest] = rows as [unknown[], ...unknown[][]];
  const isHeader = rest.length > 0 && first.length > 1 && first.every((cell) => typeof cell === 'string' && !/^[\d\s.,:/+-]*$/.test(cell));
  const names = uniqueNames(first.map((cell) => (isHeader ? String(cell) : '')));
  const above = isHeader ? 1 : 0;
  return {
    path,
    form: `an array of arrays${isHeader ? ', the first of names' : ''}`,
    table: tableOf({
      names,
      count: rows.length - above,
      cells: (row) => (rows[row + above] as unknown[]).map(cellOf),
      placeOf: (row, column) => ({ path: `${path}[${row + above}]${column === undefined ? '' : `[${column}]`}` }),
    }),
  };
}

function recordRows(records: readonly Fields[], path: string): JsonRows {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return {
    path,
    form: 'an array of objects',
    table: tableOf({
      names: uniqueNames(keys),
      count: records.length,
      cells: (row) => keys.map((key) => cellOf((records[row] as Fields)[key])),
      placeOf: (row, column) => ({ path: `${path}[${row}]${column === undefined ? '' : `.${keys[column]}`}` }),
    }),
  };
}

function columnRows(lists: readonly (readonly [string, readonly unknown[]])[], path: string): JsonRows {
  return {
    path,
    form: 'an object of arrays of one length',
    table: tableOf({
      names: uniqueNames(lists.map(([key]) => key)),
      count: lists[0]?.[1].length ?? 0,
      cells: (row) => lists.map(([, list]) => cellOf(list[row])),
      placeOf: (row, column) => ({ path: `${join(path, lists[column ?? 0]?.[0] as string)}[${row}]` }),
    }),
  };
}

function datedRows(entries: readonly (readonly [string, unknown])[], path: string): JsonRows {
  const isRecords = entries.every(([, value]) => isFields(value));
  const records = entries.map(([, value]) => (isRecords ? flattened(value as Fields) : { value }) as Fields);
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return {
    path,
    form: 'an object whose keys are dates',
    table: tableOf({
      names: uniqueNames(['date', ...keys]),
      count: entries.length,
      cells: (row) => [entries[row]?.[0] as string, ...keys.map((key) => cellOf(records[row]?.[key]))],
      placeOf(row, column = 0) {
        const at = join(path, entries[row]?.[0] as string);
        return { path: column === 0 || !isRecords ? at : `${at}.${keys[column - 1]}` };
      },
    }),
  };
}

/** An object with the fields of objects in it beside its own: `price.usd`. */
function flattened(record: Fields): Fields {
  const entries = Object.entries(record);
  if (!entries.some(([, value]) => isFields(value))) return record;
  const parts = entries.flatMap(([key, value]) =>
    isFields(value) ? Object.entries(value).map(([inner, part]) => [`${key}.${inner}`, part] as const) : [[key, value] as const],
  );
  return Object.fromEntries(parts);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

/** Whether the first rows have a cell that can be a date. */
export function hasDates({ count, cells }: Table, today: EpochDay): boolean {
  for (let row = 0; row < Math.min(count, 5); row++)
    if (cells(row).some((cell) => possibleForms(textOf(cell), today).length > 0)) return true;
  return false;
}
