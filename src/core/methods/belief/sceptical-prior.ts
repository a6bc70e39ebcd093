import { normalQuantile, normalUpperTail } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { populationDeviation } from '../../numerics/moments.ts';
import { isConstant, requireBetween, requireFinite } from '../../numerics/require.ts';
import type { ClusterEffect } from './cluster-effect.ts';

/** A normal belief about an effect in logs. */
export interface NormalBelief {
  readonly mean: number;
  readonly deviation: number;
  /** The 90 % interval: 5 % lie below it and 5 % above. */
  readonly lower: number;
  readonly upper: number;
  /** P(effect > 0). */
  readonly probabilityPositive: number;
}

/** What somebody believes who thinks of no effect, and knows how far the target moves. */
export interface ScepticalPrior extends NormalBelief {
  /** Standard deviation of the target's outcome over all admissible dates. */
  readonly volatility: number;
  /** P(|effect| > volatility). */
  readonly surprise: number;
  /** Admissible dates. */
  readonly observations: number;
}

/**
 * A prior centred on no effect, whose scale is the target's own volatility at the horizon:
 *
 *     effect ~ N(0, τ²),   τ = σ_h / z_(1 − surprise / 2),   so that P(|effect| > σ_h) = surprise
 *
 * With a surprise of 5 %, τ = σ_h / 1.96 = 0.51 σ_h: an effect as large as one standard deviation of the target's return over the
 * horizon is held for possible, but only once in twenty claims.
 *
 * @param outcomes - Outcome of each admissible date (log of 1 + return over the horizon), from all of which σ_h is taken (divisor n).
 * @param surprise - In (0, 1). Default 0.05.
 * @returns Insufficient where the outcomes are all the same, or fewer than two.
 * @throws RangeError for an outcome that is not finite or a surprise outside (0, 1).
 * @remarks Missing values: refuses. The idea of a sceptical prior is Spiegelhalter, Freedman and Parmar's (1994); this scale is our choice.
 */
export function scepticalPrior(outcomes: Float64Array, { surprise = 0.05 } = {}): ScepticalPrior | Insufficient {
  requireFinite('the outcomes', outcomes);
  requireBetween('the surprise', surprise, { above: 0, below: 1 });
  if (outcomes.length < 2 || isConstant(outcomes))
    return insufficient('a volatility needs outcomes that differ', 2, Math.min(1, outcomes.length));
  const volatility = populationDeviation(outcomes);
  const deviation = volatility / -normalQuantile(surprise / 2);
  return { ...belief(0, deviation), volatility, surprise, observations: outcomes.length };
}

/** What would make P(effect > 0) as large as `probability`. */
export interface Conviction {
  readonly probability: number;
  /** Clusters beyond the present ones, at the mean effect seen so far; null where no number would do. */
  readonly furtherClusters: number | null;
  /** Mean effect that the present number of clusters would have to show. */
  readonly effectNeeded: number;
}

/** A sceptical prior, what was seen, and what is to be believed now. */
export interface ScepticalUpdate {
  readonly prior: ScepticalPrior;
  /** The effect seen and its standard error; null where nothing has been seen. */
  readonly evidence: ClusterEffect | null;
  readonly posterior: NormalBelief;
  /** Share of the effect seen that the prior takes away: s² / (s² + τ²); 1 where nothing has been seen. */
  readonly shrinkage: number;
  readonly toBeConvinced: Conviction | Insufficient;
  /** Clusters. */
  readonly observations: number;
}

/**
 * Bayes' rule for a normal prior N(0, τ²) and an effect y seen with standard error s:
 *
 *     shrinkage B = s² / (s² + τ²);   posterior mean (1 − B) y,   variance B τ²
 *
 * and what it would take for P(effect > 0) ≥ q, with z = z_q and one cluster's variance c s² for the c clusters seen:
 *
 *     effect needed at c clusters = z s √(s² + τ²) / τ
 *     clusters needed at the mean y > 0 = c s² / v,   v = 2 y² τ² / z² / (τ² + √(τ⁴ + 4 y² τ² / z²))
 *
 * @param prior - From {@link scepticalPrior}.
 * @param evidence - From `clusterEffect`, in the prior's measure; without it the posterior is the prior.
 * @param probability - q, in (0.5, 1). Default 0.95.
 * @throws RangeError for an effect that is not finite, a standard error that is not positive, or a probability outside (0.5, 1).
 * @remarks For a claim of a fall give outcomes with their sign changed. Assumes that the mean over clusters is about normal, and that
 * further clusters tell as much as the present ones and nothing of one another. Missing values: refuses. Checked against numerical
 * integration and a search over numbers of clusters.
 */
export function updateScepticalPrior(
  prior: ScepticalPrior,
  evidence?: ClusterEffect | undefined,
  { probability = 0.95 }: { readonly probability?: number } = {},
): ScepticalUpdate {
  requireBetween('the probability of being convinced', probability, { above: 0.5, below: 1 });
  if (evidence === undefined) {
    const { mean, deviation } = prior;
    const toBeConvinced = insufficient('what it would take is told from clusters seen', 2, 0);
    return { prior, evidence: null, posterior: belief(mean, deviation), shrinkage: 1, toBeConvinced, observations: 0 };
  }
  const { effect, standardError } = evidence;
  requireFinite('the effect', Float64Array.of(effect));
  requireBetween('the standard error', standardError, { above: 0, below: Number.POSITIVE_INFINITY });
  const shrinkage = standardError ** 2 / (standardError ** 2 + prior.deviation ** 2);
  return {
    prior,
    evidence,
    posterior: belief((1 - shrinkage) * effect, Math.sqrt(shrinkage) * prior.deviation),
    shrinkage,
    toBeConvinced: conviction(prior.deviation, evidence, probability),
    observations: evidence.effectiveObservations,
  };
}

function conviction(
  tau: number,
  { effect, standardError, effectiveObservations: clusters }: ClusterEffect,
  probability: number,
): Conviction {
  const z = normalQuantile(probability);
  const signal = ((effect * tau) / z) ** 2;
  const variance = (2 * signal) / (tau ** 2 + Math.sqrt(tau ** 4 + 4 * signal));
  // A whole number of clusters that rounding has lifted by a hair is still that number.
  const needed = Math.ceil(((clusters * standardError ** 2) / variance) * (1 - 1e-12));
  return {
    probability,
    furtherClusters: effect > 0 && needed <= Number.MAX_SAFE_INTEGER ? Math.max(0, needed - clusters) : null,
    effectNeeded: (z * standardError * Math.hypot(standardError, tau)) / tau,
  };
}

const Z_90 = -normalQuantile(0.05);

const belief = (mean: number, deviation: number): NormalBelief => ({
  mean,
  deviation,
  lower: mean - Z_90 * deviation,
  upper: mean + Z_90 * deviation,
  probabilityPositive: normalUpperTail(-mean / deviation),
});
