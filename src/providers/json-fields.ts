import { z } from 'zod';
import { DAY_MS, type EpochDay, parseCivilDate } from '../core/calendar/civil-date.ts';

const SECONDS_A_DAY = DAY_MS / 1000;

/** A date written `YYYY-MM-DD`, as a civil date. */
export const isoDate = z.string().transform((text, context): EpochDay => {
  const day = parseCivilDate(text);
  if (day !== undefined) return day;
  context.addIssue({ code: 'custom', message: 'expected a date as YYYY-MM-DD that exists' });
  return z.NEVER;
});

/** A decimal number written as a text, such as `"-12.5"`. */
export const numberText = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/, 'expected a number')
  .transform(Number);

/** A number, or one written as a text. */
export const numberOrText = z.union([z.number(), numberText], { error: 'expected a number' });

/** The day of so many seconds since 1970 that are midnight UTC; undefined for another time of the day. */
export function dayOfMidnight(seconds: number): EpochDay | undefined {
  return Number.isInteger(seconds) && seconds % SECONDS_A_DAY === 0 ? seconds / SECONDS_A_DAY : undefined;
}

/** The UTC date in which an instant lies, from milliseconds since 1970-01-01T00:00Z. */
export const utcDay = (instant: number): EpochDay => Math.floor(instant / DAY_MS);
