import { addSpan, type EpochDay } from '../../calendar/civil-date.ts';
import { nextScheduledDate, type Schedule } from '../../calendar/schedule.ts';
import { type Extent, isSpan } from '../../series/curve.ts';

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
 * @param knownAt - Instants, milliseconds since 1970-01-01T00:00Z, ascending: each place is found from the one before.
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
  const { dates, schedule } = target;
  const last = dates.at(-1);
  if (last === undefined) return out;
  const settledUntil = (nextScheduledDate(schedule, last) ?? last + 1) - 1;
  const end = endFinder(dates, horizon, settledUntil);
  for (let i = 0, close = 0, at = 0; i < n; i++) {
    while (close < schedule.closes.length && (schedule.closes[close] as number) <= (knownAt[i] as number)) close++;
    const day = schedule.dates[close];
    if (day === undefined || day > last) {
      out.upcoming[i] = 1;
      continue;
    }
    while ((dates[at] as number) < day) at++;
    if (dates[at] !== day) continue;
    const period = end(at);
    out.entry[i] = at;
    out.exit[i] = period.exit;
    out.due[i] = period.due;
    out.complete[i] = period.complete ? 1 : 0;
  }
  return out;
}

interface PeriodEnd {
  readonly exit: number;
  readonly due: EpochDay;
  readonly complete: boolean;
}

/** Finds the end of periods whose entries ascend. */
function endFinder(dates: Int32Array, horizon: Extent, settledUntil: EpochDay): (entry: number) => PeriodEnd {
  if (!isSpan(horizon)) {
    return (entry) => {
      const exit = entry + horizon.count;
      const complete = exit < dates.length;
      return { exit: Math.min(exit, dates.length - 1), due: complete ? (dates[exit] as number) : -1, complete };
    };
  }
  let exit = 0;
  return (entry) => {
    const due = addSpan(dates[entry] as number, horizon);
    exit = Math.max(exit, entry);
    while (exit + 1 < dates.length && (dates[exit + 1] as number) <= due) exit++;
    return { exit, due, complete: due <= settledUntil };
  };
}
