import { z } from 'zod';
import { Agreement } from './pull.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date must be YYYY-MM-DD');
const text = (description: string) => z.string().optional().meta({ description });
const texts = (description: string) => z.array(z.string()).default([]).meta({ description });

/** Take series from files into the store. */
export const ImportInput = z.strictObject({
  files: z.array(z.string()).min(1, 'name at least one file').meta({ description: 'Files: CSV, TSV, JSON, Parquet, XLSX.' }),
  as: text('Id of the series, where a file gives one. Default: the name of the file.'),
  dateColumn: text('Column of the dates, by name or number.'),
  valueColumn: texts('Column of the values, by name or number; COLUMN=ID for several series.'),
  adjustedColumn: text('Column of the adjusted closes, kept as ID.adj.'),
  dateForm: text('How dates are written, e.g. day/month/year (dmy), month/day/year (mdy), epoch-seconds.'),
  zone: text('Time zone whose date a time of day belongs to, or as-written.'),
  decimal: text('Decimal mark: point or comma.'),
  thousands: text('What divides thousands: none, comma, point, space, apostrophe.'),
  drop: texts('What stands beside figures and is dropped: percent, currency, parentheses.'),
  missing: texts('A text that says that there is no value.'),
  skipRows: texts('A text in the column of dates that marks a row to leave out, e.g. Total.'),
  delimiter: text('What divides cells: comma, semicolon, tab, bar, space, or the mark itself.'),
  encoding: text('Encoding of the text, e.g. utf-8, windows-1252.'),
  header: text('Line that names the columns; 0 where none does.'),
  sheet: text('Sheet of a workbook.'),
  rows: text('Where the rows of a JSON file are, e.g. data.prices.'),
  title: text('Title of the series.'),
  unit: text('Unit of the values.'),
  calendar: text('Calendar of the series, e.g. new-york. Default: what its dates tell.'),
  revise: z.boolean().default(false).meta({ description: 'Let the file correct much of what was imported before under its id.' }),
  yes: z.boolean().default(false).meta({ description: 'Store as proposed, without asking.' }),
  dryRun: z.boolean().default(false).meta({ description: 'Show how the files would be read, and store nothing.' }),
});
export type ImportInput = z.infer<typeof ImportInput>;

/** A series of a file, with what became of it. */
export const ImportedSeries = z.strictObject({
  id: z.string(),
  column: z.string(),
  rows: z.int(),
  from: isoDate,
  to: isoDate,
  added: z.int(),
  revised: z.int(),
  /** How it compares with what another source gave before: that is not replaced. */
  agreement: Agreement.nullable(),
  calendar: z.string(),
  notes: z.array(z.string()),
});
export type ImportedSeries = z.infer<typeof ImportedSeries>;

/** A file, how it is read, and what became of it. */
export const ImportedFile = z.strictObject({
  file: z.string(),
  outcome: z.enum(['stored', 'unchanged', 'proposed', 'refused']),
  /** The mapping in lines, and why each choice was made. */
  mapping: z.array(z.string()),
  evidence: z.array(z.string()),
  /** Whether the mapping was known from a file of the same kind before. */
  isKnown: z.boolean(),
  columns: z.array(z.string()),
  preview: z.array(z.strictObject({ place: z.string(), cells: z.array(z.string()), read: z.array(z.string()) })),
  series: z.array(ImportedSeries),
  /** Why it was refused, and what to do. */
  problem: z.string().nullable(),
});
export type ImportedFile = z.infer<typeof ImportedFile>;

/** What became of the files that were to be imported. */
export const ImportResult = z.strictObject({ store: z.string(), files: z.array(ImportedFile) });
export type ImportResult = z.infer<typeof ImportResult>;
