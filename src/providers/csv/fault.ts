import { ProviderError, type ProviderErrorKind } from '../provider.ts';

/** A file as the reader knows it (`RUT.csv`) and as the system finds it. */
export interface CsvFile {
  readonly name: string;
  readonly path: string;
}

/** Where in a file: line and column count from 1; `name` is the column's name. */
export interface Place {
  readonly line?: number;
  readonly column?: number;
  readonly name?: string | undefined;
}

/** `RUT.csv line 12, column 5 (close)`. */
function placeIn(file: CsvFile, { line, column, name }: Place = {}): string {
  const parts = [line === undefined ? '' : `line ${line}`, column === undefined ? '' : `column ${column}${name ? ` (${name})` : ''}`];
  return [file.name, parts.filter(Boolean).join(', ')].filter(Boolean).join(' ');
}

/** The file is not in the form that it should have: says where and what. */
export function changedShape(file: CsvFile, problem: string, place: Place & { readonly cause?: unknown } = {}): ProviderError {
  return csvError('changed-shape', `${placeIn(file, place)}: ${problem}`, { request: file.path, cause: place.cause });
}

/** An error of this provider. */
export function csvError(
  kind: ProviderErrorKind,
  message: string,
  details: { readonly request: string; readonly cause?: unknown },
): ProviderError {
  return new ProviderError(message, { provider: 'csv', kind, ...details });
}

/** A cell's text in quotation marks, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

/** `1 row`, `1,717 rows`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
