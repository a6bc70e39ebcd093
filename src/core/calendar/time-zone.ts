import { DAY_MS, type EpochDay, epochDay } from './civil-date.ts';
import { countUpTo } from './schedule.ts';

const NEW_YORK = 'America/New_York';
const FIRST_YEAR = 1900;
const LAST_YEAR = 2031;
const MINUTE_MS = 60_000;

/** The offsets of a zone from UTC by local wall time: `offsets[i]` holds from `walls[i]` on. Milliseconds throughout. */
interface OffsetTable {
  readonly walls: Float64Array;
  readonly offsets: Float64Array;
}

let newYorkOffsets: OffsetTable | undefined;

/**
 * The instant at which clocks in New York show so many minutes after midnight of a date.
 *
 * @param day - Civil date in New York.
 * @param minutesAfterMidnight - Minutes on the wall clock, e.g. 960 for 16:00; 1440 and more fall on the days after.
 * @returns Milliseconds since 1970-01-01T00:00Z.
 * @remarks A time that the clocks skip in spring counts as if they had not yet been put forward; of a time that they show twice
 * in autumn, the first is meant. Daylight saving comes from `Temporal`, for 1900 to 2031 from a table that is made once.
 */
export function newYorkInstant(day: EpochDay, minutesAfterMidnight: number): number {
  if (day < epochDay(FIRST_YEAR, 1, 2) || day > epochDay(LAST_YEAR, 12, 1)) return zonedInstant(NEW_YORK, day, minutesAfterMidnight);
  newYorkOffsets ??= offsetTable(NEW_YORK);
  const wall = day * DAY_MS + minutesAfterMidnight * MINUTE_MS;
  return wall - (newYorkOffsets.offsets[countUpTo(newYorkOffsets.walls, wall) - 1] as number);
}

/**
 * The instant at which clocks in a time zone show so many minutes after midnight of a date.
 *
 * @param zone - IANA name, e.g. `Europe/Berlin`, or `UTC`.
 * @param day - Civil date in that zone.
 * @param minutesAfterMidnight - Whole minutes on the wall clock; 1440 and more fall on the days after.
 * @returns Milliseconds since 1970-01-01T00:00Z.
 * @throws RangeError for a zone that does not exist, or minutes that are not whole.
 * @remarks Skipped and repeated times as in `newYorkInstant`. Slower: for single instants, not for every date of a long series.
 */
export function zonedInstant(zone: string, day: EpochDay, minutesAfterMidnight: number): number {
  if (zone === 'UTC' && Number.isInteger(minutesAfterMidnight)) return day * DAY_MS + minutesAfterMidnight * MINUTE_MS;
  const wall = new Temporal.PlainDateTime(1970, 1, 1).add({ days: day }).add({ minutes: minutesAfterMidnight });
  return wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** The offsets of a zone over the table's years. A new offset takes hold where both the old and the new clock have reached the change. */
function offsetTable(zone: string): OffsetTable {
  let at = Temporal.ZonedDateTime.from({ timeZone: zone, year: FIRST_YEAR, month: 1, day: 1 });
  const walls = [Number.NEGATIVE_INFINITY];
  const offsets = [offsetOf(at)];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.year > LAST_YEAR) break;
    walls.push(next.epochMilliseconds + Math.max(offsetOf(at), offsetOf(next)));
    offsets.push(offsetOf(next));
    at = next;
  }
  return { walls: Float64Array.from(walls), offsets: Float64Array.from(offsets) };
}

function offsetOf(at: Temporal.ZonedDateTime): number {
  return at.offsetNanoseconds / 1e6;
}
