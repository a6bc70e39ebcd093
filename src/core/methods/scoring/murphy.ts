import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { binForecasts } from './forecast-bins.ts';
import { requireForecasts } from './forecasts.ts';
import { brierScore } from './scores.ts';

/** The parts of a mean Brier score. */
export interface MurphyDecomposition {
  /** Mean Brier score: reliability − resolution + uncertainty + within-bin variance − within-bin covariance. */
  readonly brier: number;
  /** How far the frequencies lie from the forecasts: 0 is best. */
  readonly reliability: number;
  /** How far the frequencies of the bins lie from that of all: more is better. */
  readonly resolution: number;
  /** Variance of the outcomes, which no forecast changes. */
  readonly uncertainty: number;
  /** Spread of the forecasts inside their bins; 0 where the bins are the distinct forecasts. */
  readonly withinBinVariance: number;
  /** Twice the covariance of forecasts and outcomes inside the bins; 0 where the bins are the distinct forecasts. */
  readonly withinBinCovariance: number;
  readonly bins: readonly { readonly meanProbability: number; readonly frequency: number; readonly observations: number }[];
  readonly observations: number;
}

/**
 * Murphy's decomposition of the Brier score, with the terms that bins of different forecasts leave, so that the sum is exact. Over bins
 * k of n_k forecasts with mean p̄_k and frequency ȳ_k:
 *
 *     Brier = 1/N Σ n_k (p̄_k − ȳ_k)²  −  1/N Σ n_k (ȳ_k − ȳ)²  +  ȳ (1 − ȳ)
 *             + 1/N Σ_k Σ_i (p_i − p̄_k)²  −  2/N Σ_k Σ_i (p_i − p̄_k)(y_i − ȳ_k)
 *
 * @param probabilities - N forecasts in [0, 1].
 * @param outcomes - N outcomes, each 0 or 1.
 * @param bounds - Bounds of the bins, ascending from 0 to 1, the lower one of each included; without them the distinct forecasts are
 * the bins and the last two terms are 0.
 * @returns Insufficient with fewer than two forecasts.
 * @throws RangeError for a forecast outside [0, 1], an outcome that is neither 0 nor 1, arrays of different length, or such bounds.
 * @remarks Missing values: refuses. With few forecasts a bin both reliability and resolution come out too large.
 * Sources: Murphy (1973); Stephenson, Coelho and Jolliffe (2008) for the terms inside the bins. Checked against reference numbers.
 */
export function murphyDecomposition(
  probabilities: Float64Array,
  outcomes: Float64Array,
  bounds?: Float64Array,
): MurphyDecomposition | Insufficient {
  requireForecasts(probabilities, outcomes);
  const bins = binForecasts(probabilities, outcomes, bounds);
  const observations = outcomes.length;
  if (observations < 2) return insufficient('a decomposition needs two forecasts', 2, observations);
  const overall = mean(outcomes);
  const average = (term: (bin: (typeof bins)[number]) => number) => bins.reduce((sum, bin) => sum + term(bin), 0) / observations;
  return {
    brier: mean(probabilities.map((p, i) => brierScore(p, outcomes[i] as number))),
    reliability: average((bin) => bin.observations * (bin.meanProbability - bin.frequency) ** 2),
    resolution: average((bin) => bin.observations * (bin.frequency - overall) ** 2),
    uncertainty: overall * (1 - overall),
    withinBinVariance: average((bin) => sumOver(bin.probabilities, (p) => (p - bin.meanProbability) ** 2)),
    withinBinCovariance:
      2 * average((bin) => sumOver(bin.probabilities, (p, i) => (p - bin.meanProbability) * ((bin.outcomes[i] as number) - bin.frequency))),
    bins: bins.map(({ meanProbability, frequency, observations: count }) => ({ meanProbability, frequency, observations: count })),
    observations,
  };
}

const sumOver = (values: Float64Array, term: (value: number, i: number) => number): number =>
  values.reduce((sum, value, i) => sum + term(value, i), 0);
