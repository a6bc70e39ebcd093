import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { type RandomStream, seededStream } from '../../numerics/random.ts';
import { isConstant, requireFinite, requireInteger } from '../../numerics/require.ts';
import { lowestTwoSampleP } from './p-floor.ts';
import { type PermutationStanding, permutationStanding } from './permutation-standing.ts';

/** Choices up to which all are counted. */
const MOST_CHOICES = 2 ** 20;

/**
 * Permutation test of the difference of two means: does it stand out among all ways to deal the same values to the two samples?
 *
 *     S = mean of the first − mean of the second;   p over the C(m + n, m) choices of the first sample
 *
 * all of them up to 2^20, beyond that seeded draws with p = (1 + #) / (1 + draws). Two-sided: choices with |S| at least the observed one's.
 *
 * @param first - m values.
 * @param second - n values.
 * @param options - Seed and number of draws (default 10,000) of the larger cases.
 * @returns The standing, or why there is none: an empty sample, or the same value throughout.
 * @throws RangeError for values that are not finite. Missing values: refuses.
 * @remarks Assumes that values are exchangeable under the null: independent events, not overlapping ones. Source: Fisher (1935), Pitman
 * (1937). Checked against exactRankTests in R and full enumeration.
 */
export function permutationTest(
  first: Float64Array,
  second: Float64Array,
  { seed = 0, draws = 10_000 }: { readonly seed?: number; readonly draws?: number } = {},
): PermutationStanding | Insufficient {
  requireFinite('the first sample', first);
  requireFinite('the second sample', second);
  requireInteger('draws', draws, { minimum: 1 });
  const [m, n] = [first.length, second.length];
  if (m === 0 || n === 0) return insufficient('a sample is empty', 1, 0);
  const pooled = Float64Array.of(...first, ...second);
  if (isConstant(pooled)) return insufficient('both samples have the same value throughout', 2, 1);
  const centre = mean(pooled);
  const deviations = pooled.map((value) => value - centre);
  const choices = Math.round(1 / lowestTwoSampleP(m, n));
  const exact = choices <= MOST_CHOICES;
  const sums = exact ? allSubsetSums(deviations, m, choices) : drawnSubsetSums(deviations, m, { draws, stream: seededStream(seed) });
  const perSum = 1 / m + 1 / n;
  const observed = deviations.subarray(0, m).reduce((sum, value) => sum + value, 0) * perSum;
  return permutationStanding(
    observed,
    sums.map((sum) => sum * perSum),
    { exact, centre: 0, observations: m + n },
  );
}

/** Sums of every choice of so many of the values. */
function allSubsetSums(values: Float64Array, size: number, choices: number): Float64Array {
  const sums = new Float64Array(choices);
  let filled = 0;
  const choose = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      sums[filled++] = sum;
      return;
    }
    for (let i = from; i <= values.length - left; i++) choose(i + 1, left - 1, sum + (values[i] as number));
  };
  choose(0, size, 0);
  return sums;
}

/** Sums of choices drawn at random, each by the first steps of a shuffle. */
function drawnSubsetSums(
  values: Float64Array,
  size: number,
  { draws, stream }: { readonly draws: number; readonly stream: RandomStream },
): Float64Array {
  const shuffled = Float64Array.from(values);
  return Float64Array.from({ length: draws }, () => {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const at = i + stream.below(shuffled.length - i);
      const value = shuffled[at] as number;
      shuffled[at] = shuffled[i] as number;
      shuffled[i] = value;
      sum += value;
    }
    return sum;
  });
}
