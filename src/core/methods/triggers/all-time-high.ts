import { addSpan } from '../../calendar/civil-date.ts';
import { type Extent, isSpan } from '../../series/curve.ts';

/**
 * Record closes after a drought: values above every one before, with at least `after` since the old record.
 *
 * A drought of N observations asks for N of them strictly between the two records; a span asks for at least that
 * span between their dates. An equal value is no record. The first value is no event, but the drought counts from it.
 *
 * @param dates - Days since 1970-01-01, ascending, as long as `values`.
 * @param first - Index from which `values` can be known; the drought counts from there.
 * @returns 1 on the dates of the events, else 0. Missing values (NaN): skips.
 */
export function allTimeHigh(dates: Int32Array, values: Float64Array, after: Extent, first = 0): Uint8Array {
  const on = new Uint8Array(values.length);
  let record = -1;
  for (let i = first; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    if (record >= 0 && !(value > (values[record] as number))) continue;
    if (record >= 0 && droughtReached(dates, record, i, after)) on[i] = 1;
    record = i;
  }
  return on;
}

/** Index of the first date on which a drought counted from `first` can be over. */
export function allTimeHighWarmup(dates: Int32Array, after: Extent, first = 0): number {
  for (let i = first + 1; i < dates.length; i++) if (droughtReached(dates, first, i, after)) return i;
  return dates.length;
}

function droughtReached(dates: Int32Array, from: number, to: number, after: Extent): boolean {
  if (!isSpan(after)) return to - from - 1 >= after.count;
  return (dates[to] as number) >= addSpan(dates[from] as number, after);
}
