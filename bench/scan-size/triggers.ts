import { allTimeHigh } from '../../src/core/methods/triggers/all-time-high.ts';
import type { RandomStream } from '../../src/core/numerics/random.ts';
import { standardNormal } from '../../src/core/numerics/standard-normal.ts';
import type { EventSet } from '../../src/core/series/curve.ts';
import type { WorldCalendar } from './calendars.ts';

const DRIFT = 0.0006;
const VOLATILITY = 0.012;

/** Events of a trigger on a calendar. */
function eventSet(calendar: WorldCalendar, on: Uint8Array): EventSet {
  return { ...calendar, on, values: new Float64Array(on.length), warmup: 0, notes: [] };
}

interface Count {
  readonly least: number;
  readonly most: number;
}

/** A number of events, few as likely as many. */
const drawCount = ({ least, most }: Count, stream: RandomStream): number => Math.floor(least * ((most + 1) / least) ** stream.uniform());

/** So many events on dates drawn at random. */
export function randomEvents(calendar: WorldCalendar, count: Count, stream: RandomStream): EventSet {
  const on = new Uint8Array(calendar.dates.length);
  for (let left = drawCount(count, stream); left > 0; left--) on[stream.below(on.length)] = 1;
  return eventSet(calendar, on);
}

/** So many events on dates drawn at random, three times as often in the first third of the days as after it. */
export function eventsInLoudYears(calendar: WorldCalendar, count: Count, stream: RandomStream): EventSet {
  const on = new Uint8Array(calendar.dates.length);
  const third = Math.ceil(on.length / 3);
  for (let left = drawCount(count, stream); left > 0; left--) {
    const isLoud = stream.uniform() < 0.6;
    on[isLoud ? stream.below(third) : third + stream.below(on.length - third)] = 1;
  }
  return eventSet(calendar, on);
}

/** Observations of an index before the first day of a world, so that its droughts can be told from that day on. */
const PAST = 100;

/** Records after each of several droughts of one index that rises a little: a grid of one parameter, each set within the one before. */
export function recordGrid(calendar: WorldCalendar, droughts: readonly number[], stream: RandomStream): EventSet[] {
  const first = (calendar.dates[0] as number) - PAST;
  const dates = Int32Array.from({ length: PAST + calendar.dates.length }, (_, i) =>
    i < PAST ? first + i : (calendar.dates[i - PAST] as number),
  );
  let log = 0;
  const values = Float64Array.from(dates, () => {
    log += DRIFT + VOLATILITY * standardNormal(stream);
    return log;
  });
  return droughts.map((count) => eventSet(calendar, allTimeHigh(dates, values, { after: { count } }).subarray(PAST)));
}

/** Nearly the same events, each up to three dates later. */
export function nearCopy(original: EventSet, stream: RandomStream): EventSet {
  const on = new Uint8Array(original.on.length);
  original.on.forEach((fired, i) => {
    if (fired) on[Math.min(on.length - 1, i + stream.below(4))] = 1;
  });
  return eventSet(original, on);
}

/** The same events so many dates earlier, round the circle. */
export const turned = (original: EventSet, by: number): EventSet =>
  eventSet(
    original,
    original.on.map((_, i) => original.on[(i + by) % original.on.length] as number),
  );
