import type { EpochDay } from '../../calendar/civil-date.ts';
import { countUpTo } from '../../calendar/schedule.ts';
import { type EventSet, firstIndexFrom } from '../../series/curve.ts';
import type { Series } from '../../series/series.ts';

/** A stretch of dates, both included. */
export interface Era {
  readonly from: EpochDay;
  readonly to: EpochDay;
}

/** The dates that two series cover both, or undefined where there are none. */
export function commonEra(a: Series, b: Series): Era | undefined {
  if (a.dates.length === 0 || b.dates.length === 0) return undefined;
  const era = {
    from: Math.max(a.dates[0] as number, b.dates[0] as number),
    to: Math.min(a.dates.at(-1) as number, b.dates.at(-1) as number),
  };
  return era.from <= era.to ? era : undefined;
}

/** The observations of a series in an era. Missing values: none are read. */
export function seriesWithin(series: Series, era: Era): Series {
  const [start, end] = boundsOf(series.dates, era);
  return {
    ...series,
    dates: series.dates.subarray(start, end),
    values: series.values.subarray(start, end),
    knownAt: series.knownAt.subarray(start, end),
  };
}

/** The events of an era, with the calendar of that time; what they were found from lies before it. Missing values: none are read. */
export function eventsWithin(events: EventSet, era: Era): EventSet {
  const [start, end] = boundsOf(events.dates, era);
  return {
    ...events,
    dates: events.dates.subarray(start, end),
    values: events.values.subarray(start, end),
    knownAt: events.knownAt.subarray(start, end),
    on: events.on.subarray(start, end),
    warmup: Math.min(end - start, Math.max(0, events.warmup - start)),
  };
}

const boundsOf = (dates: Int32Array, { from, to }: Era): [number, number] => {
  const start = firstIndexFrom(dates, from);
  return [start, Math.max(start, countUpTo(dates, to))];
};

/**
 * Eras between boundaries: each boundary begins an era; the first runs from the start of the whole, the last to its end.
 *
 * @param starts - Boundaries, ascending; those outside the whole make no era.
 * @throws RangeError for boundaries that do not ascend.
 */
export function erasOf(whole: Era, starts: readonly EpochDay[]): Era[] {
  const fault = starts.findIndex((start, i) => i > 0 && start <= (starts[i - 1] as number));
  if (fault > 0) throw new RangeError(`the starts of eras must ascend, were ${starts[fault - 1]} and ${starts[fault]}`);
  const within = [whole.from, ...starts.filter((start) => start > whole.from && start <= whole.to)];
  return within.map((from, i) => ({ from, to: (within[i + 1] ?? whole.to + 1) - 1 }));
}
