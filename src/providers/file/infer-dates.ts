import { DAY_MS, type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { quoted } from '../wording.ts';
import { dayIn, possibleForms } from './date-shapes.ts';
import type { Doubt } from './doubt.ts';
import { changedShape, placeName, type SourceFile } from './fault.ts';
import { columnTitle, namesList, ownName } from './grid.ts';
import { AS_WRITTEN, type DateFormName, MIDNIGHT } from './mapping.ts';
import { allRows, textsOf } from './sample.ts';
import { columnRole, dateRank } from './schema.ts';
import { dayInZone, offsetOf, splitStamp, timeOfDay } from './stamps.ts';
import { type Table, textOf } from './table.ts';

/** A choice with the reason for it, or with the doubt that keeps it open. */
export interface Inferred<T> {
  readonly value?: T | undefined;
  readonly evidence: readonly string[];
  readonly doubts: readonly Doubt[];
}

/** What is read to infer anything of a table. */
export interface Sampled {
  readonly table: Table;
  /** Rows that stand for all. */
  readonly rows: readonly number[];
  readonly today: EpochDay;
  readonly file: SourceFile;
}

const NEW_YORK = 'America/New_York';
const COUNTING: readonly DateFormName[] = ['yyyymmdd', 'epoch-seconds', 'epoch-milliseconds', 'excel-serial'];
const SLASHED: readonly DateFormName[] = ['day/month/year', 'month/day/year'];
const MOSTLY = 0.8;

/** The column of dates: by its name, or for want of one by its cells. @throws ProviderError `changed-shape` where there is none. */
export function inferDateColumn(sampled: Sampled, hint: number | undefined): Inferred<number> {
  const { table } = sampled;
  const told = (column: number) => `${columnTitle(table, column)} holds the dates`;
  if (hint !== undefined) return settled(hint, `${told(hint)}: the header's form says so.`);
  const named = table.names.flatMap((name, i) => (columnRole(ownName(name)) === 'date' && shareOfDates(sampled, i) >= 0.5 ? [i] : []));
  const surest = Math.min(...named.map((i) => dateRank(ownName(table.names[i] as string))));
  const best = named.filter((i) => dateRank(ownName(table.names[i] as string)) === surest);
  const others = named.filter((i) => !best.includes(i)).map((i) => table.names[i]);
  const also = others.length === 0 ? '' : `; also possible: ${others.join(', ')}`;
  if (best.length === 1) return settled(best[0] as number, `${told(best[0] as number)} by its name${also}.`);
  const found = best.length > 1 ? best : datedByContent(sampled);
  if (found.length === 1) return settled(found[0] as number, `${told(found[0] as number)} by its cells.`);
  if (found.length > 1)
    return {
      evidence: [],
      doubts: [columnDoubt('--date-column', `${found.length} columns could be the dates`, { columns: found, table })],
    };
  const unread = table.names.findIndex((name) => columnRole(ownName(name)) === 'date');
  const [example] = unread < 0 ? [] : textsOf(table, unread, sampled.rows);
  if (example !== undefined)
    throw changedShape(
      sampled.file,
      `no date that can be read in ${columnTitle(table, unread).replace('C', 'c')}, such as ${quoted(example)}`,
    );
  throw changedShape(sampled.file, `no column of dates: the columns are ${namesList(table.names)}`);
}

function settled<T>(value: T, ...evidence: string[]): Inferred<T> {
  return { value, evidence, doubts: [] };
}

/** A doubt about which columns are meant, each with its first cells. */
export function columnDoubt(flag: string, what: string, { columns, table }: { columns: readonly number[]; table: Table }): Doubt {
  const example = (column: number) => {
    for (let row = 0; row < table.count; row++) {
      const text = textOf(table.cells(row)[column]);
      if (text !== '') return `column ${column + 1}, such as ${quoted(text)}`;
    }
    return `column ${column + 1}, empty`;
  };
  return {
    flag,
    question: `${what}: which is meant?`,
    choices: columns.map((i) => ({ value: table.names[i] as string, meaning: example(i) })),
  };
}

function shareOfDates({ table, rows, today }: Sampled, column: number, allowed?: (form: DateFormName) => boolean): number {
  const texts = textsOf(table, column, rows);
  const dates = texts.filter((text) => possibleForms(text, today).some((form) => allowed?.(form) ?? true));
  return texts.length === 0 ? 0 : dates.length / texts.length;
}

function datedByContent(sampled: Sampled): number[] {
  const columns = sampled.table.names.map((_, i) => i);
  const written = columns.filter((i) => shareOfDates(sampled, i, (form) => !COUNTING.includes(form)) >= MOSTLY);
  if (written.length > 0) return written;
  // Numbers are dates only where they also run one way.
  const counting = columns.filter((i) => shareOfDates(sampled, i, (form) => COUNTING.includes(form)) >= MOSTLY && runsOneWay(sampled, i));
  const first = counting[0];
  return first === 0 ? [0] : counting;
}

function runsOneWay({ table, rows }: Sampled, column: number): boolean {
  const numbers = textsOf(table, column, rows).map(Number);
  const rises = numbers.filter((value, i) => i > 0 && value > (numbers[i - 1] as number)).length;
  const falls = numbers.filter((value, i) => i > 0 && value < (numbers[i - 1] as number)).length;
  return numbers.length > 1 && (rises === 0 || falls === 0) && rises + falls === numbers.length - 1;
}

/** How a column of dates is written, by as many cells as it takes to tell. */
export function inferDateForm(sampled: Sampled, column: number): Inferred<DateFormName> {
  const sample = mostCommon(countForms(sampled, column));
  const found = sample.length > 1 ? mostCommon(countForms({ ...sampled, rows: allRows(sampled.table) }, column)) : sample;
  const [form, other] = found;
  if (form === undefined) throw changedShape(sampled.file, `no date in ${columnTitle(sampled.table, column).replace('C', 'c')}`);
  const example = textsOf(sampled.table, column, sampled.rows)[0] as string;
  const isShort = SLASHED.includes(form) && /\D\d\d$/.test(splitStamp(example).date);
  if (other === undefined && !isShort) return settled(form, formEvidence(sampled, { column, form }));
  const question = isShort
    ? `Dates such as ${quoted(example)} have years of two digits: which part is which?`
    : `Dates such as ${quoted(example)} can be read in ${found.length} ways, and no row decides (none has a day above 12).`;
  const choices = found.map((value) => ({ value, meaning: readAs(example, value, sampled.today) }));
  return { evidence: [], doubts: [{ flag: '--date-form', question, choices }] };
}

function countForms({ table, rows, today }: Sampled, column: number): Map<DateFormName, number> {
  const counts = new Map<DateFormName, number>();
  for (const text of textsOf(table, column, rows))
    for (const form of possibleForms(text, today)) counts.set(form, (counts.get(form) ?? 0) + 1);
  return counts;
}

function mostCommon(counts: ReadonlyMap<DateFormName, number>): DateFormName[] {
  const most = Math.max(...counts.values());
  return [...counts].filter(([, count]) => count === most).map(([form]) => form);
}

function formEvidence(sampled: Sampled, { column, form }: { column: number; form: DateFormName }): string {
  const { table, rows, today } = sampled;
  const dates = `Dates are written as ${form}`;
  if (!SLASHED.includes(form)) return `${dates}: ${quoted(textsOf(table, column, rows)[0] as string)}.`;
  const all = allRows(table);
  const deciding = all.find((row) => {
    const forms = possibleForms(textOf(table.cells(row)[column]), today);
    return forms.includes(form) && !forms.some((rival) => rival !== form && SLASHED.includes(rival));
  });
  if (deciding === undefined) return `${dates}.`;
  return `${dates}: ${quoted(textOf(table.cells(deciding)[column]))} (${placeName(table.placeOf(deciding))}) can be nothing else.`;
}

function readAs(text: string, form: DateFormName, today: EpochDay): string {
  const day = dayIn(splitStamp(text).date, { form, today });
  return day === undefined ? form : `${text} is ${formatCivilDate(day)}`;
}

/** What becomes of times of day: nothing where all are midnight, else the user says it. */
export function inferStamps({ table, rows, today }: Sampled, { column, form }: { column: number; form: DateFormName }): Inferred<string> {
  const texts = textsOf(table, column, rows).filter((text) => possibleForms(text, today).includes(form));
  if (form === 'epoch-seconds' || form === 'epoch-milliseconds') return epochStamps(texts, form === 'epoch-seconds' ? 1000 : 1);
  if (form === 'excel-serial') {
    const timed = texts.find((text) => Number(text) % 1 !== 0);
    return timed === undefined ? settled(MIDNIGHT) : stampDoubt(timed, [{ value: AS_WRITTEN, meaning: 'the time of day is dropped' }]);
  }
  const timed = texts.find((text) => !isPlainMidnight(text));
  if (timed === undefined) return settled(MIDNIGHT);
  const { date, time, offset } = splitStamp(timed);
  const zones = offset === undefined || time === undefined ? [] : ['UTC', NEW_YORK];
  const inZones = zones.map((value) => ({ value, meaning: `the date that clocks in ${value} show` }));
  return stampDoubt(timed, [{ value: AS_WRITTEN, meaning: `${timed} is ${date}` }, ...inZones]);
}

function isPlainMidnight(text: string): boolean {
  const { time, offset } = splitStamp(text);
  return time === undefined || (timeOfDay(time) === 0 && (offset === undefined || offsetOf(offset) <= 0));
}

function epochStamps(texts: readonly string[], unit: number): Inferred<string> {
  const timed = texts.find((text) => (Number(text) * unit) % DAY_MS !== 0);
  if (timed === undefined) return settled(MIDNIGHT);
  const dateIn = (zone: string) => `${timed} is ${formatCivilDate(dayInZone(Number(timed) * unit, zone))}`;
  return stampDoubt(
    timed,
    ['UTC', NEW_YORK].map((value) => ({ value, meaning: dateIn(value) })),
  );
}

function stampDoubt(example: string, choices: Doubt['choices']): Inferred<string> {
  const question = `Dates carry a time of day that is not midnight (such as ${quoted(example)}): which date is it? Any IANA time zone will do.`;
  return { evidence: [], doubts: [{ flag: '--zone', question, choices }] };
}
