import { addSpan, type EpochDay, formatSpan, type Span } from '../calendar/civil-date.ts';
import { countUpTo, type Schedule } from '../calendar/schedule.ts';
import type { Series } from './series.ts';

/** The values of an expression on the dates of its first series; NaN where it has none (yet). Arrays are parallel. */
export interface Curve {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  readonly knownAt: Float64Array;
  readonly schedule: Schedule;
  /** Index of the first date on which the expression could have a value, on any data. */
  readonly warmup: number;
}

/** The dates on which something happens or holds, on the calendar of the expression's first series. */
export interface EventSet {
  readonly dates: Int32Array;
  readonly knownAt: Float64Array;
  readonly schedule: Schedule;
  /** 1 on the dates of the events, else 0. */
  readonly on: Uint8Array;
  /** Value of the first series on each date, for the reader. */
  readonly values: Float64Array;
  /** Index of the first date on which it could fire, on any data. */
  readonly warmup: number;
  /** What the reader must know of how the events were found. */
  readonly notes: readonly string[];
}

/** A lookback or horizon: so many observations, or a calendar span. */
export type Extent = { readonly count: number } | Span;

/** Whether an extent is a calendar span, not a count. */
export const isSpan = (extent: Extent): extent is Span => 'unit' in extent;

/** An extent as the language writes it: `250`, `180d`. */
export const formatExtent = (extent: Extent): string => (isSpan(extent) ? formatSpan(extent) : String(extent.count));

/** A series as the simplest expression. */
export function curveOf(series: Series): Curve {
  const { dates, values, knownAt, schedule } = series;
  return { dates, values, knownAt, schedule, warmup: 0 };
}

/** Index of a date in ascending dates, or −1. */
export function indexOfDate(dates: Int32Array, day: EpochDay): number {
  const index = countUpTo(dates, day) - 1;
  return index >= 0 && dates[index] === day ? index : -1;
}

/** Index of the first date ≥ `day`; the length where there is none. */
export const firstIndexFrom = (dates: Int32Array, day: EpochDay): number => countUpTo(dates, day - 1);

/** Positions of the dates that are in both arrays (inner join), as parallel index arrays. */
export function commonDates(a: Int32Array, b: Int32Array): { left: Int32Array; right: Int32Array } {
  const left: number[] = [];
  const right: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const gap = (a[i] as number) - (b[j] as number);
    if (gap === 0) {
      left.push(i);
      right.push(j);
    }
    if (gap <= 0) i++;
    if (gap >= 0) j++;
  }
  return { left: Int32Array.from(left), right: Int32Array.from(right) };
}

/** The curve at some of its dates; it can fire from its old warm-up date on. */
export function select(curve: Curve, indices: Int32Array): Curve {
  const warmDate = curve.dates[curve.warmup];
  const dates = Int32Array.from(indices, (i) => curve.dates[i] as number);
  return {
    dates,
    values: Float64Array.from(indices, (i) => curve.values[i] as number),
    knownAt: Float64Array.from(indices, (i) => curve.knownAt[i] as number),
    schedule: curve.schedule,
    warmup: warmDate === undefined ? dates.length : firstIndexFrom(dates, warmDate),
  };
}

/** Two curves on the dates that both have: parallel, with the later of the two instants of knowledge. */
export function joined(a: Curve, b: Curve): { a: Curve; b: Curve } {
  if (a.dates === b.dates) return withCommonClock(a, b);
  const { left, right } = commonDates(a.dates, b.dates);
  return withCommonClock(select(a, left), select(b, right));
}

function withCommonClock(a: Curve, b: Curve): { a: Curve; b: Curve } {
  const knownAt = a.knownAt === b.knownAt ? a.knownAt : a.knownAt.map((instant, i) => Math.max(instant, b.knownAt[i] as number));
  const warmup = Math.max(a.warmup, b.warmup);
  return { a: { ...a, knownAt, warmup }, b: { ...b, knownAt, warmup, schedule: a.schedule } };
}

/** `f` of two operands date by date, a number standing for a constant series. */
export function combine(a: Curve | number, b: Curve | number, f: (x: number, y: number) => number): Curve {
  if (typeof a === 'number') {
    const curve = b as Curve;
    return { ...curve, values: curve.values.map((y) => f(a, y)) };
  }
  if (typeof b === 'number') return { ...a, values: a.values.map((x) => f(x, b)) };
  const pair = joined(a, b);
  return { ...pair.a, values: pair.a.values.map((x, i) => f(x, pair.b.values[i] as number)) };
}

/**
 * For each date the index of the first observation of the lookback that ends there, or −1 where the data do not
 * reach back so far. `n` observations are i − n + 1 … i; a span holds the dates in (date − span, date].
 */
export function lookbackStarts(dates: Int32Array, extent: Extent, first = 0): Int32Array {
  if (!isSpan(extent)) return dates.map((_, i) => (i - extent.count + 1 >= first ? i - extent.count + 1 : -1));
  return dates.map((day) => {
    const from = addSpan(day, extent, -1);
    return dates.length > first && from >= (dates[first] as number) ? countUpTo(dates, from) : -1;
  });
}

/** For each date the index of the observation an extent earlier (the last one on or before date − span), or −1. */
export function lagIndices(dates: Int32Array, extent: Extent, first = 0): Int32Array {
  const at = (i: number, day: number) => (isSpan(extent) ? countUpTo(dates, addSpan(day, extent, -1)) - 1 : i - extent.count);
  return dates.map((day, i) => {
    const index = at(i, day);
    return index >= first ? index : -1;
  });
}

/** Index of the first element that is not negative; the length where there is none. */
export function firstReached(indices: Int32Array): number {
  const index = indices.findIndex((value) => value >= 0);
  return index < 0 ? indices.length : index;
}
