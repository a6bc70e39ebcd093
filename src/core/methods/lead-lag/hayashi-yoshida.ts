import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { isConstant, requireFinite, requireSameLength } from '../../numerics/require.ts';

/** A path seen at instants of its own. */
export interface Ticks {
  /** m + 1 instants, strictly ascending, in any unit. */
  readonly at: Float64Array;
  /** m + 1 values, such as log prices. */
  readonly values: Float64Array;
}

/** Covariation of two paths whose clocks need not match. */
export interface HayashiYoshida {
  readonly covariation: number;
  /** covariation / √(Σ Δx² Σ Δy²); of data it can lie a little outside [−1, 1]. */
  readonly correlation: number;
  /** Pairs of intervals that share some time. */
  readonly overlaps: number;
  /** Steps of x and of y. */
  readonly observations: { readonly x: number; readonly y: number };
}

/**
 * Covariation of two paths with clocks of their own, with no price carried forward:
 *
 *     Σ_i Σ_j Δx_i Δy_j [the intervals (s_(i−1), s_i] and (t_(j−1), t_j] share some time]
 *
 * @param x - At least two ticks.
 * @param y - As `x`.
 * @param shift - θ in the unit of the instants: y is read θ later, so that for θ > 0 x comes first. Default 0.
 * @returns Insufficient for a path of one tick or without a move, or paths that share no time.
 * @throws RangeError for instants that do not ascend, values that are not finite, or lengths that differ.
 * @remarks Give it the stretch that both cover: √(Σ Δx² Σ Δy²) counts every step. Without bias where steps in time without common
 * hours are unrelated. Missing values: refuses. Source: Hayashi and Yoshida (2005). Checked against the double sum in numpy.
 */
export function hayashiYoshida(x: Ticks, y: Ticks, shift = 0): HayashiYoshida | Insufficient {
  const steps = stepsOf(x, y);
  if (isInsufficient(steps)) return steps;
  const { sums, overlaps } = overlappingSums(x, y, shift);
  if (overlaps === 0) return insufficient('the two paths share no time', 1, 0);
  const covariation = steps.y.reduce((total, step, j) => total + step * (sums[j] as number), 0);
  return {
    covariation,
    correlation: covariation / steps.scale,
    overlaps,
    observations: { x: steps.x.length, y: steps.y.length },
  };
}

/** Steps of two paths and √(Σ Δx² Σ Δy²). */
export interface Steps {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly scale: number;
}

/**
 * The steps of two paths that can be compared.
 *
 * @returns Insufficient for a path of one tick or without a move.
 * @throws RangeError for instants that do not ascend, values that are not finite, or lengths that differ. Missing values: refuses.
 */
export function stepsOf(x: Ticks, y: Ticks): Steps | Insufficient {
  requireTicks('x', x);
  requireTicks('y', y);
  const shorter = Math.min(x.values.length, y.values.length);
  if (shorter < 2) return insufficient('a path needs two ticks', 2, shorter);
  if (isConstant(x.values) || isConstant(y.values)) return insufficient('a path does not move', 2, 1);
  const differences = (values: Float64Array) => values.subarray(1).map((value, i) => value - (values[i] as number));
  const [left, right] = [differences(x.values), differences(y.values)];
  const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);
  return { x: left, y: right, scale: Math.sqrt(squares(left)) * Math.sqrt(squares(right)) };
}

/** Sums of the steps of x that meet each step of y when y is read later or earlier. */
export interface OverlappingSums {
  /** One for each step of y. */
  readonly sums: Float64Array;
  /** The same without the pairs of steps that share time as they are, with no shift. */
  readonly apart: Float64Array;
  /** Pairs of steps that meet. */
  readonly overlaps: number;
}

/**
 * For each step of y the sum of the steps of x that share time with it when y is read `shift` later.
 *
 * @returns The sums, one for each step of y. Missing values: propagates.
 */
export function overlappingSums(x: Ticks, y: Ticks, shift: number): OverlappingSums {
  const [shifted, unshifted] = [stretchFinder(x), stretchFinder(x)];
  const steps = y.at.length - 1;
  const sums = new Float64Array(steps);
  const apart = new Float64Array(steps);
  const between = (from: number, to: number) => (to > from ? (x.values[to] as number) - (x.values[from] as number) : 0);
  let overlaps = 0;
  for (let j = 0; j < steps; j++) {
    const [start, end] = [y.at[j] as number, y.at[j + 1] as number];
    const { from, to } = shifted(start - shift, end - shift);
    const together = unshifted(start, end);
    sums[j] = between(from, to);
    apart[j] = between(from, Math.min(to, together.from)) + between(Math.max(from, together.to), to);
    overlaps += to - from;
  }
  return { sums, apart, overlaps };
}

/** Finds the steps from … to − 1 of x that share time with intervals (start, end] that ascend. */
function stretchFinder({ at }: Ticks): (start: number, end: number) => { readonly from: number; readonly to: number } {
  const steps = at.length - 1;
  let [from, to] = [0, 0];
  return (start, end) => {
    while (from < steps && (at[from + 1] as number) <= start) from++;
    to = Math.max(to, from);
    while (to < steps && (at[to] as number) < end) to++;
    return { from, to };
  };
}

function requireTicks(name: string, { at, values }: Ticks): void {
  requireSameLength(`the values of ${name}`, values.length, at.length);
  requireFinite(`the instants of ${name}`, at);
  requireFinite(`the values of ${name}`, values);
  const fault = at.findIndex((instant, i) => i > 0 && instant <= (at[i - 1] as number));
  if (fault > 0) throw new RangeError(`the instants of ${name} must ascend, were ${at[fault - 1]} and ${at[fault]} at index ${fault}`);
}
