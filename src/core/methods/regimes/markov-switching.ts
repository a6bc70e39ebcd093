import { findRoot } from '../../numerics/find-root.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { mean, populationDeviation } from '../../numerics/moments.ts';
import { quantileSorted } from '../../numerics/quantile.ts';
import { isConstant, requireFinite, requireInteger } from '../../numerics/require.ts';
import { positiveDefiniteInverse, squareMatrix, timesVector } from '../../numerics/square-matrix.ts';
import {
  type FilteredRegimes,
  hamiltonFilter,
  type JointFilter,
  jointFilter,
  type MarkovSwitchingParameters,
  moving,
  nextHistory,
  type PerRegime,
} from './hamilton-filter.ts';

/** Which two-regime model is estimated. */
export interface MarkovSwitchingOptions {
  /** p, the autoregressive terms; 0 unless told, at most 6. */
  readonly autoregressiveTerms?: number;
  /** Whether the variance switches too; true unless told. */
  readonly switchingVariance?: boolean;
}

/** The estimated model, the regime of the smaller mean first, with the filtered probabilities at it. */
export interface MarkovSwitchingEstimate {
  readonly parameters: MarkovSwitchingParameters;
  readonly filtered: FilteredRegimes;
  readonly logLikelihood: number;
  /** −2 log-likelihood + parameters × log(n − p). */
  readonly bic: number;
  readonly iterations: number;
  readonly converged: boolean;
  readonly observations: number;
}

const MOST_TERMS = 6;
const MOST_ITERATIONS = 5000;
/** Of the log-likelihood: what rounding leaves of a gain. */
const TOLERANCE = 1e-14;
/** Steps from every start, after which only the best are followed to the end. */
const FIRST_ITERATIONS = 25;
const FOLLOWED = 3;
/** A regime whose variance falls below this share of the whole has shrunk to a few values: the likelihood has no maximum there. */
const LEAST_VARIANCE = 1e-4;
const LEAST_STAY = 1e-6;

/**
 * Maximum likelihood of a two-regime Markov-switching model (Hamilton's autoregressive form, or switching mean and variance
 * without autoregression), by expectation and conditional maximisation. The starts are fixed by the data's own quantiles; each
 * takes some steps, the best three go on until rounding is all that they gain, and the best end is kept.
 *
 * @param values - n observations in the order of time: changes or returns, not price levels.
 * @returns The estimate, or why there is none: fewer than p + 5 observations a parameter, values that are all the same, or no
 * start from which both regimes keep observations and variance.
 * @throws RangeError for values that are not finite, or a number of terms outside 0 … 6.
 * @remarks Missing values: refuses. The filtered probabilities read no later observation, but these parameters read all of them:
 * to judge a past date as it could have been, estimate on what came before and give {@link hamiltonFilter} the rest. The
 * likelihood gains at every step; whether there are two regimes at all is not tested. Source: Hamilton (1989, 1990). Checked
 * against the maximum that EViews and statsmodels report for Hamilton's data.
 */
export function estimateMarkovSwitching(
  values: Float64Array,
  { autoregressiveTerms = 0, switchingVariance = true }: MarkovSwitchingOptions = {},
): MarkovSwitchingEstimate | Insufficient {
  requireFinite('the values', values);
  requireInteger('the autoregressive terms', autoregressiveTerms, { minimum: 0, maximum: MOST_TERMS });
  const n = values.length;
  const count = 4 + autoregressiveTerms + (switchingVariance ? 2 : 1);
  if (n < autoregressiveTerms + 5 * count) return insufficient('too few observations for two regimes', autoregressiveTerms + 5 * count, n);
  if (isConstant(values)) return insufficient('the values are all the same', 2, 1);
  const onwards = (iterations: number) => (from: Climb) => climb(values, from, { switchingVariance, iterations }) ?? [];
  const tried = byLikelihood(startsFor(values, autoregressiveTerms, switchingVariance).flatMap(onwards(FIRST_ITERATIONS)));
  const [best] = byLikelihood(tried.slice(0, FOLLOWED).flatMap(onwards(MOST_ITERATIONS)));
  if (!best) return insufficient('one regime shrinks to too few values', 2, 1);
  const parameters = smallerMeanFirst(best.parameters);
  const filtered = hamiltonFilter(values, parameters);
  return {
    parameters,
    filtered,
    logLikelihood: filtered.logLikelihood,
    bic: -2 * filtered.logLikelihood + count * Math.log(n - autoregressiveTerms),
    iterations: best.iterations,
    converged: best.converged,
    observations: n,
  };
}

