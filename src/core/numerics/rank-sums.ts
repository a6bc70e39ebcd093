/**
 * Distribution of Σ b_i w_i, the b_i being fair coins: what a signed-rank statistic has under the null.
 *
 * @param weights - Whole numbers of at least 0, such as doubled mid-ranks.
 * @returns P(sum = s) for s = 0 … Σ w. The cost is that of N Σ w additions.
 */
export function signedSumMass(weights: Float64Array): Float64Array {
  const mass = new Float64Array(1 + sum(weights));
  mass[0] = 1;
  let top = 0;
  for (const weight of weights) {
    top += weight;
    for (let s = top; s >= 0; s--) mass[s] = ((mass[s] as number) + (s >= weight ? (mass[s - weight] as number) : 0)) / 2;
  }
  return mass;
}

/**
 * Distribution of the sum of so many of the weights, all choices being equally likely: what a rank-sum statistic has under the null.
 * Weight by weight, each is taken with the probability that the number still to be chosen has among those still to come.
 *
 * @param weights - N whole numbers of at least 0, such as doubled mid-ranks.
 * @param size - How many are chosen, 0 … N.
 * @returns P(sum = s) for s = 0 … Σ w. The cost is that of N · size · Σ w additions.
 */
export function subsetSumMass(weights: Float64Array, size: number): Float64Array {
  const length = 1 + sum(weights);
  const chosen = Array.from({ length: size + 1 }, () => new Float64Array(length));
  (chosen[0] as Float64Array)[0] = 1;
  weights.forEach((weight, seen) => {
    const left = weights.length - seen;
    for (let count = Math.min(size, seen + 1); count >= 0; count--) {
      const [into, from] = [chosen[count] as Float64Array, chosen[count - 1]];
      const [passes, takes] = [Math.max(0, left - size + count) / left, (size - count + 1) / left];
      for (let s = length - 1; s >= 0; s--) {
        const taken = from && s >= weight ? takes * (from[s - weight] as number) : 0;
        into[s] = passes * (into[s] as number) + taken;
      }
    }
  });
  return chosen[size] as Float64Array;
}

/** Both tails of a distribution on 0, 1, 2, … at one of its values, which counts for both. */
export function tailsAt(mass: Float64Array, value: number): { readonly upper: number; readonly lower: number } {
  return { upper: Math.min(1, sum(mass.subarray(value))), lower: Math.min(1, sum(mass.subarray(0, value + 1))) };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
