import type { PathDraws } from './path-suprema.ts';

/** Cumulative growth, and places on it. */
export interface PlacedGrowth {
  readonly growth: Float64Array;
  readonly places: Int32Array;
}

/**
 * Summed growth after some places, in units of its deviation:
 *
 *     Z(j) = (Σ_e G(a_e + j) − Σ_e G(a_e) − centre(j)) · perDeviation(j),   j = 1 … days
 *
 * Missing values: propagates.
 */
export function standardisedPath(
  { growth, places }: PlacedGrowth,
  { centre, perDeviation }: Pick<PathDraws, 'centre' | 'perDeviation'>,
): Float64Array {
  const summed = summedPath({ growth, places }, centre.length);
  return summed.map((sum, day) => (sum - (centre[day] as number)) * (perDeviation[day] as number));
}

/** Growth from some places on, summed over them, 1 … days returns later. Missing values: propagates. */
export function summedPath({ growth, places }: PlacedGrowth, days: number): Float64Array {
  const base = places.reduce((sum, place) => sum + (growth[place] as number), 0);
  return Float64Array.from({ length: days }, (_, day) => {
    let sum = 0;
    for (let e = 0; e < places.length; e++) sum += growth[(places[e] as number) + day + 1] as number;
    return sum - base;
  });
}

/** The largest value of a path, −∞ without one. */
export const highestOf = (path: Float64Array): number => path.reduce((top, value) => Math.max(top, value), Number.NEGATIVE_INFINITY);

/** The smallest value of a path, ∞ without one. */
export const lowestOf = (path: Float64Array): number => path.reduce((bottom, value) => Math.min(bottom, value), Number.POSITIVE_INFINITY);
