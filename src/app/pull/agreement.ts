import type { Agreement } from '../../contract/pull.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { isSame } from '../../core/series/versions.ts';

interface Values {
  readonly dates: Int32Array;
  readonly values: Float64Array;
}

/** How a second source compares with the first on the dates that both have. */
export function agreementOf(first: Values, second: Values, { source, tolerance }: { source: string; tolerance: number }): Agreement {
  const values = new Map(Array.from(first.dates, (day, i) => [day, first.values[i] as number]));
  const pairs = Array.from(second.dates, (day, i) => ({ day, a: values.get(day), b: second.values[i] as number })).filter(
    (pair): pair is { day: number; a: number; b: number } => pair.a !== undefined,
  );
  const apart = pairs.filter(({ a, b }) => !isSame(a, b, tolerance));
  const difference = ({ a, b }: { a: number; b: number }) => Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), Number.MIN_VALUE);
  const worst = apart.reduce<(typeof apart)[number] | undefined>(
    (most, pair) => (most === undefined || difference(pair) > difference(most) ? pair : most),
    undefined,
  );
  return {
    source,
    compared: pairs.length,
    beyond: apart.length,
    tolerance,
    worst: worst ? { date: formatCivilDate(worst.day), first: worst.a, second: worst.b } : null,
  };
}
