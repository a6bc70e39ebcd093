/**
 * Distribution of the number of successes in independent trials that have each a probability of its own:
 *
 *     P_i(j) = P_(i−1)(j) (1 − p_i) + P_(i−1)(j − 1) p_i
 *
 * @param probabilities - n probabilities, each in [0, 1].
 * @returns P(0) … P(n). Missing values: propagates.
 */
export function poissonBinomial(probabilities: Float64Array): Float64Array {
  const mass = new Float64Array(probabilities.length + 1);
  mass[0] = 1;
  probabilities.forEach((p, i) => {
    for (let j = i + 1; j > 0; j--) mass[j] = (mass[j] as number) * (1 - p) + (mass[j - 1] as number) * p;
    mass[0] = (mass[0] as number) * (1 - p);
  });
  return mass;
}
