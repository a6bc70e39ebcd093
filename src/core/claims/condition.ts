import { countUpTo } from '../calendar/schedule.ts';
import type { Curve, EventSet } from '../series/curve.ts';

/** What a condition said when it was last known. */
export interface Reading {
  readonly date: number;
  readonly holds: boolean;
  readonly value: number;
  /** Share of the quantity's values up to this date, itself included, that are at or below it. */
  readonly percentile: number;
  /** Values behind the percentile. */
  readonly observations: number;
}

/** The last date on which both the condition and the quantity behind it are known, and what they say. Undefined where there is none. */
export function lastReading(condition: EventSet, quantity: Curve): Reading | undefined {
  for (let i = condition.dates.length - 1; i >= condition.warmup; i--) {
    const date = condition.dates[i] as number;
    const at = countUpTo(quantity.dates, date) - 1;
    const value = quantity.values[at] as number;
    if (at < quantity.warmup || quantity.dates[at] !== date || Number.isNaN(value)) continue;
    const past = quantity.values.subarray(quantity.warmup, at + 1).filter((other) => !Number.isNaN(other));
    const atOrBelow = past.reduce((count, other) => count + (other <= value ? 1 : 0), 0);
    return { date, holds: condition.on[i] === 1, value, percentile: atOrBelow / past.length, observations: past.length };
  }
  return undefined;
}
