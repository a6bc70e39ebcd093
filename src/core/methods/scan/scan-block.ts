import { foldBatch, type Maxima, noMaxima } from './fold-batch.ts';
import { type ObservedBatch, observeBatch, type ScanBatch, SHIFTS, type ShiftName, standardisedAt } from './scan-batch.ts';
import type { ShiftKernel } from './shift-kernel.ts';

/**
 * A part of a scan that is computed by itself, on any thread or machine: all of it is numbers. Hypothesis i of a block is the i-th of its
 * batches, one after another.
 */
export interface ScanBlock {
  readonly batches: readonly ScanBatch[];
  /** N: shifts that all hypotheses of the scan share; the dates of its longest circle. */
  readonly draws: number;
  /** How many of its hypotheses, by standardised S_0 under either shift, are left out of the maxima, to be stepped down one by one. */
  readonly best: number;
}

/** The hypotheses of a block under one of the two shifts; one value for each. */
export interface ShiftColumns {
  /** S_0 and the moments of S_k. */
  readonly observed: Float64Array;
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  /** #{k : S_k ≥ S_0 − 1e-12}. */
  readonly reached: Int32Array;
  /** Hypotheses that the maxima leave out, ascending. */
  readonly leftOut: Int32Array;
  /** The largest Z of all others at each of the N draws. */
  readonly maxima: Float64Array;
}

/** What becomes of a block. */
export interface ScanPartial extends Readonly<Record<ShiftName, ShiftColumns>> {
  /** Events of each hypothesis on its circle, and dates of that circle. */
  readonly sizes: Int32Array;
  readonly dates: Int32Array;
}

/**
 * The map of a scan: every shift of every hypothesis of a block. Pure: the same block gives the same partial, to the bit, whatever kernel,
 * thread or machine computes it.
 *
 * @throws RangeError for circles longer than the draws. Missing values: circles have none.
 */
export function scanBlock({ batches, draws, best }: ScanBlock, kernel: ShiftKernel): ScanPartial {
  const longest = batches.reduce((most, { circle }) => Math.max(most, circle.plain.length), 0);
  if (longest > draws) throw new RangeError(`a scan must have a draw for each date of its longest circle, had ${draws} for ${longest}`);
  const observed = batches.map(observeBatch);
  const leftOut = { plain: bestOf(observed, 'plain', best), centred: bestOf(observed, 'centred', best) };
  const maxima = noMaxima(draws);
  let first = 0;
  const counts = batches.map((batch, b) => {
    const own = (shift: ShiftName) => new Set(Array.from(leftOut[shift], (hypothesis) => hypothesis - first));
    const fold = { observed: observed[b] as ObservedBatch, leftOut: { plain: own('plain'), centred: own('centred') }, maxima, kernel };
    first += batch.triggers.length;
    return foldBatch(batch, fold);
  });
  const columns = (shift: ShiftName): ShiftColumns => ({
    observed: joined(observed.map((one) => one[shift].observed)),
    mean: joined(observed.map((one) => one[shift].observed.map(() => one[shift].mean))),
    deviation: joined(observed.map((one) => one[shift].deviation)),
    reached: Int32Array.from(counts.flatMap((one) => [...one[shift]])),
    leftOut: leftOut[shift],
    maxima: (maxima satisfies Maxima)[shift],
  });
  return {
    sizes: Int32Array.from(observed.flatMap(({ sizes }) => [...sizes])),
    dates: Int32Array.from(batches.flatMap(({ circle, triggers }) => Array.from(triggers, () => circle.plain.length))),
    ...(Object.fromEntries(SHIFTS.map((shift) => [shift, columns(shift)])) as Record<ShiftName, ShiftColumns>),
  };
}

/** The hypotheses whose standardised S_0 is largest, ascending by number; of equals the first. */
function bestOf(observed: readonly ObservedBatch[], shift: ShiftName, best: number): Int32Array {
  const standardised = observed.flatMap((batch) => Array.from(batch.sizes, (_, i) => standardisedAt(batch[shift], i)));
  const order = standardised.map((_, i) => i).sort((a, b) => (standardised[b] as number) - (standardised[a] as number) || a - b);
  return Int32Array.from(order.slice(0, best)).sort();
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
