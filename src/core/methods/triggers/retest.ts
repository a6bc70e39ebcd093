import { addSpan } from '../../calendar/civil-date.ts';
import { type Extent, isSpan } from '../../series/curve.ts';
import type { Breakouts } from './breakout.ts';

/**
 * Resistance that became support. After each breakout at a level L, within so many observations: a value above
 * L(1 + tolerance); then one back inside L(1 ± tolerance); then one above L(1 + tolerance) again, which is the event. A
 * value below L(1 − tolerance) on the way ends it. The breakout's own value may be the first above the band.
 *
 * @param dates - Parallel. Missing values (NaN): skips.
 * @param values - As `dates`.
 * @returns 1 on the dates of the events, else 0.
 */
export function retests(
  dates: Int32Array,
  values: Float64Array,
  found: Pick<Breakouts, 'levels' | 'on'>,
  { within, tolerance }: { readonly within: Extent; readonly tolerance: number },
): Uint8Array {
  const on = new Uint8Array(values.length);
  found.on.forEach((broke, start) => {
    if (!broke) return;
    const level = found.levels[start] as number;
    const at = retestAfter(values, {
      start,
      end: lastIndexWithin(dates, start, within),
      low: level * (1 - tolerance),
      high: level * (1 + tolerance),
    });
    if (at >= 0) on[at] = 1;
  });
  return on;
}

function lastIndexWithin(dates: Int32Array, start: number, within: Extent): number {
  if (!isSpan(within)) return Math.min(dates.length - 1, start + within.count);
  const until = addSpan(dates[start] as number, within);
  let end = start;
  while (end + 1 < dates.length && (dates[end + 1] as number) <= until) end++;
  return end;
}

function retestAfter(values: Float64Array, band: { start: number; end: number; low: number; high: number }): number {
  let stage: 'breaking out' | 'above' | 'back at the level' = 'breaking out';
  for (let i = band.start; i <= band.end; i++) {
    const value = values[i] as number;
    if (value < band.low) return -1;
    if (value > band.high) {
      if (stage === 'back at the level') return i;
      stage = 'above';
    } else if (stage === 'above' && value <= band.high) {
      stage = 'back at the level';
    }
  }
  return -1;
}
