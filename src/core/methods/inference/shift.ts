import { quantileSorted } from '../../numerics/quantile.ts';
import { requireFinite } from '../../numerics/require.ts';
import { requirePlaces } from './places.ts';

/** Two shifts whose statistics differ by no more than this are tied. */
export const TIE = 1e-12;

/**
 * The statistic under every rigid shift of the events on the circle of admissible dates:
 *
 *     S_k = mean over events e of outcomes[(e + k) mod n],   k = 0 … n − 1
 *
 * @param outcomes - One for each admissible date.
 * @param events - Places of the events, ascending, at least one.
 * @returns S_0 … S_{n−1}; S_0 is the observed value.
 * @throws RangeError for no event, places that do not ascend or are not among the dates, and outcomes that are not finite.
 */
export function shiftedMeans(outcomes: Float64Array, events: Int32Array): Float64Array {
  requireComparable(outcomes, events);
  const n = outcomes.length;
  const sums = new Float64Array(n);
  for (const event of events) {
    for (let k = 0, j = event; k < n - event; k++, j++) sums[k] = (sums[k] as number) + (outcomes[j] as number);
    for (let k = n - event, j = 0; k < n; k++, j++) sums[k] = (sums[k] as number) + (outcomes[j] as number);
  }
  for (let k = 0; k < n; k++) sums[k] = (sums[k] as number) / events.length;
  return sums;
}

function requireComparable(outcomes: Float64Array, events: Int32Array): void {
  if (events.length === 0) throw new RangeError('there must be at least one event, was none');
  requirePlaces(events, outcomes.length);
  requireFinite('the outcomes', outcomes);
}

/** As {@link shiftedMeans}, with the median over the events (R type 7) instead of the mean. */
export function shiftedMedians(outcomes: Float64Array, events: Int32Array): Float64Array {
  requireComparable(outcomes, events);
  const n = outcomes.length;
  const placed = new Float64Array(events.length);
  const medians = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    for (let e = 0; e < events.length; e++) placed[e] = outcomes[((events[e] as number) + k) % n] as number;
    medians[k] = quantileSorted(sortInPlace(placed), 0.5);
  }
  return medians;
}

const FEW = 24;

/** Sorts ascending; few values by insertion, which is many times faster than a call of the engine's sort. */
function sortInPlace(values: Float64Array): Float64Array {
  if (values.length > FEW) return values.sort();
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    let j = i - 1;
    for (; j >= 0 && (values[j] as number) > value; j--) values[j + 1] = values[j] as number;
    values[j + 1] = value;
  }
  return values;
}

/** How an observed statistic stands among all its shifts; the identity is one of them, so p is never 0. */
export interface ShiftStanding {
  readonly observed: number;
  readonly countUpper: number;
  readonly countLower: number;
  readonly pUpper: number;
  readonly pLower: number;
  /** min(1, 2 min(pUpper, pLower)). */
  readonly pTwoSided: number;
  readonly draws: number;
}

/**
 * Exact p of a statistic among all its shifts: countUpper = #{k : S_k ≥ S_0 − 1e-12}, countLower = #{k : S_k ≤ S_0 + 1e-12}.
 *
 * @param shifts - S_0 … S_{n−1}, at least one.
 * @throws RangeError for none, and for values that are not finite.
 */
export function standing(shifts: Float64Array): ShiftStanding {
  if (shifts.length === 0) throw new RangeError('there must be at least one shift, was none');
  requireFinite('the shifts', shifts);
  return standingOf(shifts[0] as number, shifts);
}

/**
 * Linear shift: as the circular one, but only the shifts that keep every event within the admissible dates, without wrap.
 *
 *     S_k = mean over events e of outcomes[e + k],   k = −min(e) … n − 1 − max(e)
 *
 * A cross-check: it makes no neighbours of the first and the last date, at the price of few shifts where the events span most of the dates.
 *
 * @param events - Places of the events, ascending, at least one.
 * @throws RangeError as {@link shiftedMeans}.
 */
export function linearStanding(outcomes: Float64Array, events: Int32Array): ShiftStanding {
  requireComparable(outcomes, events);
  const first = events[0] as number;
  const places = outcomes.length - ((events.at(-1) as number) - first);
  const shifts = new Float64Array(places);
  for (let start = 0; start < places; start++) {
    let sum = 0;
    for (const event of events) sum += outcomes[event - first + start] as number;
    shifts[start] = sum / events.length;
  }
  return standingOf(shifts[first] as number, shifts);
}

function standingOf(observed: number, shifts: Float64Array): ShiftStanding {
  let countUpper = 0;
  let countLower = 0;
  for (let k = 0; k < shifts.length; k++) {
    if ((shifts[k] as number) >= observed - TIE) countUpper++;
    if ((shifts[k] as number) <= observed + TIE) countLower++;
  }
  const draws = shifts.length;
  const pUpper = countUpper / draws;
  const pLower = countLower / draws;
  return { observed, countUpper, countLower, pUpper, pLower, pTwoSided: Math.min(1, 2 * Math.min(pUpper, pLower)), draws };
}

/** A figure for an effect upwards and one for an effect downwards. */
export interface BothSides {
  readonly up: number;
  readonly down: number;
}

/** The largest p on either side. */
export const largestP = (sides: readonly BothSides[]): BothSides => ({
  up: Math.max(...sides.map(({ up }) => up)),
  down: Math.max(...sides.map(({ down }) => down)),
});

/** The larger p of the plain and the era-centred shift, on either side. */
export function largerP(plain: ShiftStanding, centred: ShiftStanding): BothSides {
  return { up: Math.max(plain.pUpper, centred.pUpper), down: Math.max(plain.pLower, centred.pLower) };
}

/** Standing of the mean without each event in turn, from the sums of the full set: one pass for each event. */
export function leaveOneOutStandings(outcomes: Float64Array, events: Int32Array): ShiftStanding[] {
  const n = outcomes.length;
  const full = shiftedMeans(outcomes, events);
  const others = events.length - 1;
  if (others === 0) return [];
  return Array.from(events, (event) =>
    standing(full.map((value, k) => (value * events.length - (outcomes[(event + k) % n] as number)) / others)),
  );
}

/** Outcomes less the mean outcome of the admissible dates within ±radius calendar days of each (itself included). */
export function eraCentred(dates: Int32Array, outcomes: Float64Array, radius = 365): Float64Array {
  const n = outcomes.length;
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) sums[i + 1] = (sums[i] as number) + (outcomes[i] as number);
  const centred = new Float64Array(n);
  for (let i = 0, from = 0, to = 0; i < n; i++) {
    while ((dates[from] as number) < (dates[i] as number) - radius) from++;
    while (to < n && (dates[to] as number) <= (dates[i] as number) + radius) to++;
    centred[i] = (outcomes[i] as number) - ((sums[to] as number) - (sums[from] as number)) / (to - from);
  }
  return centred;
}
