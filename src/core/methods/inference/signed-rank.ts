import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import type { Interval } from '../../numerics/interval.ts';
import { median } from '../../numerics/quantile.ts';
import { signedSumMass, tailsAt } from '../../numerics/rank-sums.ts';
import { midRanks } from '../../numerics/ranks.ts';
import { requireBetween, requireFinite } from '../../numerics/require.ts';
import { TIE } from './shift.ts';

/** Wilcoxon's signed-rank test, exact also where values are tied. */
export interface SignedRankTest {
  /** V: the sum of the mid-ranks of |x| that belong to positive values. */
  readonly statistic: number;
  readonly pUpper: number;
  readonly pLower: number;
  /** min(1, 2 min(pUpper, pLower)); the distribution is symmetric. */
  readonly pTwoSided: number;
  /** 2^−N: all values of one sign. */
  readonly lowestP: number;
  /** Values that are exactly zero: they are left out. */
  readonly zeros: number;
  /** N: the values other than zero. */
  readonly observations: number;
}

/**
 * Exact signed-rank test of Wilcoxon: are these values centred on zero?
 *
 *     V = Σ_{x_i > 0} r_i,   r the mid-ranks of |x|;   p over all 2^N patterns of signs
 *
 * @param values - Such as the outcome of each cluster less its base rate.
 * @returns The test, or why there is none: no value other than zero.
 * @throws RangeError for values that are not finite. Missing values: refuses.
 * @remarks Assumes independent values, symmetric about zero under the null. With ties it is the exact distribution of the mid-ranks,
 * where wilcox.test in R turns to a normal approximation. The cost grows with N³. Source: Wilcoxon (1945). Checked against R and full
 * enumeration.
 */
export function signedRankTest(values: Float64Array): SignedRankTest | Insufficient {
  requireFinite('values', values);
  const used = values.filter((value) => value !== 0);
  const n = used.length;
  if (n === 0) return insufficient('no value other than zero', 1, 0);
  const ranks = midRanks(used.map(Math.abs), TIE * used.reduce((top, value) => Math.max(top, Math.abs(value)), 0));
  const statistic = ranks.reduce((sum, rank, i) => sum + ((used[i] as number) > 0 ? rank : 0), 0);
  const mass = signedSumMass(ranks.map((rank) => 2 * rank));
  const { upper: pUpper, lower: pLower } = tailsAt(mass, 2 * statistic);
  return {
    statistic,
    pUpper,
    pLower,
    pTwoSided: Math.min(1, 2 * Math.min(pUpper, pLower)),
    lowestP: 2 ** -n,
    zeros: values.length - n,
    observations: n,
  };
}

/** The Hodges–Lehmann estimate of a centre with its interval. */
export interface HodgesLehmann extends Interval {
  /** Median of the Walsh averages. */
  readonly estimate: number;
  /** The level that was asked for; few values may not reach it, and `level` is what they reach. */
  readonly asked: number;
  readonly observations: number;
}

/**
 * Hodges–Lehmann estimate of the centre of a symmetric distribution, with the interval that belongs to the signed-rank test.
 *
 *     estimate = median of (x_i + x_j) / 2, i ≤ j;   interval = the q-th smallest and q-th largest of them
 *
 * q being the largest whole number with 2 P(V < q) ≤ 1 − level, at least 1; the `level` given back is 1 − 2 P(V < q).
 *
 * @param values - N values.
 * @param options - `level`, by default 0.95.
 * @returns Insufficient without a value.
 * @throws RangeError for values that are not finite, or a level outside (0, 1). Missing values: refuses.
 * @remarks Where the level cannot be reached, R gives the same interval with a warning; here it bears the level that it has. Checked
 * against R's wilcox.test.
 */
export function hodgesLehmann(values: Float64Array, { level = 0.95 } = {}): HodgesLehmann | Insufficient {
  requireFinite('values', values);
  requireBetween('the level of the interval', level, { above: 0, below: 1 });
  const n = values.length;
  if (n === 0) return insufficient('no value', 1, 0);
  const averages = walshAverages(values);
  const mass = signedSumMass(Float64Array.from(values, (_, i) => i + 1));
  let below = 0;
  let q = 0;
  while (below + (mass[q] as number) <= (1 - level) / 2 + TIE) below += mass[q++] as number;
  if (q === 0) below += mass[q++] as number;
  return {
    estimate: median(averages),
    lower: averages[q - 1] as number,
    upper: averages[averages.length - q] as number,
    level: 1 - 2 * below,
    asked: level,
    observations: n,
  };
}

/** (x_i + x_j) / 2 for i ≤ j, ascending. */
function walshAverages(values: Float64Array): Float64Array {
  const averages: number[] = [];
  values.forEach((value, i) => {
    for (let j = 0; j <= i; j++) averages.push((value + (values[j] as number)) / 2);
  });
  return Float64Array.from(averages).sort();
}
