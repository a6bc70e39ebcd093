import type { Versions } from './series.ts';

/** The newest value of each date, and the first instant at which the date had one. Arrays are parallel. */
export interface Newest {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  /** Ascending: a date that was added after later ones counts as known with the next. */
  readonly knownAt: Float64Array;
}

/** The versions that the world could know at an instant: those with knownAt ≤ instant. The same record where that is all of them. */
export function versionsUntil(versions: Versions, instant: number): Versions {
  const { dates, values, knownAt } = versions;
  const isKnown = (_: number, i: number) => (knownAt[i] as number) <= instant;
  if (knownAt.every((known) => known <= instant)) return versions;
  return { dates: dates.filter(isKnown), values: values.filter(isKnown), knownAt: knownAt.filter(isKnown) };
}

/** The newest version of each date. */
export function newestOf({ dates, values, knownAt }: Versions): Newest {
  const isLast = (day: number, i: number) => dates[i + 1] !== day;
  const lasts = dates.filter(isLast);
  const firstKnown = new Float64Array(lasts.length);
  const newest = new Float64Array(lasts.length);
  let size = 0;
  dates.forEach((day, i) => {
    if (i === 0 || dates[i - 1] !== day) firstKnown[size] = knownAt[i] as number;
    if (isLast(day, i)) newest[size++] = values[i] as number;
  });
  for (let i = lasts.length - 2; i >= 0; i--) firstKnown[i] = Math.min(firstKnown[i] as number, firstKnown[i + 1] as number);
  return { dates: lasts, values: newest, knownAt: firstKnown };
}

/** Whether the newest values do not tell all: a date had another value before, or was known later than a date after it. */
export const hasHistory = ({ dates, knownAt }: Versions): boolean =>
  dates.some((day, i) => i > 0 && (dates[i - 1] === day || (knownAt[i - 1] as number) > (knownAt[i] as number)));

/** What is held against what came: the rows to add, and how many dates are new or have a new value. */
export interface Reconciled {
  readonly rows: Versions;
  readonly added: number;
  readonly revised: number;
  /** Dates that came with the value that was held. */
  readonly same: number;
}

/**
 * The rows by which what came differs from what is held. A date that is new gets the instant it came with; a value that differs
 * from the newest held one is a version of its own, known from the instant that it came with or, without one, from `now`.
 *
 * @param held - All versions held.
 * @param came - Rows of a source, ascending in date and then in knownAt.
 * @param precision - Relative difference up to which two values are one.
 * @param hasVintages - Whether `came` tells every version with its instant; else its knownAt is that of the date's first value.
 */
export function reconcile(
  held: Versions,
  came: Versions,
  { now, precision, hasVintages }: { now: number; precision: number; hasVintages: boolean },
): Reconciled {
  const rows: { date: number; value: number; knownAt: number }[] = [];
  const counts = { added: 0, revised: 0, same: 0 };
  for (let i = 0, j = 0; i < came.dates.length; ) {
    const date = came.dates[i] as number;
    let last = i;
    while (came.dates[last + 1] === date) last++;
    while (j < held.dates.length && (held.dates[j] as number) < date) j++;
    let end = j;
    while (held.dates[end] === date) end++;
    const of = { date, came: slice(came, i, last + 1), held: slice(held, j, end) };
    const added = hasVintages ? newVintages(of, precision) : newVersion(of, { now, precision });
    rows.push(...added);
    counts[added.length === 0 ? 'same' : j === end ? 'added' : 'revised']++;
    i = last + 1;
  }
  return {
    rows: {
      dates: Int32Array.from(rows, ({ date }) => date),
      values: Float64Array.from(rows, ({ value }) => value),
      knownAt: Float64Array.from(rows, ({ knownAt }) => knownAt),
    },
    ...counts,
  };
}

interface Version {
  readonly value: number;
  readonly knownAt: number;
}

interface OfDate {
  readonly date: number;
  readonly came: readonly Version[];
  readonly held: readonly Version[];
}

function slice({ values, knownAt }: Versions, from: number, to: number): Version[] {
  return Array.from({ length: to - from }, (_, i) => ({ value: values[from + i] as number, knownAt: knownAt[from + i] as number }));
}

/** A source that knows one value of each date: what differs from the newest held is known from now on. */
function newVersion({ date, came, held }: OfDate, { now, precision }: { now: number; precision: number }): ({ date: number } & Version)[] {
  const newest = held.at(-1);
  const { value, knownAt } = came.at(-1) as Version;
  if (newest === undefined) return [{ date, value, knownAt }];
  return isSame(value, newest.value, precision) ? [] : [{ date, value, knownAt: Math.max(now, newest.knownAt + 1) }];
}

/** A source that knows all versions: those whose instant is not held, or is held with another value before it. */
function newVintages({ date, came, held }: OfDate, precision: number): ({ date: number } & Version)[] {
  return came
    .filter(({ value, knownAt }) => {
      const valid = held.findLast((version) => version.knownAt <= knownAt);
      return valid === undefined || !isSame(value, valid.value, precision);
    })
    .map((version) => ({ date, ...version }));
}

/** Whether two readings are of one value. */
export function isSame(a: number, b: number, precision: number): boolean {
  return a === b || Math.abs(a - b) <= precision * Math.max(Math.abs(a), Math.abs(b));
}
