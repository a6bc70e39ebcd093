import { chiSquareQuantile, chiSquareUpperTail } from '../../numerics/distributions.ts';
import { findRoot } from '../../numerics/find-root.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { requireBetween, requireFinite, requireSameLength } from '../../numerics/require.ts';

/** The least number of claims from which their spread can be told. */
const CLAIMS_NEEDED = 3;

/** How far the effects of several claims lie apart, beyond what their standard errors explain. */
export interface Heterogeneity {
  /** Cochran's Q: the sum of squared standardised distances from the pooled effect. */
  readonly cochranQ: number;
  /** P(chi-square of k − 1 degrees ≥ Q). */
  readonly pValue: number;
  /** Share of the spread that is not the standard errors': max(0, (Q − (k − 1)) / Q). */
  readonly iSquared: number;
  /** Standard deviation τ of the true effects (Paule and Mandel). */
  readonly tau: number;
  /** 90 % interval of τ (Q-profile). */
  readonly lower: number;
  readonly upper: number;
  /** Claims k. */
  readonly observations: number;
}

/** The pooled effect of claims whose true effects have a spread of variance τ². */
export interface PooledEffect {
  readonly effect: number;
  readonly variance: number;
  /** Σ (y_i − pooled)² / (s_i² + τ²). */
  readonly generalisedQ: number;
}

/** Pooled effect with weights 1 / (s_i² + τ²). Missing values: propagates. */
export function pool(effects: Float64Array, standardErrors: Float64Array, tauSquared: number): PooledEffect {
  const weights = standardErrors.map((s) => 1 / (s * s + tauSquared));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const effect = weights.reduce((sum, weight, i) => sum + weight * (effects[i] as number), 0) / total;
  const generalisedQ = weights.reduce((sum, weight, i) => sum + weight * ((effects[i] as number) - effect) ** 2, 0);
  return { effect, variance: 1 / total, generalisedQ };
}

/** Refuses effects and standard errors that cannot be pooled; Insufficient with fewer than three. @throws RangeError. */
export function poolingFault(effects: Float64Array, standardErrors: Float64Array): Insufficient | undefined {
  requireSameLength('the standard errors', standardErrors.length, effects.length);
  requireFinite('the effects', effects);
  for (const s of standardErrors) requireBetween('a standard error', s, { above: 0, below: Number.POSITIVE_INFINITY });
  return effects.length < CLAIMS_NEEDED ? insufficient('a spread needs three claims', CLAIMS_NEEDED, effects.length) : undefined;
}

/**
 * Heterogeneity of k effects y_i with standard errors s_i, by the generalised Q
 *
 *     Q(τ²) = Σ (y_i − ȳ_τ)² / (s_i² + τ²),   ȳ_τ the mean with weights 1 / (s_i² + τ²)
 *
 * which falls as τ² rises: Cochran's Q is Q(0); Paule and Mandel's τ solves Q(τ²) = k − 1; the bounds of the Q-profile interval solve
 * Q(τ²) = the 95 % and the 5 % quantile of chi-square with k − 1 degrees. Where Q(0) is already below, the answer is 0.
 *
 * @param effects - k values.
 * @param standardErrors - k values, each positive.
 * @returns Insufficient with fewer than three.
 * @throws RangeError for values that are not finite, standard errors that are not positive, or arrays of different length.
 * @remarks Missing values: refuses. Effects are taken as independent given the truth. Sources: Cochran (1954), Paule and Mandel (1982),
 * Viechtbauer (2007). Checked against statsmodels.
 */
export function heterogeneity(effects: Float64Array, standardErrors: Float64Array): Heterogeneity | Insufficient {
  const fault = poolingFault(effects, standardErrors);
  if (fault) return fault;
  const degrees = effects.length - 1;
  const cochranQ = pool(effects, standardErrors, 0).generalisedQ;
  const tauAt = (target: number) => tauWhere(effects, standardErrors, target);
  return {
    cochranQ,
    pValue: chiSquareUpperTail(cochranQ, degrees),
    iSquared: cochranQ > degrees ? 1 - degrees / cochranQ : 0,
    tau: tauAt(degrees),
    lower: tauAt(chiSquareQuantile(0.95, degrees)),
    upper: tauAt(chiSquareQuantile(0.05, degrees)),
    observations: effects.length,
  };
}

/** The τ at which the generalised Q is the target, or 0 where it never is as large. */
function tauWhere(effects: Float64Array, standardErrors: Float64Array, target: number): number {
  const excess = (tau: number) => pool(effects, standardErrors, tau * tau).generalisedQ - target;
  if (excess(0) <= 0) return 0;
  let high = standardErrors.reduce((largest, s) => Math.max(largest, s), 0);
  while (excess(high) > 0) high *= 2;
  return findRoot(excess, 0, high);
}
