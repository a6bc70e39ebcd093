import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { requireInteger } from '../../numerics/require.ts';

/** Corrections of p-values for the number of tests. The first four hold the family-wise error, the last two the false discovery rate. */
export type PAdjustment = 'bonferroni' | 'holm' | 'hochberg' | 'hommel' | 'benjamini-hochberg' | 'benjamini-yekutieli';

/** p-values adjusted for all the variants that were run. */
export interface AdjustedP {
  readonly method: PAdjustment;
  /** In the order given. */
  readonly adjusted: Float64Array;
  /** p-values given. */
  readonly observations: number;
  /** Variants that the correction counts: at least as many. */
  readonly variantsRun: number;
}

/** What each method makes of all N values in ascending order. */
const adjustments: Readonly<Record<PAdjustment, (sorted: Float64Array) => Float64Array>> = {
  bonferroni: (sorted) => sorted.map((p) => sorted.length * p),
  holm: (sorted) => risen(sorted.map((p, i) => (sorted.length - i) * p)),
  hochberg: (sorted) => lowered(sorted.map((p, i) => (sorted.length - i) * p)),
  hommel: hommelAdjusted,
  'benjamini-hochberg': stepUpDiscoveries,
  'benjamini-yekutieli': (sorted) => {
    const factor = harmonic(sorted.length);
    return stepUpDiscoveries(sorted.map((p) => factor * p));
  },
};

/**
 * Adjusts the p-values of tests that were run together. With p_(1) ≤ … ≤ p_(N):
 *
 *     bonferroni           N p_(i)
 *     holm                 max over j ≤ i of (N − j + 1) p_(j)
 *     hochberg             min over j ≥ i of (N − j + 1) p_(j)
 *     hommel               max over sizes m of Simes' p of the set of m that holds i and the largest others
 *     benjamini-hochberg   min over j ≥ i of N p_(j) / j
 *     benjamini-yekutieli  the same times 1 + 1/2 + … + 1/N
 *
 * each at most 1.
 *
 * @param values - p-values in any order, each in [0, 1].
 * @param variantsRun - Every variant that was run, with those whose p is not given: they count as p of 1. By default those given.
 * @returns The adjusted p in the order given, or Insufficient without any.
 * @throws RangeError for a p outside [0, 1] or fewer variants than p-values.
 * @remarks Missing values: refuses. Holm, Bonferroni and Benjamini–Yekutieli hold under any dependence; Hochberg and Hommel where
 * Simes' inequality holds, and Benjamini–Hochberg, under independence or positive dependence. Sources: Holm (1979), Hochberg
 * (1988), Hommel (1988), Benjamini and Hochberg (1995), Benjamini and Yekutieli (2001). Checked against R's p.adjust and statsmodels.
 */
export function adjustP(
  values: Float64Array,
  method: PAdjustment,
  { variantsRun = values.length }: { readonly variantsRun?: number } = {},
): AdjustedP | Insufficient {
  requireProbabilities(values);
  requireInteger('the number of variants run', variantsRun, { minimum: values.length });
  if (values.length === 0) return insufficient('no p-value to adjust', 1, 0);
  const order = Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const sorted = new Float64Array(variantsRun).fill(1);
  sorted.set(order.map((i) => values[i] as number));
  const inOrder = adjustments[method](sorted);
  const adjusted = new Float64Array(values.length);
  order.forEach((i, rank) => {
    adjusted[i] = Math.min(1, inOrder[rank] as number);
  });
  return { method, adjusted, observations: values.length, variantsRun };
}

function requireProbabilities(values: Float64Array): void {
  values.forEach((p, i) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`a p-value must be in [0, 1], was ${p} at index ${i}`);
  });
}

/** The largest value so far at each place. */
function risen(values: Float64Array): Float64Array {
  let top = 0;
  return values.map((value) => {
    top = Math.max(top, value);
    return top;
  });
}

/** The smallest value from each place on. */
function lowered(values: Float64Array): Float64Array {
  const out = Float64Array.from(values);
  for (let i = out.length - 2; i >= 0; i--) out[i] = Math.min(out[i] as number, out[i + 1] as number);
  return out;
}

function stepUpDiscoveries(sorted: Float64Array): Float64Array {
  return lowered(sorted.map((p, i) => (sorted.length * p) / (i + 1)));
}

const harmonic = (n: number): number => {
  let sum = 0;
  for (let i = n; i >= 1; i--) sum += 1 / i;
  return sum;
};

/**
 * The closed test with Simes' p, which for each hypothesis needs only the worst set of every size m: the hypothesis itself with
 * the largest others. Of such a set Simes' p is the smaller of m p_i and min over j ≥ 2 of m p_(N − m + j) / j.
 */
function hommelAdjusted(sorted: Float64Array): Float64Array {
  const n = sorted.length;
  const adjusted = Float64Array.from(sorted);
  for (let m = 2; m <= n; m++) {
    let others = Number.POSITIVE_INFINITY;
    for (let j = 2; j <= m; j++) others = Math.min(others, (m * (sorted[n - m + j - 1] as number)) / j);
    for (let i = 0; i < n; i++) {
      const own = m * (sorted[Math.min(i, n - m)] as number);
      adjusted[i] = Math.max(adjusted[i] as number, Math.min(own, others));
    }
  }
  return adjusted;
}
