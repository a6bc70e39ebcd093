import { z } from 'zod';
import { type EpochDay, formatCivilDate, parseCivilDate } from '../core/calendar/civil-date.ts';
import type { ReleaseRule } from '../core/calendar/release.ts';
import type { CalendarName } from '../core/calendar/schedule.ts';
import { zonedInstant } from '../core/calendar/time-zone.ts';

export const CALENDARS = [
  'utc-daily',
  'new-york',
  'weekdays',
  'weekly-new-york',
  'weekly-utc',
  'monthly',
  'irregular',
] as const satisfies readonly CalendarName[];

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const civilDate = z.string().transform((text, context): EpochDay => {
  const day = parseCivilDate(text);
  if (day !== undefined) return day;
  context.addIssue({ code: 'custom', message: `expected a date as YYYY-MM-DD that exists, found ${JSON.stringify(text)}` });
  return z.NEVER;
});

const wallTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day as HH:MM (24 hours)')
  .transform((text) => 60 * Number(text.slice(0, 2)) + Number(text.slice(3)));

/** When a figure dated D is published: after so many `days` or `businessDays`, on the next `weekday`, or on the `nth` one of a month. */
export const releaseSchema = z
  .strictObject({
    days: z.int().min(0).optional(),
    businessDays: z.int().min(0).optional(),
    weekday: z.enum(WEEKDAYS).optional(),
    /** With `weekday`: so many weeks later than the first one after D. */
    weeks: z.int().min(0).optional(),
    /** With `weekday`: whether a holiday earlier in that week puts it off by a business day. */
    afterHolidays: z.boolean().optional(),
    /** With `weekday`: the nth one of the month that comes `months` after D's. */
    nth: z.int().min(1).max(5).optional(),
    months: z.int().min(0).optional(),
    /** Wall time of the release. */
    time: wallTime,
    zone: z.string().refine(isTimeZone, 'expected an IANA time zone, for example America/New_York'),
  })
  .transform(({ days, businessDays, weekday, weeks, afterHolidays, nth, months, time: minutes, zone }, context): ReleaseRule => {
    const wall = { minutes, zone };
    const given = [days, businessDays, weekday].filter((part) => part !== undefined).length;
    if (given === 1 && days !== undefined) return { kind: 'days', days, ...wall };
    if (given === 1 && businessDays !== undefined) return { kind: 'business days', days: businessDays, ...wall };
    if (given === 1 && weekday !== undefined) {
      const number = WEEKDAYS.indexOf(weekday) + 1;
      if (nth === undefined && months === undefined)
        return { kind: 'weekday', weekday: number, weeks: weeks ?? 0, ...(afterHolidays && { isPutOff: true }), ...wall };
      if (nth !== undefined && weeks === undefined) return { kind: 'weekday of month', weekday: number, nth, months: months ?? 0, ...wall };
    }
    context.addIssue({
      code: 'custom',
      message: 'expected one of days, businessDays, weekday (with weeks), or weekday with nth and months',
    });
    return z.NEVER;
  });

export const cycleSchema = z.strictObject({
  name: z.string().min(1),
  dates: z.array(civilDate).min(1).refine(isAscending, 'expected dates in ascending order, none twice'),
});

/** What a catalogue may say of any series. */
export const descriptionShape = {
  title: z.string().optional(),
  unit: z.string().optional(),
  calendar: z.enum(CALENDARS).optional(),
  release: releaseSchema.optional(),
  source: z.string().optional(),
  cycle: cycleSchema.optional(),
  note: z.string().optional(),
};

export const descriptionSchema = z.strictObject(descriptionShape);

/** Title, unit, calendar, release and the like of a series. */
export type Description = z.infer<typeof descriptionSchema>;

/** What is known of a series whose file says nothing of itself, and other names that its file may have. */
export type KnownSeries = Pick<Description, 'title' | 'unit' | 'calendar' | 'release' | 'cycle'> & { readonly aliases: readonly string[] };

function isTimeZone(zone: string): boolean {
  try {
    zonedInstant(zone, 0, 0);
    return true;
  } catch {
    return false;
  }
}

function isAscending(days: readonly EpochDay[]): boolean {
  return days.every((day, i) => i === 0 || day > (days[i - 1] as EpochDay));
}

/** A description as a catalogue writes it: what `descriptionSchema` reads back to the same. */
export function writeDescription({ release, cycle, ...rest }: Description): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    ...(release && { release: writeRelease(release) }),
    ...(cycle && { cycle: { name: cycle.name, dates: cycle.dates.map(formatCivilDate) } }),
  };
}

function writeRelease(rule: ReleaseRule): Readonly<Record<string, unknown>> {
  const time = `${String(Math.floor(rule.minutes / 60)).padStart(2, '0')}:${String(rule.minutes % 60).padStart(2, '0')}`;
  const wall = { time, zone: rule.zone };
  switch (rule.kind) {
    case 'days':
      return { days: rule.days, ...wall };
    case 'business days':
      return { businessDays: rule.days, ...wall };
    case 'weekday':
      return { weekday: WEEKDAYS[rule.weekday - 1], weeks: rule.weeks, ...(rule.isPutOff && { afterHolidays: true }), ...wall };
    case 'weekday of month':
      return { weekday: WEEKDAYS[rule.weekday - 1], nth: rule.nth, months: rule.months, ...wall };
  }
}
