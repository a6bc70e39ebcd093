import { autocovariances } from './autocovariance.ts';
import { requireFinite, requireInteger } from './require.ts';

/**
 * Variance of √n times the mean under the stationary bootstrap, without a draw:
 *
 *     γ_0 + 2 Σ_{i = 1}^{n − 1} [(1 − i/n)(1 − p)^i + (i/n)(1 − p)^(n − i)] γ_i,   p = 1 / meanBlockLength
 *
 * @param values - n observations, at least one; γ_i their autocovariances with divisor n.
 * @param meanBlockLength - At least 1.
 * @returns The variance, 0 for a series that is the same throughout.
 * @throws RangeError for values that are not finite, none, or a shorter block. Missing values: refuses.
 * @remarks Source: Politis and Romano (1994). Checked against a closed form by circular autocovariances, and draws.
 */
export function stationaryBootstrapVariance(values: Float64Array, meanBlockLength: number): number {
  const n = values.length;
  requireInteger('the number of values', n, { minimum: 1 });
  requireFinite('values', values);
  if (!(meanBlockLength >= 1)) throw new RangeError(`the mean block length must be at least 1, was ${meanBlockLength}`);
  const stay = 1 - 1 / meanBlockLength;
  const weight = (i: number) => (1 - i / n) * stay ** i + (i / n) * stay ** (n - i);
  const variance = autocovariances(values, n - 1).reduce((sum, gamma, i) => sum + (i === 0 ? 1 : 2 * weight(i)) * gamma, 0);
  return Math.max(0, variance);
}
