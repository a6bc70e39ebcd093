import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { counted, quoted } from '../wording.ts';
import { delimitedTable } from './delimited.ts';
import { likeliestDelimiter } from './delimiter.ts';
import type { Doubt } from './doubt.ts';
import { decode } from './encoding.ts';
import { changedShape, type SourceFile } from './fault.ts';
import { findHeading, isFigures, uniqueNames } from './grid.ts';
import { findJsonRows, hasDates, type JsonRows, parseJsonText } from './json-table.ts';
import { binaryFormat } from './kind.ts';
import { firstRows, looksLikeHtml, looksLikeJson } from './layout.ts';
import type { MappingDraft } from './mapping.ts';
import { parquetTable } from './parquet-table.ts';
import type { Table } from './table.ts';
import { firstSheetRows, readSheets, type Sheet, sheetTable } from './workbook.ts';

/** A file with its content. Parquet is read from its path. */
export interface FileContent extends SourceFile {
  readonly bytes: Uint8Array;
}

export interface OpenRequest {
  /** What of the mapping is settled: it is not looked for. */
  readonly given: MappingDraft;
  readonly today: EpochDay;
}

/** A file's rows, and how they were found. */
export interface OpenedTable {
  readonly table: Table;
  /** Format, encoding, delimiter, header, sheet, rows. */
  readonly layout: MappingDraft;
  /** The column of dates (from 0), where its place tells and not its name. */
  readonly date?: number | undefined;
  readonly evidence: readonly string[];
  readonly doubts: readonly Doubt[];
  /** Repairs that reading always takes, as sentences. */
  readonly notes: readonly string[];
}

const HEADING_ROWS = 30;

/** What is kept of a file while its content is in use: proposing and reading ask for the same table. */
interface Kept {
  /** By what was given, and by the whole layout that came of it. */
  readonly asked: Map<string, Promise<OpenedTable>>;
  readonly found: Map<string, OpenedTable>;
}

const kept = new WeakMap<Uint8Array, Kept>();

/**
 * Opens a file by its content, whatever its name says.
 *
 * @throws ProviderError `changed-shape` for a file of another format, or one that is damaged; RangeError for a given sheet, header or
 * place of rows that the file does not have.
 */
export async function openTable(file: FileContent, request: OpenRequest): Promise<OpenedTable> {
  const { asked, found } = keptOf(file);
  const key = keyOf(file, request, request.given);
  const opening = asked.get(key) ?? openAnew(file, request);
  asked.set(key, opening);
  const opened = await opening;
  found.set(keyOf(file, request, opened.layout), opened);
  return opened;
}

/** Opens a file as a whole mapping says: the same table, without the reasons for its layout. */
export async function openAs(file: FileContent, request: OpenRequest): Promise<OpenedTable> {
  return keptOf(file).found.get(keyOf(file, request, request.given)) ?? openTable(file, request);
}

function keptOf({ bytes }: FileContent): Kept {
  const held = kept.get(bytes) ?? { asked: new Map(), found: new Map() };
  kept.set(bytes, held);
  return held;
}

function keyOf({ name, path }: SourceFile, { today }: OpenRequest, layout: MappingDraft): string {
  const { format, encoding, delimiter, header, sheet, rows } = layout;
  return JSON.stringify([name, path, today, format, encoding, delimiter, header?.line, header?.last, sheet, rows]);
}

async function openAnew(file: FileContent, request: OpenRequest): Promise<OpenedTable> {
  if (file.bytes.length === 0) throw changedShape(file, 'the file is empty');
  const format = binaryFormat(file);
  if (format === 'parquet') return openParquet(file);
  if (format === 'xlsx') return openWorkbook(file, request);
  const { text, encoding, hasMark, why } = decode(file.bytes, file, request.given.encoding);
  if (text.trim() === '') throw changedShape(file, 'the file is empty');
  if (looksLikeHtml(text)) throw changedShape(file, `expected a table, found HTML: ${quoted(text.slice(0, 200).trim())}`, { line: 1 });
  const table = looksLikeJson(text) && request.given.format !== 'csv' ? openJson(text, file, request) : openDelimited(text, file, request);
  const evidence = encoding === 'utf-8' && !hasMark ? table.evidence : [`The text is in ${encoding}. ${why}`, ...table.evidence];
  const notes = hasMark ? ['A byte order mark at the start was skipped.'] : [];
  return { ...table, layout: { ...table.layout, encoding }, evidence, notes };
}

