import type { LuckLine } from '../../contract/scan.ts';
import { quantileSorted } from '../../core/numerics/quantile.ts';
import type { AssembledScan } from './assemble.ts';

/**
 * What the largest standardised effect of a scan is by luck alone, from its own shifts: draw 0 is the data as they are. The stricter of the two
 * shifts. Null where nothing was tested.
 */
export function luckLine({ family: { maxima }, z }: AssembledScan, level: number): LuckLine | null {
  if (z.length === 0) return null;
  const sorted = [maxima.plain, maxima.centred].map((values) => Float64Array.from(values).sort());
  const quantile = (share: number) => Math.max(...sorted.map((values) => quantileSorted(values, share)));
  return {
    largest: z.reduce((top, value) => Math.max(top, value), Number.NEGATIVE_INFINITY),
    median: quantile(0.5),
    line: quantile(1 - level),
    draws: maxima.plain.length,
  };
}
