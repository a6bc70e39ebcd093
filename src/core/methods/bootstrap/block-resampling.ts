import type { RandomStream } from '../../numerics/random.ts';
import { requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';

/** How long the next block is: what tells one block bootstrap from another. */
export type BlockLengths = (stream: RandomStream) => number;

const WORDS = 2 ** 32;
const CELLS = 2 ** 12;

/**
 * Block lengths of the stationary bootstrap: geometric, P(L = l) = (1 − p)^(l − 1) p with p = 1 / mean.
 *
 * @param mean - Mean block length in observations, at least 1; 1 draws every observation by itself.
 * @throws RangeError for a mean below 1.
 * @remarks By inversion of 32 bits: L = 1 + ⌊log u / log(1 − p)⌋, read from a table wherever the first 12 bits settle it.
 */
export function geometricBlocks(mean: number): BlockLengths {
  if (!(mean >= 1 && mean < Number.POSITIVE_INFINITY))
    throw new RangeError(`a mean block length must be at least 1 and finite, was ${mean}`);
  const perLog = 1 / Math.log1p(-1 / mean);
  const lengthOf = (word: number) => 1 + Math.floor(Math.log((word + 0.5) / WORDS) * perLog);
  const width = WORDS / CELLS;
  const settled = Int32Array.from({ length: CELLS }, (_, cell) => {
    const [longest, shortest] = [lengthOf(cell * width), lengthOf((cell + 1) * width - 1)];
    return longest === shortest ? longest : 0;
  });
  return (stream) => {
    const word = stream.below(WORDS);
    return (settled[Math.floor(word / width)] as number) || lengthOf(word);
  };
}

/**
 * Block lengths of the circular block bootstrap: always the same.
 *
 * @param length - Observations of a block, a whole number of at least 1; 1 is the ordinary bootstrap.
 * @throws RangeError for another length.
 */
export function fixedBlocks(length: number): BlockLengths {
  requireInteger('a block length', length, { minimum: 1 });
  return () => length;
}

/**
 * Places of one block resample of a series that is thought of as a circle: blocks that begin anywhere, one after another, the last one
 * cut where the resample is full.
 *
 * @param n - Observations of the series and of the resample.
 * @returns n places, 0 … n − 1. Used for several series at once they keep their dependence: the bootstrap joint over targets.
 * @throws RangeError for an n below 1.
 * @remarks Source: Politis and Romano (1992, circular; 1994, stationary).
 */
export function blockIndices(n: number, lengths: BlockLengths, stream: RandomStream): Int32Array {
  requireInteger('the observations of a resample', n, { minimum: 1 });
  const places = new Int32Array(n);
  for (let filled = 0; filled < n; ) {
    let place = stream.below(n);
    const end = Math.min(n, filled + lengths(stream));
    for (; filled < end; filled++) {
      places[filled] = place;
      place = place + 1 === n ? 0 : place + 1;
    }
  }
  return places;
}

/**
 * Means of several series under the same block resamples, by prefix sums: the cost is that of the blocks, not of the observations.
 *
 * @param columns - Series of one length n, at least one.
 * @param options - Block lengths, number of draws (at least 1), the stream.
 * @returns For each series the mean of each draw; in one draw all series have the same places as {@link blockIndices} would give.
 * @throws RangeError for series of another length or values that are not finite. Missing values: refuses.
 */
export function resampledMeans(
  columns: readonly Float64Array[],
  { lengths, draws, stream }: { readonly lengths: BlockLengths; readonly draws: number; readonly stream: RandomStream },
): Float64Array[] {
  requireInteger('the number of series', columns.length, { minimum: 1 });
  requireInteger('draws', draws, { minimum: 1 });
  const n = (columns[0] as Float64Array).length;
  requireInteger('the observations of a resample', n, { minimum: 1 });
  const sums = prefixSums(columns);
  const means = columns.map(() => new Float64Array(draws));
  const totals = new Float64Array(columns.length);
  for (let draw = 0; draw < draws; draw++) {
    totals.fill(0);
    for (let filled = 0; filled < n; ) {
      const start = stream.below(n);
      const length = Math.min(n - filled, lengths(stream));
      filled += length;
      addBlock(totals, sums, { start, end: start + length, n });
    }
    for (let c = 0; c < totals.length; c++) (means[c] as Float64Array)[draw] = (totals[c] as number) / n;
  }
  return means;
}

/** For each place the sums of all series before it, side by side: [column 0, column 1, …] of place 0, of place 1, … */
function prefixSums(columns: readonly Float64Array[]): Float64Array {
  const [count, n] = [columns.length, (columns[0] as Float64Array).length];
  const sums = new Float64Array((n + 1) * count);
  columns.forEach((column, c) => {
    requireSameLength(`series ${c}`, column.length, n);
    requireFinite(`series ${c}`, column);
    for (let i = 0; i < n; i++) sums[(i + 1) * count + c] = (sums[i * count + c] as number) + (column[i] as number);
  });
  return sums;
}

/** Adds the sums over start … end − 1, which may run once past the end of the circle. */
function addBlock(totals: Float64Array, sums: Float64Array, { start, end, n }: { start: number; end: number; n: number }): void {
  const count = totals.length;
  const wraps = end > n;
  const [from, to] = [start * count, (wraps ? end - n : end) * count];
  for (let c = 0; c < count; c++) {
    const sum = (sums[to + c] as number) - (sums[from + c] as number);
    totals[c] = (totals[c] as number) + (wraps ? sum + (sums[n * count + c] as number) : sum);
  }
}
