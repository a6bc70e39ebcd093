import { type CircularSpectrum, circularSpectrum } from '../../numerics/fast-fourier.ts';
import { TIE } from '../inference/shift.ts';
import type { FoldRequest, ShiftKernel } from './shift-kernel.ts';

/** Rounding of a sum made by transform, as a share of the size of the outcomes times the number of events. */
const ROUNDING = 1e-13;

/** Additions by the fast kernel in the time that a pair of transforms takes for each of N log₂ N: measured (bench/README.md). */
const ADDITIONS = 70;

/** Whether the sums of a hypothesis with so many events are made faster by transform than by adding. */
export const isForTransform = (n: number, events: number): boolean => n * events > transformAdditions(n);

/** What the shifts of a hypothesis take by the faster way, in additions of the fast kernel. */
export const additionsOf = (n: number, events: number): number => Math.min(n * events, transformAdditions(n));

function transformAdditions(n: number): number {
  const log = Math.ceil(Math.log2(2 * n));
  return ADDITIONS * 2 ** log * log;
}

/**
 * A kernel for triggers that fire on a large share of all dates: all sums of a hypothesis by one pair of Fourier transforms, whatever the number
 * of its events. Where a sum lies so near to a boundary that rounding could decide, it is made once more of the outcomes; so it gives the
 * same values as the others, to the last bit.
 */
export function spectralKernel(): ShiftKernel {
  let outcomes: Float64Array = new Float64Array();
  let largest: Float64Array = new Float64Array();
  let spectrum: CircularSpectrum | undefined;
  let size = 0;
  return {
    open(values, highest) {
      outcomes = values;
      largest = Float64Array.from(highest);
      size = values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
      spectrum = circularSpectrum(values);
    },
    fold(request) {
      const sums = (spectrum as CircularSpectrum).shiftedSums(request.places);
      const rounding = ROUNDING * size * request.places.length;
      const exact = (k: number) => exactMean(outcomes, request.places, k);
      if (!request.isLeftOut) raise(largest, { sums, rounding, exact, ...request });
      return countReached({ sums, rounding, exact, ...request });
    },
    highest: () => largest,
  };
}

interface MadeSums extends FoldRequest {
  readonly sums: Float64Array;
  readonly rounding: number;
  readonly exact: (k: number) => number;
}

function countReached({ sums, rounding, exact, places, observed }: MadeSums): number {
  const level = observed - TIE;
  const margin = rounding / places.length;
  let count = 0;
  for (let k = 0; k < sums.length; k++) {
    const value = (sums[k] as number) / places.length;
    if (value > level + margin || (value >= level - margin && exact(k) >= level)) count++;
  }
  return count;
}

function raise(largest: Float64Array, { sums, rounding, exact, places, mean, deviation }: MadeSums): void {
  if (!(deviation > 0)) {
    for (let k = 0; k < largest.length; k++) if ((largest[k] as number) < 0) largest[k] = 0;
    return;
  }
  const margin = rounding / (places.length * deviation) + 1e-12;
  for (let k = 0; k < sums.length; k++) {
    const z = ((sums[k] as number) / places.length - mean) / deviation;
    if (z + margin <= (largest[k] as number)) continue;
    const exactly = (exact(k) - mean) / deviation;
    if (exactly > (largest[k] as number)) largest[k] = exactly;
  }
}

/** S_k, added up in the order of the events as the other kernels do. */
function exactMean(outcomes: Float64Array, places: Int32Array, k: number): number {
  const n = outcomes.length;
  let sum = 0;
  for (let e = 0; e < places.length; e++) {
    const at = (places[e] as number) + k;
    sum += outcomes[at < n ? at : at - n] as number;
  }
  return sum / places.length;
}
