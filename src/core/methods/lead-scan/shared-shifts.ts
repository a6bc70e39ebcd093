/** Shifts that pairs of different lengths share. */
export interface SharedShifts {
  /** Length of the longest circle. */
  readonly longest: number;
  /** Draws of which every pair takes part: 0 first, then ascending, below `longest`. */
  readonly draws: Int32Array;
}

/**
 * The shift of a circle of n values at a draw that is shared with circles of other lengths: the same share of the way round, ⌊j n / N⌋.
 *
 * @param draw - j, from 0 to N − 1; at 0 nothing is shifted.
 * @param n - Values on the circle.
 * @param longest - N, of the longest circle.
 */
export const shiftAt = (draw: number, n: number, longest: number): number => Math.floor((draw * n) / longest);

/** Values that a circle needs for each lag of the range: with them at least half of the shifts are far. */
export const VALUES_A_LAG = 6;

/**
 * Whether a shift of a circle of n values brings none of the lags −L … L back to any of the lags 1 … L.
 *
 * @param reach - L.
 */
export const isFar = (shift: number, n: number, reach: number): boolean => shift >= reach && shift < n - 2 * reach;

/**
 * The draws at which every one of some circles is shifted far, and the identity.
 *
 * @param lengths - Values on each circle, at least one circle.
 * @param reach - L: a shift is far where it finds none of the lags −L … L again.
 * @remarks Both sides are left out, for what leads the other way, or moves at the same time, is no null draw either: one true relation would stand
 * in the draws of all pairs. Missing values: has none.
 */
export function sharedShifts(lengths: readonly number[], reach: number): SharedShifts {
  const longest = lengths.reduce((most, n) => Math.max(most, n), 0);
  const different = [...new Set(lengths)];
  const draws = Array.from({ length: longest }, (_, j) => j).filter(
    (j) => j === 0 || different.every((n) => isFar(shiftAt(j, n, longest), n, reach)),
  );
  return { longest, draws: Int32Array.from(draws) };
}
