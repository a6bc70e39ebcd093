import { TIE } from '../inference/shift.ts';
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

/** Family-wise error over a whole scan: for each block the adjusted p of each of its hypotheses, and the maxima that they stand against. */
export interface ScanFamily {
  /** The larger adjusted p of the two shifts. */
  readonly adjusted: readonly Float64Array[];
  /** The largest Z over all hypotheses at each draw. */
  readonly maxima: Readonly<Record<ShiftName, Float64Array>>;
}

/** Standardised S_0; 0 where all S_k are the same. */
export const standardisedObserved = ({ observed, mean, deviation }: ShiftColumns, place: number): number =>
  (deviation[place] as number) > 0 ? ((observed[place] as number) - (mean[place] as number)) / (deviation[place] as number) : 0;

/**
 * The reduce of a scan: step-down max-T (Romano and Wolf) over all hypotheses of all blocks, the same share of the circle being every
 * hypothesis's shift. Those that the blocks left out of their maxima are stepped down one by one from the largest,
 *
 *     p_(j) = max(p_(j−1), #{draws : max over the left out not yet passed, and over all others, of Z ≥ z_(j) − 1e-12} / N)
 *
 * and all others stand against the maximum of all others together, which is never less strict than their own step-down.
 *
 * @param partials - Of all blocks, of one scan, in the order of the blocks.
 * @throws RangeError for partials with different draws. Missing values: partials have none.
 */
export function stepDownScan(partials: readonly ScanPartial[], rowOf: RowOf): ScanFamily {
  const draws = partials[0]?.plain.maxima.length ?? 0;
  if (partials.some(({ plain }) => plain.maxima.length !== draws)) throw new RangeError('the parts of a scan must have the same draws');
  const [plain, centred] = SHIFTS.map((shift) => stepDownShift(partials, shift, rowOf)) as [ShiftFamily, ShiftFamily];
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

function stepDownShift(partials: readonly ScanPartial[], shift: ShiftName, rowOf: RowOf): ShiftFamily {
  const draws = partials[0]?.[shift].maxima.length ?? 0;
  const maxima = new Float64Array(draws).fill(Number.NEGATIVE_INFINITY);
  for (const partial of partials) raiseMaximum(maxima, partial[shift].maxima);
  const sortedOthers = Float64Array.from(maxima).sort();
  const candidates = partials
    .flatMap((partial, block) =>
      Array.from(partial[shift].leftOut, (place): Candidate => ({ block, place, z: standardisedObserved(partial[shift], place) })),
    )
    .sort((a, b) => b.z - a.z || a.block - b.block || a.place - b.place);
  const stepped = new Float64Array(candidates.length);
  for (let j = candidates.length - 1; j >= 0; j--) {
    const candidate = candidates[j] as Candidate;
    raiseMaximum(maxima, rowOf(candidate, shift));
    stepped[j] = countAtLeast(maxima, candidate.z - TIE) / draws;
  }
  for (let j = 1; j < stepped.length; j++) stepped[j] = Math.max(stepped[j] as number, stepped[j - 1] as number);
  const levels = Float64Array.from(candidates, ({ z }) => z).reverse();
  const adjusted = partials.map((partial) =>
    partial[shift].observed.map((_, place) => {
      const z = standardisedObserved(partial[shift], place);
      const above = levels.length - firstAtLeast(levels, z);
      const p = (draws - firstAtLeast(sortedOthers, z - TIE)) / draws;
      return above === 0 ? p : Math.max(p, stepped[above - 1] as number);
    }),
  );
  candidates.forEach(({ block, place }, j) => {
    (adjusted[block] as Float64Array)[place] = stepped[j] as number;
  });
  return { adjusted, maxima };
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
