import { countUpTo } from '../../calendar/schedule.ts';
import { seededStream } from '../../numerics/random.ts';
import { requireFinite, requireInteger } from '../../numerics/require.ts';
import { TIE } from './shift.ts';

/** A test in which each event is replaced by an admissible date that matches it. */
export interface PlaceboStanding {
  readonly observed: number;
  /** Mean over the events of the mean outcome among their own matches. */
  readonly expected: number;
  readonly pUpper: number;
  readonly pLower: number;
  readonly draws: number;
  /** Events that had matches; the others are left out of both sides. */
  readonly observations: number;
  /** Number of different dates that match some event. */
  readonly matches: number;
}

/** The dates that match one event, as runs of places in an ordering of the admissible dates. */
export type Matches = readonly { readonly from: number; readonly to: number }[];

/**
 * Matched placebo: every event is replaced, independently, by one of the dates that match it.
 *
 *     p = (1 + #{draws with mean ≥ observed − 1e-12}) / (1 + draws)
 *
 * @param outcomes - Outcome of each admissible date, in the ordering that `matches` runs over.
 * @param events - For each event its place in that ordering and its matches.
 * @returns Undefined where no event has a match.
 * @throws RangeError for outcomes that are not finite, a place that is not among them, or no draw.
 */
export function matchedPlacebo(
  outcomes: Float64Array,
  events: readonly { readonly place: number; readonly matches: Matches }[],
  { draws, seed }: { readonly draws: number; readonly seed: number },
): PlaceboStanding | undefined {
  requireFinite('the outcomes', outcomes);
  requireInteger('draws', draws, { minimum: 1 });
  for (const { place } of events) requireInteger('the place of an event', place, { minimum: 0, maximum: outcomes.length - 1 });
  const usable = events.filter(({ matches }) => sizeOf(matches) > 0);
  if (usable.length === 0) return undefined;
  const observed = usable.reduce((sum, { place }) => sum + (outcomes[place] as number), 0) / usable.length;
  const sizes = Int32Array.from(usable, ({ matches }) => sizeOf(matches));
  const runs = usable.map(({ matches }) => flatRuns(matches));
  const stream = seededStream(seed);
  let upper = 0;
  let lower = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (let e = 0; e < sizes.length; e++) sum += outcomes[placeAt(runs[e] as Int32Array, stream.below(sizes[e] as number))] as number;
    const drawn = sum / sizes.length;
    if (drawn >= observed - TIE) upper++;
    if (drawn <= observed + TIE) lower++;
  }
  return {
    observed,
    expected: usable.reduce((sum, { matches }, e) => sum + sumOver(outcomes, matches) / (sizes[e] as number), 0) / usable.length,
    pUpper: (1 + upper) / (1 + draws),
    pLower: (1 + lower) / (1 + draws),
    draws,
    observations: usable.length,
    matches: covered(outcomes.length, usable),
  };
}

const sizeOf = (matches: Matches): number => matches.reduce((size, { from, to }) => size + to - from, 0);

/** Runs as [from, length, from, length, …]. */
const flatRuns = (matches: Matches): Int32Array => Int32Array.from(matches.flatMap(({ from, to }) => [from, to - from]));

/** The place of the index-th match. */
function placeAt(runs: Int32Array, index: number): number {
  let left = index;
  for (let run = 0; run < runs.length; run += 2) {
    const length = runs[run + 1] as number;
    if (left < length) return (runs[run] as number) + left;
    left -= length;
  }
  throw new Error('a matched place was drawn outside the matches');
}

function sumOver(outcomes: Float64Array, matches: Matches): number {
  let sum = 0;
  for (const { from, to } of matches) for (let i = from; i < to; i++) sum += outcomes[i] as number;
  return sum;
}

function covered(length: number, events: readonly { readonly matches: Matches }[]): number {
  const seen = new Uint8Array(length);
  for (const { matches } of events) for (const { from, to } of matches) seen.fill(1, from, to);
  return seen.reduce((count, flag) => count + flag, 0);
}

/** Dates with 30 < |Δ| ≤ 365 calendar days from the event. `dates` ascending. */
export function eraMatches(dates: Int32Array, event: number): Matches {
  const day = dates[event] as number;
  return [
    { from: countUpTo(dates, day - 366), to: countUpTo(dates, day - 31) },
    { from: countUpTo(dates, day + 30), to: countUpTo(dates, day + 365) },
  ];
}

/** Places whose key lies within ±radius of the event's. `keys` ascending, without NaN. */
export function nearMatches(keys: Float64Array, event: number, radius: number): Matches {
  const key = keys[event] as number;
  return [{ from: countBelow(keys, key - radius), to: countUpTo(keys, key + radius) }];
}

function countBelow(sorted: Float64Array, value: number): number {
  let count = countUpTo(sorted, value);
  while (count > 0 && sorted[count - 1] === value) count--;
  return count;
}

/** Days since the last beginning of a cycle on or before each date; NaN before the first. */
export function cyclePhase(dates: Int32Array, beginnings: Int32Array): Float64Array {
  return Float64Array.from(dates, (day) => {
    const cycle = countUpTo(beginnings, day) - 1;
    return cycle < 0 ? Number.NaN : day - (beginnings[cycle] as number);
  });
}
