import { foldBatch, noMaxima } from './fold-batch.ts';
import { type ObservedBatch, observeBatch, type ScanBatch, type ShiftName, standardisedAt } from './scan-batch.ts';
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

/** The hypotheses of a block under one of the two shifts. */
export interface ShiftColumns {
  /** Standardised S_0 of each. */
  readonly z: Float64Array;
  /** #{k : S_k ≥ S_0 − 1e-12} of each. */
  readonly reached: Int32Array;
  /** Mean of S_k on the circle of each batch. */
  readonly means: Float64Array;
  /** Hypotheses that the maxima leave out, ascending, and the deviation of S_k of each of them. */
  readonly leftOut: Int32Array;
  readonly deviations: Float64Array;
  /** The largest Z of all others at each of the N draws. */
  readonly maxima: Float64Array;
}

/** What becomes of a block. */
export interface ScanPartial extends Readonly<Record<ShiftName, ShiftColumns>> {
  /** Events of each hypothesis on its circle. */
  readonly sizes: Int32Array;
  /** S_0 of each, of the outcomes as they are. */
  readonly observed: Float64Array;
  /** Hypotheses of each batch, and dates of its circle. */
  readonly batches: Int32Array;
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
  const columns = (shift: ShiftName): ShiftColumns => {
    const deviations = joined(observed.map((one) => one[shift].deviation));
    return {
      z: standardised(observed, shift),
      reached: Int32Array.from(counts.flatMap((one) => [...one[shift]])),
      means: Float64Array.from(observed, (one) => one[shift].mean),
      leftOut: leftOut[shift],
      deviations: Float64Array.from(leftOut[shift], (hypothesis) => deviations[hypothesis] as number),
      maxima: maxima[shift],
    };
  };
  return {
    sizes: Int32Array.from(observed.flatMap(({ sizes }) => [...sizes])),
    observed: joined(observed.map(({ plain }) => plain.observed)),
    batches: Int32Array.from(batches, ({ triggers }) => triggers.length),
    dates: Int32Array.from(batches, ({ circle }) => circle.plain.length),
    plain: columns('plain'),
    centred: columns('centred'),
  };
}

const standardised = (observed: readonly ObservedBatch[], shift: ShiftName): Float64Array =>
  joined(observed.map((batch) => Float64Array.from(batch.sizes, (_, i) => standardisedAt(batch[shift], i))));

/** The hypotheses whose standardised S_0 is largest, ascending by number; of equals the first. */
function bestOf(observed: readonly ObservedBatch[], shift: ShiftName, best: number): Int32Array {
  const z = standardised(observed, shift);
  const order = Array.from(z.keys()).sort((a, b) => (z[b] as number) - (z[a] as number) || a - b);
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
