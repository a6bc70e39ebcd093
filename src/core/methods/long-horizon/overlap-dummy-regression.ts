import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { requireInteger } from '../../numerics/require.ts';
import { horizonTooLong, type OverlapOptions, type OverlappingSlope, overlappingSlope } from './overlapping-slope.ts';

/** A regression of overlapping forward sums on a dummy of events. */
export interface OverlapDummyRegression extends OverlappingSlope {
  /** Dates with an event whose horizon is complete. */
  readonly events: number;
}

/**
 * Regression of the next h returns on a dummy that is 1 on the dates of events and 0 elsewhere: its slope is the mean outcome after events
 * less the mean outcome after all other dates.
 *
 * @param events - Places of the events in `returns`, each once; those whose horizon is not complete take no part.
 * @param returns - n one-period returns; the one at t ends at t.
 * @returns Insufficient for fewer than two events, or fewer than two other dates, with a complete horizon, and as `overlappingSlope`.
 * @throws RangeError for a place outside 0 … n − 1 or given twice, and as `overlappingSlope`.
 * @remarks Missing values: refuses. With few events all of these errors are too small: the shift tests are the ones to go by.
 */
export function overlapDummyRegression(
  events: Int32Array,
  returns: Float64Array,
  options: OverlapOptions,
): OverlapDummyRegression | Insufficient {
  const n = returns.length;
  requireInteger('the horizon', options.horizon, { minimum: 1 });
  const dummy = new Float64Array(n);
  for (const event of events) {
    requireInteger('an event', event, { minimum: 0, maximum: n - 1 });
    if (dummy[event] === 1) throw new RangeError(`an event must stand once, was ${event} twice`);
    dummy[event] = 1;
  }
  const tooLong = horizonTooLong(n, options.horizon);
  if (tooLong) return tooLong;
  const complete = dummy.subarray(0, n - options.horizon).reduce((sum, value) => sum + value, 0);
  if (complete < 2) return insufficient('fewer than two events have a complete horizon', 2, complete);
  const others = n - options.horizon - complete;
  if (others < 2) return insufficient('fewer than two dates are without an event', 2, others);
  const slope = overlappingSlope(dummy, returns, options);
  return 'ok' in slope ? slope : { ...slope, events: complete };
}
