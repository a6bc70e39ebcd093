import type { EpochDay } from '../../calendar/civil-date.ts';
import type { Versions } from '../../series/series.ts';

/** A company's income of four quarters as it was known at an instant. */
export interface KnownIncome {
  /** End of the four quarters. */
  readonly end: EpochDay;
  /** In the unit of the history. */
  readonly value: number;
  /** When this value was filed, milliseconds since 1970-01-01T00:00Z. */
  readonly knownAt: number;
}

/**
 * The income of the last four quarters of which a value was known at an instant, in the version that was valid then.
 *
 * @param history - Income of four quarters by their end, in every version.
 * @param instant - Milliseconds since 1970-01-01T00:00Z; what was known exactly then counts.
 * @returns Undefined where nothing was known yet. Missing values: a history has none.
 */
export function incomeKnownAt({ dates, values, knownAt }: Versions, instant: number): KnownIncome | undefined {
  for (let i = dates.length - 1; i >= 0; i--) {
    const known = knownAt[i] as number;
    if (known <= instant) return { end: dates[i] as number, value: values[i] as number, knownAt: known };
  }
  return undefined;
}
