import type { EpochDay } from '../calendar/civil-date.ts';
import { countUpTo } from '../calendar/schedule.ts';
import { type Standing, standingAt } from '../evidence/standing.ts';
import type { Curve, EventSet } from '../series/curve.ts';

/** What a condition said when it was last known, and where the quantity behind it stood. */
export interface Reading extends Standing {
  readonly holds: boolean;
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
    if (at < quantity.warmup || quantity.dates[at] !== date || Number.isNaN(quantity.values[at])) continue;
    return { ...standingAt(quantity, at, on), holds: condition.on[i] === 1 };
  }
  return undefined;
}
