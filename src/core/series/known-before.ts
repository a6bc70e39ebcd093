import { countUpTo } from '../calendar/schedule.ts';
import type { Curve } from './curve.ts';

/**
 * The value that was known last, strictly before each instant: what somebody who trades at those instants could have read.
 *
 * @param curve - Values with the instants at which they were first known, ascending.
 * @param instants - Milliseconds since 1970-01-01T00:00Z.
 * @returns One value for each instant; NaN before the curve has any. Missing values: propagates.
 */
export function knownBefore(curve: Curve, instants: Float64Array): Float64Array {
  return instants.map((instant) => {
    const index = countUpTo(curve.knownAt, instant - 1) - 1;
    return index < curve.warmup ? Number.NaN : (curve.values[index] as number);
  });
}
