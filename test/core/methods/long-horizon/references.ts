import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Reference numbers that lie beside the repository, of one case. */
export interface References {
  readonly present: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is each file's own
  json(name: string): any;
  /** Columns of a file of numbers, by name. */
  csv(name: string): Readonly<Record<string, Float64Array>>;
}

/** The references of a case; without them the tests that read them are skipped, and that is said. */
export function referencesOf(name: string): References {
  const folder = fileURLToPath(new URL(`../../../../../shared/refs/${name}/`, import.meta.url));
  const present = existsSync(`${folder}README.md`);
  if (!present) console.warn(`skipped: no reference numbers at ${folder}`);
  const read = (file: string) => readFileSync(`${folder}${file}`, 'utf8');
  return {
    present,
    json: (file) => JSON.parse(read(file)),
    csv: (file) => {
      const [header, ...rows] = read(file)
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(','));
      return Object.fromEntries((header as string[]).map((column, j) => [column, Float64Array.from(rows, (row) => Number(row[j]))]));
    },
  };
}

/** The largest |a − b| / max(1, |b|) of two lists of numbers of one length. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  return Math.max(...Array.from(expected, (value, i) => Math.abs((actual[i] as number) - value) / Math.max(1, Math.abs(value))));
}
