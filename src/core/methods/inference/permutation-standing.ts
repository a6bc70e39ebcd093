import { TIE } from './shift.ts';

/** How an observed statistic stands among permutations of the data; p is never 0. */
export interface PermutationStanding {
  readonly observed: number;
  readonly pUpper: number;
  readonly pLower: number;
  /** Permutations at least as far from the centre as the observed statistic. */
  readonly pTwoSided: number;
  /** Permutations that were counted. */
  readonly draws: number;
  /** Whether they are all that there are, the observed one among them; else they were drawn. */
  readonly exact: boolean;
  /** The lowest p that so many permutations can give. */
  readonly lowestP: number;
  readonly observations: number;
}

/**
 * One-sided and two-sided p of a statistic among its permutations.
 *
 *     p = # / permutations        where all are counted, the observed one among them
 *     p = (1 + #) / (1 + draws)   where they were drawn
 *
 * @param observed - The statistic of the data as they are.
 * @param statistics - Its value under each permutation, at least one.
 * @param options - Whether these are all permutations; the statistic's centre under the null, for the two-sided p; the number of observations.
 * @remarks Two values are tied that differ by no more than 1e-12 of the largest distance from the centre, so the unit makes no
 * difference. Missing values: propagates.
 */
export function permutationStanding(
  observed: number,
  statistics: Float64Array,
  { exact, centre, observations }: { readonly exact: boolean; readonly centre: number; readonly observations: number },
): PermutationStanding {
  const draws = statistics.length;
  const far = Math.abs(observed - centre);
  const tie = TIE * statistics.reduce((top, value) => Math.max(top, Math.abs(value - centre)), far);
  let [upper, lower, further] = [0, 0, 0];
  for (const value of statistics) {
    if (value >= observed - tie) upper++;
    if (value <= observed + tie) lower++;
    if (Math.abs(value - centre) >= far - tie) further++;
  }
  const share = (count: number) => (exact ? count / draws : (1 + count) / (1 + draws));
  return {
    observed,
    pUpper: share(upper),
    pLower: share(lower),
    pTwoSided: share(further),
    draws,
    exact,
    lowestP: exact ? 1 / draws : 1 / (1 + draws),
    observations,
  };
}
