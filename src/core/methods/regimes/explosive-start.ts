import { requireInteger } from '../../numerics/require.ts';
import { backwardDickeyFuller } from './backward-dickey-fuller.ts';
import { shortestWindow } from './explosive.ts';
import { backwardCriticalValue } from './explosive-critical-values.ts';

/** How the start of an explosive phase is told. */
export interface ExplosiveStartOptions {
  /** Observations in the longest window; the shortest is ⌊lookback (0.01 + 1.8 / √lookback)⌋. */
  readonly lookback: number;
  /** Share of dates on which a random walk is above the critical value. */
  readonly level: number;
  /** Observations in a row that must be above it. */
  readonly persist: number;
  /** Index from which values can be known. */
  readonly first: number;
}

/** The starts of explosive phases, and what they were told by. */
export interface ExplosiveStarts {
  /** 1 on the dates of the events, else 0. */
  readonly on: Uint8Array;
  /** BSADF over the lookback; NaN where there is none (yet). */
  readonly statistic: Float64Array;
  readonly criticalValue: number;
  /** Index of the first date on which it could fire, on any data. */
  readonly warmup: number;
}

/**
 * Starts of explosive phases as they could be told on the day: BSADF over the last `lookback` observations is above its
 * tabulated critical value on this date and the `persist` − 1 before it, and was not on the one before those.
 *
 * @param values - n levels in the order of time; the logs of a price.
 * @returns n values each. Only the lookback of a date is read for it.
 * @throws RangeError for a lookback or a level outside the table ({@link backwardCriticalValue}), or for a persist below 1.
 * @remarks Missing values: no window reaches over one, and a phase that begins right after a date without a statistic is no event,
 * since its start was not seen. Costs n × lookback windows. Checked against {@link explosiveStatistics} of each lookback, and for
 * causality as every function of the language.
 */
export function explosiveStarts(values: Float64Array, { lookback, level, persist, first }: ExplosiveStartOptions): ExplosiveStarts {
  requireInteger('the lookback', lookback, { minimum: 1 });
  requireInteger('persist', persist, { minimum: 1 });
  const criticalValue = backwardCriticalValue(lookback, level);
  const windows = { minimumWindow: shortestWindow(lookback), maximumWindow: lookback, lag: 0 };
  const statistic = backwardDickeyFuller(values, windows, first + lookback - 1).supremum;
  let run = Number.NEGATIVE_INFINITY;
  const on = Uint8Array.from(statistic, (value) => {
    run = Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value > criticalValue ? run + 1 : 0;
    return run === persist ? 1 : 0;
  });
  return { on, statistic, criticalValue, warmup: first + lookback - 1 + persist };
}
