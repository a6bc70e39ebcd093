import { changedShape, type SourceFile } from './fault.ts';
import type { Format } from './mapping.ts';

/** First bytes of files that are no text. */
const SIGNATURES: readonly (readonly [mark: readonly number[], format: Format | undefined, what: string])[] = [
  [[0x50, 0x41, 0x52, 0x31], 'parquet', 'Parquet'],
  [[0x50, 0x4b, 0x03, 0x04], 'xlsx', 'a workbook'],
  [[0xd0, 0xcf, 0x11, 0xe0], undefined, 'an old .xls workbook: save it as .xlsx or CSV'],
  [[0x1f, 0x8b], undefined, 'a gzip archive: unpack it'],
  [[0x25, 0x50, 0x44, 0x46], undefined, 'a PDF'],
  [[0x53, 0x51, 0x4c, 0x69], undefined, 'a SQLite database: export a table as CSV'],
];

/** The format that a file's first bytes tell; undefined for text. @throws ProviderError `changed-shape` for a kind that is not read. */
export function binaryFormat(file: SourceFile & { readonly bytes: Uint8Array }): Format | undefined {
  const found = SIGNATURES.find(([mark]) => mark.every((byte, i) => file.bytes[i] === byte));
  if (!found) return undefined;
  const [, format, what] = found;
  if (format === undefined) throw changedShape(file, `expected CSV, JSON, Parquet or .xlsx, found ${what}`);
  return format;
}
