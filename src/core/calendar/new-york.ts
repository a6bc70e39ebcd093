import { type EpochDay, epochDay, formatCivilDate, isoWeekday, parseCivilDate } from './civil-date.ts';
import { newYorkClosures, newYorkEarlyCloses } from './new-york-closures.ts';
import { countUpTo, type Schedule } from './schedule.ts';
import { newYorkInstant } from './time-zone.ts';

/** First year of the table of New York sessions. */
export const NEW_YORK_FIRST_YEAR = 1980;
/** Last year of the table of New York sessions. */
export const NEW_YORK_LAST_YEAR = 2030;
/** First date of the table: 1 January of its first year. */
export const NEW_YORK_TABLE_START: EpochDay = epochDay(NEW_YORK_FIRST_YEAR, 1, 1);
/** Last date of the table: 31 December of its last year. */
export const NEW_YORK_TABLE_END: EpochDay = epochDay(NEW_YORK_LAST_YEAR, 12, 31);

const USUAL_CLOSE = 16 * 60;

let sessions: Schedule | undefined;
let earlyCloses: ReadonlyMap<EpochDay, number> | undefined;

/**
 * The sessions of the New York Stock Exchange from 1980 to 2030 with the instants at which they closed or will close.
 *
 * @returns One schedule, made once and shared: not to be written to.
 * @remarks 2027 on is what the exchange announced or its rules give; a closure that nobody could foresee is not in it.
 */
export function newYorkSessions(): Schedule {
  sessions ??= buildSessions();
  return sessions;
}

/**
 * Whether the New York Stock Exchange opens on a date.
 *
 * @throws RangeError for a date before 1980 or after 2030, which the table does not know.
 */
export function isNewYorkSession(day: EpochDay): boolean {
  if (day < NEW_YORK_TABLE_START) {
    throw new RangeError(
      `day must not lie before ${NEW_YORK_FIRST_YEAR}, where the table of New York sessions begins, was ${formatCivilDate(day)}`,
    );
  }
  refuseBeyondTable(day);
  const { dates } = newYorkSessions();
  return dates[countUpTo(dates, day) - 1] === day;
}

/**
 * The instant at which New York closes on a date: 16:00 there, or the time of the early close.
 *
 * @returns Milliseconds since 1970-01-01T00:00Z.
 * @throws RangeError for a date after 2030: the table ends and must be extended.
 * @remarks 16:00 is assumed before 1980 (until 1974 the exchange closed earlier, so nothing is known too soon), and for a date
 * that is no session, so that a value published on a holiday has a close too.
 */
export function newYorkClose(day: EpochDay): number {
  refuseBeyondTable(day);
  earlyCloses ??= buildEarlyCloses();
  return newYorkInstant(day, earlyCloses.get(day) ?? USUAL_CLOSE);
}

function refuseBeyondTable(day: EpochDay): void {
  if (day <= NEW_YORK_TABLE_END) return;
  throw new RangeError(
    `day must not lie after ${NEW_YORK_LAST_YEAR}, was ${formatCivilDate(day)}: the table of New York sessions ends there and must be extended`,
  );
}

function buildSessions(): Schedule {
  const closed = new Set(newYorkClosures.flatMap((closure) => datesIn(closure.dates)));
  const dates: EpochDay[] = [];
  for (let day = NEW_YORK_TABLE_START; day <= NEW_YORK_TABLE_END; day++) {
    if (isoWeekday(day) <= 5 && !closed.has(day)) dates.push(day);
  }
  return { dates: Int32Array.from(dates), closes: Float64Array.from(dates, newYorkClose) };
}

function buildEarlyCloses(): ReadonlyMap<EpochDay, number> {
  return new Map(newYorkEarlyCloses.flatMap(({ closesAt, dates }) => datesIn(dates).map((day) => [day, minutesIn(closesAt)] as const)));
}

function datesIn(text: string): EpochDay[] {
  return text
    .trim()
    .split(/\s+/)
    .map((date) => {
      const day = parseCivilDate(date);
      if (day === undefined) throw new Error(`the table of New York closures holds a date that does not exist: ${date}`);
      return day;
    });
}

function minutesIn(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}
