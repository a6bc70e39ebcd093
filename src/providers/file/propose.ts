import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { quoted } from '../wording.ts';
import type { Doubt } from './doubt.ts';
import { changedShape } from './fault.ts';
import { namesList } from './grid.ts';
import { type Inferred, inferDateColumn, inferDateForm, inferStamps, type Sampled } from './infer-dates.ts';
import { inferNumberForm } from './infer-numbers.ts';
import { inferAdjustedColumn, inferSkippedRows, inferValueColumn } from './infer-values.ts';
import { type Given, type Mapping, type MappingDraft, mappingSchema } from './mapping.ts';
import { type FileContent, type OpenedTable, openTable } from './open-table.ts';
import { type PreviewRow, previewOf } from './preview.ts';
import { sampleRows } from './sample.ts';
import type { Table } from './table.ts';

/** How a file could be read, and why. */
export interface Proposal {
  /** What is settled so far. */
  readonly draft: MappingDraft;
  /** The whole mapping; null while there are doubts. */
  readonly mapping: Mapping | null;
  /** Why each choice was made, and what else was possible, as sentences. */
  readonly evidence: readonly string[];
  /** What the user must settle: never guessed. */
  readonly doubts: readonly Doubt[];
  /** Names of the columns of the preview. */
  readonly columns: readonly string[];
  /** The first three rows and the last three. */
  readonly preview: readonly PreviewRow[];
  /** What tells this kind of file: format, delimiter and header. */
  readonly signature: string;
  /** Series' ids by column, as they were given; columns by their names in the file. */
  readonly ids: Readonly<Record<string, string>>;
}

export interface ProposeRequest {
  readonly today: EpochDay;
  /** What the user or a saved mapping has settled already. */
  readonly given?: Given | undefined;
}

/**
 * Proposes how a file is read, from all of its rows where that takes it. What the file leaves open is a doubt.
 *
 * @throws ProviderError `changed-shape` for a file that is no table of dates and values; RangeError for a given column, sheet, header or
 * place that the file does not have.
 */
export async function propose(file: FileContent, { today, given = { mapping: {} } }: ProposeRequest): Promise<Proposal> {
  const opened = await openTable(file, { given: given.mapping, today });
  const sampled: Sampled = { table: opened.table, rows: sampleRows(opened.table, SAMPLE), today, file };
  if (sampled.rows.length === 0) throw noRows(opened.table, file);
  const steps = settle(sampled, opened, given.mapping);
  const { draft } = steps;
  const doubts = [...opened.doubts, ...steps.doubts];
  const columns = [draft.dateColumn, ...(draft.valueColumns ?? []), draft.adjustedColumn].filter((name) => name !== undefined);
  return {
    draft,
    mapping: doubts.length === 0 ? mappingSchema.parse(draft) : null,
    evidence: [...opened.evidence, ...steps.evidence],
    doubts,
    columns,
    preview: previewOf(sampled, draft, columns),
    signature: signatureOf(opened),
    ids: idsOf(given, opened.table, draft),
  };
}

function noRows({ names }: Table, file: FileContent): Error {
  if (names.length > 1) return changedShape(file, 'a header, but no rows');
  return changedShape(file, `expected a table of dates and values, found ${quoted(names.join(' '))}`);
}

function idsOf({ id, ids = {} }: Given, table: Table, { valueColumns = [] }: MappingDraft): Record<string, string> {
  const [column, second] = valueColumns;
  if (id !== undefined && second !== undefined)
    throw new RangeError(`one id is for one column of values, were ${valueColumns.join(', ')}: give each its own (COLUMN=ID)`);
  const named = Object.entries(ids).map(([name, own]) => [table.names[columnIndex(table, name)] as string, own] as const);
  return Object.fromEntries([...(id === undefined || column === undefined ? [] : [[column, id] as const]), ...named]);
}

/** What tells the kind of a file for the next time: its format, delimiter and columns. @throws ProviderError `changed-shape` for a file that is no table. */
export async function signature(file: FileContent, { today }: { readonly today: EpochDay }): Promise<string> {
  return signatureOf(await openTable(file, { given: {}, today }));
}

function signatureOf({ layout, table }: OpenedTable): string {
  const plain = table.names.map((name) => name.toLowerCase().replace(/\s+/g, ' ').trim());
  const head = [layout.format, layout.delimiter === undefined ? [] : JSON.stringify(layout.delimiter), layout.rows ?? []].flat();
  return `${head.join(' ')}: ${layout.header?.line === 0 ? `${plain.length} columns without names` : plain.join(' | ')}`;
}

