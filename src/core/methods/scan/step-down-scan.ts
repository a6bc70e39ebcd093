import { TIE } from '../inference/shift.ts';
import { type Maxima, noMaxima } from './fold-batch.ts';
import { SHIFTS, type ShiftName } from './scan-batch.ts';
import type { ScanPartial, ShiftColumns } from './scan-block.ts';
import { raiseMaximum } from './shared-shifts.ts';

/** A hypothesis of a scan by its block and its place there. */
export interface HypothesisPlace {
  readonly block: number;
  readonly place: number;
}

/** Standardised S_k of one hypothesis for every shift of its own circle, computed anew: k = 0 … n − 1. */
export type RowOf = (hypothesis: HypothesisPlace, shift: ShiftName) => Float64Array;

/** What is left of the blocks of a scan once their maxima are put together: the whole scan when all of them are in. */
export interface ScanSum {
  /** The largest Z at each draw over all hypotheses but those that their blocks left out. */
  readonly maxima: Maxima;
  /** What becomes of each block, without its own maxima. */
  readonly blocks: ReadonlyMap<number, ScanColumns>;
}

/** A partial whose maxima have been taken out. */
export type ScanColumns = Omit<ScanPartial, ShiftName> & Readonly<Record<ShiftName, Omit<ShiftColumns, 'maxima'>>>;

/** Nothing yet of a scan with so many draws. */
export const emptySum = (draws: number): ScanSum => ({ maxima: noMaxima(draws), blocks: new Map() });

/**
 * The reduce of a scan: takes in a block. In any order and grouping the sum of the same blocks is the same, to the bit.
 *
 * @throws RangeError for a partial with other draws.
 */
export function addPartial({ maxima, blocks }: ScanSum, block: number, partial: ScanPartial): ScanSum {
  const without = ({ maxima: _, ...columns }: ShiftColumns) => columns;
  const columns: ScanColumns = { ...partial, plain: without(partial.plain), centred: without(partial.centred) };
  const larger = (shift: ShiftName) => largerOf(maxima[shift], partial[shift].maxima);
  return { maxima: { plain: larger('plain'), centred: larger('centred') }, blocks: new Map(blocks).set(block, columns) };
}

/** Joins sums of different blocks of one scan. @throws RangeError as {@link addPartial}. */
export const joinSums = (a: ScanSum, b: ScanSum): ScanSum => ({
  maxima: { plain: largerOf(a.maxima.plain, b.maxima.plain), centred: largerOf(a.maxima.centred, b.maxima.centred) },
  blocks: new Map([...a.blocks, ...b.blocks]),
});

function largerOf(a: Float64Array, b: Float64Array): Float64Array {
  if (a.length !== b.length) throw new RangeError(`the parts of a scan must have the same draws, had ${a.length} and ${b.length}`);
  return a.map((value, i) => Math.max(value, b[i] as number));
}

/** Family-wise error over a whole scan: for each block the adjusted p of each of its hypotheses, and the maxima that they stand against. */
export interface ScanFamily {
  /** The larger adjusted p of the two shifts. */
  readonly adjusted: readonly Float64Array[];
  /** The largest Z over all hypotheses at each draw. */
  readonly maxima: Readonly<Record<ShiftName, Float64Array>>;
}

/**
 * Step-down max-T (Romano and Wolf) over all hypotheses of a scan, the same share of the circle being every hypothesis's shift. Those that the
 * blocks left out of their maxima are stepped down one by one from the largest,
 *
 *     p_(j) = max(p_(j−1), #{draws : max over the left out not yet passed, and over all others, of Z ≥ z_(j) − 1e-12} / N)
 *
 * and each of the others stands against all that were left out with a smaller Z and the maximum of all others, those with a larger Z among them:
 * never less strict than its own step-down.
 *
 * @param sum - Of all blocks, numbered 0, 1, 2, …
 * @remarks Missing values: a sum has none.
 */
export function stepDownScan({ maxima, blocks }: ScanSum, rowOf: RowOf): ScanFamily {
  const columns = Array.from({ length: blocks.size }, (_, block) => blocks.get(block) as ScanColumns);
  const [plain, centred] = SHIFTS.map((shift) =>
    stepDownShift(
      columns.map((block) => block[shift]),
      maxima[shift],
      (place) => rowOf(place, shift),
    ),
  ) as [ShiftFamily, ShiftFamily];
  return {
    adjusted: plain.adjusted.map((own, block) => own.map((p, i) => Math.max(p, (centred.adjusted[block] as Float64Array)[i] as number))),
    maxima: { plain: plain.maxima, centred: centred.maxima },
  };
}

