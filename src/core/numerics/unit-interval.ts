/** Refuses a number outside [0, 1], NaN included. @throws RangeError that names it. */
export function requireProbability(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} must be in [0, 1], was ${value}`);
}

/** Refuses values outside [0, 1], NaN included. @throws RangeError that names the first. */
export function requireProbabilities(name: string, values: Float64Array): void {
  const at = values.findIndex((value) => !(value >= 0 && value <= 1));
  if (at >= 0) throw new RangeError(`${name} must be in [0, 1], was ${values[at]} at index ${at}`);
}
