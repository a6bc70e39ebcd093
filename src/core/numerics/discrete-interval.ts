/** Sums of probabilities within this are tied. */
const TIE = 1e-12;

/**
 * Equal-tailed interval of a distribution on 0 … n: the smallest counts at which the distribution function reaches (1 − level) / 2
 * and (1 + level) / 2.
 *
 * @param mass - P(0) … P(n), which sum to 1. Missing values: propagates.
 * @param level - Probability that the interval holds at least, in (0, 1).
 */
export function equalTailedCounts(mass: Float64Array, level: number): { readonly lower: number; readonly upper: number } {
  const countAt = (p: number): number => {
    let sum = 0;
    for (let j = 0; j < mass.length - 1; j++) {
      sum += mass[j] as number;
      if (sum >= p - TIE) return j;
    }
    return mass.length - 1;
  };
  return { lower: countAt((1 - level) / 2), upper: countAt((1 + level) / 2) };
}
