import type { PackText } from './context-of.ts';
import type { Data } from './source.ts';

/** A study: a trigger, one or more outcomes, and the data. */
export interface StudyQuestion extends Data {
  /** The trigger, e.g. `all_time_high(RUT, after: 1y)`. */
  readonly when: string;
  /** The outcome, e.g. `return(BTC, 180d)`; several make one family, and each p is adjusted for the others. */
  readonly then: string | readonly string[];
  /** Which way the claim says the outcome goes. Default `up`. */
  readonly direction?: 'up' | 'down' | undefined;
  /** Ask the question in every other reasonable way too (specification curve). Default false. */
  readonly curve?: boolean | undefined;
  /** With `curve`: series that could stand in for another, e.g. `RUT=IWM,IWN`. */
  readonly instead?: readonly string[] | undefined;
  /** Show the trade: hold the target for the horizon after each event. Default false. */
  readonly trade?: boolean | undefined;
  /** With `trade`: fees on each side, as a share of what is traded. Default 0.001. */
  readonly cost?: number | undefined;
  /** With `trade`: how much worse than the close each side is filled, as a share. Default 0.0005. */
  readonly slippage?: number | undefined;
  /** Give the numbers behind the pictures too. Default false. */
  readonly pictures?: boolean | undefined;
  /** Seed of what is drawn by chance (placebos), 0 to 2^31 − 1; nothing else depends on it. Default 1. */
  readonly seed?: number | undefined;
}

/** The claims of a file, and the data. */
export interface CheckQuestion extends Data {
  /** The text of a claim file (YAML), or the text with the name under which errors and results speak of it. */
  readonly pack: string | PackText;
  /** One claim of the file, by id. Default: all. */
  readonly claim?: string | undefined;
  /** Give the numbers behind the pictures too. Default false. */
  readonly pictures?: boolean | undefined;
  /** Seed of what is drawn by chance (placebos), 0 to 2^31 − 1; nothing else depends on it. Default 1. */
  readonly seed?: number | undefined;
}

/** Two series of which one may move first, and the data. */
export interface LagQuestion extends Data {
  /** Id of the series that may move first. */
  readonly a: string;
  /** Id of the series that may follow. */
  readonly b: string;
  /** Longest lead that is looked at: a span such as `90d`, `26w`, `6mo`, `1y`. All lags up to it are counted. Default `26w`. */
  readonly within?: string | undefined;
  /** Dates on which a new era begins, `YYYY-MM-DD`. Default: the middle of the common time. */
  readonly eras?: readonly string[] | undefined;
  /** Seed of what is drawn by chance, 0 to 2^31 − 1. Default 1. */
  readonly seed?: number | undefined;
}

/** An expression, and the data on which it is read, if there are any. */
export interface ParseQuestion extends Partial<Data> {
  /** The expression, e.g. `all_time_high(RUT, after: 1y)`; at most 4,000 characters. */
  readonly text: string;
  /** What it is to be. Default `trigger`. */
  readonly role?: 'trigger' | 'outcome' | 'series' | undefined;
}
