import { TIE } from '../inference/shift.ts';
import type { FoldRequest, ShiftKernel } from './shift-kernel.ts';

/** A kernel in plain TypeScript: what the fast one is held to, and what stands in where there is no WebAssembly. */
export function plainKernel(): ShiftKernel {
  let outcomes: Float64Array = new Float64Array();
  let largest: Float64Array = new Float64Array();
  let sums = new Float64Array();
  return {
    open(values, highest) {
      outcomes = values;
      largest = Float64Array.from(highest);
      sums = new Float64Array(values.length);
    },
    fold({ places, observed, mean, deviation, isLeftOut }: FoldRequest) {
      const n = outcomes.length;
      sums.fill(0);
      for (const place of places) {
        for (let k = 0, j = place; k < n - place; k++, j++) sums[k] = (sums[k] as number) + (outcomes[j] as number);
        for (let k = n - place, j = 0; k < n; k++, j++) sums[k] = (sums[k] as number) + (outcomes[j] as number);
      }
      const level = observed - TIE;
      let count = 0;
      for (let k = 0; k < n; k++) {
        const value = (sums[k] as number) / places.length;
        if (value >= level) count++;
        if (isLeftOut) continue;
        const z = deviation > 0 ? (value - mean) / deviation : 0;
        if (z > (largest[k] as number)) largest[k] = z;
      }
      return count;
    },
    highest: () => largest,
  };
}
