import { didYouMean } from '../../core/text/nearest-name.ts';
import { labelOf } from './encoding.ts';
import { DATE_FORMS, DECIMALS, type Given, isStampRule, MARKS, type MappingDraft, THOUSANDS } from './mapping.ts';

/** What a user may say of a file, as the command line gives it. */
export interface ImportFlags {
  /** `--as ID`: id of the series, where one column is read. */
  readonly as?: string | undefined;
  /** `--date-column COLUMN`: name, or number from 1. */
  readonly dateColumn?: string | undefined;
  /** `--value-column COLUMN[=ID]`, once for each series. */
  readonly valueColumn?: readonly string[] | undefined;
  /** `--adjusted-column COLUMN` */
  readonly adjustedColumn?: string | undefined;
  /** `--date-form FORM` */
  readonly dateForm?: string | undefined;
  /** `--zone ZONE`, or `as-written`: which date a time of day belongs to. */
  readonly zone?: string | undefined;
  /** `--decimal point|comma` */
  readonly decimal?: string | undefined;
  /** `--thousands none|comma|point|space|apostrophe` */
  readonly thousands?: string | undefined;
  /** `--drop percent|currency|parentheses`, repeatable. */
  readonly drop?: readonly string[] | undefined;
  /** `--missing TEXT`, repeatable: it says that there is no value. */
  readonly missing?: readonly string[] | undefined;
  /** `--skip-rows TEXT`, repeatable: rows with this in the column of dates are no observations. */
  readonly skipRows?: readonly string[] | undefined;
  /** `--delimiter MARK`, or its name: comma, semicolon, tab, bar, space. */
  readonly delimiter?: string | undefined;
  /** `--encoding LABEL` */
  readonly encoding?: string | undefined;
  /** `--header N`: line that names the columns; 0: none does. */
  readonly header?: string | undefined;
  /** `--sheet NAME` */
  readonly sheet?: string | undefined;
  /** `--rows PATH` */
  readonly rows?: string | undefined;
}

/**
 * What is settled of a mapping once the user's flags stand before it. What hung on a choice that a flag changes is open again.
 *
 * @param mapping - A saved mapping, or nothing.
 * @throws RangeError for a flag that says nothing that is known.
 */
export function withFlags(mapping: MappingDraft, flags: ImportFlags): Given {
  const columns = (flags.valueColumn ?? []).map(columnAndId);
  const ids = columns.flatMap(({ column, id }) => (id === undefined ? [] : [[column, id] as const]));
  const chosen: MappingDraft = {
    ...(flags.dateColumn !== undefined && { dateColumn: flags.dateColumn }),
    ...(columns.length > 0 && { valueColumns: columns.map(({ column }) => column) }),
    ...(flags.adjustedColumn !== undefined && { adjustedColumn: flags.adjustedColumn }),
    ...dateChoices(flags),
    ...numberChoices(flags),
    ...layoutChoices(flags),
    ...(flags.skipRows && { skippedRows: [...flags.skipRows] }),
  };
  return { mapping: { ...withoutDependents(mapping, chosen), ...chosen }, id: flags.as, ids: Object.fromEntries(ids) };
}

function columnAndId(text: string): { column: string; id?: string } {
  const at = text.lastIndexOf('=');
  if (at < 0) return { column: text };
  const [column, id] = [text.slice(0, at), text.slice(at + 1)];
  if (column === '' || id === '') throw new RangeError(`a value column must be COLUMN or COLUMN=ID, was ${text}`);
  return { column, id };
}

/** What else of a mapping hung on a choice that is made anew. */
const DEPENDENTS: Partial<Record<keyof MappingDraft, readonly (keyof MappingDraft)[]>> = {
  dateColumn: ['dateForm', 'stamps', 'skippedRows'],
  dateForm: ['stamps'],
  valueColumns: ['adjustedColumn', 'decimal', 'thousands', 'marks', 'missing'],
  decimal: ['thousands'],
};

function withoutDependents(mapping: MappingDraft, chosen: MappingDraft): MappingDraft {
  const open = new Set(Object.keys(chosen).flatMap((key) => DEPENDENTS[key as keyof MappingDraft] ?? []));
  return Object.fromEntries(Object.entries(mapping).filter(([key]) => !open.has(key as keyof MappingDraft)));
}

const DATE_FORM_ALIASES: Readonly<Record<string, string>> = {
  ymd: 'year-month-day',
  dmy: 'day/month/year',
  mdy: 'month/day/year',
};

function dateChoices({ dateForm, zone }: ImportFlags): MappingDraft {
  if (zone !== undefined && !isStampRule(zone))
    throw new RangeError(`the zone must be as-written or an IANA time zone such as America/New_York, was ${zone}`);
  return {
    ...(dateForm !== undefined && { dateForm: oneOf('the date form', DATE_FORM_ALIASES[dateForm] ?? dateForm, DATE_FORMS) }),
    ...(zone !== undefined && { stamps: zone }),
  };
}

function numberChoices({ decimal, thousands, drop, missing }: ImportFlags): MappingDraft {
  if (decimal !== undefined && decimal === thousands) throw new RangeError(`decimal and thousands must differ, were both ${decimal}`);
  return {
    ...(decimal !== undefined && { decimal: oneOf('the decimal mark', decimal, DECIMALS) }),
    ...(thousands !== undefined && { thousands: oneOf('what divides thousands', thousands, THOUSANDS) }),
    ...(drop && { marks: drop.map((mark) => oneOf('what is dropped', mark, MARKS)) }),
    ...(missing && { missing: [...missing] }),
  };
}

const DELIMITERS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  bar: '|',
  pipe: '|',
  space: ' ',
};

function layoutChoices({ delimiter, encoding, header, sheet, rows }: ImportFlags): MappingDraft {
  const mark = delimiter === undefined ? undefined : (DELIMITERS[delimiter] ?? delimiter);
  if (mark !== undefined && (mark.length !== 1 || /["\r\n\p{L}\p{N}]/u.test(mark)))
    throw new RangeError(`the delimiter must be one mark or one of ${Object.keys(DELIMITERS).join(', ')}, was ${delimiter}`);
  const label = encoding === undefined ? undefined : labelOf(encoding);
  if (encoding !== undefined && label === undefined)
    throw new RangeError(`the encoding must be one such as utf-8, utf-16le or windows-1252, was ${encoding}`);
  if (header !== undefined && !/^\d{1,6}$/.test(header))
    throw new RangeError(`the header must be a line from 1, or 0 for none, was ${header}`);
  return {
    ...(mark !== undefined && { delimiter: mark }),
    ...(label !== undefined && { encoding: label }),
    ...(header !== undefined && { header: { line: Number(header) } }),
    ...(sheet !== undefined && { sheet }),
    ...(rows !== undefined && { rows }),
  };
}

function oneOf<T extends string>(what: string, given: string, known: readonly T[]): T {
  const found = known.find((name) => name === given);
  if (found !== undefined) return found;
  throw new RangeError(`${what} must be one of ${known.join(', ')}, was ${given}${didYouMean(given, known)}`);
}
