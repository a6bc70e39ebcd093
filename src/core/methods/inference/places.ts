import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { TIE } from './shift.ts';

/** Refuses places of events that are not among n dates, ascending and each once. @throws RangeError that names the first. */
export function requirePlaces(events: Int32Array, n: number): void {
  events.forEach((place, i) => {
    if (place < 0 || place >= n) throw new RangeError(`the place of an event must be below the ${n} dates, was ${place}`);
    if (i > 0 && place <= (events[i - 1] as number)) {
      throw new RangeError(`places of events must ascend, was ${place} after ${events[i - 1]}`);
    }
  });
}

/** Why outcomes and events among them admit no comparison, or undefined where they do. */
export function whyNoComparison(outcomes: Float64Array, events: Int32Array): Insufficient | undefined {
  if (outcomes.length === 0) return insufficient('no date has a complete outcome', 1, 0);
  if (events.length === 0) return insufficient('no event has a complete outcome', 1, 0);
  if (isFlat(outcomes)) return insufficient('the outcome is the same on every admissible date', 2, 1);
  if (events.length < outcomes.length) return undefined;
  return insufficient('every admissible date is an event, so that nothing is left to compare with', 1, 0);
}

/** Whether values differ by no more than rounding. */
function isFlat(values: Float64Array): boolean {
  let [low, top] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    top = Math.max(top, value);
  }
  return top - low <= TIE;
}
