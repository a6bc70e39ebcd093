import { circularProducts } from '../../numerics/fast-fourier.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { median } from '../../numerics/quantile.ts';
import { requireFinite } from '../../numerics/require.ts';
import { TIE } from '../inference/shift.ts';
import { type OverlappingSums, overlappingSums, type Steps, stepsOf, type Ticks } from './hayashi-yoshida.ts';
import { type ShiftBand, standingOnCircle } from './peak-test.ts';

/** The largest correlation of one side of the grid, from pairs of steps that share no time. */
export interface LeadBeyondOverlap {
  readonly peak: ShiftedCorrelation;
  /** The peak as the largest of its side, among all moves of y's steps round their circle. */
  readonly circle: ShiftBand;
}

/** A correlation at a shift. */
export interface ShiftedCorrelation {
  readonly shift: number;
  readonly value: number;
}

/** Covariation of two paths when one of them is read earlier or later, over a grid of shifts declared beforehand. */
export interface HayashiYoshidaContrast {
  /** θ in the unit of the instants; positive: x first. */
  readonly shifts: Float64Array;
  /** ρ(θ). */
  readonly correlations: Float64Array;
  /** ρ(θ) without the pairs of steps that share time as they are. */
  readonly apart: Float64Array;
  /** The largest ρ(θ) in absolute value, of the shift nearest to 0 among equals. A shift within the length of two intervals is no lead. */
  readonly peak: ShiftedCorrelation;
  /** Σ over θ > 0 / Σ over θ < 0 of the squares of `apart`: above 1 where x leads more than it follows. */
  readonly leadLagRatio: number | Insufficient;
  /** Of `apart`: θ > 0, and θ < 0. */
  readonly xLeads: LeadBeyondOverlap | Insufficient;
  readonly yLeads: LeadBeyondOverlap | Insufficient;
  /** Steps of x and of y. */
  readonly observations: { readonly x: number; readonly y: number };
}

/**
 * Contrast of two paths with clocks of their own: their covariation with y read θ later, for every θ of a grid.
 *
 *     U(θ) = Σ_i Σ_j Δx_i Δy_j [(s_(i−1), s_i] and (t_(j−1) − θ, t_j − θ] share some time],   ρ(θ) = U(θ) / √(Σ Δx² Σ Δy²)
 *     one side, without the pairs that share time at θ = 0:
 *     p = #{k : max_θ |ρ_k(θ)| ≥ max_θ |ρ_0(θ)| − 1e-12} / m,   ρ_k with y's m steps moved k places round the circle, k = 0 … m − 1
 *
 * @param x - At least two ticks, on the stretch that both cover.
 * @param y - As `x`.
 * @param shifts - The grid, at least one θ.
 * @returns Insufficient for a path of one tick or without a move, or paths that share no time at any θ.
 * @throws RangeError for an empty grid, instants that do not ascend, values that are not finite, or lengths that differ.
 * @remarks The published estimate of a lead is the shift of the largest |ρ|. With daily closes it can be a day off with no lead at all: at θ = 24 h
 * a New York day meets the 24:00 UTC day that it truly shares, and the next. So the tests of a lead leave out every pair that shares time as
 * it is. A grid finer than the clocks adds nothing. `lowestP` counts the places of y that one side of the grid reaches over. Missing
 * values: refuses. Source: Hoffmann, Rosenbaum and Yoshida (2013). Checked against the double sum in numpy and the moves one by one.
 */
export function hayashiYoshidaContrast(x: Ticks, y: Ticks, shifts: Float64Array): HayashiYoshidaContrast | Insufficient {
  if (shifts.length === 0) throw new RangeError('the grid of shifts must have at least one, had none');
  requireFinite('the shifts', shifts);
  const steps = stepsOf(x, y);
  if (isInsufficient(steps)) return steps;
  const met = Array.from(shifts, (shift) => overlappingSums(x, y, shift));
  const overlaps = met.reduce((sum, each) => sum + each.overlaps, 0);
  if (overlaps === 0) return insufficient('the two paths share no time', 1, 0);
  const correlate = (sums: Float64Array) => sums.reduce((total, sum, j) => total + sum * (steps.y[j] as number), 0) / steps.scale;
  const correlations = Float64Array.from(met, ({ sums }) => correlate(sums));
  const apart = Float64Array.from(met, (each) => correlate(each.apart));
  const side = (sign: 1 | -1) => {
    const places = Array.from(shifts.keys()).filter((g) => sign * (shifts[g] as number) > 0);
    const sums = places.map((g) => (met[g] as OverlappingSums).apart);
    const reached = placesReached(
      y.at,
      Float64Array.from(places, (g) => shifts[g] as number),
    );
    return sums.some((each) => each.some((sum) => sum !== 0))
      ? { peak: peakOfGrid(shifts, apart, places), circle: circleOf(sums, steps, reached) }
      : insufficient('no pair of steps without common time meets on that side', 1, 0);
  };
  return {
    shifts,
    correlations,
    apart,
    peak: peakOfGrid(shifts, correlations, Array.from(shifts.keys())),
    leadLagRatio: ratioOf(shifts, apart),
    xLeads: side(1),
    yLeads: side(-1),
    observations: { x: steps.x.length, y: steps.y.length },
  };
}

function peakOfGrid(shifts: Float64Array, correlations: Float64Array, places: readonly number[]): ShiftedCorrelation {
  const [size, distance] = [(g: number) => Math.abs(correlations[g] as number), (g: number) => Math.abs(shifts[g] as number)];
  const best = places.reduce((top, g) => {
    const isLarger = size(g) > size(top) + TIE;
    return isLarger || (size(g) >= size(top) - TIE && distance(g) < distance(top)) ? g : top;
  });
  return { shift: shifts[best] as number, value: correlations[best] as number };
}

function ratioOf(shifts: Float64Array, correlations: Float64Array): number | Insufficient {
  const squares = (sign: 1 | -1) => correlations.reduce((sum, rho, g) => sum + (sign * (shifts[g] as number) > 0 ? rho * rho : 0), 0);
  const behind = squares(-1);
  return behind > TIE ** 2 ? squares(1) / behind : insufficient('there is no covariation at negative shifts', 1, 0);
}

/** Places of y's circle at which one side of a grid can find the same peak again. */
function placesReached(at: Float64Array, shifts: Float64Array): number {
  const step = median(at.subarray(1).map((instant, i) => instant - (at[i] as number)));
  return Math.min(at.length - 1, 1 + Math.ceil((Math.max(...shifts) - Math.min(...shifts)) / step));
}

function circleOf(sums: readonly Float64Array[], { y, scale }: Steps, reached: number): ShiftBand {
  const largest = new Float64Array(y.length);
  for (const each of sums) {
    circularProducts(each, y).forEach((product, k) => {
      largest[k] = Math.max(largest[k] as number, Math.abs(product) / scale);
    });
  }
  // All moves count here, so that one and the same peak is found at as many of them as the grid reaches over.
  return { ...standingOnCircle(largest, 1), lowestP: reached / largest.length };
}
