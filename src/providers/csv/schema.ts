import { z } from 'zod';
import { type EpochDay, parseCivilDate } from '../../core/calendar/civil-date.ts';
import type { CalendarName } from '../../core/calendar/schedule.ts';
import { zonedInstant } from '../../core/calendar/time-zone.ts';

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

export const CALENDARS = [
  'utc-daily',
  'new-york',
  'weekdays',
  'weekly-new-york',
  'weekly-utc',
  'monthly',
  'irregular',
] as const satisfies readonly CalendarName[];

const civilDate = z.string().transform((text, context): EpochDay => {
  const day = parseCivilDate(text);
  if (day !== undefined) return day;
  context.addIssue({ code: 'custom', message: `expected a date as YYYY-MM-DD that exists, found ${JSON.stringify(text)}` });
  return z.NEVER;
});

const wallTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day as HH:MM (24 hours)')
  .transform((text) => 60 * Number(text.slice(0, 2)) + Number(text.slice(3)));

const lag = z.strictObject({
  /** Whole days from the observation date to its release. */
  days: z.int().min(0),
  /** Wall time of the release, minutes after midnight. */
  time: wallTime,
  zone: z.string().refine(isTimeZone, 'expected an IANA time zone, for example America/New_York'),
});

const cycle = z.strictObject({
  name: z.string().min(1),
  dates: z.array(civilDate).min(1).refine(isAscending, 'expected dates in ascending order, none twice'),
});

const entry = z.strictObject({
  title: z.string().optional(),
  unit: z.string().optional(),
  calendar: z.enum(CALENDARS).optional(),
  lag: lag.optional(),
  source: z.string().optional(),
  /** Name of the column that holds the values. */
  column: z.string().optional(),
  /** Names of the columns, in place of the header or for want of one. */
  columns: z.array(z.string()).min(2).optional(),
  cycle: cycle.optional(),
  note: z.string().optional(),
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
  const part = path.length === 0 ? catalogueSchema : path.at(-1) === 'lag' ? lag : path.at(-1) === 'cycle' ? cycle : entry;
  return Object.keys(part.shape);
}

function isTimeZone(zone: string): boolean {
  try {
    zonedInstant(zone, 0, 0);
    return true;
  } catch {
    return false;
  }
}

function isAscending(days: readonly EpochDay[]): boolean {
  return days.every((day, i) => i === 0 || day > (days[i - 1] as EpochDay));
}
