import { DAY_MS, type EpochDay, epochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';

/** A date, and beside it a time of day and an offset from UTC where it has them. */
export interface Stamp {
  readonly date: string;
  readonly time?: string | undefined;
  readonly offset?: string | undefined;
}

const STAMP =
  /^(.*?\d)(?:T|,?\s+|:(?=\d{1,2}:\d{2}))(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]m)?)\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const LONGEST = 60;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?(?:\s*([ap])m)?$/i;

/** Takes a cell apart: `2024-01-02T16:00:00-05:00`. */
export function splitStamp(cell: string): Stamp {
  const [, date, time, offset] = (cell.length <= LONGEST && STAMP.exec(cell)) || [];
  return date === undefined ? { date: cell } : { date, time, offset };
}

/** Milliseconds after midnight of a time of day; NaN for one that no clock shows. */
export function timeOfDay(time: string): number {
  const [, hours, minutes, seconds = '0', half] = TIME.exec(time) ?? [];
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const exact = (hour * 60 + Number(minutes)) * 60_000 + Math.round(Number(seconds.replace(',', '.')) * 1000);
  return hour < 24 && Number(minutes) < 60 && Number(seconds.replace(',', '.')) < 60 ? exact : Number.NaN;
}

/** Milliseconds by which a zone written `Z`, `-05:00` or `+0530` is before UTC (east: positive). */
export function offsetOf(offset: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000;
}

/** The date that clocks in a time zone show at an instant (milliseconds since 1970-01-01T00:00Z). */
export function dayInZone(instant: number, zone: string): EpochDay {
  if (zone === 'UTC') return Math.floor(instant / DAY_MS);
  const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(zone);
  return epochDay(year, month, day);
}

/** `2024-01-02 23:00:00 UTC`. */
export function formatInstant(instant: number): string {
  const day = Math.floor(instant / DAY_MS);
  return `${formatCivilDate(day)} ${new Date(instant - day * DAY_MS).toISOString().slice(11, 19)} UTC`;
}
