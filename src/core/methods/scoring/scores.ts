import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { requireSameLength } from '../../numerics/require.ts';
import { requireProbabilities } from '../../numerics/unit-interval.ts';
import { requireForecasts } from './forecasts.ts';

/** One kind of score over a set of forecasts: the smaller, the better. */
export interface Score {
  readonly perForecast: Float64Array;
  readonly mean: number;
  /** Mean score of the base rate's own forecasts of the same outcomes. */
  readonly ofBaseRate: number | Insufficient;
  /** 1 − mean / base rate's: 1 is perfect, 0 no better than the base rate, below 0 worse. */
  readonly skill: number | Insufficient;
  readonly observations: number;
}

/** Scores of forecasts beside those of the base rate. */
export interface Scores {
  readonly brier: Score;
  /** In nats. Insufficient where a forecast was certain and wrong. */
  readonly log: Score | Insufficient;
  readonly observations: number;
}

/** Brier score (p − y)² of one forecast p of an outcome y, 0 or 1. Missing values: propagates. Source: Brier (1950). */
export const brierScore = (probability: number, outcome: number): number => (probability - outcome) ** 2;

/**
 * Log score of one forecast, in nats: −ln p where it came true, −ln(1 − p) where it did not; Infinity where it was certain and wrong.
 * Missing values: propagates. Source: Good (1952).
 */
export const logScore = (probability: number, outcome: number): number =>
  outcome === 1 ? -Math.log(probability) : -Math.log1p(-probability);

/**
 * Brier and log score of forecasts, with the skill against the base rate's own forecasts:
 *
 *     skill = 1 − mean score / mean score of the base rate
 *
 * @param probabilities - n forecasts in [0, 1].
 * @param outcomes - n outcomes, each 0 or 1.
 * @param baseRates - The base rate that was known when each forecast was made, in [0, 1]; one number where it was the same for all.
 * @returns Insufficient without a forecast. A mean that would be infinite, and a skill against a base rate that made no error, are
 * Insufficient too.
 * @throws RangeError for a probability outside [0, 1], an outcome that is neither 0 nor 1, or arrays of different length.
 * @remarks Missing values: refuses. A certain forecast that failed is not clipped: its log score has no mean. Sources: Brier (1950),
 * Good (1952), Gneiting and Raftery (2007). Checked against scikit-learn.
 */
export function scoreForecasts(
  probabilities: Float64Array,
  outcomes: Float64Array,
  baseRates: Float64Array | number,
): Scores | Insufficient {
  requireForecasts(probabilities, outcomes);
  const rates = typeof baseRates === 'number' ? new Float64Array(outcomes.length).fill(baseRates) : baseRates;
  requireSameLength('the base rates', rates.length, outcomes.length);
  requireProbabilities('a base rate', rates);
  const observations = outcomes.length;
  if (observations === 0) return insufficient('no forecast has come due', 1, 0);
  const scored = (score: typeof brierScore) => {
    const of = (forecasts: Float64Array) => forecasts.map((p, i) => score(p, outcomes[i] as number));
    return scoreOf(of(probabilities), of(rates));
  };
  return { brier: scored(brierScore) as Score, log: scored(logScore), observations };
}

function scoreOf(perForecast: Float64Array, reference: Float64Array): Score | Insufficient {
  const own = finiteMean(perForecast, 'a forecast was certain and wrong: its log score has no mean');
  if (typeof own !== 'number') return own;
  const ofBaseRate = finiteMean(reference, 'a base rate was 0 or 1 and wrong: its log score has no mean');
  return { perForecast, mean: own, ofBaseRate, skill: skillOf(own, ofBaseRate), observations: perForecast.length };
}

function finiteMean(scores: Float64Array, reason: string): number | Insufficient {
  const finite = scores.filter(Number.isFinite).length;
  return finite === scores.length ? mean(scores) : insufficient(reason, scores.length, finite);
}

function skillOf(own: number, ofBaseRate: number | Insufficient): number | Insufficient {
  if (typeof ofBaseRate !== 'number') return ofBaseRate;
  return ofBaseRate > 0 ? 1 - own / ofBaseRate : insufficient('the base rate made no error to be better than', 1, 0);
}
