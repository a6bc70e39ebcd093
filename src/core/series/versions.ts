import { DAY_MS } from '../calendar/civil-date.ts';
import type { Versions } from './series.ts';

/** The newest value of each date, and the first instant at which the date had one. Arrays are parallel. */
export interface Newest {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  /** Never descending. */
  readonly knownAt: Float64Array;
}

/** The versions that the world could know at an instant: those with knownAt ≤ instant. The same record where that is all of them. */
export function versionsUntil(versions: Versions, instant: number): Versions {
  const { dates, values, knownAt } = versions;
  const isKnown = (_: number, i: number) => (knownAt[i] as number) <= instant;
  if (knownAt.every((known) => known <= instant)) return versions;
  return { dates: dates.filter(isKnown), values: values.filter(isKnown), knownAt: knownAt.filter(isKnown) };
}

/** A date that became known so much later than one after it was no late release: it was added to the past. */
const ADDED_LATER = 92 * DAY_MS;

/**
 * The newest version of each date.
 *
 * @returns Dates with their newest values. `knownAt` never goes back: a date that was known later than one after it puts the later one
 * off, as nothing may be read before its time. A date that was added to the past long after (more than 92 days after a later date was
 * known) would put off years: it is left out.
 */
export function newestOf({ dates, values, knownAt }: Versions): Newest {
  const ends = dates.map((_, i) => i).filter((i) => dates[i + 1] !== dates[i]);
  const firstKnown = Float64Array.from(ends, (_, k) => knownAt[k === 0 ? 0 : (ends[k - 1] as number) + 1] as number);
  let earliestAfter = Number.POSITIVE_INFINITY;
  const isInTime = new Uint8Array(ends.length);
  for (let k = ends.length - 1; k >= 0; k--) {
    isInTime[k] = (firstKnown[k] as number) - earliestAfter > ADDED_LATER ? 0 : 1;
    earliestAfter = Math.min(earliestAfter, firstKnown[k] as number);
  }
  const kept = Array.from(ends.keys()).filter((k) => isInTime[k]);
  let latest = Number.NEGATIVE_INFINITY;
  return {
    dates: Int32Array.from(kept, (k) => dates[ends[k] as number] as number),
    values: Float64Array.from(kept, (k) => values[ends[k] as number] as number),
    knownAt: Float64Array.from(kept, (k) => (latest = Math.max(latest, firstKnown[k] as number))),
  };
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
  /** Dates whose held value differs and is not this source's to revise. */
  readonly kept: number;
}

export interface ReconcileOptions {
  /** The instant from which a changed value is known, milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  /** Relative difference up to which two values are one. */
  readonly precision: number;
  /** Whether what came tells every version with its instant; else its knownAt is that of the date's first value. */
  readonly hasVintages: boolean;
  /** Whether the held version at an index may be revised; default all. */
  readonly mayRevise?: (index: number) => boolean;
}

/**
 * The rows by which what came differs from what is held. A date that is new gets the instant it came with. A value that differs from the
 * newest held one is known from now on. Vintages put right what is held of a date at every instant: what the source says was valid then
 * is valid, and before its first vintage its first value.
 *
 * @param held - All versions held, ascending in date, knownAt and instant of recording.
 * @param came - Rows of a source, ascending in date and then in knownAt.
 */
export function reconcile(held: Versions, came: Versions, options: ReconcileOptions): Reconciled {
  const { hasVintages, mayRevise = () => true } = options;
  // A first answer is taken as it is.
  if (held.dates.length === 0) return { rows: came, added: countDates(came), revised: 0, same: 0, kept: 0 };
  const rows: Dated[] = [];
  const counts = { added: 0, revised: 0, same: 0, kept: 0 };
  for (let i = 0, j = 0; i < came.dates.length; ) {
    const date = came.dates[i] as number;
    let next = i + 1;
    while (came.dates[next] === date) next++;
    while (j < held.dates.length && (held.dates[j] as number) < date) j++;
    let end = j;
    while (held.dates[end] === date) end++;
    const of = { came, from: i, to: next, held, heldFrom: j, heldTo: end };
    const changes = hasVintages ? vintageChanges(of, options.precision) : newestChange(of, options);
    const isRefused = changes.length > 0 && end > j && !mayRevise(end - 1);
    if (!isRefused) rows.push(...changes);
    counts[isRefused ? 'kept' : changes.length === 0 ? 'same' : j === end ? 'added' : 'revised']++;
    i = next;
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

const countDates = ({ dates }: Versions): number => dates.reduce((count, day, i) => count + (dates[i + 1] === day ? 0 : 1), 0);

interface Version {
  readonly value: number;
  readonly knownAt: number;
}

type Dated = Version & { readonly date: number };

/** The versions of one date on either side: half-open ranges of indices. */
interface OfDate {
  readonly came: Versions;
  readonly from: number;
  readonly to: number;
  readonly held: Versions;
  readonly heldFrom: number;
  readonly heldTo: number;
}

const NONE: readonly Dated[] = [];

/** A source that knows one value of each date: what differs from the newest held is known from now on. */
function newestChange({ came, to, held, heldFrom, heldTo }: OfDate, { now, precision }: ReconcileOptions): readonly Dated[] {
  const [date, value] = [came.dates[to - 1] as number, came.values[to - 1] as number];
  if (heldFrom === heldTo) return [{ date, value, knownAt: came.knownAt[to - 1] as number }];
  if (isSame(value, held.values[heldTo - 1] as number, precision)) return NONE;
  return [{ date, value, knownAt: Math.max(now, (held.knownAt[heldTo - 1] as number) + 1) }];
}

/** A source that knows all versions: at every instant of either side, what it says was valid, where that is not so yet. */
function vintageChanges({ came, from, to, held, heldFrom, heldTo }: OfDate, precision: number): readonly Dated[] {
  const [theirs, ours] = [slice(came, from, to), slice(held, heldFrom, heldTo)];
  const date = came.dates[from] as number;
  const instants = [...new Set([...ours, ...theirs].map(({ knownAt }) => knownAt))].sort((a, b) => a - b);
  const added: Dated[] = [];
  for (const instant of instants) {
    const { value } = validAt(theirs, instant) ?? (theirs[0] as Version);
    const before = validAt(ours, instant);
    const own = added.at(-1);
    const valid = own && (!before || own.knownAt >= before.knownAt) ? own : before;
    if (!valid || !isSame(value, valid.value, precision)) added.push({ date, value, knownAt: instant });
  }
  return added;
}

function slice({ values, knownAt }: Versions, from: number, to: number): Version[] {
  return Array.from({ length: to - from }, (_, i) => ({ value: values[from + i] as number, knownAt: knownAt[from + i] as number }));
}

const validAt = (versions: readonly Version[], instant: number): Version | undefined =>
  versions.findLast(({ knownAt }) => knownAt <= instant);

/** Whether two readings are of one value. */
export function isSame(a: number, b: number, precision: number): boolean {
  return a === b || Math.abs(a - b) <= precision * Math.max(Math.abs(a), Math.abs(b));
}
