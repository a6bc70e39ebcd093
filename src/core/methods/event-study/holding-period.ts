import { addSpan, type EpochDay } from '../../calendar/civil-date.ts';
import { countUpTo, nextCloseDate, nextScheduledDate, type Schedule } from '../../calendar/schedule.ts';
import { type Extent, indexOfDate, isSpan } from '../../series/curve.ts';

/** What is held or watched: closes on a calendar. */
export interface Target {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  readonly schedule: Schedule;
}

/** For each date of a trigger's calendar: where a holding begins and ends in the target. Parallel arrays. */
export interface HoldingPeriods {
  /** Index of the entry close in the target, −1 where the scheduled close is not in the data. */
  readonly entry: Int32Array;
  /** Index of the exit close; for a period that is not over, of the last close so far. −1 without entry. */
  readonly exit: Int32Array;
  /** Entry date + horizon; for horizons in observations the exit date, −1 while pending. */
  readonly due: Int32Array;
  /** 1 where the outcome can no longer change. */
  readonly complete: Uint8Array;
  /** 1 where the entry close is scheduled after the target's last datum: an outcome to come. */
  readonly upcoming: Uint8Array;
}

/**
 * Entry is the close that the target's calendar schedules next after the instant at which the event is known; exit is
 * the last close on or before entry + horizon (for a count: so many observations on). A period is complete when the
 * close that the calendar schedules after the target's last datum lies after entry + horizon.
 *
 * @param knownAt - Instants, milliseconds since 1970-01-01T00:00Z.
 */
export function holdingPeriods(knownAt: Float64Array, target: Target, horizon: Extent): HoldingPeriods {
  const n = knownAt.length;
  const out = {
    entry: new Int32Array(n).fill(-1),
    exit: new Int32Array(n).fill(-1),
    due: new Int32Array(n).fill(-1),
    complete: new Uint8Array(n),
    upcoming: new Uint8Array(n),
  };
  const last = target.dates.at(-1);
  if (last === undefined) return out;
  const settledUntil = (nextScheduledDate(target.schedule, last) ?? last + 1) - 1;
  for (let i = 0; i < n; i++) {
    const day = nextCloseDate(target.schedule, knownAt[i] as number);
    if (day === undefined || day > last) out.upcoming[i] = 1;
    const entry = day === undefined ? -1 : indexOfDate(target.dates, day);
    if (entry < 0) continue;
    const period = endOf(entry, target.dates, { horizon, settledUntil });
    out.entry[i] = entry;
    out.exit[i] = period.exit;
    out.due[i] = period.due;
    out.complete[i] = period.complete ? 1 : 0;
  }
  return out;
}

function endOf(entry: number, dates: Int32Array, { horizon, settledUntil }: { horizon: Extent; settledUntil: EpochDay }) {
  if (isSpan(horizon)) {
    const due = addSpan(dates[entry] as number, horizon);
    return { exit: countUpTo(dates, due) - 1, due, complete: due <= settledUntil };
  }
  const exit = entry + horizon.count;
  const complete = exit < dates.length;
  return { exit: Math.min(exit, dates.length - 1), due: complete ? (dates[exit] as number) : -1, complete };
}
