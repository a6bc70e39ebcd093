import type { EpochDay } from '../calendar/civil-date.ts';
import { median } from '../numerics/quantile.ts';
import { commonDates, indexOfDate } from '../series/curve.ts';
import type { Series } from '../series/series.ts';

/** What a second source says of some dates. */
export interface Second {
  readonly name: string;
  /** Ascending. */
  readonly dates: Int32Array;
  readonly values: Float64Array;
}

/** The second source's value of a date; NaN without one. */
export function valueOn(second: Second | undefined, day: EpochDay): number {
  const index = second ? indexOfDate(second.dates, day) : -1;
  return index < 0 ? Number.NaN : ((second as Second).values[index] as number);
}

/** Beyond this the two are not the same quantity in the same unit: an index and its fund, or millions and billions. */
const OTHER_UNIT = 0.1;
const LEAST_COMMON = 10;

/** Values of both on the dates that both have. */
export interface Compared {
  readonly dates: Int32Array;
  readonly own: Float64Array;
  /** The second source's values, times `factor`. */
  readonly other: Float64Array;
  /** 1, or the median ratio of the two where they differ in unit. */
  readonly factor: number;
}

/** Puts a second source beside a series; where the two are steadily in different units, in the series' own. */
export function compared({ dates, values }: Pick<Series, 'dates' | 'values'>, second: Second): Compared {
  const { left, right } = commonDates(dates, second.dates);
  const own = Float64Array.from(left, (i) => values[i] as number);
  const theirs = Float64Array.from(right, (i) => second.values[i] as number);
  const ratios = own.map((value, i) => value / (theirs[i] as number)).filter((ratio) => Number.isFinite(ratio) && ratio > 0);
  const middle = ratios.length < LEAST_COMMON ? 1 : median(ratios);
  const factor = Math.abs(Math.log(middle)) > OTHER_UNIT ? middle : 1;
  return { dates: Int32Array.from(left, (i) => dates[i] as number), own, other: theirs.map((value) => value * factor), factor };
}

/**
 * Relative difference of two values: of the larger one where all values are positive, else of the typical size of the series' values,
 * so that a difference near zero is not made large.
 */
export function relativeDifferences({ own, other }: Compared): Float64Array {
  const isPositive = own.every((value) => value > 0);
  const typical = own.length === 0 ? 1 : median(own.map(Math.abs)) || 1;
  return own.map((value, i) => {
    const theirs = other[i] as number;
    const size = isPositive ? Math.max(Math.abs(value), Math.abs(theirs)) : Math.max(Math.abs(value), Math.abs(theirs), typical);
    return size === 0 ? 0 : Math.abs(value - theirs) / size;
  });
}
