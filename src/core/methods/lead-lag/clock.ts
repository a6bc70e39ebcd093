import { quantileSorted } from '../../numerics/quantile.ts';
import { requireInteger } from '../../numerics/require.ts';
import type { PairedChanges } from './align.ts';

/** Hours: the least, the median and the greatest of some. */
export interface Hours {
  readonly least: number;
  readonly median: number;
  readonly greatest: number;
}

/** How the two intervals that a lag compares lie in time. */
export interface LagClock {
  /** Positive: b's later interval; negative: a's. */
  readonly lag: number;
  /** Hours that both intervals share, as a share of a's hours, over all pairs. */
  readonly overlap: number;
  /** The side whose interval is over, in every pair, before the other's begins; null where some share time. */
  readonly first: 'a' | 'b' | null;
}

/** What the clocks of two paired series say of their lags. */
export interface PairClock {
  /** The side that is known later in the pairs; null where both are known at the same instants. */
  readonly later: 'a' | 'b' | null;
  /** From the earlier instant of a pair to the later. */
  readonly gapHours: Hours;
  /** Length of a's intervals. */
  readonly intervalHours: Hours;
  readonly lags: readonly LagClock[];
  /** Smallest lag from which on the leader's interval is always over before the other's begins; null where none is within reach. */
  readonly leadCountsFrom: { readonly a: number | null; readonly b: number | null };
  /** The above for a reader. */
  readonly statement: string;
  readonly observations: number;
}

type Names = Readonly<Record<'a' | 'b', string>>;

const HOUR_MS = 3_600_000;

/**
 * How the intervals of paired changes lie in time, lag by lag: lag k compares a's interval t with b's interval t + k.
 *
 * @param changes - Changes with the instants from which their ends were known.
 * @param maxLag - L: lags from −L to L, below the number of changes.
 * @param names - What the statement calls the two.
 * @throws RangeError for a largest lag outside 0 … n − 1.
 * @remarks Closes that are called simultaneous by their date are not: at the lag 0 the later clock has hours that the
 * earlier one has not seen (a partial lead of the earlier), and at the lag that sets the later clock's interval first the two
 * still share those hours (no lead of the later). Only lags without common hours can show a lead. Missing values: propagates.
 */
export function pairClock(
  changes: PairedChanges,
  { maxLag, names = { a: 'a', b: 'b' } }: { readonly maxLag: number; readonly names?: Names },
): PairClock {
  const { knownA, knownB, observations } = changes;
  requireInteger('the largest lag', maxLag, { minimum: 0, maximum: observations - 1 });
  const gaps = knownB.map((instant, i) => instant - (knownA[i] as number));
  const later = gaps.every((gap) => gap === 0) ? null : gaps.some((gap) => gap > 0) ? 'b' : 'a';
  const lags = Array.from({ length: 2 * maxLag + 1 }, (_, i) => lagClock(changes, i - maxLag));
  const described = {
    later,
    gapHours: hoursOf(gaps.map(Math.abs)),
    intervalHours: hoursOf(knownA.subarray(1).map((instant, i) => instant - (knownA[i] as number))),
    lags,
    leadCountsFrom: { a: countsFrom(lags, 'a'), b: countsFrom(lags, 'b') },
    observations,
  } as const;
  return { ...described, statement: statementOf(described, names) };
}

function hoursOf(milliseconds: Float64Array): Hours {
  const hours = milliseconds.map((value) => value / HOUR_MS).sort();
  return { least: hours[0] as number, median: quantileSorted(hours, 0.5), greatest: hours.at(-1) as number };
}

function lagClock({ knownA, knownB, observations }: PairedChanges, lag: number): LagClock {
  let [shared, whole, aFirst, bFirst] = [0, 0, true, true];
  for (let t = Math.max(0, -lag); t < Math.min(observations, observations - lag); t++) {
    const [startA, endA] = [knownA[t] as number, knownA[t + 1] as number];
    const [startB, endB] = [knownB[t + lag] as number, knownB[t + lag + 1] as number];
    shared += Math.max(0, Math.min(endA, endB) - Math.max(startA, startB));
    whole += endA - startA;
    aFirst &&= endA <= startB;
    bFirst &&= endB <= startA;
  }
  return { lag, overlap: shared / whole, first: aFirst ? 'a' : bFirst ? 'b' : null };
}

/** The smallest lag (as a positive number) from which on every lag on a side has that side first. */
function countsFrom(lags: readonly LagClock[], side: 'a' | 'b'): number | null {
  const sign = side === 'a' ? 1 : -1;
  const outwards = lags.filter(({ lag }) => lag * sign > 0).sort((x, y) => Math.abs(y.lag) - Math.abs(x.lag));
  const broken = outwards.findIndex(({ first }) => first !== side);
  const clean = broken < 0 ? outwards.length : broken;
  return clean === 0 ? null : Math.abs((outwards[clean - 1] as LagClock).lag);
}

function statementOf({ later, gapHours, lags, leadCountsFrom }: Omit<PairClock, 'statement'>, names: Names): string {
  const from = (side: 'a' | 'b') =>
    leadCountsFrom[side] === null
      ? `no lag within reach can show a lead of ${names[side]}`
      : `a lead of ${names[side]} counts from lag ${leadCountsFrom[side]}`;
  const leads = `${from('a')}; ${from('b')}.`;
  if (later === null) return `Both are known at the same instants: ${leads}`;
  const [last, first] = later === 'b' ? [names.b, names.a] : [names.a, names.b];
  const behind = lags.find(({ lag }) => lag === (later === 'b' ? -1 : 1));
  const shared =
    behind && behind.overlap > 0
      ? `; one step on, with ${last} set first, the two still share ${percent(behind.overlap)} of the hours, which is no lead of ${last}`
      : '';
  return `${last} is known ${rangeOf(gapHours)} after ${first}, so equal dates are not simultaneous: at lag 0 part of ${last}'s change comes after ${first}'s is known${shared}: ${leads}`;
}

function rangeOf({ least, median, greatest }: Hours): string {
  const hours = (value: number) => `${Math.round(10 * value) / 10} h`;
  return least === greatest ? hours(median) : `${hours(median)} (${hours(least)} to ${hours(greatest)})`;
}

const percent = (share: number): string => `${Math.round(1000 * share) / 10} %`;
