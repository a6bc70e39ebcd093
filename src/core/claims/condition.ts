import { DAY_MS, type EpochDay } from '../calendar/civil-date.ts';
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
  /** Whether newer values were due: the reading is older than two of its steps, its own lag and five days. */
  readonly isStale: boolean;
}

/**
 * The last date on which both the condition and the quantity behind it are known, and what they say. Undefined where there is none.
 *
 * @param on - The date of the question, days since 1970-01-01.
 */
export function lastReading(condition: EventSet, quantity: Curve, on: EpochDay): Reading | undefined {
  for (let i = condition.dates.length - 1; i >= condition.warmup; i--) {
    const date = condition.dates[i] as number;
    const at = countUpTo(quantity.dates, date) - 1;
    const value = quantity.values[at] as number;
    if (at < quantity.warmup || quantity.dates[at] !== date || Number.isNaN(value)) continue;
    const past = quantity.values.subarray(quantity.warmup, at + 1).filter((other) => !Number.isNaN(other));
    const atOrBelow = past.reduce((count, other) => count + (other <= value ? 1 : 0), 0);
    return {
      date,
      holds: condition.on[i] === 1,
      value,
      percentile: atOrBelow / past.length,
      observations: past.length,
      isStale: on - date > reach(quantity, at),
    };
  }
  return undefined;
}

/** How many days after its date a value may still be the newest: two steps of its calendar, its lag, and five days for holidays. */
function reach({ dates, knownAt }: Curve, at: number): number {
  const day = dates[at] as number;
  const steps = dates.subarray(Math.max(0, at - 20), at + 1);
  const step = steps.length < 2 ? 0 : (day - (steps[0] as number)) / (steps.length - 1);
  const lag = Math.max(0, (knownAt[at] as number) / DAY_MS - day - 1);
  return 2 * step + lag + 5;
}
