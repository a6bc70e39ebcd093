import { ProviderError, type ProviderErrorKind } from '../provider.ts';

/** A file as the reader knows it (`RUT.csv`) and as the system finds it. */
export interface SourceFile {
  readonly name: string;
  readonly path: string;
}

/** Where in a file: lines, rows and columns count from 1; `name` is the column's name. */
export interface Place {
  readonly sheet?: string;
  readonly line?: number;
  readonly row?: number;
  readonly column?: number;
  readonly name?: string | undefined;
  /** Of JSON: `data[12].close`. */
  readonly path?: string;
}

/** `line 12, column 5 (close)`, `sheet Prices, row 12`, `data[12].close`. */
export function placeName({ sheet, line, row, column, name, path }: Place): string {
  const parts = [
    sheet === undefined ? '' : `sheet ${cut(sheet, 40)}`,
    line === undefined ? '' : `line ${line}`,
    row === undefined ? '' : `row ${row}`,
    column === undefined ? '' : `column ${column}${name ? ` (${cut(name, 60)})` : ''}`,
    cut(path ?? '', 120),
  ];
  return parts.filter(Boolean).join(', ');
}

/** The file is not in the form that it should have: says where and what. */
export function changedShape(file: SourceFile, problem: string, place: Place & { readonly cause?: unknown } = {}): ProviderError {
  const where = [file.name, placeName(place)].filter(Boolean).join(' ');
  return fileError('changed-shape', `${where}: ${problem}`, { request: file.path, cause: place.cause });
}

/** An error of this provider. */
export function fileError(
  kind: ProviderErrorKind,
  message: string,
  details: { readonly request: string; readonly cause?: unknown },
): ProviderError {
  return new ProviderError(message, { provider: 'file', kind, ...details });
}

/** What a library says of a failure, in one short line. */
export function reasonOf(cause: unknown): string {
  const [line = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  return cut(line, 160);
}

/** A text with at most so many characters. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