interface ShiftFamily {
  readonly adjusted: readonly Float64Array[];
  readonly maxima: Float64Array;
}

interface Candidate extends HypothesisPlace {
  readonly z: number;
}

function stepDownShift(
  blocks: readonly Omit<ShiftColumns, 'maxima'>[],
  othersMaxima: Float64Array,
  rowOf: (place: HypothesisPlace) => Float64Array,
): ShiftFamily {
  const draws = othersMaxima.length;
  const maxima = Float64Array.from(othersMaxima);
  const candidates = blocks
    .flatMap((columns, block) => Array.from(columns.leftOut, (place): Candidate => ({ block, place, z: columns.z[place] as number })))
    .sort((a, b) => b.z - a.z || a.block - b.block || a.place - b.place);
  const adjusted = blocks.map(({ z }) => new Float64Array(z.length));
  const others = inOrder(blocks);
  let at = 0;
  /** The others below a Z: each against all hypotheses that do not lie above it, and the others above it. */
  const settleBelow = (z: number): void => {
    if (!((others.z[at] ?? Number.POSITIVE_INFINITY) < z)) return;
    const sorted = Float64Array.from(maxima).sort();
    for (; at < others.z.length && (others.z[at] as number) < z; at++) {
      const own = adjusted[others.block[at] as number] as Float64Array;
      own[others.place[at] as number] = (draws - firstAtLeast(sorted, (others.z[at] as number) - TIE)) / draws;
    }
  };
  const stepped = new Float64Array(candidates.length);
  for (let j = candidates.length - 1; j >= 0; j--) {
    const candidate = candidates[j] as Candidate;
    settleBelow(candidate.z);
    raiseMaximum(maxima, rowOf(candidate));
    stepped[j] = countAtLeast(maxima, candidate.z - TIE) / draws;
  }
  settleBelow(Number.POSITIVE_INFINITY);
  for (let j = 1; j < stepped.length; j++) stepped[j] = Math.max(stepped[j] as number, stepped[j - 1] as number);
  const levels = Float64Array.from(candidates, ({ z }) => z).reverse();
  others.z.forEach((z, other) => {
    const above = levels.length - firstAtLeast(levels, z);
    const own = adjusted[others.block[other] as number] as Float64Array;
    const place = others.place[other] as number;
    if (above > 0) own[place] = Math.max(own[place] as number, stepped[above - 1] as number);
  });
  candidates.forEach(({ block, place }, j) => {
    (adjusted[block] as Float64Array)[place] = stepped[j] as number;
  });
  return { adjusted, maxima };
}

/** Hypotheses as parallel arrays, since there are very many. */
interface Ordered {
  readonly block: Int32Array;
  readonly place: Int32Array;
  readonly z: Float64Array;
}

/** The hypotheses that no block left out, from the smallest Z up. */
function inOrder(blocks: readonly Omit<ShiftColumns, 'maxima'>[]): Ordered {
  const count = blocks.reduce((sum, { z, leftOut }) => sum + z.length - leftOut.length, 0);
  const all: Ordered = { block: new Int32Array(count), place: new Int32Array(count), z: new Float64Array(count) };
  let at = 0;
  blocks.forEach(({ z, leftOut }, block) => {
    for (let place = 0, next = 0; place < z.length; place++) {
      if (leftOut[next] === place) {
        next++;
        continue;
      }
      all.block[at] = block;
      all.place[at] = place;
      all.z[at++] = z[place] as number;
    }
  });
  const order = Int32Array.from(all.z.keys()).sort((a, b) => (all.z[a] as number) - (all.z[b] as number));
  const sorted = <T extends Int32Array | Float64Array>(values: T): T => values.map((_, i) => values[order[i] as number] as number) as T;
  return { block: sorted(all.block), place: sorted(all.place), z: sorted(all.z) };
}

/** Index of the first of ascending values that reaches a level; their number where none does. */
function firstAtLeast(ascending: Float64Array, level: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) >= level) high = middle;
    else low = middle + 1;
  }
  return low;
}

function countAtLeast(values: Float64Array, level: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) >= level) count++;
  return count;
}
