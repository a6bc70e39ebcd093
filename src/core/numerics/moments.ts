/** Arithmetic mean. NaN without values, so ask for the length first. Missing values: propagates. */
export function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** Population standard deviation (divisor n), in two passes. Missing values: propagates. */
export function populationDeviation(values: Float64Array): number {
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - centre) ** 2;
  return Math.sqrt(squares / values.length);
}

/** Sample variance (divisor n − 1), in two passes. NaN with fewer than two values. Missing values: propagates. */
export function sampleVariance(values: Float64Array): number {
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - centre) ** 2;
  return squares / (values.length - 1);
}

/** Sample standard deviation (divisor n − 1). NaN with fewer than two values. Missing values: propagates. */
export const sampleDeviation = (values: Float64Array): number => Math.sqrt(sampleVariance(values));
