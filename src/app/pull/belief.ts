import type { EpochDay } from '../../core/calendar/civil-date.ts';
import type { Versions } from '../../core/series/series.ts';
import { isSame } from '../../core/series/versions.ts';
import type { HeldRows } from '../../store/store.ts';

/** Values by date. */
interface Values {
  readonly dates: Int32Array;
  readonly values: Float64Array;
}

/** What is held of a series, by the source of each date's newest value. */
export interface Belief extends Values {
  /** Source of each date's newest value. */
  readonly owners: readonly string[];
}

/** The newest value of each date, and whose it is. */
export function beliefOf(held: HeldRows): Belief {
  const newest = Array.from(held.dates.keys()).filter((i) => held.dates[i + 1] !== held.dates[i]);
  return {
    dates: Int32Array.from(newest, (i) => held.dates[i] as number),
    values: Float64Array.from(newest, (i) => held.values[i] as number),
    owners: newest.map((i) => held.sources[i] as string),
  };
}

/** Dates and values of one source. */
export function ownedBy({ dates, values, owners }: Belief, source: string): Values {
  const isOwn = (_: number, i: number) => owners[i] === source;
  return { dates: dates.filter(isOwn), values: values.filter(isOwn) };
}

/**
 * Whether a source may revise a held version: its own, and those of sources that stood in for it. What was imported is the user's own.
 *
 * @param order - The series' sources, the best first.
 */
export function mayRevise({ sources }: HeldRows, source: string, order: readonly string[]): (index: number) => boolean {
  const isYielding = yieldsTo(source, order);
  return (index) => isYielding(sources[index] as string);
}

/** Whether the values of an owner may be revised by a source: its own, those of sources behind it, and of sources that are no longer asked. */
function yieldsTo(source: string, order: readonly string[]): (owner: string) => boolean {
  const rank = order.indexOf(source);
  return (owner) => {
    const at = order.indexOf(owner);
    return owner === source || (owner !== IMPORTED && (at < 0 || at > rank));
  };
}

/** Dates and values that a source may not revise. */
export function standingBefore({ dates, values, owners }: Belief, source: string, order: readonly string[]): Values {
  const isYielding = yieldsTo(source, order);
  const stands = (_: number, i: number) => !isYielding(owners[i] as string);
  return { dates: dates.filter(stands), values: values.filter(stands) };
}

/** Dates and values of all sources but one. */
export function notOf({ dates, values, owners }: Belief, source: string): Values {
  const isOther = (_: number, i: number) => owners[i] !== source;
  return { dates: dates.filter(isOther), values: values.filter(isOther) };
}

/** So many of the last common dates tell whether two sources say the same. */
const LAST_DATES = 10;

/**
 * How two sources stand on the last ten dates that both have: `apart` where any differs beyond the tolerance, or all by one factor;
 * `together` where they do not; `unknown` where there are fewer such dates, or all are zero.
 */
export function standing(
  held: Values,
  came: Values,
  { tolerance, precision }: { tolerance: number; precision: number },
): 'together' | 'apart' | 'unknown' {
  const pairs = commonValues(held, came).slice(-LAST_DATES);
  if (pairs.some(({ before, after }) => !isSame(before, after, tolerance))) return 'apart';
  if (newBase(held, came, precision) !== undefined) return 'apart';
  const isTold = pairs.length === LAST_DATES && pairs.some(({ before }) => before !== 0);
  if (!isTold) return 'unknown';
  const ratios = pairs.map(({ before, after }) => (before === 0 ? 1 : after / before)).sort((a, b) => a - b);
  // Within the tolerance, but always on one side: taken on, it would make a step.
  return isSame(ratios[LAST_DATES >> 1] as number, 1, STEP) ? 'together' : 'unknown';
}

/** What the user gave by hand. */
export const IMPORTED = 'import';
/** A difference in level between two sources that is no step yet. */
const STEP = 1e-3;

/** So many changed values of a source's own are no late correction: the past has another base, or was worked over. */
const MANY = 3;

/** Whether an answer that gives a part of the past says that the rest may have changed as well. */
export function asksForWhole(own: Values, came: Values, precision: number): boolean {
  const pairs = commonValues(own, came);
  const changed = pairs.filter(({ before, after }) => !isSame(before, after, precision));
  return changed.length >= MANY || (changed[0] !== undefined && changed[0] === pairs[0]);
}

/** A factor nearer to 1 is rounding; ratios that differ by more are corrections, not one factor. */
const [SMALLEST_FACTOR, ONE_FACTOR] = [1e-5, 1e-6];

/** The factor by which the common dates changed, where most did by one: a split, or dividends in adjusted closes. */
export function newBase(own: Values, came: Values, precision: number): number | undefined {
  const ratios = commonValues(own, came)
    .map(({ before, after }) => after / before)
    .filter((ratio) => Number.isFinite(ratio) && ratio > 0)
    .sort((a, b) => a - b);
  const median = ratios[ratios.length >> 1];
  if (median === undefined || ratios.length < MANY || isSame(median, 1, Math.max(SMALLEST_FACTOR, 20 * precision))) return undefined;
  const near = ratios.filter((ratio) => isSame(ratio, median, Math.max(ONE_FACTOR, 10 * precision))).length;
  return near >= MANY && 2 * near > ratios.length ? median : undefined;
}

/** The first date of a source's own that an answer does not reach back to; undefined where it reaches all. */
export function firstUnreached(own: Values, came: Values): EpochDay | undefined {
  const first = own.dates[0];
  return first !== undefined && (came.dates[0] === undefined || first < came.dates[0]) ? first : undefined;
}

function commonValues(own: Values, came: Values): { before: number; after: number }[] {
  const values = new Map(Array.from(own.dates, (day, i) => [day, own.values[i] as number]));
  return Array.from(came.dates, (day, i) => ({ before: values.get(day), after: came.values[i] as number })).filter(
    (pair): pair is { before: number; after: number } => pair.before !== undefined,
  );
}

/** Rows after a date. */
export function after(rows: Versions, date: EpochDay): Versions {
  const isLater = (_: number, i: number) => (rows.dates[i] as number) > date;
  return { dates: rows.dates.filter(isLater), values: rows.values.filter(isLater), knownAt: rows.knownAt.filter(isLater) };
}
