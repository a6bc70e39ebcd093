import type { EventSet } from '../../series/curve.ts';
import type { Outcomes } from './outcome.ts';

/**
 * The admissible dates of a study, numbered 0 … n − 1 and thought of as a circle, with the outcome after each and the
 * places of the events among them.
 */
export interface Circle {
  /** Index of each admissible date in the trigger's calendar. */
  readonly indices: Int32Array;
  /** The dates themselves, days since 1970-01-01. */
  readonly dates: Int32Array;
  /** Outcome after each: log, 0 or 1, days. */
  readonly outcomes: Float64Array;
  /** Places of the events, ascending. */
  readonly events: Int32Array;
}

/**
 * Dates of the trigger's calendar after its warm-up whose outcome is complete, the events' own included.
 *
 * @param values - Outcome after each date of the trigger's calendar; NaN is not admissible.
 */
export function admissibleCircle(trigger: EventSet, outcomes: Outcomes, values: Float64Array = outcomes.values): Circle {
  const keep: number[] = [];
  for (let i = trigger.warmup; i < trigger.dates.length; i++) {
    if (outcomes.periods.complete[i] && Number.isFinite(values[i])) keep.push(i);
  }
  return circleOf(trigger, values, Int32Array.from(keep));
}

/** The circle of the dates at the given indices of the trigger's calendar. */
export function circleOf(trigger: EventSet, values: Float64Array, indices: Int32Array): Circle {
  const events: number[] = [];
  const dates = new Int32Array(indices.length);
  const outcomes = new Float64Array(indices.length);
  for (let place = 0; place < indices.length; place++) {
    const index = indices[place] as number;
    dates[place] = trigger.dates[index] as number;
    outcomes[place] = values[index] as number;
    if (trigger.on[index]) events.push(place);
  }
  return { indices, dates, outcomes, events: Int32Array.from(events) };
}
