import { DAY_MS, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';

/** A figure as a filing tells it, dates as texts. */
export interface Told {
  readonly start: string;
  readonly end: string;
  readonly value: number;
  /** Days since 1970 on which it became known. */
  readonly known: number;
}

const days = (text: string): number => Date.parse(text) / DAY_MS;
const length = ({ start, end }: Told): number => days(end) - days(start) + 1;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 7;

const isYear = (told: Told): boolean => length(told) >= 350 && length(told) <= 380;
const isQuarter = (told: Told): boolean => length(told) >= 80 && length(told) <= 100;
const isHalf = (told: Told): boolean => length(told) >= 170 && length(told) <= 195;
const isNine = (told: Told): boolean => length(told) >= 260 && length(told) <= 285;

/** The value of the year up to a date as it was known on a day: every way to put it together is tried, by the definition's words. */
export function trailingYearByHand(end: string, today: number, all: readonly Told[]): number | undefined {
  const known = all.filter((told) => told.known <= today);
  // Of the same period the last that was told.
  const valid = known.filter((told) => !known.some((o) => o.start === told.start && o.end === told.end && o.known > told.known));
  for (const year of valid) if (isYear(year) && year.end === end) return year.value;
  for (const isPart of [isNine, isHalf, isQuarter])
    for (const part of valid.filter((told) => isPart(told) && told.end === end))
      for (const year of valid.filter((told) => isYear(told) && near(days(told.end), days(part.start) - 1)))
        for (const before of valid.filter((told) => isPart(told) && near(days(told.start), days(year.start))))
          if (near(days(before.end), days(end) - 365)) return year.value + part.value - before.value;
  const quarters = valid.filter(isQuarter);
  for (const d of quarters.filter((told) => told.end === end))
    for (const c of quarters.filter((told) => near(days(told.end) + 1, days(d.start))))
      for (const b of quarters.filter((told) => near(days(told.end) + 1, days(c.start))))
        for (const a of quarters.filter((told) => near(days(told.end) + 1, days(b.start)))) {
          const span = { ...a, end };
          if (isYear(span)) return a.value + b.value + c.value + d.value;
        }
  return undefined;
}

/** Every version of every end: the days are gone through one by one. */
export function versionsByHand(all: readonly Told[]): string[] {
  const ends = [...new Set(all.filter((t) => isYear(t) || isNine(t) || isHalf(t) || isQuarter(t)).map(({ end }) => end))].sort();
  const last = Math.max(0, ...all.map(({ known }) => known));
  const first = Math.min(last, ...all.map(({ known }) => known));
  return ends.flatMap((end) => {
    const versions: string[] = [];
    let held: number | undefined;
    for (let today = first; today <= last; today++) {
      const value = trailingYearByHand(end, today, all);
      if (value !== undefined && value !== held) versions.push(`${end} = ${value} from day ${today}`);
      held = value ?? held;
    }
    return versions;
  });
}

export const amountOf = ({ start, end, value, known }: Told) => ({
  start: parseCivilDate(start) as number,
  end: parseCivilDate(end) as number,
  value,
  knownAt: known * DAY_MS,
  isAmendment: false,
});
