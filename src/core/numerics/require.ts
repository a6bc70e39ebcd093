/** Refuses values that are not finite. @throws RangeError that names the first. */
export function requireFinite(name: string, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new RangeError(`${name} must be finite, was ${values[i]} at index ${i}`);
  }
}

/** Refuses arrays of different length. @throws RangeError. */
export function requireSameLength(name: string, length: number, expected: number): void {
  if (length !== expected) throw new RangeError(`${name} must have ${expected} values, had ${length}`);
}

/** Refuses what is no integer within [minimum, maximum]. @throws RangeError. */
export function requireInteger(
  name: string,
  value: number,
  { minimum, maximum = Number.MAX_SAFE_INTEGER }: { readonly minimum: number; readonly maximum?: number },
): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    const range = maximum === Number.MAX_SAFE_INTEGER ? `at least ${minimum}` : `from ${minimum} to ${maximum}`;
    throw new RangeError(`${name} must be an integer ${range}, was ${value}`);
  }
}

/** Refuses a number that is not strictly between two bounds. @throws RangeError. */
export function requireBetween(name: string, value: number, { above, below }: { readonly above: number; readonly below: number }): void {
  if (!(value > above && value < below)) throw new RangeError(`${name} must be above ${above} and below ${below}, was ${value}`);
}

/** Whether all values are the same to within a relative 1e-12: degeneracy told from the data, never from an accumulated sum. Not where one is NaN. */
export function isConstant(values: Float64Array): boolean {
  // Values that are all the same begin with values that are all the same.
  return isWithin(values.subarray(0, HEAD)) && isWithin(values);
}

const HEAD = 16;

function isWithin(values: Float64Array): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return !Number.isNaN(high - low) && !(high - low > 1e-12 * Math.max(Math.abs(low), Math.abs(high)));
}
