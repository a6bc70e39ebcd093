/** An interval that holds a quantity with a stated probability. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** That probability, in (0, 1). */
  readonly level: number;
}
