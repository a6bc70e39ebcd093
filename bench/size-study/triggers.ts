import { epochDay } from '../../src/core/calendar/civil-date.ts';
import { newYorkSessions } from '../../src/core/calendar/new-york.ts';
import { allTimeHigh, allTimeHighWarmup } from '../../src/core/methods/triggers/all-time-high.ts';
import type { RandomStream } from '../../src/core/numerics/random.ts';
import { standardNormal } from '../../src/core/numerics/standard-normal.ts';
import { type EventSet, firstIndexFrom } from '../../src/core/series/curve.ts';
import type { Series } from '../../src/core/series/series.ts';
import type { Level } from './cells.ts';
import { DAYS } from './worlds.ts';

/** Droughts in sessions before a record of a simulated index, and the numbers of events on the days of the worlds that are taken. */
export const SIMULATED: Readonly<Record<Level, { readonly drought: number; readonly from: number; readonly to: number }>> = {
  few: { drought: 252, from: 3, to: 5 },
  some: { drought: 42, from: 9, to: 13 },
  many: { drought: 10, from: 23, to: 29 },
};

/** Droughts in sessions before a record of the Russell 2000. */
export const REAL: Readonly<Record<Level, { readonly drought: number }>> = {
  few: { drought: 250 },
  some: { drought: 40 },
  many: { drought: 15 },
};

const FIRST = epochDay(2008, 7, 18);
const LAST = epochDay(2026, 8, 28);
const DRIFT = 0.0003;
const VOLATILITY = 0.012;

const sessions = newYorkSessions();
const kept = Array.from(sessions.dates.keys()).filter(
  (i) => (sessions.dates[i] as number) >= FIRST && (sessions.dates[i] as number) <= LAST,
);
const dates = Int32Array.from(kept, (i) => sessions.dates[i] as number);
const knownAt = Float64Array.from(kept, (i) => sessions.closes[i] as number);

/** Record closes, after a drought, of an index that knows nothing of the target; drawn again until their number is the level's. */
export function simulatedTrigger(level: Level, stream: RandomStream): EventSet {
  const { drought, from, to } = SIMULATED[level];
  for (;;) {
    let log = 0;
    const values = Float64Array.from(dates, () => {
      log += DRIFT + VOLATILITY * standardNormal(stream);
      return Math.exp(log);
    });
    const found = eventsOf({ dates, knownAt, schedule: sessions, values }, drought);
    const count = eventsOnDays(found);
    if (count >= from && count <= to) return found;
  }
}

/** Record closes of a real series after the level's drought, on the dates that the worlds reach. */
export function realTrigger(level: Level, series: Series): EventSet {
  const all = eventsOf(series, REAL[level].drought);
  const from = firstIndexFrom(all.dates, FIRST);
  return {
    ...all,
    dates: all.dates.subarray(from),
    knownAt: all.knownAt.subarray(from),
    on: all.on.subarray(from),
    values: all.values.subarray(from),
    warmup: Math.max(0, all.warmup - from),
  };
}

/** Number of events on the days of the worlds. */
export const eventsOnDays = (trigger: EventSet): number =>
  trigger.on.reduce((count, on, i) => count + (on && (trigger.dates[i] as number) >= (DAYS[0] as number) ? 1 : 0), 0);

function eventsOf(series: Pick<Series, 'dates' | 'knownAt' | 'schedule' | 'values'>, drought: number): EventSet {
  const after = { count: drought };
  return {
    dates: series.dates,
    knownAt: series.knownAt,
    schedule: series.schedule,
    on: allTimeHigh(series.dates, series.values, { after }),
    values: series.values,
    warmup: allTimeHighWarmup(series.dates, { after }),
    notes: [],
  };
}
