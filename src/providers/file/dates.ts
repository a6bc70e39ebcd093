import { DAY_MS, type EpochDay, formatCivilDate, parseCivilDate } from '../../core/calendar/civil-date.ts';
import { counted, quoted } from '../wording.ts';
import type { Problem } from './table.ts';

/** The ways of writing a date that are read. */
export type DateForm = 'civil' | 'slashed' | 'midnight' | 'midnight at an offset' | 'epoch seconds' | 'epoch milliseconds';

/** What a cell of dates holds: a date and how it was written, or what is wrong with it, as the rest of a sentence. */
export type DateCell = { readonly day: EpochDay; readonly form: DateForm } | Problem;

/** Reads the dates of a column, and keeps what there is to say of them. */
export interface DateReader {
  /** A trimmed cell as a date, or what is wrong with it. */
  read(cell: string): EpochDay | Problem;
  /** What was dropped or taken to be so, as sentences. */
  notes(): readonly string[];
}

const YEAR_FIRST = /^\d{4}[-/]\d{2}[-/]\d{2}$/;
const DAY_OR_MONTH_FIRST = /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}(?:\d{2})?(?:[ T,].*)?$/;
const STAMP = /^(\d{4}[-/]\d{2}[-/]\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const MIDNIGHT = /^00:00(?::00(?:[.,]0+)?)?$/;
const UTC = /^(?:Z|UTC|GMT|[+-]00(?::?00)?)$/i;
const EPOCH_SECONDS = /^-?\d{9,10}$/;
const EPOCH_MILLISECONDS = /^-?\d{12,13}$/;
const ZERO = 48;

/** Whether a cell is written as a date or a time stamp, readable or not: tells rows of figures from rows of names. */
export function looksLikeDate(cell: string): boolean {
  return [YEAR_FIRST, DAY_OR_MONTH_FIRST, STAMP, EPOCH_SECONDS, EPOCH_MILLISECONDS].some((form) => form.test(cell));
}

/** Reads a trimmed cell. A date that depends on a time zone, or on whether the day or the month comes first, is refused. */
export function readDate(cell: string): DateCell {
  const civil = parseCivilDate(cell);
  if (civil !== undefined) return { day: civil, form: 'civil' };
  if (YEAR_FIRST.test(cell)) return slashed(cell);
  const stamp = STAMP.exec(cell);
  if (stamp) return stamped(cell, { date: stamp[1] as string, time: stamp[2] as string, offset: stamp[3] });
  if (EPOCH_SECONDS.test(cell)) return instant(cell, Number(cell) * 1000, 'epoch seconds');
  if (EPOCH_MILLISECONDS.test(cell)) return instant(cell, Number(cell), 'epoch milliseconds');
  const doubt = DAY_OR_MONTH_FIRST.test(cell) ? ', which is ambiguous: the day or the month may come first' : '';
  return { problem: `expected an ISO date (YYYY-MM-DD), found ${quoted(cell)}${doubt}` };
}

/** Reads every form that can mean but one date, each cell for itself. */
export function unambiguousDates(): DateReader {
  const civil = civilDates();
  const forms = new Map<DateForm, { readonly example: string; count: number }>();
  return {
    read(cell) {
      const day = civil(cell);
      if (day !== undefined) return day;
      const read = readDate(cell);
      if ('problem' in read) return read;
      const form = forms.get(read.form);
      if (form) form.count++;
      else forms.set(read.form, { example: cell, count: 1 });
      return read.day;
    },
    notes: () => [...forms].flatMap(([form, { example, count }]) => formNote(form, counted(count, 'date'), quoted(example))),
  };
}

/** A reader of `YYYY-MM-DD` that works out each month once, for long columns; undefined where the text is no such date that exists. */
export function civilDates(): (cell: string) => EpochDay | undefined {
  let month = 'none';
  let first: EpochDay | undefined;
  return (cell) => {
    const [tens, ones] = [cell.charCodeAt(8) - ZERO, cell.charCodeAt(9) - ZERO];
    const day = tens * 10 + ones;
    // Up to the 28th each month has every day.
    const isInEveryMonth = cell.length === 10 && tens >= 0 && ones >= 0 && ones <= 9 && day >= 1 && day <= 28;
    if (!isInEveryMonth) return parseCivilDate(cell);
    if (!cell.startsWith(month)) {
      month = cell.slice(0, 8);
      first = parseCivilDate(`${month}01`);
    }
    return first === undefined ? undefined : first + day - 1;
  };
}

function formNote(form: DateForm, dates: string, example: string): string[] {
  switch (form) {
    case 'civil':
      return [];
    case 'slashed':
      return [`${dates} (such as ${example}) read as year/month/day.`];
    case 'midnight':
      return [`${dates} carried a time stamp of midnight (such as ${example}), which was dropped.`];
    case 'midnight at an offset':
      return [`${dates} carried a time stamp of midnight at an offset (such as ${example}); the date stands as written.`];
    case 'epoch seconds':
    case 'epoch milliseconds':
      return [`${dates} given in ${form} (such as ${example}) read as days of UTC.`];
  }
}

function slashed(cell: string): DateCell {
  const day = parseCivilDate(cell.replaceAll('/', '-'));
  return day === undefined ? noSuchDate(cell) : { day, form: 'slashed' };
}

function stamped(cell: string, { date, time, offset }: { date: string; time: string; offset: string | undefined }): DateCell {
  const day = parseCivilDate(date.replaceAll('/', '-'));
  if (day === undefined) return noSuchDate(cell);
  if (!MIDNIGHT.test(time)) return hangsOnZone(cell, `a stamp at ${time}`);
  if (offset === undefined || UTC.test(offset)) return { day, form: 'midnight' };
  if (offset.startsWith('+')) return hangsOnZone(cell, `which is ${formatCivilDate(day - 1)} in UTC`);
  return { day, form: 'midnight at an offset' };
}

function instant(cell: string, milliseconds: number, form: DateForm): DateCell {
  const day = milliseconds / DAY_MS;
  if (Number.isInteger(day)) return { day, form };
  return hangsOnZone(cell, `which is ${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`);
}

function noSuchDate(cell: string): DateCell {
  return { problem: `expected a date that exists, found ${quoted(cell)}` };
}

function hangsOnZone(cell: string, what: string): DateCell {
  return { problem: `expected a date, found ${quoted(cell)}, ${what}: its date hangs on the time zone, so write an ISO date (YYYY-MM-DD)` };
}
