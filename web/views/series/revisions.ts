/** Values by date, ascending. */
export interface Values {
  readonly dates: readonly string[];
  readonly values: readonly number[];
}

export interface Revision {
  readonly date: string;
  readonly then: number;
  /** Null where the value has been taken back. */
  readonly now: number | null;
}

/** What of the values known then is another today, and how many dates have come since; both may be empty. */
export function revisionsBetween(then: Values, now: Values): { readonly revised: readonly Revision[]; readonly added: number } {
  const today = new Map(now.dates.map((date, i) => [date, now.values[i] as number]));
  const revised: Revision[] = [];
  let kept = 0;
  then.dates.forEach((date, i) => {
    const value = then.values[i] as number;
    const current = today.get(date);
    if (current !== undefined) kept += 1;
    if (current !== value) revised.push({ date, then: value, now: current ?? null });
  });
  return { revised, added: now.dates.length - kept };
}

/** The revision that moved a value most, relative to what it is today; one that was taken back counts before all. */
export function largestRevision(revised: readonly Revision[]): Revision | undefined {
  const sizeOf = ({ then, now }: Revision) =>
    now === null ? Number.POSITIVE_INFINITY : Math.abs(then - now) / Math.max(Math.abs(now), 1e-12);
  return revised.reduce<Revision | undefined>((most, one) => (most === undefined || sizeOf(one) > sizeOf(most) ? one : most), undefined);
}

/** The lowest and the highest of some values, with their dates; undefined where there are none. */
export function extremesOf({ dates, values }: Values) {
  if (values.length === 0) return undefined;
  let low = 0;
  let high = 0;
  values.forEach((value, i) => {
    if (value < (values[low] as number)) low = i;
    if (value > (values[high] as number)) high = i;
  });
  const at = (i: number) => ({ date: dates[i] as string, value: values[i] as number });
  return { low: at(low), high: at(high), first: at(0), last: at(values.length - 1) };
}

/** The last value of each year, oldest first. */
export function yearEnds({ dates, values }: Values): { readonly date: string; readonly value: number }[] {
  return dates.flatMap((date, i) => (dates[i + 1]?.slice(0, 4) === date.slice(0, 4) ? [] : [{ date, value: values[i] as number }]));
}
