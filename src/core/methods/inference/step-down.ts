import { mean, populationDeviation } from '../../numerics/moments.ts';
import { westfallYoungMaxT } from './max-t.ts';
import { TIE } from './shift.ts';

/**
 * Step-down max-T (Romano and Wolf) over members that share their shifts: each member's S_k is standardised by the mean
 * and standard deviation of its own shift distribution, then, from the largest observed down,
 *
 *     p_(j) = max(p_(j−1), #{k : max over members not yet passed of Z_k ≥ z_(j) − 1e-12} / n)
 *
 * @param shifts - For each member S_0 … S_{n−1}, all of one length, the same k for all.
 * @param side - `upper` for large observed values, `lower` for small ones.
 * @returns The adjusted p of each member, in the order given.
 * @remarks A member whose shifts are all the same has no scale; its standardised values are 0, so it never stands out.
 */
export function stepDownMaxT(shifts: readonly Float64Array[], side: 'upper' | 'lower' = 'upper'): Float64Array {
  return westfallYoungMaxT(shifts.map(standardised), side);
}

function standardised(values: Float64Array): Float64Array {
  if (values.every((value) => Math.abs(value - (values[0] as number)) <= TIE)) return new Float64Array(values.length);
  const centre = mean(values);
  const scale = populationDeviation(values);
  return values.map((value) => (value - centre) / scale);
}

/**
 * Holm's correction over groups whose members are already adjusted among themselves: a group's share of the error passes on
 * only when all of its members are rejected. With groups of one it is Holm's own step-down.
 *
 * @param groups - Adjusted p within each group.
 * @returns Adjusted p over all, in the same order.
 */
export function holmOverGroups(groups: readonly Float64Array[]): Float64Array[] {
  const largest = groups.map((group) => group.reduce((top, p) => Math.max(top, p), 0));
  const order = groups.map((_, g) => g).sort((a, b) => (largest[a] as number) - (largest[b] as number) || a - b);
  // refusedAt[r] is the level from which on the r groups with the smallest largest p are refused whole.
  const refusedAt = [0];
  order.forEach((g, rank) => {
    refusedAt.push(Math.max(refusedAt[rank] as number, (groups.length - rank) * (largest[g] as number)));
  });
  return groups.map((group, g) => {
    const before = order.indexOf(g);
    return group.map((p) => {
      const levels = refusedAt.slice(0, before + 1).map((level, passed) => Math.max(level, (groups.length - passed) * p));
      return Math.min(1, ...levels);
    });
  });
}
