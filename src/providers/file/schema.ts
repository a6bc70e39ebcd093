import { z } from 'zod';
import { cycleSchema, descriptionShape, releaseSchema } from '../catalogue.ts';

/** Names of a date column, the surest first. */
const DATE_NAMES = ['date', 'observationdate', 'datetime', 'day', 'timestamp', 'time', 'unix'];
const CLOSE_NAMES = new Set(['close', 'value']);
const ADJUSTED_CLOSE_NAMES = new Set(['adjclose', 'adjustedclose', 'closeadj', 'closeadjusted']);
const OTHER_NAMES = new Set(['open', 'high', 'low', 'vol', 'asset', 'symbol', 'ticker', 'dividends', 'stocksplits', 'currency']);

/** What a column's name says that it holds. `unknown` may be the value. */
export type ColumnRole = 'date' | 'close' | 'adjusted close' | 'other' | 'unknown';

/** The role of a column by its name, without regard to case, spaces and punctuation. */
export function columnRole(name: string): ColumnRole {
  const plain = plainName(name);
  if (DATE_NAMES.includes(plain)) return 'date';
  if (CLOSE_NAMES.has(plain)) return 'close';
  if (ADJUSTED_CLOSE_NAMES.has(plain)) return 'adjusted close';
  return OTHER_NAMES.has(plain) || plain.startsWith('volume') ? 'other' : 'unknown';
}

/** Rank of a date column's name: 0 is the surest. */
export function dateRank(name: string): number {
  return DATE_NAMES.indexOf(plainName(name));
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

const entry = z.strictObject({
  ...descriptionShape,
  /** Name of the column that holds the values. */
  column: z.string().optional(),
  /** Names of the columns, in place of the header or for want of one. */
  columns: z.array(z.string()).min(2).optional(),
});

/** What `catalogue.yaml` may say. Unknown keys are refused. */
export const catalogueSchema = z.strictObject({
  description: z.string().optional(),
  series: z.record(z.string(), entry).default({}),
});

export type Catalogue = z.infer<typeof catalogueSchema>;
export type CatalogueEntry = z.infer<typeof entry>;

/** The keys that may stand at a place of the catalogue. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(catalogueSchema.shape);
  const part = path.at(-1) === 'release' ? releaseSchema.in : path.at(-1) === 'cycle' ? cycleSchema : entry;
  return Object.keys(part.shape);
}
