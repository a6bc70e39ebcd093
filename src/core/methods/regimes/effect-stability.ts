import { brownianBridgeTail } from '../../numerics/brownian-crossing.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean, sampleDeviation } from '../../numerics/moments.ts';
import { requireFinite, requireSameLength } from '../../numerics/require.ts';
import { fitsExactly } from './exact-fit.ts';

/** Whether the effect of a trigger was the same all along. */
export interface EffectStability {
  /** Mean of outcome − base over all instances. */
  readonly effect: number;
  /** Number of instances, from the first, after which the path is farthest from 0: the likeliest place of a change. */
  readonly at: number;
  /** Mean effect of the instances before, and from there on. */
  readonly before: number;
  readonly after: number;
  /** OLS-CUSUM of the effects: n + 1 values, the first and the last of which are 0. */
  readonly path: Float64Array;
  /** Largest |path|. */
  readonly statistic: number;
  readonly p: number;
  /** The p that these outcomes could have reached at best, in their most telling order. */
  readonly bestReachableP: number;
  readonly method: 'exact permutation' | 'asymptotic';
  readonly observations: number;
}

const FEWEST = 5;
/** Up to so many instances all orders are counted: 2^20 sets of instances. */
const MOST_COUNTED = 20;

/**
 * Is the effect of an event stable over time? OLS-CUSUM of outcome − base in the order of the events:
 *
 *     x_i = outcome_i − base_i,   W_j = Σ_(i ≤ j) (x_i − x̄) / (s √n),   statistic = max |W_j|,   s² = Σ (x_i − x̄)² / (n − 1)
 *
 * Up to 20 instances p is the share of all n! orders of the instances with a statistic as large, ties and the order itself
 * included; beyond it is P(sup |Brownian bridge| ≥ statistic), which is too large for small n. The best reachable p is that of
 * the order from the smallest to the largest: with fewer than eight instances it is above 0.05.
 *
 * @param outcomes - n outcomes in the order of the events: logs of 1 + return, or 0 and 1.
 * @param base - The base rate: one for all, or n of them, each event's own (of its era, its phase, its state).
 * @returns The test, or why there is none: fewer than 5 instances, or effects that are all the same.
 * @throws RangeError for values that are not finite, or for bases of another length.
 * @remarks Missing values: refuses. A base that is one for all moves the effect, not the statistic. Under the null the instances
 * must be exchangeable: where horizons overlap give one outcome a cluster, else p is too small. Checked against all orders
 * written out, and for its size by simulation.
 */
export function effectStability(outcomes: Float64Array, base: number | Float64Array): EffectStability | Insufficient {
  const n = outcomes.length;
  const bases = typeof base === 'number' ? outcomes.map(() => base) : base;
  requireSameLength('the bases', bases.length, n);
  requireFinite('the outcomes', outcomes);
  requireFinite('the bases', bases);
  if (n < FEWEST) return insufficient('too few instances to tell early from late', FEWEST, n);
  const effects = outcomes.map((outcome, i) => outcome - (bases[i] as number));
  const effect = mean(effects);
  const deviations = effects.map((value) => value - effect);
  const squares = deviations.reduce((sum, value) => sum + value * value, 0);
  if (fitsExactly(squares, outcomes) || fitsExactly(squares, bases)) return insufficient('the effects are all the same', 2, 1);
  const scale = sampleDeviation(effects) * Math.sqrt(n);
  const path = new Float64Array(n + 1);
  for (let i = 0; i < n - 1; i++) path[i + 1] = (path[i] as number) + (deviations[i] as number) / scale;
  const sizes = path.map(Math.abs);
  const statistic = sizes.reduce((most, value) => Math.max(most, value), 0);
  const at = sizes.indexOf(statistic);
  const counted = n <= MOST_COUNTED;
  const pOf = (height: number) => (counted ? shareOfOrders(deviations, height * scale * (1 - 1e-12)) : brownianBridgeTail(height));
  const highest = deviations.reduce((sum, value) => sum + Math.max(0, value), 0) / scale;
  return {
    effect,
    at,
    before: mean(effects.subarray(0, at)),
    after: mean(effects.subarray(at)),
    path,
    statistic,
    p: pOf(statistic),
    bestReachableP: pOf(highest),
    method: counted ? 'exact permutation' : 'asymptotic',
    observations: n,
  };
}

/**
 * Share of the orders of some values whose running sum reaches ±bar somewhere. The sum depends only on which values have come,
 * so that sets are gone through instead of orders, from the whole down: reached[set] = 1 where |sum| ≥ bar, else the mean of
 * reached[set + one more].
 */
function shareOfOrders(values: Float64Array, bar: number): number {
  const n = values.length;
  const whole = 2 ** n - 1;
  const sums = new Float64Array(whole + 1);
  for (let set = 1; set <= whole; set++) {
    const lowest = 31 - Math.clz32(set & -set);
    sums[set] = (sums[set & (set - 1)] as number) + (values[lowest] as number);
  }
  const reached = new Float64Array(whole + 1);
  for (let set = whole - 1; set >= 0; set--) {
    if (Math.abs(sums[set] as number) >= bar) {
      reached[set] = 1;
      continue;
    }
    let [sum, left] = [0, 0];
    for (let rest = whole & ~set; rest !== 0; rest &= rest - 1) {
      sum += reached[set | (rest & -rest)] as number;
      left++;
    }
    reached[set] = sum / left;
  }
  return reached[0] as number;
}