/** The place of a column (from 0) that goes by its name or its number. @throws RangeError where there is none. */
export function columnIndex({ names }: Pick<Table, 'names'>, column: string): number {
  const exact = names.indexOf(column);
  if (exact >= 0) return exact;
  const same = names.flatMap((name, i) => (name.toLowerCase() === column.toLowerCase() ? [i] : []));
  if (same.length === 1) return same[0] as number;
  if (/^\d+$/.test(column) && Number(column) >= 1 && Number(column) <= names.length) return Number(column) - 1;
  throw new RangeError(
    `a column must be one of ${namesList(names)}, or a number up to ${names.length}, was ${column}${didYouMean(column, names)}`,
  );
}

const SAMPLE = 600;

interface Settled {
  readonly draft: MappingDraft;
  readonly evidence: readonly string[];
  readonly doubts: readonly Doubt[];
}

/** Settles one choice after the other; those that hang on an open one wait for it. */
function settle(sampled: Sampled, opened: OpenedTable, given: MappingDraft): Settled {
  const { table } = sampled;
  const evidence: string[] = [];
  const doubts: Doubt[] = [];
  const take = <T>(inferred: Inferred<T>): T | undefined => {
    evidence.push(...inferred.evidence);
    doubts.push(...inferred.doubts);
    return inferred.value;
  };
  const indexOf = (column: string | undefined) => (column === undefined ? undefined : columnIndex(table, column));
  const date = indexOf(given.dateColumn) ?? take(inferDateColumn(sampled, opened.date));
  const form = date === undefined ? undefined : (given.dateForm ?? take(inferDateForm(sampled, date)));
  const stamps =
    given.stamps ?? (date === undefined || form === undefined ? undefined : take(inferStamps(sampled, { column: date, form })));
  const values = given.valueColumns?.map((column) => columnIndex(table, column)) ?? valuesOf(take(inferValueColumn(sampled, date ?? -1)));
  const adjusted = adjustedOf(sampled, { given, values, take });
  const read = [...(values ?? []), ...(adjusted === undefined ? [] : [adjusted])];
  const numbers =
    values && !isWhole(given)
      ? take(inferNumberForm(sampled, { columns: read, pointIsOpen: ![undefined, ','].includes(opened.layout.delimiter) }))
      : undefined;
  if (given.decimal !== undefined) doubts.splice(0, doubts.length, ...doubts.filter(({ flag }) => flag !== '--decimal'));
  const skippedRows = given.skippedRows ?? (date === undefined ? [] : take(inferSkippedRows(sampled, date)));
  const nameOf = (column: number | undefined) => (column === undefined ? undefined : table.names[column]);
  const all: Record<string, unknown> = {
    ...opened.layout,
    ...{ dateColumn: nameOf(date), dateForm: form, stamps, valueColumns: values?.map((i) => nameOf(i)), adjustedColumn: nameOf(adjusted) },
    ...numbersOf(given, numbers),
    skippedRows,
  };
  const draft = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as MappingDraft;
  return { draft, evidence, doubts };
}

const valuesOf = (column: number | undefined): number[] | undefined => (column === undefined ? undefined : [column]);

const isWhole = ({ decimal, thousands, marks, missing }: MappingDraft): boolean =>
  ![decimal, thousands, marks, missing].includes(undefined);

interface AdjustedRequest {
  readonly given: MappingDraft;
  readonly values: readonly number[] | undefined;
  readonly take: (inferred: Inferred<number>) => number | undefined;
}

function adjustedOf(sampled: Sampled, { given, values, take }: AdjustedRequest): number | undefined {
  if (given.adjustedColumn !== undefined) return columnIndex(sampled.table, given.adjustedColumn);
  const [value, second] = values ?? [];
  // A saved mapping without it says that there is none.
  if (value === undefined || second !== undefined || isWhole(given)) return undefined;
  return take(inferAdjustedColumn(sampled, value));
}

function numbersOf(given: MappingDraft, inferred: MappingDraft | undefined): MappingDraft {
  const decimal = given.decimal ?? inferred?.decimal;
  const found = inferred?.thousands ?? 'none';
  // A given decimal mark turns what divides thousands round.
  const other = decimal === 'comma' ? 'point' : 'comma';
  const thousands =
    given.thousands ?? (given.decimal !== undefined && (inferred?.decimal !== given.decimal || found === given.decimal) ? other : found);
  return {
    ...(decimal !== undefined && { decimal, thousands }),
    marks: given.marks ?? inferred?.marks ?? [],
    missing: given.missing ?? inferred?.missing ?? [],
  };
}
