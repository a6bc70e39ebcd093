import { mean, populationDeviation } from './moments.ts';

/**
 * Standardised central moment of an order, with divisor n: mean of ((x − x̄) / σ)^order. Order 3 is the skewness, order 4 the
 * kurtosis (3 for a normal variable).
 *
 * @param values - Values that are not all the same. Missing values: propagates.
 */
export function standardisedMoment(values: Float64Array, order: number): number {
  const centre = mean(values);
  const scale = populationDeviation(values);
  return mean(values.map((value) => ((value - centre) / scale) ** order));
}
