import { countUpTo } from '../../calendar/schedule.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { median } from '../../numerics/quantile.ts';
import type { Series } from '../../series/series.ts';

/** Values of two series that belong together, each with the instant from which it was known. Arrays are parallel. */
export interface PairedLevels {
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** Milliseconds since 1970-01-01T00:00Z, strictly ascending. */
  readonly knownA: Float64Array;
  readonly knownB: Float64Array;
}

/** Changes of two series over paired intervals: change t runs from instant t to instant t + 1. */
export interface PairedChanges {
  /** n changes each. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** n + 1 instants each. */
  readonly knownA: Float64Array;
  readonly knownB: Float64Array;
  readonly observations: number;
}

/** How a change is measured: ln(later / earlier), for prices; later − earlier, for what can be zero or negative. */
export type Change = 'log-return' | 'difference';

type Clocked = Pick<Series, 'values' | 'knownAt'>;

/**
 * Pairs two series as the world knew them: to each value of the follower the last value of the leader that was known at
 * that instant. Each value stands in one pair at most: of several followers after one leader's value the first is kept.
 *
 * @param leader - Any two calendars.
 * @param follower - As `leader`.
 * @returns The leader as `a` and the follower as `b`; a's instant is never after b's, so what a did in one interval was
 * known before b's next interval began. Empty where the series do not overlap.
 * @remarks Two values that became known at one instant count as the later of the two. Missing values: propagates.
 */
export function pairAsKnown(leader: Clocked, follower: Clocked): PairedLevels {
  const left: number[] = [];
  const right: number[] = [];
  for (let j = 0, last = -1; j < follower.knownAt.length; j++) {
    if (follower.knownAt[j] === follower.knownAt[j + 1]) continue;
    const i = countUpTo(leader.knownAt, follower.knownAt[j] as number) - 1;
    if (i > last) {
      left.push(i);
      right.push(j);
    }
    last = Math.max(last, i);
  }
  return {
    a: picked(leader.values, left),
    b: picked(follower.values, right),
    knownA: picked(leader.knownAt, left),
    knownB: picked(follower.knownAt, right),
  };
}

// A loop: an array's own `from` takes many times as long, and a scan of all pairs does little else.
function picked(values: Float64Array, indices: readonly number[]): Float64Array {
  const out = new Float64Array(indices.length);
  for (let i = 0; i < out.length; i++) out[i] = values[indices[i] as number] as number;
  return out;
}

/**
 * Pairs two series so that their clocks are as close as they can be: {@link pairAsKnown} with a or with b as the leader,
 * whichever leaves the smaller median gap between the two instants (a on equal terms).
 *
 * @returns The pairs, a as `a`. Which clock is the later is the data's to say, not the dates': a New York close of
 * 21:00 UTC comes before the 24:00 UTC close of the same date.
 * @remarks Missing values: propagates.
 */
export function pairClosest(a: Clocked, b: Clocked): PairedLevels {
  const aFirst = pairAsKnown(a, b);
  const bFirst = pairAsKnown(b, a);
  if (bFirst.a.length === 0 || (aFirst.a.length > 0 && medianGap(aFirst) <= medianGap(bFirst))) return aFirst;
  return { a: bFirst.b, b: bFirst.a, knownA: bFirst.knownB, knownB: bFirst.knownA };
}

const medianGap = ({ knownA, knownB }: PairedLevels): number =>
  median(knownB.map((instant, i) => Math.abs(instant - (knownA[i] as number))));

/**
 * Changes over the intervals between pairs: what happened on days that only one of the two has lies within an interval.
 *
 * @param levels - n + 1 pairs.
 * @returns n changes, or why there are none: fewer than two pairs, or a level without a logarithm.
 * @remarks Missing values: propagates for differences; for logarithms a level that is not above 0 is insufficient.
 */
export function changesOf(levels: PairedLevels, change: Change = 'log-return'): PairedChanges | Insufficient {
  const pairs = levels.a.length;
  if (pairs < 2) return insufficient('the two series have no common interval', 2, pairs);
  const measured = measuredLevels(levels, change);
  if (isInsufficient(measured)) return measured;
  const steps = (values: Float64Array) => values.subarray(1).map((value, i) => value - (values[i] as number));
  return { a: steps(measured.a), b: steps(measured.b), knownA: levels.knownA, knownB: levels.knownB, observations: pairs - 1 };
}

/**
 * The levels whose differences are the changes: logarithms of prices, or the values as they are.
 *
 * @returns The levels, or why there are none: a price that is not above 0. Missing values: as {@link changesOf}.
 */
export function measuredLevels(levels: PairedLevels, change: Change = 'log-return'): PairedLevels | Insufficient {
  if (change === 'difference') return levels;
  const below = notAboveZero(levels.a) + notAboveZero(levels.b);
  if (below > 0) return insufficient('a logarithm needs values above 0', 2 * levels.a.length, 2 * levels.a.length - below);
  return { ...levels, a: levels.a.map(Math.log), b: levels.b.map(Math.log) };
}

function notAboveZero(values: Float64Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!((values[i] as number) > 0)) count++;
  return count;
}
