import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { isConstant, requireFinite, requireSameLength } from '../../numerics/require.ts';
import { type BothSides, eraCentred, largerP, type ShiftStanding, shiftedMeans, standing } from '../inference/shift.ts';
import { heldSteps } from './backtest.ts';
import type { Block } from './positions.ts';

/** The same exposure placed elsewhere: whether the timing, and not the time in the market, made the growth. */
export interface ShiftedExposure {
  /** Final log growth after costs under the shifts 0 … n − 1; the first is the strategy's own. */
  readonly logGrowth: Float64Array;
  /** Mean of them: what so much time in the market earned wherever it fell. */
  readonly expected: number;
  /** Log growth less that of holding throughout: the strategy's own, and the mean over the shifts. */
  readonly excess: { readonly observed: number; readonly expected: number };
  /** Of the log growth. The excess has the same p: it is less by one constant under every shift. */
  readonly plain: ShiftStanding;
  /** Of the mean step held, less the mean step within ±365 days of it: for a target whose drift wanders through eras. */
  readonly eraCentred: ShiftStanding;
  /** The larger of the two: up for timing that helped, down for timing that hurt. */
  readonly p: BothSides;
  /** Steps of the circle, and so shifts. */
  readonly observations: number;
}

/**
 * The final growth of the same blocks of exposure under every rigid shift on the circle of the steps:
 *
 *     G_k = Σ over held steps s of x[(s + k) mod n] + 2 · trades · log(1 − cost − slippage),   k = 0 … n − 1
 *     p_up = #{k : G_k ≥ G_0 − 1e-12} / n
 *
 * The number of blocks, their lengths and the distances between them stay as they are, and so do the costs: a block that comes to
 * lie over the seam of the circle is still one trade.
 *
 * @param steps - x, the log growth of the position over each step, n values.
 * @param blocks - Holdings, as in a backtest.
 * @param place - `dates`: date of the close that ends each step, n values, ascending.
 * `charge`: log of what one side leaves of the wealth.
 * `heldThroughout`: log growth of holding the target over all steps.
 * @returns The standing, or Insufficient: nothing held, all held, or steps that are all the same.
 * @throws RangeError for dates of another length, and steps that are not finite.
 * @remarks The identity is one of the shifts, so p is never 0. Missing values: refuses.
 * Checked against numpy's roll.
 */
export function shiftedExposure(
  steps: Float64Array,
  blocks: readonly Block[],
  { dates, charge, heldThroughout }: { readonly dates: Int32Array; readonly charge: number; readonly heldThroughout: number },
): ShiftedExposure | Insufficient {
  const n = steps.length;
  requireSameLength('the dates of the steps', dates.length, n);
  requireFinite('the steps', steps);
  const held = heldSteps(blocks);
  if (held.length === 0) return insufficient('the target is never held', 1, 0);
  if (held.length === n) return insufficient('the target is held throughout, so that no other time is left to compare with', n + 1, n);
  if (isConstant(steps)) return insufficient('every step is the same', 2, 1);
  const means = shiftedMeans(steps, held);
  const costs = 2 * blocks.length * charge;
  const logGrowth = means.map((value) => value * held.length + costs);
  const expected = logGrowth.reduce((sum, value) => sum + value, 0) / n;
  const plain = standing(logGrowth);
  const centred = standing(shiftedMeans(eraCentred(dates, steps), held));
  return {
    logGrowth,
    expected,
    excess: { observed: plain.observed - heldThroughout, expected: expected - heldThroughout },
    plain,
    eraCentred: centred,
    p: largerP(plain, centred),
    observations: n,
  };
}
