/**
 * Shifts that circles of different length share: draw j of N moves the events of each by the same share of its own circle,
 *
 *     k = ⌊j n / N⌋,   j = 0 … N − 1
 *
 * Draw 0 is the identity for all; a circle of N dates passes each of its shifts once, a shorter one each of its own equally often but for one.
 */
export const shiftOfDraw = (draw: number, n: number, draws: number): number => Math.floor((draw * n) / draws);

/**
 * What the maximum over all draws must at least be for a value at a shift of one circle to matter: the smallest maximum among the draws of each
 * shift.
 *
 * @param maximum - One value for each of N ≥ n draws. Missing values: refuses none; −∞ stands for no value yet.
 * @returns n values.
 */
export function lowestOfDraws(maximum: Float64Array, n: number): Float64Array {
  const draws = maximum.length;
  if (draws === n) return Float64Array.from(maximum);
  const lowest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  for (let j = 0; j < draws; j++) {
    const k = shiftOfDraw(j, n, draws);
    if ((maximum[j] as number) < (lowest[k] as number)) lowest[k] = maximum[j] as number;
  }
  return lowest;
}

/**
 * Raises a maximum over draws to the values of one circle.
 *
 * @param maximum - One value for each of N ≥ n draws; changed in place.
 * @param values - One for each shift of the circle. Missing values: propagates none, since NaN is never larger.
 */
export function raiseMaximum(maximum: Float64Array, values: Float64Array): void {
  const [draws, n] = [maximum.length, values.length];
  for (let j = 0; j < draws; j++) {
    const value = values[draws === n ? j : shiftOfDraw(j, n, draws)] as number;
    if (value > (maximum[j] as number)) maximum[j] = value;
  }
}
