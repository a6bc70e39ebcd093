import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { TIE } from './shift.ts';

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
