import { addSpan, type EpochDay } from '../../calendar/civil-date.ts';
import { type Extent, isSpan } from '../../series/curve.ts';

/** A drought and where it is counted from. */
export interface DroughtOptions {
  readonly after: Extent;
  /** Index from which the values can be known. */
  readonly first?: number;
}

/**
 * Record closes after a drought: values above every one before, with at least `after` since the old record.
 *
 * A drought of N observations asks for N of them strictly between the two records; a span asks for at least that
 * span between their dates. An equal value is no record. The first value is no event, but the drought counts from it.
 *
 * @param dates - Days since 1970-01-01, ascending, as long as `values`.
 * @param options - The drought, and the index from which values can be known: the drought counts from there.
 * @returns 1 on the dates of the events, else 0. Missing values (NaN): skips.
 */
export function allTimeHigh(dates: Int32Array, values: Float64Array, { after, first = 0 }: DroughtOptions): Uint8Array {
  const on = new Uint8Array(values.length);
  let record = -1;
  for (let i = first; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    if (record >= 0 && !(value > (values[record] as number))) continue;
    if (record >= 0 && droughtReached(dates[record] as number, dates[i] as number, { after, observations: i - record - 1 })) on[i] = 1;
    record = i;
  }
  return on;
}

/** Index of the first date on which a drought counted from `first` can be over. */
export function allTimeHighWarmup(dates: Int32Array, { after, first = 0 }: DroughtOptions): number {
  for (let i = first + 1; i < dates.length; i++)
    if (droughtReached(dates[first] as number, dates[i] as number, { after, observations: i - first - 1 })) return i;
  return dates.length;
}

/** Whether the drought between two dates, with so many observations strictly between them, is long enough. */
export function droughtReached(
  from: EpochDay,
  to: EpochDay,
  { after, observations }: { readonly after: Extent; readonly observations: number },
): boolean {
  return isSpan(after) ? to >= addSpan(from, after) : observations >= after.count;
}
