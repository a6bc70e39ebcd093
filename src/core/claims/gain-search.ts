import type { EpochDay } from '../calendar/civil-date.ts';
import { countUpTo } from '../calendar/schedule.ts';

/** A rise from one close to another. */
export interface Gain {
  readonly start: EpochDay;
  readonly end: EpochDay;
  /** Simple return from start to end. */
  readonly value: number;
}

export interface GainQuestion {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  /** The quoted simple return, e.g. 3.8. */
  readonly asserted: number;
  /** How far from it still counts as the same figure. */
  readonly tolerance: number;
  /** How long after its start a rise may end, in days. */
  readonly horizonDays: number;
}

/** The largest rise from a start to any end within the horizon; undefined without a close on the start date. */
export function largestGain(
  { dates, values, horizonDays }: Omit<GainQuestion, 'asserted' | 'tolerance'>,
  start: EpochDay,
): Gain | undefined {
  const from = countUpTo(dates, start) - 1;
  if (from < 0 || dates[from] !== start) return undefined;
  const to = countUpTo(dates, start + horizonDays) - 1;
  let top = from;
  for (let i = from + 1; i <= to; i++) if ((values[i] as number) > (values[top] as number)) top = i;
  return { start, end: dates[top] as number, value: (values[top] as number) / (values[from] as number) - 1 };
}

/** The first end within the horizon at which a rise from `start` is the quoted figure, within its tolerance. */
export function gainFrom({ dates, values, asserted, tolerance, horizonDays }: GainQuestion, start: EpochDay): Gain | undefined {
  const from = countUpTo(dates, start) - 1;
  if (from < 0 || dates[from] !== start) return undefined;
  const to = countUpTo(dates, start + horizonDays) - 1;
  for (let i = from + 1; i <= to; i++) {
    const value = (values[i] as number) / (values[from] as number) - 1;
    if (Math.abs(value - asserted) <= tolerance) return { start, end: dates[i] as number, value };
  }
  return undefined;
}

/**
 * The start nearest to a stated one (earlier first on a tie) from which some end gives the quoted figure.
 *
 * @param radiusDays - How far the search goes to either side.
 */
export function nearestGain(question: GainQuestion, stated: EpochDay, radiusDays: number): Gain | undefined {
  for (let away = 0; away <= radiusDays; away++) {
    const found = gainFrom(question, stated - away) ?? gainFrom(question, stated + away);
    if (found) return found;
  }
  return undefined;
}
