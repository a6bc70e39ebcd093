import { addSpan } from '../../calendar/civil-date.ts';
import { type Extent, isSpan, lagIndices, lookbackStarts } from '../../series/curve.ts';

/** How a breakout is read. */
export interface BreakoutOptions {
  /** Length of the past that makes the level. */
  readonly lookback: Extent;
  /** How far before the date that past ends. */
  readonly gap: Extent;
  /** How far above the level a close must be, as a share of it. */
  readonly margin: number;
  /** For how long before the condition must not have held. */
  readonly quiet: Extent;
  /** Index from which values can be known. */
  readonly first: number;
}

/** The level to beat on each date (NaN where there is none yet), and the dates on which it is first beaten after a quiet time. */
export interface Breakouts {
  readonly levels: Float64Array;
  /** 1 on the dates on which the condition holds, else 0. */
  readonly holds: Uint8Array;
  readonly on: Uint8Array;
  /** Index of the first date that has a level. */
  readonly warmup: number;
}

/**
 * Breakouts above resistance. Level = the highest value of the lookback that ends `gap` before the date; the condition is
 * value > level × (1 + margin), false where there is no level; an event is a date on which it holds and on none of the
 * `quiet` observations before.
 *
 * @param dates - Parallel. Missing values (NaN): never an event, skipped within a lookback.
 * @param values - As `dates`.
 */
export function breakouts(dates: Int32Array, values: Float64Array, options: BreakoutOptions): Breakouts {
  const ends = lagIndices(dates, options.gap, options.first);
  const starts = lookbackStarts(dates, options.lookback, options.first);
  const levels = values.map((_, i) => {
    const end = ends[i] as number;
    const start = end < 0 ? -1 : (starts[end] as number);
    return start < 0 ? Number.NaN : highest(values, start, end);
  });
  const holds = Uint8Array.from(values, (value, i) => (value > (levels[i] as number) * (1 + options.margin) ? 1 : 0));
  const on = new Uint8Array(values.length);
  let lastHeld = -1;
  for (let i = 0; i < values.length; i++) {
    if (!holds[i]) continue;
    if (lastHeld < 0 || isBeyond(dates, { from: lastHeld, to: i }, options.quiet)) on[i] = 1;
    lastHeld = i;
  }
  const warmup = ends.findIndex((end) => end >= 0 && (starts[end] as number) >= 0);
  return { levels, holds, on, warmup: warmup < 0 ? dates.length : warmup };
}

/** Whether an observation lies further back than an extent: more than so many observations, or before date − span. */
export function isBeyond(dates: Int32Array, { from, to }: { readonly from: number; readonly to: number }, extent: Extent): boolean {
  return isSpan(extent) ? (dates[from] as number) < addSpan(dates[to] as number, extent, -1) : to - from > extent.count;
}

function highest(values: Float64Array, start: number, end: number): number {
  let top = Number.NaN;
  for (let i = start; i <= end; i++) if (!(top >= (values[i] as number)) && !Number.isNaN(values[i])) top = values[i] as number;
  return top;
}
