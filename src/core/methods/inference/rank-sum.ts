import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { subsetSumMass, tailsAt } from '../../numerics/rank-sums.ts';
import { midRanks } from '../../numerics/ranks.ts';
import { isConstant, requireFinite } from '../../numerics/require.ts';
import { lowestTwoSampleP } from './p-floor.ts';
import { TIE } from './shift.ts';

/** The rank-sum test of Wilcoxon, Mann and Whitney, exact also where values are tied. */
export interface RankSumTest {
  /** W: pairs in which the first sample's value is the larger, ties counting a half. */
  readonly statistic: number;
  readonly pUpper: number;
  readonly pLower: number;
  /** min(1, 2 min(pUpper, pLower)). */
  readonly pTwoSided: number;
  /** 1 over the number of ways to choose the first sample. */
  readonly lowestP: number;
  /** Values of both samples. */
  readonly observations: number;
}

/**
 * Exact rank-sum test: do values of the first sample rank higher than those of the second?
 *
 *     W = Σ (mid-ranks of the first among both) − m(m + 1)/2;   p over all ways to choose m of m + n values
 *
 * @param first - m values.
 * @param second - n values.
 * @returns The test, or why there is none: an empty sample, or the same value throughout.
 * @throws RangeError for values that are not finite. Missing values: refuses.
 * @remarks Assumes independent values. With ties it is the exact distribution of the mid-ranks, where wilcox.test in R turns to a normal
 * approximation. Source: Wilcoxon (1945), Mann and Whitney (1947). Checked against R and full enumeration.
 */
export function rankSumTest(first: Float64Array, second: Float64Array): RankSumTest | Insufficient {
  requireFinite('the first sample', first);
  requireFinite('the second sample', second);
  const [m, n] = [first.length, second.length];
  if (m === 0 || n === 0) return insufficient('a sample is empty', 1, 0);
  const pooled = Float64Array.of(...first, ...second);
  if (isConstant(pooled)) return insufficient('both samples have the same value throughout', 2, 1);
  const ranks = midRanks(pooled, TIE * pooled.reduce((top, value) => Math.max(top, Math.abs(value)), 0));
  const doubled = ranks.map((rank) => 2 * rank);
  const sum = doubled.subarray(0, m).reduce((total, rank) => total + rank, 0);
  const { upper: pUpper, lower: pLower } = tailsAt(subsetSumMass(doubled, m), sum);
  return {
    statistic: sum / 2 - (m * (m + 1)) / 2,
    pUpper,
    pLower,
    pTwoSided: Math.min(1, 2 * Math.min(pUpper, pLower)),
    lowestP: lowestTwoSampleP(m, n),
    observations: m + n,
  };
}