async function openParquet(file: FileContent): Promise<OpenedTable> {
  const evidence = ['The file begins as Parquet does.'];
  return { table: await parquetTable(file), layout: { format: 'parquet' }, evidence, doubts: [], notes: [] };
}

async function openWorkbook(file: FileContent, { given, today }: OpenRequest): Promise<OpenedTable> {
  const sheets = await readSheets(file.bytes, file);
  const names = sheets.map(({ name }) => name);
  const dated = sheets.filter((sheet) => firstSheetRows(sheet, HEADING_ROWS).some(({ cells }) => isFigures(cells, today)));
  const sheet = given.sheet === undefined ? (dated[0] ?? sheets[0]) : sheets.find(({ name }) => name === given.sheet);
  if (!sheet) {
    if (given.sheet === undefined) throw changedShape(file, 'no sheet of the workbook holds anything');
    throw new RangeError(`the sheet must be one of ${names.join(', ')}, was ${given.sheet}${didYouMean(given.sheet, names)}`);
  }
  const heading = findHeading(firstSheetRows(sheet, HEADING_ROWS), { today, given: given.header });
  return {
    table: sheetTable(sheet, heading.header),
    layout: { format: 'xlsx', header: heading.header, sheet: sheet.name },
    date: heading.date,
    evidence: [
      `The file is a workbook. ${sheet.name} is ${dated.length === 1 ? 'its one sheet with dates' : 'one of its sheets'}.`,
      ...heading.evidence,
    ],
    doubts: given.sheet === undefined && dated.length > 1 ? [sheetDoubt(dated)] : [],
    notes: [],
  };
}

function sheetDoubt(sheets: readonly Sheet[]): Doubt {
  const choices = sheets.map(({ name, rows }) => ({ value: name, meaning: counted(rows.length, 'row') }));
  return { flag: '--sheet', question: `${sheets.length} sheets of the workbook hold dates: which one is meant?`, choices };
}

function openJson(text: string, file: SourceFile, { given, today }: OpenRequest): OpenedTable {
  const all = findJsonRows(parseJsonText(text, file), today);
  const dated = all.filter(({ table }) => hasDates(table, today));
  const chosen = given.rows === undefined ? (dated[0] ?? all[0]) : all.find(({ path }) => path === given.rows);
  if (!chosen) {
    if (given.rows === undefined || all.length === 0)
      throw changedShape(file, `JSON, but no rows in it: ${quoted(text.slice(0, 200).trim())}`);
    const paths = all.map(({ path }) => path);
    throw new RangeError(
      `the rows must be at one of ${paths.map((path) => path || '(the whole)').join(', ')}, was ${given.rows}${didYouMean(given.rows, paths)}`,
    );
  }
  const rivals = given.rows === undefined ? dated.filter(({ table }) => table.count * 2 >= chosen.table.count) : [];
  const where = chosen.path === '' ? 'The whole' : chosen.path;
  return {
    table: chosen.table,
    layout: { format: 'json', rows: chosen.path },
    evidence: [`The file is JSON. ${where} is ${chosen.form}: ${counted(chosen.table.count, 'row')}.`],
    doubts: rivals.length > 1 ? [rowsDoubt(rivals)] : [],
    notes: [],
  };
}

function rowsDoubt(rivals: readonly JsonRows[]): Doubt {
  const choices = rivals.slice(0, 12).map(({ path, form, table }) => ({ value: path, meaning: `${form}, ${counted(table.count, 'row')}` }));
  return { flag: '--rows', question: `${rivals.length} parts of the JSON hold dates: which one is meant?`, choices };
}

function openDelimited(text: string, file: SourceFile, { given, today }: OpenRequest): OpenedTable {
  const { delimiter, why } =
    given.delimiter === undefined ? likeliestDelimiter(text, file, today) : { delimiter: given.delimiter, why: [] };
  const heading = findHeading(firstRows(text, delimiter), { today, given: given.header });
  const { header } = heading;
  const table = delimitedTable(
    text,
    { delimiter, names: uniqueNames(heading.names), firstLine: header.last + 1, start: startOfLine(text, header.last) },
    file,
  );
  return {
    table,
    layout: { format: 'csv', delimiter, header },
    date: heading.date,
    evidence: [...why, ...heading.evidence],
    doubts: [],
    notes: [],
  };
}

/** Offset of the text after so many lines. */
function startOfLine(text: string, lines: number): number {
  const end = /\r\n|\n|\r/g;
  for (let line = 0; line < lines; line++) if (!end.exec(text)) return text.length;
  return end.lastIndex;
}
