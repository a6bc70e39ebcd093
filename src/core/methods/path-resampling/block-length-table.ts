import { geometricBlocks } from '../bootstrap/block-resampling.ts';

/** Geometric block lengths read off 32 bits, without a logarithm. */
export interface BlockLengthTable {
  /** Of the words 0 … 2^32 − 1 the first thresholds[l] give a block longer than l; the last is 0. */
  readonly thresholds: Uint32Array;
  /** The shortest length that the words of each cell give, by their first 12 bits. */
  readonly cells: Int32Array;
}

const WORDS = 2 ** 32;
const CELLS = 2 ** 12;

/**
 * The lengths of {@link geometricBlocks} as a table: the length of a word w is the first l ≥ cells[w >> 20] with w ≥ thresholds[l].
 *
 * @param mean - Mean block length in observations, at least 1.
 * @param longest - Longer blocks are cut to this, at least 1.
 * @throws RangeError for a mean below 1. Checked against geometricBlocks word by word.
 */
export function blockLengthTable(mean: number, longest: number): BlockLengthTable {
  const lengths = geometricBlocks(mean);
  const lengthOf = (word: number) => lengths({ below: () => word, uniform: () => word / WORDS });
  const thresholds = new Uint32Array(longest + 1);
  const end = Math.min(longest, lengthOf(0));
  thresholds[0] = WORDS - 1;
  for (let length = 1; length < end; length++) thresholds[length] = wordsLonger(lengthOf, length, thresholds[length - 1] as number);
  const cells = Int32Array.from({ length: CELLS }, (_, cell) => Math.min(longest, lengthOf((cell + 1) * (WORDS / CELLS) - 1)));
  return { thresholds, cells };
}

/** How many words, of so many at most, give a longer block: the lengths fall as the words rise. */
function wordsLonger(lengthOf: (word: number) => number, length: number, most: number): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (lengthOf(middle) > length) low = middle + 1;
    else high = middle;
  }
  return low;
}
