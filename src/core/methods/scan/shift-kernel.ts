/** One hypothesis on the circle that the kernel has open. */
export interface ShiftedEvents {
  /** Places of the events, ascending, at least one. */
  readonly places: Int32Array;
  /** S_0. */
  readonly observed: number;
  /** Mean of S_k over all k, which is the mean outcome of the circle. */
  readonly mean: number;
  /** Deviation of S_k over all k; 0 where all are the same. */
  readonly deviation: number;
}

/** What is asked of a kernel: how S_0 stands, and, unless `isLeftOut`, that the maximum at each shift takes the hypothesis in. */
export interface FoldRequest extends ShiftedEvents {
  readonly isLeftOut: boolean;
}

/**
 * Shifts events round a circle of outcomes, all n places:
 *
 *     S_k = mean over events e of outcomes[(e + k) mod n],   Z_k = (S_k − mean) / deviation
 *
 * and keeps of each hypothesis only #{k : S_k ≥ S_0 − 1e-12}, of all of them only the largest Z_k at each k. Two kernels do this, one in
 * plain TypeScript and one in WebAssembly; they give the same values to the last bit.
 */
export interface ShiftKernel {
  /**
   * Takes up a circle.
   *
   * @param outcomes - One for each of its n dates, finite.
   * @param highest - The largest Z_k so far, or −∞; n values.
   * @param mostEvents - No hypothesis has more.
   * @throws RangeError where there is no memory for it.
   */
  open(outcomes: Float64Array, highest: Float64Array, mostEvents: number): void;
  /** Takes in one hypothesis; returns #{k : S_k ≥ S_0 − 1e-12}. */
  fold(request: FoldRequest): number;
  /** The largest Z_k of what was taken in, and of what was there before; n values. */
  highest(): Float64Array;
}
