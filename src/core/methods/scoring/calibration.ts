import { equalTailedCounts } from '../../numerics/discrete-interval.ts';
import { normalTwoSided } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { poissonBinomial } from '../../numerics/poisson-binomial.ts';
import { midRanks } from '../../numerics/ranks.ts';
import { requireBetween } from '../../numerics/require.ts';
import { clopperPearson, type ProportionInterval } from './clopper-pearson.ts';
import { binForecasts, TENTHS } from './forecast-bins.ts';
import { requireForecasts } from './forecasts.ts';

/** One point of a reliability diagram. */
export interface ReliabilityPoint {
  readonly meanProbability: number;
  readonly frequency: number;
  /** Interval of the true frequency, from the outcomes alone (Clopper and Pearson). */
  readonly interval: ProportionInterval;
  /** Where the frequency would lie if each forecast were the true probability. */
  readonly consistency: { readonly lower: number; readonly upper: number };
  readonly observations: number;
}

/** Forecasts against what came of them. */
export interface ReliabilityDiagram {
  readonly points: readonly ReliabilityPoint[];
  /** Expected calibration error: Σ n_k / N |p̄_k − ȳ_k|. */
  readonly expectedCalibrationError: number;
  readonly level: number;
  readonly observations: number;
}

/** Options of {@link reliabilityDiagram}. */
export interface ReliabilityOptions {
  /** Bounds of the bins, ascending from 0 to 1, the lower one of each included. Default tenths. */
  readonly bounds?: Float64Array;
  /** Probability of interval and consistency bars, in (0, 1). Default 0.9. */
  readonly level?: number;
}

/**
 * Reliability diagram: for each bin of forecasts their mean, the frequency with which they came true, its exact interval, and the
 * consistency bar in which it would lie were every forecast right. The bar is exact, from the distribution of the number of successes
 * in trials with the probabilities forecast.
 *
 * @param probabilities - N forecasts in [0, 1].
 * @param outcomes - N outcomes, each 0 or 1.
 * @returns The bins that hold a forecast. Insufficient without one.
 * @throws RangeError for a forecast outside [0, 1], an outcome that is neither 0 nor 1, arrays of different length, such bounds or level.
 * @remarks Missing values: refuses. Forecasts are taken as independent; those whose horizons overlap are not. The expected calibration
 * error depends on the bins and is above 0 for perfect forecasts too. Source: Bröcker and Smith (2007) for consistency bars, here
 * exact given the forecasts and not resampled. Checked against reference numbers and enumeration.
 */
export function reliabilityDiagram(
  probabilities: Float64Array,
  outcomes: Float64Array,
  { bounds = TENTHS, level = 0.9 }: ReliabilityOptions = {},
): ReliabilityDiagram | Insufficient {
  requireForecasts(probabilities, outcomes);
  requireBetween('the level of the bars', level, { above: 0, below: 1 });
  const total = outcomes.length;
  const points = binForecasts(probabilities, outcomes, bounds).map(({ observations, ...bin }) => {
    const hits = bin.outcomes.reduce((sum, outcome) => sum + outcome, 0);
    const counts = equalTailedCounts(poissonBinomial(bin.probabilities), level);
    return {
      meanProbability: bin.meanProbability,
      frequency: bin.frequency,
      interval: clopperPearson(hits, observations, { level }) as ProportionInterval,
      consistency: { lower: counts.lower / observations, upper: counts.upper / observations },
      observations,
    };
  });
  if (total === 0) return insufficient('no forecast has come due', 1, 0);
  const expectedCalibrationError = points.reduce(
    (sum, { meanProbability, frequency, observations }) => sum + (observations / total) * Math.abs(meanProbability - frequency),
    0,
  );
  return { points, expectedCalibrationError, level, observations: total };
}

/** Spiegelhalter's test of calibration. */
export interface SpiegelhalterTest {
  readonly z: number;
  /** Two-sided, from the standard normal. */
  readonly pValue: number;
  readonly observations: number;
}

/**
 * Spiegelhalter's Z: whether the Brier score is as large as it should be were every forecast right.
 *
 *     Z = Σ (y_i − p_i)(1 − 2 p_i) / √(Σ (1 − 2 p_i)² p_i (1 − p_i))
 *
 * Above 0 the forecasts were too bold (worse than they promise), below 0 too timid.
 *
 * @param probabilities - N forecasts in [0, 1].
 * @param outcomes - N outcomes, each 0 or 1.
 * @returns Insufficient with fewer than two forecasts that are neither 0, nor 0.5, nor 1: the others have no say.
 * @throws RangeError for a forecast outside [0, 1], an outcome that is neither 0 nor 1, or arrays of different length.
 * @remarks Missing values: refuses. Forecasts are taken as independent, and enough of them for a normal sum; it does not see faults that
 * leave the Brier score as large as it was. A forecast of 0 or 1 that failed moves Z but not its scale. Source: Spiegelhalter (1986).
 * Checked against reference numbers and enumeration.
 */
export function spiegelhalterTest(probabilities: Float64Array, outcomes: Float64Array): SpiegelhalterTest | Insufficient {
  requireForecasts(probabilities, outcomes);
  const variances = probabilities.map((p) => (1 - 2 * p) ** 2 * p * (1 - p));
  const telling = variances.filter((variance) => variance > 0).length;
  if (telling < 2) return insufficient('forecasts of 0, 0.5 and 1 alone give no scale', 2, telling);
  const excess = probabilities.reduce((sum, p, i) => sum + ((outcomes[i] as number) - p) * (1 - 2 * p), 0);
  const z = excess / Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0));
  return { z, pValue: normalTwoSided(z), observations: outcomes.length };
}

/** How well forecasts tell what came true from what did not. */
export interface Discrimination {
  /** Area under the curve: the probability that one that came true had the larger forecast, ties counted half. */
  readonly area: number;
  /** Outcomes of 1, and of 0. */
  readonly hits: number;
  readonly misses: number;
  readonly observations: number;
}

/**
 * Area under the receiver operating characteristic, by ranks:
 *
 *     AUC = (sum of the mid-ranks of the hits − H (H + 1) / 2) / (H M)
 *
 * @param probabilities - N forecasts in [0, 1].
 * @param outcomes - N outcomes, each 0 or 1: H hits and M misses.
 * @returns Insufficient without a hit or without a miss.
 * @throws RangeError for a forecast outside [0, 1], an outcome that is neither 0 nor 1, or arrays of different length.
 * @remarks Missing values: refuses. It says nothing of calibration. Checked against scikit-learn.
 */
export function discrimination(probabilities: Float64Array, outcomes: Float64Array): Discrimination | Insufficient {
  requireForecasts(probabilities, outcomes);
  const observations = outcomes.length;
  const hits = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  const misses = observations - hits;
  if (hits === 0 || misses === 0) return insufficient('hits and misses are both needed', 1, 0);
  const rankSum = midRanks(probabilities).reduce((sum, rank, i) => sum + rank * (outcomes[i] as number), 0);
  return { area: (rankSum - (hits * (hits + 1)) / 2) / (hits * misses), hits, misses, observations };
}
