import { civilParts, type EpochDay, epochDay, isoWeekday } from './civil-date.ts';

/** On which day of each month a monthly series is dated. */
export interface MonthlyRule {
  /** The rule in words for a reader: `on day 1`, `on the last day`, `on the last weekday`. */
  readonly words: string;
  /** Its date in a month, counted from January of year 0. */
  dateIn(month: number): EpochDay;
}

/** Months since January of year 0 of a date: equal for two dates exactly when they share a month. */
export function monthIndex(day: EpochDay): number {
  const { year, month } = civilParts(day);
  return year * 12 + month - 1;
}

/**
 * The rule that most of the dates follow: a day of the month (clipped at month ends; 31 stands for the month's end) or the last
 * weekday of the month.
 *
 * @param dates - Observation dates, at least one.
 * @returns The rule and how many of the dates follow it. Of days that fit equally well the latest, so that dates on the 28th of
 * February stand for month ends.
 */
export function monthlyRule(dates: Int32Array): { rule: MonthlyRule; followed: number } {
  let best = { rule: lastWeekday, followed: count(dates, lastWeekday) };
  for (let day = 1; day <= 31; day++) {
    const rule = dayOfMonth(day);
    const followed = count(dates, rule);
    if (followed >= best.followed) best = { rule, followed };
  }
  return best;
}

const lastWeekday: MonthlyRule = {
  words: 'on the last weekday',
  dateIn: (month) => {
    const last = lastDay(month);
    return last - Math.max(0, isoWeekday(last) - 5);
  },
};

function dayOfMonth(day: number): MonthlyRule {
  return {
    words: day === 31 ? 'on the last day' : `on day ${day}`,
    dateIn: (month) => Math.min(firstDay(month) + day - 1, lastDay(month)),
  };
}

function count(dates: Int32Array, rule: MonthlyRule): number {
  return dates.reduce((sum, day) => sum + (rule.dateIn(monthIndex(day)) === day ? 1 : 0), 0);
}

function firstDay(month: number): EpochDay {
  const year = Math.floor(month / 12);
  return epochDay(year, month - year * 12 + 1, 1);
}

function lastDay(month: number): EpochDay {
  return firstDay(month + 1) - 1;
}
