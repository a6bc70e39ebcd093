import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { requireFinite, requireInteger } from '../../numerics/require.ts';
import { backwardDickeyFuller } from './backward-dickey-fuller.ts';

/** How the windows are cut. */
export interface ExplosiveOptions {
  /** Observations in the shortest window; {@link shortestWindow} unless told. */
  readonly minimumWindow?: number;
  /** Lagged differences in the regression; 0 unless told. */
  readonly lag?: number;
}

/** Right-tailed unit-root statistics: large values speak for explosive growth. */
export interface ExplosiveStatistics {
  /** Index of the observation that the first value of both sequences belongs to: minimumWindow − 1. */
  readonly first: number;
  /** BADF: the statistic of all observations so far; one for each observation from `first` on. */
  readonly badf: Float64Array;
  /** BSADF: the largest statistic of all windows that end there; parallel with `badf`. */
  readonly bsadf: Float64Array;
  /** The statistic of all observations. */
  readonly adf: number;
  /** Largest BADF. */
  readonly sadf: number;
  /** Largest BSADF. */
  readonly gsadf: number;
  readonly minimumWindow: number;
  readonly lag: number;
  readonly observations: number;
}

/** Shortest window by the rule of Phillips, Shi and Yu: ⌊n (0.01 + 1.8 / √n)⌋ of n observations. */
export const shortestWindow = (observations: number): number => Math.floor(0.01 * observations + 1.8 * Math.sqrt(observations));

/** Fewest observations of a window that leave a degree of freedom to spare with so many lags. */
export const leastWindow = (lag: number): number => 2 * lag + 5;

/**
 * The statistics of Phillips, Shi and Yu for explosive phases: augmented Dickey–Fuller t statistics (with a constant) of every
 * window with at least `minimumWindow` observations.
 *
 *     BADF_e = ADF(0 … e),   BSADF_e = max over s of ADF(s … e),   SADF = max BADF,   GSADF = max BSADF
 *
 * @param values - n levels in the order of time; the logs of a price, so that growth at a constant rate is not explosive.
 * @returns The statistics, or why there are none: a series shorter than its shortest window, or one that begins with a stretch of
 * that length without variation.
 * @throws RangeError for values that are not finite, a negative or fractional lag, or a minimum window below 2 lag + 5.
 * @remarks Missing values: refuses. The minimum window counts observations, as psymonitor's does; exuber's counts rows of the
 * regression, which are 1 + lag fewer. A window in which nothing varies, or which the regression fits exactly, takes no part in a
 * maximum. Source: Phillips, Wu and Yu (2011); Phillips, Shi and Yu (2015). Checked against exuber 1.1.0 and psymonitor.
 */
export function explosiveStatistics(values: Float64Array, options: ExplosiveOptions = {}): ExplosiveStatistics | Insufficient {
  const n = values.length;
  const { minimumWindow, lag } = windowsOf(n, options);
  requireFinite('the values', values);
  if (n < minimumWindow) return insufficient('the series is shorter than the shortest window', minimumWindow, n);
  const first = minimumWindow - 1;
  const { supremum, longest } = backwardDickeyFuller(values, { minimumWindow, maximumWindow: n, lag });
  const [badf, bsadf] = [longest.subarray(first), supremum.subarray(first)];
  const still = badf.findLastIndex(Number.isNaN);
  if (still >= 0) return insufficient('the first observations do not vary, or follow a rule exactly', first + still + 2, first + still + 1);
  return {
    first,
    badf,
    bsadf,
    adf: badf.at(-1) as number,
    sadf: largest(badf),
    gsadf: largest(bsadf),
    minimumWindow,
    lag,
    observations: n,
  };
}

/** The windows that options mean for so many observations. @throws RangeError for a lag or a minimum window that is none. */
export function windowsOf(observations: number, { lag = 0, minimumWindow }: ExplosiveOptions): { minimumWindow: number; lag: number } {
  requireInteger('the lag', lag, { minimum: 0 });
  const shortest = minimumWindow ?? Math.max(leastWindow(lag), shortestWindow(observations));
  requireInteger('the minimum window', shortest, { minimum: leastWindow(lag) });
  return { minimumWindow: shortest, lag };
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);

/** A statistic, date by date, and what it must exceed. */
export interface DatedStatistic {
  /** Index of the observation that the first value belongs to. */
  readonly first: number;
  readonly statistic: Float64Array;
  /** One for all dates, or one for each. They must be of the same statistic: BSADF against BSADF, BADF against BADF. */
  readonly criticalValues: number | Float64Array;
  /** Observations that a phase must last; Phillips, Shi and Yu propose the log of n. */
  readonly minimumDuration: number;
}

/** A stretch of observations on which a statistic is above its critical value. Indices are those of the series. */
export interface ExplosivePhase {
  readonly start: number;
  /** Where the statistic is largest. */
  readonly peak: number;
  /** Index after the last observation. */
  readonly end: number;
  readonly duration: number;
  /** Whether it reaches the last observation: it may not be over, and its peak may be still to come. */
  readonly ongoing: boolean;
}

/**
 * Explosive phases: runs of at least `minimumDuration` observations with statistic > critical value.
 *
 * @returns The phases in order; none where the statistic is nowhere above for so long.
 * @throws RangeError for critical values of another length than the statistic, numbers that are not finite, or a duration below 1.
 * @remarks Missing values: refuses. Dates are hindsight in one respect only: whether a run lasts long enough.
 */
export function explosivePhases({ first, statistic, criticalValues, minimumDuration }: DatedStatistic): ExplosivePhase[] {
  requireInteger('the minimum duration', minimumDuration, { minimum: 1 });
  requireFinite('the statistic', statistic);
  const bar = typeof criticalValues === 'number' ? statistic.map(() => criticalValues) : criticalValues;
  if (bar.length !== statistic.length) throw new RangeError(`there must be ${statistic.length} critical values, were ${bar.length}`);
  requireFinite('the critical values', bar);
  const phases: ExplosivePhase[] = [];
  const isAbove = (i: number) => (statistic[i] as number) > (bar[i] as number);
  for (let from = 0, to = 0; from < statistic.length; from = to + 1) {
    for (to = from; to < statistic.length && isAbove(to); ) to++;
    if (to - from < minimumDuration) continue;
    const run = statistic.subarray(from, to);
    const peak = first + from + run.indexOf(largest(run));
    phases.push({ start: first + from, peak, end: first + to, duration: to - from, ongoing: to === statistic.length });
  }
  return phases;
}
