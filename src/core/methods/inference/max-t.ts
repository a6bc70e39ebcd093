import { requireFinite, requireSameLength } from '../../numerics/require.ts';
import { TIE } from './shift.ts';

/** Which observed statistics speak against the null: large ones, small ones, or those far from 0. */
export type Side = 'upper' | 'lower' | 'two-sided';

const orientations: Readonly<Record<Side, (statistic: number) => number>> = {
  upper: (statistic) => statistic,
  lower: (statistic) => -statistic,
  'two-sided': Math.abs,
};

/**
 * Step-down max-T of Westfall and Young over hypotheses whose null draws are shared: from the largest observed t down,
 *
 *     p_(j) = max(p_(j−1), #{k : max over the hypotheses not yet passed of t_k ≥ t_(j) − 1e-12} / n)
 *
 * With every relabelling of the data as draws the p are exact; with B random draws beside the observed one they are
 * (1 + #) / (1 + B). The observed statistic is one of the draws, so no p is 0.
 *
 * @param statistics - For each hypothesis its statistic under draw 0 … n − 1, the same draws for all; draw 0 is the observed one.
 * The statistics must be of one scale (studentised): else the hypothesis with the widest speaks for all.
 * @param side - `upper` by default.
 * @returns The adjusted p of each hypothesis, in the order given; none without hypotheses.
 * @throws RangeError for hypotheses without the observed draw, with another number of draws, or with values that are not finite.
 * @remarks Missing values: refuses. Control of the family-wise error in the strong sense needs subset pivotality: the draws of
 * some hypotheses must not depend on whether others are true. Source: Westfall and Young (1993). Checked against the R package
 * multtest (all 462 relabellings of 11 observations), numpy and the closed test over every subset.
 */
export function westfallYoungMaxT(statistics: readonly Float64Array[], side: Side = 'upper'): Float64Array {
  const draws = requireDraws(statistics);
  const oriented = statistics.map((values) => values.map(orientations[side]));
  return stepDownByRows(
    Float64Array.from(oriented, (values) => values[0] as number),
    draws,
    (j) => oriented[j] as Float64Array,
  );
}

/**
 * {@link westfallYoungMaxT} (upper side) with the draws of one hypothesis at a time, so that the draws of all need never be there together.
 *
 * @param observed - The observed statistic of each hypothesis.
 * @param draws - How many each has.
 * @param drawsOf - Its draws, the observed one first; asked for once each, from the smallest observed statistic up. Missing values: propagates.
 */
export function stepDownByRows(observed: Float64Array, draws: number, drawsOf: (hypothesis: number) => Float64Array): Float64Array {
  const order = Array.from(observed.keys()).sort((a, b) => (observed[b] as number) - (observed[a] as number) || a - b);
  const adjusted = new Float64Array(observed.length);
  const largest = new Float64Array(draws).fill(Number.NEGATIVE_INFINITY);
  for (const j of order.toReversed()) {
    const level = (observed[j] as number) - TIE;
    let count = 0;
    drawsOf(j).forEach((value, k) => {
      if (value > (largest[k] as number)) largest[k] = value;
      if ((largest[k] as number) >= level) count++;
    });
    adjusted[j] = count / draws;
  }
  let floor = 0;
  for (const j of order) {
    floor = Math.max(floor, adjusted[j] as number);
    adjusted[j] = floor;
  }
  return adjusted;
}

/** The number of draws that all hypotheses share. */
function requireDraws(statistics: readonly Float64Array[]): number {
  const n = statistics[0]?.length ?? 0;
  statistics.forEach((values, j) => {
    if (n === 0) throw new RangeError('the statistics of a hypothesis must begin with the observed one, had none');
    requireSameLength(`the statistics of hypothesis ${j}`, values.length, n);
    requireFinite(`the statistics of hypothesis ${j}`, values);
  });
  return n;
}
