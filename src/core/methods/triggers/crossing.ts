/**
 * Crossings: x > y now (x < y with `below`) and not so at the observation before.
 *
 * @param x - Parallel values; a date on which either is missing (NaN) is no crossing, nor is the date after it.
 * @param y - As `x`.
 * @returns 1 on the dates of the events, else 0.
 */
export function crossing(x: Float64Array, y: Float64Array, side: 'above' | 'below'): Uint8Array {
  const sign = side === 'above' ? 1 : -1;
  return Uint8Array.from(x, (value, i) => {
    const now = sign * (value - (y[i] as number));
    const before = i === 0 ? Number.NaN : sign * ((x[i - 1] as number) - (y[i - 1] as number));
    return now > 0 && before <= 0 ? 1 : 0;
  });
}

/**
 * The first value ever above a level. A series that begins above it has no such event: its first close above came before the data.
 *
 * @returns 1 on the date of the event, else 0. Missing values (NaN): skips.
 */
export function firstAbove(values: Float64Array, level: number): Uint8Array {
  const on = new Uint8Array(values.length);
  const at = values.findIndex((value) => value > level);
  const hasLowerBefore = at > 0 && values.subarray(0, at).some((value) => value <= level);
  if (hasLowerBefore) on[at] = 1;
  return on;
}
