import { requireSameLength } from '../../numerics/require.ts';
import { requireProbabilities } from '../../numerics/unit-interval.ts';

/** Refuses forecasts outside [0, 1], outcomes that are neither 0 nor 1, and arrays of different length. @throws RangeError. */
export function requireForecasts(probabilities: Float64Array, outcomes: Float64Array): void {
  requireSameLength('the outcomes', outcomes.length, probabilities.length);
  requireProbabilities('a forecast', probabilities);
  const at = outcomes.findIndex((outcome) => outcome !== 0 && outcome !== 1);
  if (at >= 0) throw new RangeError(`an outcome must be 0 or 1, was ${outcomes[at]} at index ${at}`);
}
