import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { quantileSorted } from '../../numerics/quantile.ts';
import type { EventSet, Extent } from '../../series/curve.ts';
import { admissibleCircle, type Circle } from '../event-study/circle.ts';
import { clusterNumbers } from '../event-study/clusters.ts';
import type { Target } from '../event-study/holding-period.ts';
import { type Outcomes, pathOutcomes } from '../event-study/outcome.ts';
import { eraCentred, type ShiftStanding, shiftedMedians, standing } from '../inference/shift.ts';

/** Quartiles of times to the peak, calendar days. */
export interface DaysToPeak {
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  /** Share of the paths whose peak is their last close: they may still be rising. */
  readonly peakAtEnd: number;
}

/** How long after events a target peaks, beside all other dates that the calendar offered. */
export interface TimeToPeak {
  /** Dates of the events whose horizon is complete, and the days of each. */
  readonly dates: Int32Array;
  readonly days: Float64Array;
  readonly atEvents: DaysToPeak;
  readonly atAllDates: DaysToPeak;
  /** Median of the days among all shifts: pLower is small where peaks come sooner than elsewhere. */
  readonly median: { readonly plain: ShiftStanding; readonly eraCentred: ShiftStanding };
  /** Distance of the quartiles among all shifts: pLower is small where the lag is more regular than elsewhere. */
  readonly spread: ShiftStanding;
  /** Events with a complete horizon. */
  readonly observations: number;
  /** Clusters of events whose horizons overlap. */
  readonly effectiveObservations: number;
  /** Admissible dates. */
  readonly admissible: number;
}

/**
 * Calendar days from the entry after an event to the first maximum of the target within a horizon, beside the same over all admissible
 * dates, by exact shifts of the events on the circle of those dates.
 *
 *     D_s = median over the events e of days[(e + s) mod n];   R_s = their upper less their lower quartile (R type 7), s = 0 … n − 1
 *
 * @param events - The events with their calendar.
 * @param watched - `target`: what is watched after them; `horizon`: observations or a calendar span.
 * @returns Insufficient with fewer than two events whose horizon is complete.
 * @remarks Entry, exit and admissible dates are those of a study: the entry is the target's next close after the event is known. The highest
 * close of a path without any drift tends to lie at its ends, so days alone say nothing. A peak that comes regularly does so for shifts of a few
 * days as well: the p of the spread cannot fall much below horizon / n. Missing values: a date without entry is not
 * admissible. Checked against the days date by date.
 */
export function timeToPeak(
  events: EventSet,
  { target, horizon }: { readonly target: Target; readonly horizon: Extent },
): TimeToPeak | Insufficient {
  const outcomes = pathOutcomes('time_to_peak', events.knownAt, { target, horizon });
  const circle = admissibleCircle(events, outcomes);
  const observations = circle.events.length;
  if (observations < 2) return insufficient('a time to the peak needs two events with a complete horizon', 2, observations);
  const centred = eraCentred(circle.dates, circle.outcomes);
  return {
    dates: circle.events.map((place) => circle.dates[place] as number),
    days: Float64Array.from(circle.events, (place) => circle.outcomes[place] as number),
    atEvents: quartilesOf(circle, outcomes, circle.events),
    atAllDates: quartilesOf(circle, outcomes, Int32Array.from(circle.indices.keys())),
    median: {
      plain: standing(shiftedMedians(circle.outcomes, circle.events)),
      eraCentred: standing(shiftedMedians(centred, circle.events)),
    },
    spread: standing(shiftedSpreads(circle.outcomes, circle.events)),
    observations,
    effectiveObservations: clustersOf(circle, outcomes),
    admissible: circle.indices.length,
  };
}

function quartilesOf({ outcomes, indices }: Circle, { periods, target }: Outcomes, places: Int32Array): DaysToPeak {
  const days = Float64Array.from(places, (place) => outcomes[place] as number);
  const atEnd = places.filter((place, k) => {
    const index = indices[place] as number;
    const [entry, exit] = [periods.entry[index] as number, periods.exit[index] as number];
    return exit > entry && days[k] === (target.dates[exit] as number) - (target.dates[entry] as number);
  }).length;
  const sorted = days.sort();
  const quartile = (p: number) => quantileSorted(sorted, p);
  return { lowerQuartile: quartile(0.25), median: quartile(0.5), upperQuartile: quartile(0.75), peakAtEnd: atEnd / places.length };
}

/** Distance of the quartiles over the events under every rigid shift of them on the circle. */
function shiftedSpreads(outcomes: Float64Array, events: Int32Array): Float64Array {
  const n = outcomes.length;
  const placed = new Float64Array(events.length);
  return outcomes.map((_, shift) => {
    for (let e = 0; e < events.length; e++) placed[e] = outcomes[((events[e] as number) + shift) % n] as number;
    placed.sort();
    return quantileSorted(placed, 0.75) - quantileSorted(placed, 0.25);
  });
}

function clustersOf({ indices, events }: Circle, { periods, target }: Outcomes): number {
  const own = Array.from(events, (place) => indices[place] as number);
  const dateAt = (index: number) => target.dates[index] as number;
  const entries = own.map((index) => dateAt(periods.entry[index] as number));
  const ends = own.map((index) => dateAt(periods.exit[index] as number));
  return (clusterNumbers(entries, ends).at(-1) as number) + 1;
}
