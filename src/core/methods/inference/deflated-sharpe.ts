import { normalCdf, normalQuantile } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { requireFinite, requireInteger } from '../../numerics/require.ts';

/** A Sharpe ratio per period, not annualised, with the shape of the returns that it was measured on. */
export interface SharpeMoments {
  readonly sharpe: number;
  readonly skewness: number;
  /** 3 for a normal variable. */
  readonly kurtosis: number;
  /** Returns that it was measured on. */
  readonly observations: number;
}

/** The variants among which a strategy was chosen. */
export interface VariantsTried {
  /** Every variant that was run, the chosen one included. */
  readonly tried: number;
  /** Variance of the variants' Sharpe ratios per period; it plays no part where only one was tried. */
  readonly sharpeVariance: number;
}

/** Probability that a true Sharpe ratio is above a threshold. */
export interface ProbabilisticSharpe {
  readonly probability: number;
  /** The Sharpe ratio per period that it is held against. */
  readonly threshold: number;
  readonly observations: number;
}

/** The same, held against the best that luck alone would have shown among the variants tried. */
export interface DeflatedSharpe extends ProbabilisticSharpe {
  readonly variantsTried: number;
}

const EULER_GAMMA = 0.5772156649015329;

/**
 * Probabilistic Sharpe ratio: the probability that the true Sharpe ratio is above a threshold,
 *
 *     Φ((SR − SR*) √(n − 1) / √(1 − γ_3 SR + (γ_4 − 1) SR² / 4))
 *
 * @param moments - Sharpe ratio per period, skewness, kurtosis and number of the returns.
 * @param threshold - SR*, per period.
 * @returns The probability, or Insufficient: fewer than 2 returns, or returns of two values only that leave no variance.
 * @throws RangeError for moments that are not finite, a kurtosis below skewness² + 1 (which no returns have), or no whole number of returns.
 * @remarks Missing values: refuses. Assumes returns that are stationary and independent enough for n to be their number: overlapping
 * or idle days are not told apart, and five trades stay five. Source: Bailey and López de Prado (2012). Checked against scipy.
 */
export function probabilisticSharpe(moments: SharpeMoments, threshold = 0): ProbabilisticSharpe | Insufficient {
  const { sharpe, skewness, kurtosis, observations } = moments;
  requireFinite('the Sharpe ratio, skewness, kurtosis and threshold', Float64Array.of(sharpe, skewness, kurtosis, threshold));
  requireInteger('the number of returns', observations, { minimum: 0 });
  if (kurtosis < (skewness ** 2 + 1) * (1 - 1e-9)) {
    throw new RangeError(`the kurtosis must be at least skewness² + 1 = ${skewness ** 2 + 1}, was ${kurtosis}`);
  }
  if (observations < 2) return insufficient('too few returns for a Sharpe ratio', 2, observations);
  const variance = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2;
  if (!(variance > 1e-12)) return insufficient('the returns take two values that leave the Sharpe ratio no variance', 3, 2);
  return { probability: normalCdf(((sharpe - threshold) * Math.sqrt(observations - 1)) / Math.sqrt(variance)), threshold, observations };
}

/**
 * Expected maximum of the Sharpe ratios of N variants that are all worth nothing,
 *
 *     √V ((1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N e))),   γ = 0.5772…
 *
 * and 0 for one variant, which nothing was chosen from.
 *
 * @returns A Sharpe ratio per period.
 * @throws RangeError for less than one variant or a variance that is negative or not finite.
 * @remarks An approximation for many independent variants; for 2 it gives 0.520 √V where the exact value is 0.564 √V. Variants that
 * resemble one another count as fewer. Missing values: refuses. Source: Bailey and López de Prado (2014).
 */
export function expectedMaximumSharpe({ tried, sharpeVariance }: VariantsTried): number {
  requireInteger('the number of variants tried', tried, { minimum: 1 });
  if (!(sharpeVariance >= 0 && sharpeVariance < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`the variance of the variants' Sharpe ratios must be finite and at least 0, was ${sharpeVariance}`);
  }
  if (tried === 1) return 0;
  // Φ⁻¹(1 − q) is −Φ⁻¹(q), which keeps its digits for many variants.
  const standard = -(1 - EULER_GAMMA) * normalQuantile(1 / tried) - EULER_GAMMA * normalQuantile(1 / (tried * Math.E));
  return Math.sqrt(sharpeVariance) * standard;
}

/**
 * Deflated Sharpe ratio: the probabilistic one held against the expected maximum of the variants tried.
 *
 * @returns The probability with its threshold and the number of variants, or Insufficient as {@link probabilisticSharpe}.
 * @throws RangeError as {@link probabilisticSharpe} and {@link expectedMaximumSharpe}.
 * @remarks Missing values: refuses. Source: Bailey and López de Prado (2014), whose worked example (threshold 0.1132, probability
 * 0.9004) is a test.
 */
export function deflatedSharpe(moments: SharpeMoments, variants: VariantsTried): DeflatedSharpe | Insufficient {
  const result = probabilisticSharpe(moments, expectedMaximumSharpe(variants));
  return isInsufficient(result) ? result : { ...result, variantsTried: variants.tried };
}
