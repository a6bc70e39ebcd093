import { type EpochDay, epochDay, isoWeekday } from '../calendar/civil-date.ts';
import { isFederalHoliday } from '../calendar/federal-holidays.ts';
import { monthIndex, monthlyRule } from '../calendar/monthly.ts';
import { newYorkSessions } from '../calendar/new-york.ts';
import type { CalendarName } from '../calendar/schedule.ts';
import { indexOfDate } from '../series/curve.ts';
import type { Series } from '../series/series.ts';
import type { LongGap, MissingCloses, OffCalendar } from './finding.ts';

/** A run of misses from which a gap is told apart: a week of sessions or days, a month of weeks, two months. */
const LONG: Readonly<Record<CalendarName, number>> = {
  'utc-daily': 7,
  'new-york': 5,
  weekdays: 5,
  'weekly-new-york': 4,
  'weekly-utc': 4,
  monthly: 2,
  irregular: Number.POSITIVE_INFINITY,
};
/** Misses of at most this share are what feeds do; beyond it the series has holes, and looking is worth while. */
const USUAL_SHARE = 0.02;
/** Off the calendar up to this share are holiday rows that some vendors carry; beyond it the calendar is in doubt. */
const USUAL_OFF_SHARE = 0.01;
/** A series without a datum on this share of some kind of holiday keeps that holiday. */
const KEEPS_HOLIDAYS = 2 / 3;

/** Scheduled closes without a datum: long gaps apart from single misses. Holidays that the series keeps are none. */
export function findGaps(series: Series): (LongGap | MissingCloses)[] {
  const { scheduled, missing } = missingCloses(series);
  const runs = runsOf(missing, scheduled);
  const isLong = (run: readonly EpochDay[]) => run.length >= LONG[series.calendar];
  const short = runs.filter((run) => !isLong(run));
  const singles = Int32Array.from(short.flat());
  const holes = runs.filter(isLong);
  const long: LongGap[] =
    holes.length === 0
      ? []
      : [
          {
            kind: 'long gap',
            severity: 'warning',
            dates: Int32Array.from(holes.flat()),
            runs: holes.map((run) => ({ from: run[0] as EpochDay, to: run.at(-1) as EpochDay, closes: run.length })),
            scheduled: scheduled.length,
          },
        ];
  if (singles.length === 0) return long;
  const severity = singles.length > USUAL_SHARE * scheduled.length ? 'warning' : 'note';
  return [...long, { kind: 'missing closes', severity, dates: singles, scheduled: scheduled.length, runs: short.length }];
}

function missingCloses(series: Series): { scheduled: Int32Array; missing: EpochDay[] } {
  const { dates } = series;
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return { scheduled: new Int32Array(0), missing: [] };
  if (series.calendar === 'monthly') return missingMonths(dates);
  const isMissing = (day: EpochDay) => indexOfDate(dates, day) < 0;
  const all = series.schedule.dates.filter((day) => day >= first && day <= last);
  const keeps = HOLIDAYS.filter((isHoliday) => {
    const holidays = all.filter(isHoliday);
    return holidays.length > 0 && holidays.filter(isMissing).length >= KEEPS_HOLIDAYS * holidays.length;
  });
  const scheduled = all.filter((day) => !isMissing(day) || !keeps.some((isHoliday) => isHoliday(day)));
  return { scheduled, missing: Array.from(scheduled.filter(isMissing)) };
}

/** Kinds of holidays that a series on another calendar may keep. */
const HOLIDAYS: readonly ((day: EpochDay) => boolean)[] = [isFederalHoliday, isNewYorkClosure, isChristmasOrNewYear];

function isNewYorkClosure(day: EpochDay): boolean {
  return isoWeekday(day) <= 5 && indexOfDate(newYorkSessions().dates, day) < 0;
}

function isChristmasOrNewYear(day: EpochDay): boolean {
  const date = new Date(day * 86_400_000);
  const [month, of] = [date.getUTCMonth() + 1, date.getUTCDate()];
  return (month === 12 && of === 25) || (month === 1 && of === 1);
}

/** Months between the first and the last datum that have none, as the date that the others follow. */
function missingMonths(dates: Int32Array): { scheduled: Int32Array; missing: EpochDay[] } {
  const { rule } = monthlyRule(dates);
  const held = new Set(Array.from(dates, monthIndex));
  const [first, last] = [monthIndex(dates[0] as number), monthIndex(dates.at(-1) as number)];
  const months = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return {
    scheduled: Int32Array.from(months, (month) => rule.dateIn(month)),
    missing: months.filter((month) => !held.has(month)).map((month) => rule.dateIn(month)),
  };
}

/** Missing dates grouped into runs that no held date interrupts. */
function runsOf(missing: readonly EpochDay[], scheduled: Int32Array): EpochDay[][] {
  const runs: EpochDay[][] = [];
  let before = -2;
  for (const day of missing) {
    const at = indexOfDate(scheduled, day);
    if (at === before + 1) (runs.at(-1) as EpochDay[]).push(day);
    else runs.push([day]);
    before = at;
  }
  return runs;
}

const TABLE_START = epochDay(1980, 1, 1);

/** Data on dates that a daily calendar does not schedule: weekends and holidays. */
export function findOffCalendar({ calendar, dates, schedule }: Series): OffCalendar[] {
  if (calendar !== 'new-york' && calendar !== 'weekdays') return [];
  const off = dates.filter((day) => isoWeekday(day) > 5 || (day >= TABLE_START && indexOfDate(schedule.dates, day) < 0));
  if (off.length === 0) return [];
  const weekend = off.filter((day) => isoWeekday(day) > 5).length;
  const severity = weekend > 0 || off.length > USUAL_OFF_SHARE * dates.length ? 'warning' : 'note';
  return [{ kind: 'off calendar', severity, dates: off, total: dates.length, weekend }];
}
