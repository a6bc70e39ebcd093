import { DAY_MS } from '../../calendar/civil-date.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { requireBetween } from '../../numerics/require.ts';
import type { EventSet } from '../../series/curve.ts';
import { type ShiftStanding, shiftedMeans, standing } from '../inference/shift.ts';

/** Which of two kinds of events comes first, beside all shifts of the second kind. Counts are of pairs within the window. */
export interface EventOrder {
  /** Pairs in which a's event was over before the interval of b's began. */
  readonly aFirst: ShiftStanding;
  /** Pairs in which b's was over before a's began. */
  readonly bFirst: ShiftStanding;
  /** aFirst − bFirst. */
  readonly net: ShiftStanding;
  /** Pairs whose intervals share time or end at one instant, so that nobody can say which came first. */
  readonly undetermined: number;
  /** Means over all shifts: what chance gives. */
  readonly expected: { readonly aFirst: number; readonly bFirst: number };
  readonly windowDays: number;
  /** Events of each kind in the time that both calendars cover. */
  readonly events: { readonly a: number; readonly b: number };
  /** Places on the circle: b's observations in that time. */
  readonly observations: number;
}

/**
 * Order of two kinds of events: how often a's comes before b's within so many days, and b's before a's, against every shift of b's
 * events round the circle of b's own observations.
 *
 *     a first: k_a ≤ k_(b−1) and k_b − k_a ≤ window;   b first: k_b ≤ k_(a−1) and k_a − k_b ≤ window
 *     p = #{s : count_s ≥ count_0} / n,   s = 0 … n − 1
 *
 * k_a is the instant at which a's event was known, k_(a−1) that of the observation before: the event fell somewhere between the two. Two events
 * whose intervals share time, or that became known at one instant, have no order, whatever their dates: a New York close comes before the
 * 24:00 UTC close of its date, but the day that ended there had begun long before.
 *
 * @param a - Events with their calendars; the time before either could fire is left out.
 * @param b - As `a`.
 * @param windowDays - Largest distance of a pair, above 0.
 * @returns Insufficient with fewer than two events of a kind in the common time.
 * @throws RangeError for a window that is not above 0 or not finite.
 * @remarks An event may stand in several pairs. The shifts keep the distances of each kind's events and b's calendar. Missing values: none are
 * read. Checked against all pairs, shift by shift.
 */
export function eventOrder(a: EventSet, b: EventSet, windowDays: number): EventOrder | Insufficient {
  requireBetween('the window in days', windowDays, { above: 0, below: Number.POSITIVE_INFINITY });
  const span = commonSpan(a, b);
  const [ofA, ofB] = [placesWithin(a, span), placesWithin(b, span)];
  const aEvents = ofA.filter((i) => a.on[i]);
  const bEvents = Int32Array.from(ofB.keys()).filter((place) => b.on[ofB[place] as number]);
  const fewer = Math.min(aEvents.length, bEvents.length);
  if (fewer < 2) return insufficient('an order needs two events of each kind in the common time', 2, fewer);
  const orders = ordersOf(intervalsOf(a, aEvents), intervalsOf(b, ofB), windowDays * DAY_MS);
  const shifted = (counts: Float64Array) => shiftedMeans(counts, bEvents).map((mean) => Math.round(mean * bEvents.length));
  const [aFirst, bFirst] = [shifted(orders.aFirst), shifted(orders.bFirst)];
  return {
    aFirst: standing(aFirst),
    bFirst: standing(bFirst),
    net: standing(aFirst.map((count, s) => count - (bFirst[s] as number))),
    undetermined: bEvents.reduce((sum, place) => sum + (orders.undetermined[place] as number), 0),
    expected: { aFirst: meanOf(aFirst), bFirst: meanOf(bFirst) },
    windowDays,
    events: { a: aEvents.length, b: bEvents.length },
    observations: ofB.length,
  };
}

const meanOf = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0) / counts.length;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The instants between which both kinds of events could be seen. */
function commonSpan(a: EventSet, b: EventSet): Stretch {
  const first = ({ knownAt, warmup }: EventSet) => knownAt[warmup] ?? Number.POSITIVE_INFINITY;
  const last = ({ knownAt }: EventSet) => knownAt.at(-1) ?? Number.NEGATIVE_INFINITY;
  return { from: Math.max(first(a), first(b)), to: Math.min(last(a), last(b)) };
}

/** Observations of a calendar within a stretch; the first of all has none before it and so no interval. */
const placesWithin = ({ knownAt }: EventSet, { from, to }: Stretch): Int32Array =>
  Int32Array.from(knownAt.keys()).filter((i) => i > 0 && (knownAt[i] as number) >= from && (knownAt[i] as number) <= to);

const intervalsOf = ({ knownAt }: EventSet, indices: Int32Array): Stretch[] =>
  Array.from(indices, (i) => ({ from: knownAt[i - 1] as number, to: knownAt[i] as number }));

/** Whether one interval is over before another begins; of two that end at one instant neither is. */
const isBefore = (one: Stretch, other: Stretch): boolean => one.to <= other.from && one.to < other.to;

/** For each place of b's circle how many of a's events come before it, after it, or share time with it, within the window. */
function ordersOf(aEvents: readonly Stretch[], places: readonly Stretch[], window: number) {
  const counted = (fits: (a: Stretch, b: Stretch) => boolean) =>
    Float64Array.from(places, (b) => aEvents.reduce((count, a) => count + (fits(a, b) ? 1 : 0), 0));
  return {
    aFirst: counted((a, b) => isBefore(a, b) && b.to - a.to <= window),
    bFirst: counted((a, b) => isBefore(b, a) && a.to - b.to <= window),
    undetermined: counted((a, b) => !isBefore(a, b) && !isBefore(b, a)),
  };
}
