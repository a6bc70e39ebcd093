/**
 * Sample quantile by linear interpolation of the order statistics (R type 7).
 *
 *     h = (n − 1) p;  q = x_(⌊h⌋) + (h − ⌊h⌋) (x_(⌊h⌋ + 1) − x_(⌊h⌋))
 *
 * @param sorted - Ascending values, at least one.
 * @param p - In [0, 1].
 * @throws RangeError without values or with p outside [0, 1].
 */
export function quantileSorted(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) throw new RangeError('a quantile needs at least one value, had none');
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile's p must be in [0, 1], was ${p}`);
  const position = (sorted.length - 1) * p;
  const low = Math.floor(position);
  const below = sorted[low] as number;
  if (low === position) return below;
  return below + (position - low) * ((sorted[low + 1] as number) - below);
}

/** Median of values in any order (R type 7). @throws RangeError without values. */
export const median = (values: Float64Array): number => quantileSorted(Float64Array.from(values).sort(), 0.5);