interface Climb {
  readonly parameters: MarkovSwitchingParameters;
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Means of the values below and above a quantile, or one mean and two variances; regimes that last four or twenty observations. */
function startsFor(values: Float64Array, terms: number, switchingVariance: boolean): Climb[] {
  const sorted = Float64Array.from(values).sort();
  const [centre, deviation] = [mean(values), populationDeviation(values)];
  const autoregression = Array.from({ length: terms }, () => 0);
  const variance = deviation ** 2;
  const byMean = [0.1, 0.25, 0.5, 0.75, 0.9].map((share) => {
    const bar = quantileSorted(sorted, share);
    const [below, above] = [sorted.filter((value) => value <= bar), sorted.filter((value) => value > bar)];
    const means: PerRegime = [mean(below), above.length > 0 ? mean(above) : centre + deviation];
    return { means, variances: [variance / 2, variance / 2] as PerRegime };
  });
  const apart: PerRegime = [centre - deviation / 4, centre + deviation / 4];
  const byVariance = switchingVariance
    ? [
        { means: apart, variances: [2 * variance, variance / 2] as PerRegime },
        { means: apart, variances: [variance / 2, 2 * variance] as PerRegime },
      ]
    : [];
  const lasting: readonly PerRegime[] = [
    [0.75, 0.75],
    [0.95, 0.95],
  ];
  return [...byMean, ...byVariance].flatMap((start) => lasting.map((stay) => climbFrom({ ...start, stay, autoregression })));
}

const climbFrom = (parameters: MarkovSwitchingParameters): Climb => ({
  parameters,
  logLikelihood: Number.NEGATIVE_INFINITY,
  iterations: 0,
  converged: false,
});

const byLikelihood = (climbs: readonly Climb[]): Climb[] => climbs.toSorted((a, b) => b.logLikelihood - a.logLikelihood);

/** Steps up until the likelihood gains no more, at most so many; undefined where a regime is lost on the way. */
function climb(
  values: Float64Array,
  from: Climb,
  { switchingVariance, iterations }: { readonly switchingVariance: boolean; readonly iterations: number },
): Climb | undefined {
  const floor = LEAST_VARIANCE * populationDeviation(values) ** 2;
  let parameters = from.parameters;
  let filter = jointFilter(values, parameters);
  for (let i = 1; i <= iterations; i++) {
    const next = step(values, { parameters, filter, switchingVariance });
    if (!next || Math.min(...next.variances) < floor || !next.stay.every((p) => p > LEAST_STAY && p < 1 - LEAST_STAY)) return undefined;
    const nextFilter = jointFilter(values, next);
    const { logLikelihood } = nextFilter;
    const converged = logLikelihood - filter.logLikelihood < TOLERANCE * Math.abs(logLikelihood);
    [parameters, filter] = [next, nextFilter];
    if (converged) return { parameters, logLikelihood, iterations: from.iterations + i, converged };
  }
  return { parameters, logLikelihood: filter.logLikelihood, iterations: from.iterations + iterations, converged: false };
}

/** Where the climb stands. */
interface Standing {
  readonly parameters: MarkovSwitchingParameters;
  readonly filter: JointFilter;
  readonly switchingVariance: boolean;
}

/** What is expected of the regimes given all observations. It reads the future, and stays in this file. */
interface Expectation {
  /** For each date, P(history | all observations). */
  readonly histories: Float64Array;
  /** Expected number of moves from a regime to a regime: from 2 × to. */
  readonly moves: Float64Array;
  /** P(the oldest regime is the second). */
  readonly oldest: number;
}

function expectation(parameters: MarkovSwitchingParameters, { joint, predicted, histories }: JointFilter): Expectation {
  const all = Float64Array.from(joint);
  const moves = new Float64Array(4);
  for (let from = joint.length - 2 * histories; from >= 0; from -= histories) {
    for (let history = 0; history < histories; history++) {
      let whole = 0;
      for (const regime of [0, 1]) {
        const next = from + histories + nextHistory(history, regime, histories);
        const ahead = predicted[next] === 0 ? 0 : (all[next] as number) / (predicted[next] as number);
        const share = (joint[from + history] as number) * moving(parameters, history, regime) * ahead;
        const move = 2 * (history & 1) + regime;
        moves[move] = (moves[move] as number) + share;
        whole += share;
      }
      all[from + history] = whole;
    }
  }
  let oldest = 0;
  const lags = Math.log2(histories) - 1;
  for (let history = 0; history < histories; history++) {
    const probability = all[history] as number;
    oldest += ((history >> lags) & 1) * probability;
    for (let i = lags; i > 0; i--) {
      const move = 2 * ((history >> i) & 1) + ((history >> (i - 1)) & 1);
      moves[move] = (moves[move] as number) + probability;
    }
  }
  return { histories: all, moves, oldest };
}

/** One step up: expectation, then means, autoregression, variances and moves, each at its best given the others. */
function step(values: Float64Array, { parameters, filter, switchingVariance }: Standing): MarkovSwitchingParameters | undefined {
  const expected = expectation(parameters, filter);
  const rows = { values, weights: expected.histories, first: filter.first, histories: filter.histories };
  const means = bestMeans(rows, parameters);
  if (!means) return undefined;
  const autoregression = parameters.autoregression.length === 0 ? [] : bestAutoregression(rows, { ...parameters, means });
  if (!autoregression) return undefined;
  const variances = bestVariances(rows, { ...parameters, means, autoregression }, switchingVariance);
  return { means, autoregression, variances, stay: bestStay(expected, parameters.stay) };
}

/** Observations weighted by the probability of each history. */
interface WeightedRows {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  readonly first: number;
  readonly histories: number;
}

function eachRow({ values, weights, first, histories }: WeightedRows, visit: (t: number, history: number, weight: number) => void): void {
  for (let t = first; t < values.length; t++) {
    for (let history = 0; history < histories; history++) visit(t, history, weights[(t - first) * histories + history] as number);
  }
}

/** Weighted least squares with k regressors, which `fill` puts beside the response for each row; undefined where they depend on one another. */
function weightedLeastSquares(
  rows: WeightedRows,
  k: number,
  fill: (row: Float64Array, t: number, history: number) => number,
): Float64Array | undefined {
  const products = squareMatrix(k, () => 0);
  const right = new Float64Array(k);
  const row = new Float64Array(k + 1);
  eachRow(rows, (t, history, weight) => {
    const scaled = weight * fill(row, t, history);
    for (let i = 0; i < k; i++) {
      const share = scaled * (row[i] as number);
      right[i] = (right[i] as number) + share * (row[k] as number);
      for (let j = 0; j < k; j++)
        (products[i] as Float64Array)[j] = ((products[i] as Float64Array)[j] as number) + share * (row[j] as number);
    }
  });
  const inverse = positiveDefiniteInverse(products);
  return isInsufficient(inverse) ? undefined : timesVector(inverse, right);
}

function bestMeans(rows: WeightedRows, { autoregression, variances }: MarkovSwitchingParameters): PerRegime | undefined {
  const found = weightedLeastSquares(rows, 2, (row, t, history) => {
    const now = history & 1;
    row[0] = 1 - now;
    row[1] = now;
    row[2] = rows.values[t] as number;
    for (let i = 1; i <= autoregression.length; i++) {
      const [phi, then] = [autoregression[i - 1] as number, (history >> i) & 1];
      row[then] = (row[then] as number) - phi;
      row[2] = (row[2] as number) - phi * (rows.values[t - i] as number);
    }
    return 1 / (variances[now] as number);
  });
  return found && [found[0] as number, found[1] as number];
}

function bestAutoregression(rows: WeightedRows, { autoregression, means, variances }: MarkovSwitchingParameters): number[] | undefined {
  const k = autoregression.length;
  const found = weightedLeastSquares(rows, k, (row, t, history) => {
    for (let i = 0; i <= k; i++) {
      // Lags first, the response last.
      row[i === 0 ? k : i - 1] = (rows.values[t - i] as number) - (means[(history >> i) & 1] as number);
    }
    return 1 / (variances[history & 1] as number);
  });
  return found && Array.from(found);
}

function bestVariances(rows: WeightedRows, { means, autoregression }: MarkovSwitchingParameters, switching: boolean): PerRegime {
  const [squares, weights] = [
    [0, 0],
    [0, 0],
  ] as [[number, number], [number, number]];
  const factors = [1, ...autoregression.map((phi) => -phi)];
  eachRow(rows, (t, history, weight) => {
    let error = 0;
    for (let i = 0; i < factors.length; i++) {
      error += (factors[i] as number) * ((rows.values[t - i] as number) - (means[(history >> i) & 1] as number));
    }
    const now = (history & 1) as 0 | 1;
    squares[now] += weight * error * error;
    weights[now] += weight;
  });
  if (switching) return [squares[0] / weights[0], squares[1] / weights[1]];
  const common = (squares[0] + squares[1]) / (weights[0] + weights[1]);
  return [common, common];
}

/**
 * The moves' part of the expected log-likelihood, with the long-run shares at which the chain begins:
 *
 *     Σ moves_ij log p_ij + log P(oldest regime);   one stay is the root of a falling function, given the other
 */
function bestStay({ moves, oldest }: Expectation, [, b]: PerRegime): PerRegime {
  const [n00, n01, n10, n11] = moves as unknown as [number, number, number, number];
  const first = root(n00, n01 + oldest, b);
  return [first, root(n11, n10 + 1 - oldest, first)];
}

/** The a in [0, 1] with stays / a − leaves / (1 − a) + 1 / (2 − a − b) = 0, written without the divisions by 0. */
const root = (stays: number, leaves: number, b: number): number =>
  findRoot((a) => stays * (1 - a) - leaves * a + (a * (1 - a)) / (2 - a - b), 0, 1);

function smallerMeanFirst(parameters: MarkovSwitchingParameters): MarkovSwitchingParameters {
  const { means, variances, stay } = parameters;
  if (means[0] <= means[1]) return parameters;
  const swapped = ([a, b]: PerRegime): PerRegime => [b, a];
  return { ...parameters, means: swapped(means), variances: swapped(variances), stay: swapped(stay) };
}
