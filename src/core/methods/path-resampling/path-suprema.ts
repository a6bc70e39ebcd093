/** What the draws of a path are made of, and how they are measured. */
export interface PathDraws {
  /** Growth before each of n returns, once more round the circle and its end: 2n + 1 values, the drift taken out. */
  readonly growth: Float64Array;
  /** Places of the events: each is followed by at least as many returns as there are days. */
  readonly events: Int32Array;
  /** For each day what the summed growth of all events is expected to be, and 1 over its deviation (0: the day counts for nothing). */
  readonly centre: Float64Array;
  readonly perDeviation: Float64Array;
  readonly draws: number;
  /** Any 32-bit integer. */
  readonly seed: number;
}

/** The highest and the lowest standardised value of each drawn path. */
export interface PathSuprema {
  readonly highest: Float64Array;
  readonly lowest: Float64Array;
}

/**
 * Draws paths and keeps of each only how far it went, standardised (standardisedPath says how). Two kernels do this, one in plain TypeScript
 * and one in WebAssembly; they give the same values to the last bit.
 */
export interface PathKernel {
  /** The places of the events are drawn among the admissible ones, independently; the growth stays. */
  placebo(draws: PathDraws, admissible: Int32Array): PathSuprema;
  /** The growth is pieced together from blocks of geometric length; the events stay. */
  bootstrap(draws: PathDraws, meanBlockLength: number): PathSuprema;
}
