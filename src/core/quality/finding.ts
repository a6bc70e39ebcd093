import type { EpochDay } from '../calendar/civil-date.ts';

/** `error`: figures are wrong; `warning`: they may be, look; `note`: worth knowing, nothing is wrong by itself. */
export type Severity = 'error' | 'warning' | 'note';

interface Found<Kind extends string> {
  readonly kind: Kind;
  readonly severity: Severity;
  /** Dates whose values are in question, or that lack one; ascending. */
  readonly dates: Int32Array;
}

/** Runs of scheduled closes without a datum that are longer than single misses are. */
export interface LongGap extends Found<'long gap'> {
  readonly runs: readonly { readonly from: EpochDay; readonly to: EpochDay; readonly closes: number }[];
  /** Closes that the calendar scheduled between the first and the last datum. */
  readonly scheduled: number;
}

/** Scheduled closes without a datum, in short runs. */
export interface MissingCloses extends Found<'missing closes'> {
  readonly scheduled: number;
  readonly runs: number;
}

/** Data on dates that the calendar does not schedule. */
export interface OffCalendar extends Found<'off calendar'> {
  readonly total: number;
  /** How many of them fall on a Saturday or Sunday. */
  readonly weekend: number;
}

/** The last observation is older than calendar and release would have it. */
export interface StaleTail extends Found<'stale tail'> {
  readonly last: EpochDay;
  /** Closes that should be known by now and are not there: `dates`. */
  readonly grace: number;
}

/** The same value so many times in a row that chance cannot be the reason. */
export interface FrozenRun extends Found<'frozen'> {
  readonly value: number;
  /** Share of steps without a change around the run. */
  readonly usual: number;
}

/** Saturdays and Sundays that repeat Friday's value on a calendar that trades every day. */
export interface WeekendFill extends Found<'weekend fill'> {
  readonly weekend: number;
  readonly weekday: number;
}

/** The scale jumps by a power of ten and stays. `dates` are those before the jump. */
export interface UnitBreak extends Found<'unit break'> {
  readonly at: EpochDay;
  /** Power of ten by which the values after it are larger. */
  readonly power: number;
  readonly before: number;
  readonly after: number;
}

/** What a second source says of a move. */
export type Opinion = 'confirmed' | 'refuted' | 'unconfirmed';

/** One observation, or up to three, far out and back. */
export interface Spike extends Found<'spike'> {
  readonly value: number;
  readonly previous: number;
  readonly next: number;
  /** The smaller of the two moves over the usual move around it. */
  readonly size: number;
  readonly opinion: Opinion;
  /** The second source's value of that date. */
  readonly other: number | null;
}

/** The closes jump by a ratio of small numbers and stay, as at a split. `dates` are those before the jump. */
export interface Seam extends Found<'seam'> {
  readonly at: EpochDay;
  /** New shares for old ones, `n:m`. */
  readonly ratio: readonly [number, number];
  /** Close of the day over the close before. */
  readonly step: number;
  readonly opinion: Opinion;
}

/** The adjusted closes fall against the closes, as if a dividend had been negative. */
export interface NegativeDividend extends Found<'negative dividend'> {
  /** The largest fall of adjusted / close from one date to the next, as a share. */
  readonly largest: number;
  readonly at: EpochDay;
  /** Share of the dates on which the ratio changes at all. */
  readonly changes: number;
}

/** A bar that still formed when it was recorded. */
export interface PartialBar extends Found<'partial bar'> {
  readonly evidence:
    | { readonly by: 'clock'; readonly recordedAt: number; readonly closesAt: number }
    | { readonly by: 'revision'; readonly recordedAt: number; readonly closesAt: number; readonly first: number; readonly final: number }
    | { readonly by: 'second source'; readonly difference: number; readonly usual: number };
}

/** Values stand on the date before or after their own, by the returns of a second source. `dates` are those of the era. */
export interface OffByOne extends Found<'off by one'> {
  /** Steps by which the dates must be moved: −1 where they are late by one. */
  readonly shift: -1 | 1;
  readonly step: 'day' | 'observation';
  /** Correlation of the returns as dated, and after the move. */
  readonly asDated: number;
  readonly moved: number;
}

/** How a second source differs, in one year. */
export interface YearOfDifferences {
  readonly year: number;
  readonly observations: number;
  /** Share of the dates on which the two differ by more than the tolerance. */
  readonly beyond: number;
  readonly median: number;
  readonly largest: number;
  readonly largestOn: EpochDay;
}

/** A second source says otherwise. */
export interface Disagreement extends Found<'disagreement'> {
  /** What it says on those dates, in the series' own unit; null where dates are off, so that no value has its place. */
  readonly others: Float64Array | null;
  readonly share: number;
  /** The stretch in which it differs on most dates, where there is one. */
  readonly era: { readonly from: EpochDay; readonly to: EpochDay; readonly share: number } | null;
  /** Whether it differs so much and so often that it is another quantity, or in another unit that changes. */
  readonly isOther: boolean;
  readonly observations: number;
  readonly largest: number;
  readonly largestOn: EpochDay;
  readonly value: number;
  readonly other: number;
}

/** Zero or less among values that are positive. */
export interface NonPositive extends Found<'not positive'> {
  readonly value: number;
}

/** What a check of a series found, in figures. */
export type Finding =
  | LongGap
  | MissingCloses
  | OffCalendar
  | StaleTail
  | FrozenRun
  | WeekendFill
  | UnitBreak
  | Spike
  | Seam
  | NegativeDividend
  | PartialBar
  | OffByOne
  | Disagreement
  | NonPositive;
