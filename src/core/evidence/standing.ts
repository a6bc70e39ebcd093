import { DAY_MS, type EpochDay } from '../calendar/civil-date.ts';
import { countUpTo } from '../calendar/schedule.ts';
import type { Curve } from '../series/curve.ts';

/** The newest value of a quantity, and where it stands among its own past. */
export interface Standing {
  readonly date: EpochDay;
  readonly value: number;
  /** Instant from which the world could know it, milliseconds since 1970-01-01T00:00Z. */
  readonly knownAt: number;
  /** Share of the quantity's values up to this date, itself included, that are at or below it. */
  readonly percentile: number;
  /** Share of them below it, those equal to it counted half: one half for the middle value, and for all where none differs. */
  readonly midRank: number;
  /** Values behind the percentile. */
  readonly observations: number;
  /** Whether newer values were due: the value is older than two of its steps, its own lag and five days. */
  readonly isStale: boolean;
}

/**
 * Where the newest value of a quantity stands. Undefined where it has none. Missing values: skips.
 *
 * @param on - The date of the question, days since 1970-01-01.
 */
export function standingOn(quantity: Curve, on: EpochDay): Standing | undefined {
  for (let at = quantity.dates.length - 1; at >= quantity.warmup; at--) {
    if (!Number.isNaN(quantity.values[at] as number)) return standingAt(quantity, at, on);
  }
  return undefined;
}

/** Where the value at an index stands among those before it and itself. */
export function standingAt(quantity: Curve, at: number, on: EpochDay): Standing {
  const value = quantity.values[at] as number;
  const past = quantity.values.subarray(quantity.warmup, at + 1).filter((other) => !Number.isNaN(other));
  const atOrBelow = past.reduce((count, other) => count + (other <= value ? 1 : 0), 0);
  const below = past.reduce((count, other) => count + (other < value ? 1 : 0), 0);
  return {
    date: quantity.dates[at] as EpochDay,
    value,
    knownAt: quantity.knownAt[at] as number,
    percentile: atOrBelow / past.length,
    midRank: (below + atOrBelow) / (2 * past.length),
    observations: past.length,
    isStale: isStaleAt(quantity, at, on),
  };
}

/** Whether a value is older than two steps of its calendar, its own lag, and five days for holidays. */
export function isStaleAt({ dates, knownAt }: Pick<Curve, 'dates' | 'knownAt'>, at: number, on: EpochDay): boolean {
  const day = dates[at] as number;
  const steps = dates.subarray(Math.max(0, at - 20), at + 1);
  const step = steps.length < 2 ? 0 : (day - (steps[0] as number)) / (steps.length - 1);
  const lag = Math.max(0, (knownAt[at] as number) / DAY_MS - day - 1);
  return on - day > 2 * step + lag + 5;
}

/**
 * Share of the values up to each one, itself included, that are at or below it: the percentile that could be stated on its day.
 *
 * @param from - Index of the first value that counts.
 * @returns NaN before it and where a value is missing. Missing values: skips.
 */
export const expandingPercentiles = (values: Float64Array, from = 0): Float64Array =>
  expanding(values, from, ({ upTo, count }) => upTo / count);

/** As {@link expandingPercentiles}, values equal to it counted half. */
export const expandingMidRanks = (values: Float64Array, from = 0): Float64Array =>
  expanding(values, from, ({ below, upTo, count }) => (below + upTo) / (2 * count));

/** How many of the values so far, the newest included, are below it and up to it. */
interface Rank {
  readonly below: number;
  readonly upTo: number;
  readonly count: number;
}

function expanding(values: Float64Array, from: number, share: (rank: Rank) => number): Float64Array {
  const sorted = new Float64Array(values.length);
  let count = 0;
  return values.map((value, i) => {
    if (i < from || Number.isNaN(value)) return Number.NaN;
    const place = countUpTo(sorted.subarray(0, count), value);
    let below = place;
    while (below > 0 && sorted[below - 1] === value) below--;
    sorted.copyWithin(place + 1, place, count);
    sorted[place] = value;
    count++;
    return share({ below, upTo: place + 1, count });
  });
}
