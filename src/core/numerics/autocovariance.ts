import { mean } from './moments.ts';

/**
 * Autocovariances at the lags 0 … L, with divisor n, which keeps them positive semi-definite:
 *
 *     γ_k = Σ_{t = k}^{n − 1} (x_t − x̄)(x_{t − k} − x̄) / n
 *
 * @param values - n values, at least one.
 * @param lags - L, below n.
 * @returns L + 1 values; γ_0 is the population variance. Missing values: propagates.
 */
export function autocovariances(values: Float64Array, lags: number): Float64Array {
  const n = values.length;
  const centre = mean(values);
  const deviations = new Float64Array(n);
  for (let t = 0; t < n; t++) deviations[t] = (values[t] as number) - centre;
  const covariances = new Float64Array(lags + 1);
  for (let lag = 0; lag <= lags; lag++) {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += (deviations[t] as number) * (deviations[t - lag] as number);
    covariances[lag] = sum / n;
  }
  return covariances;
}

/**
 * Long-run variance with Bartlett's weights, never negative:
 *
 *     γ_0 + 2 Σ_{k = 1}^{L} (1 − k / (L + 1)) γ_k
 *
 * @param values - n values, at least one.
 * @param lags - L, below n. Missing values: propagates.
 */
export function bartlettLongRunVariance(values: Float64Array, lags: number): number {
  return autocovariances(values, lags).reduce((sum, gamma, k) => sum + (k === 0 ? 1 : 2 * (1 - k / (lags + 1))) * gamma, 0);
}
