import type { EpochDay } from '../calendar/civil-date.ts';
import type { Checked } from '../language/check.ts';
import { evaluateTrigger } from '../language/evaluate.ts';
import type { Environment } from '../language/function-definition.ts';
import type { Series } from '../series/series.ts';

/** What a trigger or condition was on a date, as it was known at an instant. */
export interface Reading {
  readonly date: EpochDay;
  /** Instant from which it was known so, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  readonly holds: boolean;
  /** Value of the expression's first series; NaN where it has none. */
  readonly value: number;
}

/**
 * What a trigger or condition was, date by date, each as it could be known then: of every date from the instant at which it was first
 * known, and of the newest date once more wherever a past value was changed.
 *
 * @param environmentAt - Everything that was known at an instant.
 * @param series - The series that the expression reads, whole.
 * @param span - Instants of the first and last reading that is wanted, both included, milliseconds since 1970-01-01T00:00Z.
 * @returns Readings in the order of their instants, then dates; dates before the expression's warm-up are left out.
 * @remarks Between two instants at which a past value changed the data only grow, and growth never changes the past: one evaluation at
 * the end of such a time gives what an evaluation at each of its instants would.
 */
export function readingsOf(
  checked: Checked,
  environmentAt: (instant: number) => Environment,
  { series, since, until }: { readonly series: readonly Series[]; readonly since: number; readonly until: number },
): readonly Reading[] {
  const breaks = [...new Set(series.flatMap(changeInstants))]
    .filter((instant) => instant > since && instant <= until)
    .sort((a, b) => a - b);
  const starts = [since, ...breaks];
  return starts.flatMap((start, i) => {
    const end = i + 1 < starts.length ? (starts[i + 1] as number) - 1 : until;
    return readingsWithin(checked, environmentAt(end), { start, end, isChange: i > 0 });
  });
}

function readingsWithin(
  checked: Checked,
  environment: Environment,
  { start, end, isChange }: { readonly start: number; readonly end: number; readonly isChange: boolean },
): readonly Reading[] {
  const { dates, knownAt, on, values, warmup } = evaluateTrigger(checked, environment);
  const readings: Reading[] = [];
  for (let i = warmup; i < dates.length; i++) {
    const known = knownAt[i] as number;
    const isNewest = known <= start && (i + 1 === dates.length || (knownAt[i + 1] as number) > start);
    if (known > end || (known < start && !(isChange && isNewest))) continue;
    readings.push({ date: dates[i] as number, at: Math.max(known, start), holds: on[i] === 1, value: values[i] as number });
  }
  return readings;
}

/** Instants at which a value became known of a date that was not the newest: all but growth. */
function changeInstants({ versions }: Series): readonly number[] {
  if (!versions) return [];
  const { dates, knownAt } = versions;
  const order = Array.from(dates.keys()).sort(
    (a, b) => (knownAt[a] as number) - (knownAt[b] as number) || (dates[a] as number) - (dates[b] as number),
  );
  let newest = Number.NEGATIVE_INFINITY;
  return order.flatMap((i) => {
    const isGrowth = (dates[i] as number) > newest;
    newest = Math.max(newest, dates[i] as number);
    return isGrowth ? [] : [knownAt[i] as number];
  });
}
