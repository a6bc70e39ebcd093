import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import type { RandomStream } from '../../numerics/random.ts';
import { orthogonalised, recursionOver } from '../../numerics/recursive-least-squares.ts';
import { requireBetween, requireInteger } from '../../numerics/require.ts';
import { standardNormal } from '../../numerics/standard-normal.ts';
import { fitsExactly } from './exact-fit.ts';

/** How the date of one break is searched and judged. */
export interface AndrewsOptions {
  /** Share of the observations at either end at which no break is looked for; 0.15 unless told. */
  readonly trimming?: number;
  /** Worlds without a break that are drawn. */
  readonly draws: number;
  readonly stream: RandomStream;
}

/** A statistic with its Monte Carlo p. */
export interface SimulatedStatistic {
  readonly statistic: number;
  readonly p: number;
}

/** Tests for one break at an unknown date. */
export interface AndrewsTest {
  /** Largest F. */
  readonly supF: SimulatedStatistic;
  /** Mean F. */
  readonly aveF: SimulatedStatistic;
  /** log of the mean of exp(F / 2). */
  readonly expF: SimulatedStatistic;
  /** F of a break at each date tried. */
  readonly fStatistics: Float64Array;
  /** Index of the first date tried: the first observation of the second segment. */
  readonly first: number;
  /** Index of the date of the largest F. */
  readonly breakAt: number;
  readonly draws: number;
  readonly observations: number;
}

/**
 * Andrews' supF and Andrews and Ploberger's aveF and expF tests: did all coefficients of a regression change once, at a date
 * that is not given?
 *
 *     F_i = (RSS − RSS_before i − RSS_from i) / ((RSS_before i + RSS_from i) / (n − 2k)),   i = ⌊trimming n⌋ … ⌊(1 − trimming) n⌋
 *
 * F is not divided by k. p = (1 + #{draws as large}) / (1 + draws) over responses of independent normal noise on the same
 * regressors: the F do not depend on the coefficients or the variance, so that p is exact, for any n, under normal errors.
 *
 * @param response - n values in the order of time.
 * @param regressors - k columns of n values; `[ones(n)]` for a break in the mean.
 * @returns The tests, or why there are none: too few observations on a side, regressors that depend on one another on a side, or
 * segments that fit exactly.
 * @throws RangeError for columns of another length, values that are not finite, trimming outside (0, 0.5), fewer than 1 draw.
 * @remarks Missing values: refuses. Regressors are taken as fixed and errors as independent and of one variance. Source: Andrews
 * (1993); Andrews and Ploberger (1994). Statistics checked against strucchange 1.5-3, whose p are Hansen's (1997) approximations.
 */
export function andrewsTest(
  response: Float64Array,
  regressors: readonly Float64Array[],
  { trimming = 0.15, draws, stream }: AndrewsOptions,
): AndrewsTest | Insufficient {
  requireBetween('the trimming', trimming, { above: 0, below: 0.5 });
  requireInteger('the draws', draws, { minimum: 1 });
  const columns = orthogonalised(response, regressors);
  if (isInsufficient(columns)) return columns;
  const [n, k] = [response.length, regressors.length];
  const [first, last] = [Math.floor(trimming * n), Math.floor((1 - trimming) * n)];
  if (first < k + 1 || n - last < k + 1)
    return insufficient('too few observations on a side of the break', k + 1, Math.min(first, n - last));
  const fStatistics = chowStatistics(response, columns, { first, last });
  if (isInsufficient(fStatistics)) return fStatistics;
  const observed = functionals(fStatistics);
  const beyond = observed.map(() => 0);
  for (let draw = 0; draw < draws; draw++) {
    const drawn = chowStatistics(
      Float64Array.from(response, () => standardNormal(stream)),
      columns,
      { first, last },
    );
    if (isInsufficient(drawn)) throw new Error('noise could not be fitted where the response could');
    functionals(drawn).forEach((value, i) => {
      if (value >= (observed[i] as number)) beyond[i] = (beyond[i] as number) + 1;
    });
  }
  const [supF, aveF, expF] = observed.map((statistic, i) => ({ statistic, p: (1 + (beyond[i] as number)) / (1 + draws) })) as [
    SimulatedStatistic,
    SimulatedStatistic,
    SimulatedStatistic,
  ];
  return { supF, aveF, expF, fStatistics, first, breakAt: first + fStatistics.indexOf(supF.statistic), draws, observations: n };
}

/** F of a break at each index from `first` to `last`: residual sums of squares from the front and from the back. */
function chowStatistics(
  response: Float64Array,
  columns: readonly Float64Array[],
  { first, last }: { readonly first: number; readonly last: number },
): Float64Array | Insufficient {
  const [n, k] = [response.length, columns.length];
  const front = recursionOver(response, columns, first);
  const back = recursionOver(
    response.toReversed(),
    columns.map((column) => column.toReversed()),
    n - last,
  );
  if (isInsufficient(front)) return front;
  if (isInsufficient(back)) return back;
  const whole = front.residualSumsOfSquares.at(-1) as number;
  const statistics = Float64Array.from({ length: last - first + 1 }, (_, i) => {
    const apart = (front.residualSumsOfSquares[i] as number) + (back.residualSumsOfSquares[last - first - i] as number);
    return fitsExactly(apart, response) ? Number.NaN : ((whole - apart) / apart) * (n - 2 * k);
  });
  return statistics.some(Number.isNaN) ? insufficient('segments fit exactly: no variance is left', 1, 0) : statistics;
}

/** The largest, the mean, and the log of the mean exponential of halves. */
function functionals(f: Float64Array): readonly number[] {
  const largest = f.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const mean = f.reduce((sum, value) => sum + value, 0) / f.length;
  const exponential = f.reduce((sum, value) => sum + Math.exp((value - largest) / 2), 0) / f.length;
  return [largest, mean, largest / 2 + Math.log(exponential)];
}
