import { type ObservedBatch, placesOf, type ScanBatch, SHIFTS, type ShiftName } from './scan-batch.ts';
import { lowestOfDraws, raiseMaximum } from './shared-shifts.ts';
import type { ShiftKernel } from './shift-kernel.ts';
import { isForTransform, spectralKernel } from './spectral-kernel.ts';

/** The largest standardised statistic at each shared shift, over the hypotheses that were folded in: one value for each of N draws. */
export type Maxima = Readonly<Record<ShiftName, Float64Array>>;

/** How many S_k of each hypothesis reach S_0, under either shift. */
export type UpperCounts = Readonly<Record<ShiftName, Int32Array>>;

/** Hypotheses of a batch, by position, that the maxima leave out. */
export type LeftOut = Readonly<Record<ShiftName, ReadonlySet<number>>>;

/** Maxima over nothing yet. */
export const noMaxima = (draws: number): Maxima => ({
  plain: new Float64Array(draws).fill(Number.NEGATIVE_INFINITY),
  centred: new Float64Array(draws).fill(Number.NEGATIVE_INFINITY),
});

/**
 * Makes all shifts of all hypotheses of a batch: counts those that reach S_0 and raises the maxima.
 *
 * @param maxima - Changed in place.
 * @returns The counts, in the order of the batch. The result does not depend on what else was folded before.
 */
export function foldBatch(
  batch: ScanBatch,
  {
    observed,
    leftOut,
    maxima,
    kernel,
  }: {
    readonly observed: ObservedBatch;
    readonly leftOut: LeftOut;
    readonly maxima: Maxima;
    readonly kernel: ShiftKernel;
  },
): UpperCounts {
  const { triggers, circle } = batch;
  const counts = { plain: new Int32Array(triggers.length), centred: new Int32Array(triggers.length) };
  const n = circle.plain.length;
  const most = observed.sizes.reduce((top, size) => Math.max(top, size), 1);
  const isDense = triggers.map((_, i) => (isForTransform(n, observed.sizes[i] as number) ? 1 : 0));
  for (const shift of SHIFTS) {
    for (const [one, dense] of [
      [kernel, 0],
      [spectralKernel(), 1],
    ] as const) {
      if (!isDense.includes(dense)) continue;
      const { observed: means, deviation, mean } = observed[shift];
      one.open(circle[shift], lowestOfDraws(maxima[shift], n), most);
      triggers.forEach((trigger, i) => {
        if (isDense[i] !== dense) return;
        counts[shift][i] = one.fold({
          places: placesOf(batch, trigger),
          observed: means[i] as number,
          mean,
          deviation: deviation[i] as number,
          isLeftOut: leftOut[shift].has(i),
        });
      });
      raiseMaximum(maxima[shift], one.highest());
    }
  }
  return counts;
}
