import { z } from 'zod';
import { zonedInstant } from '../../core/calendar/time-zone.ts';

export const FORMATS = ['csv', 'json', 'parquet', 'xlsx'] as const;

/** How a column of dates is written. */
export const DATE_FORMS = [
  'year-month-day',
  'day/month/year',
  'month/day/year',
  'month-name',
  'yyyymmdd',
  'year-month',
  'epoch-seconds',
  'epoch-milliseconds',
  'excel-serial',
] as const;

/** How a date of each form may look, for a person. */
export const DATE_EXAMPLES: Readonly<Record<DateFormName, string>> = {
  'year-month-day': '2024-12-31',
  'day/month/year': '31/12/2024',
  'month/day/year': '12/31/2024',
  'month-name': '31 Dec 2024',
  yyyymmdd: '20241231',
  'year-month': '2024-12, which counts as 2024-12-01',
  'epoch-seconds': '1735603200',
  'epoch-milliseconds': '1735603200000',
  'excel-serial': '45657',
};

/** What becomes of times of day: only midnight is read; the date stands as written; or the date is that of a time zone. */
export const [MIDNIGHT, AS_WRITTEN] = ['midnight', 'as-written'] as const;

export const DECIMALS = ['point', 'comma'] as const;
export const THOUSANDS = ['none', 'comma', 'point', 'space', 'apostrophe'] as const;
/** What may stand beside a figure and is dropped; parentheses make it negative. */
export const MARKS = ['percent', 'currency', 'parentheses'] as const;

const header = z.strictObject({
  /** Line (of a workbook: row) that names the columns; 0: none does, and they go by `column 1`, `column 2` and so on. */
  line: z.int().min(0),
  /** The line after which the figures begin; the same line where the header has but one. */
  last: z.int().min(0),
});

/** How the columns of a kind of file are read. Columns go by their names, which are unique in a table. */
export const mappingSchema = z.strictObject({
  format: z.enum(FORMATS),
  /** Of text: a label that TextDecoder knows. */
  encoding: z.string().optional(),
  /** Of CSV. */
  delimiter: z.string().length(1).optional(),
  /** Of CSV and workbooks. */
  header: header.optional(),
  /** Of a workbook. */
  sheet: z.string().optional(),
  /** Of JSON: where the rows are, e.g. `data.prices`; empty: the whole. */
  rows: z.string().optional(),
  dateColumn: z.string(),
  dateForm: z.enum(DATE_FORMS),
  /** `midnight`, `as-written` or an IANA time zone. */
  stamps: z.string().refine(isStampRule, 'expected midnight, as-written, or an IANA time zone'),
  valueColumns: z.array(z.string()).min(1),
  /** The adjusted closes beside the closes of the one value column. */
  adjustedColumn: z.string().optional(),
  decimal: z.enum(DECIMALS),
  thousands: z.enum(THOUSANDS),
  marks: z.array(z.enum(MARKS)),
  /** Texts that say that there is no value, beside nothing, `.`, `NaN` and `null`. */
  missing: z.array(z.string()),
  /** Texts in the column of dates that mark a row which is no observation, such as `Total`. */
  skippedRows: z.array(z.string()),
});

/** How the columns of a kind of file are read. It can be kept as JSON. */
export type Mapping = z.infer<typeof mappingSchema>;
export type DateFormName = (typeof DATE_FORMS)[number];
export type Format = Mapping['format'];
export type Header = z.infer<typeof header>;
/** A header of which the last line may not be known. */
export type GivenHeader = Pick<Header, 'line'> & Partial<Header>;
export type NumberForm = Pick<Mapping, 'decimal' | 'thousands' | 'marks' | 'missing'>;

/** A mapping with what is settled so far. */
export type MappingDraft = Partial<Omit<Mapping, 'header'>> & { readonly header?: GivenHeader | undefined };

/** Choices of the user, or of a saved mapping. Columns go by their names or their numbers. */
export interface Given {
  readonly mapping: MappingDraft;
  /** Id of the series, where there is but one column of values. */
  readonly id?: string | undefined;
  /** Ids of the series by column. */
  readonly ids?: Readonly<Record<string, string>>;
}

/** Whether a text says what becomes of times of day. */
export function isStampRule(text: string): boolean {
  if (text === MIDNIGHT || text === AS_WRITTEN) return true;
  try {
    zonedInstant(text, 0, 1);
    return true;
  } catch {
    return false;
  }
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars', ' ': 'spaces' };

/** `semicolons`, or the mark itself. */
export function delimiterName(delimiter: string): string {
  return DELIMITER_NAMES[delimiter] ?? JSON.stringify(delimiter);
}

/** A mapping in lines for a person, what is not settled left out. */
export function describeMapping(mapping: MappingDraft): string[] {
  return [fileLine(mapping), ...headerLines(mapping), ...dateLines(mapping), ...valueLines(mapping), ...numberLines(mapping)];
}

function fileLine({ format, delimiter, encoding, sheet, rows }: MappingDraft): string {
  const parts = [format === undefined ? 'not known' : format.toUpperCase()];
  if (delimiter !== undefined) parts.push(`cells divided by ${delimiterName(delimiter)}`);
  if (encoding !== undefined) parts.push(`text in ${encoding}`);
  if (sheet !== undefined) parts.push(`sheet ${sheet}`);
  if (rows !== undefined) parts.push(rows === '' ? 'rows are the whole' : `rows at ${rows}`);
  return `file: ${parts.join(', ')}`;
}

function headerLines({ header: found }: MappingDraft): string[] {
  if (!found) return [];
  if (found.line === 0) return ['header: none, columns go by their numbers'];
  return [`header: line ${found.line}${(found.last ?? found.line) === found.line ? '' : `, figures after line ${found.last}`}`];
}

function dateLines({ dateColumn, dateForm, stamps, skippedRows = [] }: MappingDraft): string[] {
  const parts = dateColumn === undefined ? [] : [dateColumn];
  if (dateForm !== undefined) parts.push(`${dateForm}, e.g. ${DATE_EXAMPLES[dateForm]}`);
  if (stamps === AS_WRITTEN) parts.push('a time of day is dropped');
  else if (stamps !== undefined && stamps !== MIDNIGHT) parts.push(`the date that clocks in ${stamps} show`);
  const skipped = skippedRows.length === 0 ? [] : [`rows left out: ${skippedRows.join(', ')}`];
  return [...(parts.length === 0 ? [] : [`dates: ${parts.join(', ')}`]), ...skipped];
}

function valueLines({ valueColumns, adjustedColumn }: MappingDraft): string[] {
  const adjusted = adjustedColumn === undefined ? [] : [`adjusted closes: ${adjustedColumn}`];
  return [...(valueColumns === undefined ? [] : [`values: ${valueColumns.join(', ')}`]), ...adjusted];
}

function numberLines({ decimal, thousands, marks = [], missing = [] }: MappingDraft): string[] {
  if (decimal === undefined) return [];
  const parts = [`decimal ${decimal}`];
  if (thousands !== undefined && thousands !== 'none') parts.push(`thousands ${thousands}`);
  parts.push(...marks.map((mark) => (mark === 'parentheses' ? 'parentheses are negative' : `${mark} sign dropped`)));
  if (missing.length > 0) parts.push(`no value: ${missing.join(', ')}`);
  return [`numbers: ${parts.join(', ')}`];
}
