import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { type RandomStream, seededStream } from '../../numerics/random.ts';
import { requireFinite, requireInteger } from '../../numerics/require.ts';
import { type PermutationStanding, permutationStanding } from './permutation-standing.ts';

/** Observations up to which all sign patterns are counted: 2^20 of them. */
export const MOST_FLIPS = 20;

/**
 * Sign-flip test of the mean: are these values centred on zero, had each been as likely of either sign?
 *
 *     S_s = Σ s_i x_i / N,   s ∈ {−1, 1}^N;   p_upper = #{s : S_s ≥ S_0} / 2^N
 *
 * all 2^N patterns up to N = 20, beyond that seeded draws with p = (1 + #) / (1 + draws).
 *
 * @param values - N values, such as the outcome of each cluster less its base rate.
 * @param options - Seed and number of draws (default 10,000) of the larger cases.
 * @returns The standing, or why there is none: no value, or nothing but zeros.
 * @throws RangeError for values that are not finite. Missing values: refuses.
 * @remarks Assumes that the values are independent and symmetric about zero under the null. All up, p is 2^−N: no fewer than five values
 * reach 5 %. Source: Fisher (1935). Checked against full enumeration and exactRankTests in R.
 */
export function signFlipTest(
  values: Float64Array,
  { seed = 0, draws = 10_000 }: { readonly seed?: number; readonly draws?: number } = {},
): PermutationStanding | Insufficient {
  requireFinite('values', values);
  requireInteger('draws', draws, { minimum: 1 });
  const n = values.length;
  if (n === 0) return insufficient('no value to test', 1, 0);
  if (values.every((value) => value === 0)) return insufficient('every value is zero, so that no sign makes a difference', 1, 0);
  const exact = n <= MOST_FLIPS;
  const sums = exact ? allSignedSums(values) : drawnSignedSums(values, draws, seededStream(seed));
  return permutationStanding(
    mean(values),
    sums.map((sum) => sum / n),
    { exact, centre: 0, observations: n },
  );
}

/** Σ s_i x_i for every pattern, that without a flip first. Each sum is a chain of N additions, so rounding stays below N ulp. */
function allSignedSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(2 ** values.length);
  values.forEach((value, i) => {
    const half = 2 ** i;
    for (let pattern = 0; pattern < half; pattern++) {
      const sum = sums[pattern] as number;
      sums[pattern] = sum + value;
      sums[half + pattern] = sum - value;
    }
  });
  return sums;
}

function drawnSignedSums(values: Float64Array, draws: number, stream: RandomStream): Float64Array {
  return Float64Array.from({ length: draws }, () => values.reduce((sum, value) => sum + (stream.below(2) === 0 ? value : -value), 0));
}
