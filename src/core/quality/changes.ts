import { median } from '../numerics/quantile.ts';

/** Median absolute deviation to standard deviation, for a normal distribution. */
const TO_DEVIATION = 1.4826;
/** Changes on each side that say what is usual: some two months of sessions, enough for a median, few enough to follow the times. */
const REACH = 30;
/** Fewer changes than this say nothing. */
const LEAST = 10;

/** Differences from one value to the next; log differences where asked for. One fewer than values. */
export function changesOf(values: Float64Array, measure: 'log' | 'difference'): Float64Array {
  const level = measure === 'log' ? values.map(Math.log) : values;
  return level.subarray(1).map((value, i) => value - (level[i] as number));
}

/**
 * The usual size of a change around an index: the median absolute deviation (as a standard deviation), but no less than half the mean
 * absolute change and no less than the smallest change there is, so that rounded or mostly still series have a scale too.
 *
 * @param skip - How many changes from `at` on are left out: those that are judged.
 * @returns undefined where too few changes are around, or none is other than zero.
 */
export function usualChange(changes: Float64Array, at: number, skip: number): number | undefined {
  const [before, after] = [changes.subarray(Math.max(0, at - REACH), at), changes.subarray(at + skip, at + skip + REACH)];
  const around = new Float64Array(before.length + after.length);
  around.set(before);
  around.set(after, before.length);
  if (around.length < LEAST) return undefined;
  const centre = median(around);
  const sizes = around.map((change) => Math.abs(change - centre));
  const moves = around.filter((change) => change !== 0).map(Math.abs);
  if (moves.length === 0) return undefined;
  const meanSize = moves.reduce((sum, size) => sum + size, 0) / around.length;
  return Math.max(TO_DEVIATION * median(sizes), meanSize / 2, Math.min(...moves));
}

/**
 * For each index and number of changes to skip a number that the usual change is never below: half the mean absolute change around.
 * Told in one step each, so that most places need no more.
 */
export function leastUsualChange(changes: Float64Array): (at: number, skip: number) => number {
  const sums = new Float64Array(changes.length + 1);
  for (let i = 0; i < changes.length; i++) sums[i + 1] = (sums[i] as number) + Math.abs(changes[i] as number);
  const sum = (from: number, to: number) => (sums[to] as number) - (sums[from] as number);
  return (at, skip) => {
    const from = Math.max(0, at - REACH);
    const to = Math.min(changes.length, at + skip + REACH);
    const resume = Math.min(changes.length, at + skip);
    return (sum(from, at) + sum(resume, to)) / (at - from + to - resume) / 2;
  };
}
