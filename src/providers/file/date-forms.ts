import { DAY_MS, type EpochDay } from '../../core/calendar/civil-date.ts';
import { counted, quoted } from '../wording.ts';
import { dayIn } from './date-shapes.ts';
import { civilDates, type DateReader } from './dates.ts';
import { AS_WRITTEN, DATE_EXAMPLES, type DateFormName, MIDNIGHT } from './mapping.ts';
import { dayInZone, formatInstant, offsetOf, type Stamp, splitStamp, timeOfDay } from './stamps.ts';
import type { Problem } from './table.ts';

/** How the dates of a column are written, and what becomes of times of day. */
export interface DateWriting {
  readonly form: DateFormName;
  /** `midnight`, `as-written`, or a time zone. */
  readonly stamps: string;
  /** A year of two digits is the last such one up to the year of this date. */
  readonly today: EpochDay;
}

/** A date whose time was dropped. */
interface Dropped {
  readonly day: EpochDay;
}

type Read = EpochDay | Dropped | Problem;

/** Forms that count from a day on: the greatest number of digits, the unit in milliseconds, and the day that is 0 as days since 1970. */
const COUNTED: Partial<Record<DateFormName, { digits: number; unit: number; zero: number }>> = {
  'epoch-seconds': { digits: 11, unit: 1000, zero: 0 },
  'epoch-milliseconds': { digits: 14, unit: 1, zero: 0 },
  'excel-serial': { digits: 5, unit: DAY_MS, zero: -25_569 },
};

/** A reader of dates that are all written in one form. */
export function datesOf(writing: DateWriting): DateReader {
  const { form, stamps } = writing;
  const civil = form === 'year-month-day' ? civilDates() : () => undefined;
  let example: string | undefined;
  let count = 0;
  return {
    read(cell) {
      const day = civil(cell);
      if (day !== undefined) return day;
      const read = readIn(cell, writing);
      if (typeof read === 'number' || 'problem' in read) return read;
      example ??= cell;
      count++;
      return read.day;
    },
    notes() {
      if (example === undefined) return [];
      const dates = `${counted(count, 'date')} `;
      if (form === 'epoch-seconds' || form === 'epoch-milliseconds')
        return [
          `${dates}given in ${form.replace('-', ' ')} (such as ${quoted(example)}) read as days of ${isZone(stamps) ? stamps : 'UTC'}.`,
        ];
      const rule = isZone(stamps) ? `the date is that of ${stamps}` : 'the date stands as written';
      return [`${dates}carried a time of day (such as ${quoted(example)}); ${rule}.`];
    },
  };
}

const isZone = (stamps: string): boolean => stamps !== MIDNIGHT && stamps !== AS_WRITTEN;

function readIn(cell: string, writing: DateWriting): Read {
  const { form, stamps } = writing;
  if (COUNTED[form]) return readCount(cell, writing);
  const stamp = splitStamp(cell);
  const day = dayIn(stamp.date, writing);
  if (day === undefined) return notA(form, cell);
  if (stamp.time === undefined) return day;
  const time = timeOfDay(stamp.time);
  if (Number.isNaN(time)) return notA(form, cell);
  if (stamps === AS_WRITTEN) return { day };
  if (stamps === MIDNIGHT) return atMidnight(cell, { day, time, offset: stamp.offset });
  if (stamp.offset === undefined)
    return { problem: `expected a time with its offset from UTC, found ${quoted(cell)}: its date in ${stamps} is not known` };
  return { day: dayInZone(day * DAY_MS + time - offsetOf(stamp.offset), stamps) };
}

function readCount(cell: string, { form, stamps }: DateWriting): Read {
  const { digits, unit, zero } = COUNTED[form] as { digits: number; unit: number; zero: number };
  const [whole = '', fraction = ''] = cell.replace(/^-/, '').split('.');
  if (!/^-?\d+(?:\.\d+)?$/.test(cell) || whole.length > digits) return notA(form, cell);
  const instant = Math.round(Number(cell) * unit) + zero * DAY_MS;
  if (form === 'excel-serial') {
    const day = Math.floor(instant / DAY_MS);
    if (Number(fraction) === 0) return day;
    return stamps === AS_WRITTEN ? { day } : hangsOnZone(cell, `which is ${formatInstant(instant).slice(0, -4)}`);
  }
  if (isZone(stamps)) return { day: dayInZone(instant, stamps) };
  return instant % DAY_MS === 0 ? { day: instant / DAY_MS } : hangsOnZone(cell, `which is ${formatInstant(instant)}`);
}

function atMidnight(cell: string, { day, time, offset }: { day: EpochDay; time: number; offset: Stamp['offset'] }): Read {
  if (time !== 0) return hangsOnZone(cell, 'a time of day');
  const shift = offset === undefined ? 0 : offsetOf(offset);
  return shift > 0 ? hangsOnZone(cell, `which is ${formatInstant(day * DAY_MS - shift)}`) : { day };
}

function hangsOnZone(cell: string, what: string): Problem {
  return { problem: `expected a date, found ${quoted(cell)}, ${what}: its date hangs on the time zone, which the mapping does not say` };
}

function notA(form: DateFormName, cell: string): Problem {
  return { problem: `expected a date as ${form} (e.g. ${DATE_EXAMPLES[form]}), found ${quoted(cell)}` };
}
