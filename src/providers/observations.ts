import { type EpochDay, formatCivilDate } from '../core/calendar/civil-date.ts';
import type { Parsed } from './provider.ts';
import { type Answer, wrongShape } from './read-json.ts';

/** One observation as a body gives it. */
export interface Observation {
  readonly date: EpochDay;
  readonly value: number;
  readonly adjusted?: number;
  /** When it was first known, where the body tells. */
  readonly knownAt?: number;
}

/** Dates outside these years are no observations of anything that is sold here: a broken body. */
const [FIRST_DAY, LAST_DAY] = [-73_050, 73_050];

/**
 * Puts observations in ascending order (by date, then by knownAt). The same one twice is kept once; a date (and instant) with two
 * values is refused, as is a value that is not finite.
 *
 * @throws ProviderError `changed-shape`.
 */
export function arranged(
  found: readonly Observation[],
  place: Answer & { readonly body: string; readonly notes?: readonly string[] },
): Parsed {
  const sorted = isAscending(found) ? found : [...found].sort((a, b) => a.date - b.date || (a.knownAt ?? 0) - (b.knownAt ?? 0));
  const kept: Observation[] = [];
  for (const observation of sorted) {
    refuseImpossible(observation, place);
    const before = kept.at(-1);
    if (before === undefined || before.date !== observation.date || before.knownAt !== observation.knownAt) kept.push(observation);
    else if (before.value !== observation.value) {
      const day = formatCivilDate(observation.date);
      throw wrongShape(place, `${day} occurs twice with different values: ${before.value} and ${observation.value}`, place);
    }
  }
  const repeats = found.length - kept.length;
  return {
    dates: Int32Array.from(kept, ({ date }) => date),
    values: Float64Array.from(kept, ({ value }) => value),
    ...(kept.some(({ adjusted }) => adjusted !== undefined) && {
      adjusted: Float64Array.from(kept, ({ adjusted }) => adjusted ?? Number.NaN),
    }),
    ...(kept.some(({ knownAt }) => knownAt !== undefined) && { knownAt: Float64Array.from(kept, ({ knownAt }) => knownAt ?? Number.NaN) }),
    notes: [...(place.notes ?? []), ...(repeats > 0 ? [`${repeats} rows repeated a date with the same value and were dropped.`] : [])],
  };
}

function refuseImpossible({ date, value }: Observation, place: Answer & { readonly body: string }): void {
  if (!Number.isInteger(date) || date < FIRST_DAY || date > LAST_DAY)
    throw wrongShape(place, `expected a date, found day ${date} since 1970`, place);
  if (!Number.isFinite(value)) throw wrongShape(place, `expected a finite value on ${formatCivilDate(date)}, found ${value}`, place);
}

function isAscending(found: readonly Observation[]): boolean {
  return found.every(({ date, knownAt = 0 }, i) => {
    const before = found[i - 1];
    return before === undefined || before.date < date || (before.date === date && (before.knownAt ?? 0) < knownAt);
  });
}
