/**
 * Simple moving average: the mean of `values[start[i]] … values[i]`.
 *
 * @param starts - First index of each lookback, −1 where there is none yet; as long as `values`.
 * @returns NaN where there is no full lookback. Missing values: propagates.
 */
export function movingAverage(values: Float64Array, starts: Int32Array): Float64Array {
  return values.map((_, i) => {
    const start = starts[i] as number;
    if (start < 0) return Number.NaN;
    let sum = 0;
    for (let j = start; j <= i; j++) sum += values[j] as number;
    return sum / (i - start + 1);
  });
}

/**
 * Exponential moving average with smoothing 2 / (n + 1), begun with the simple mean of the first n values from `first`.
 *
 *     e_t = e_{t−1} + 2 / (n + 1) · (x_t − e_{t−1})
 *
 * @returns NaN before the n-th value. Missing values: propagates.
 */
export function exponentialMovingAverage(values: Float64Array, n: number, first = 0): Float64Array {
  const out = new Float64Array(values.length).fill(Number.NaN);
  const seed = first + n - 1;
  if (seed >= values.length) return out;
  let sum = 0;
  for (let i = first; i <= seed; i++) sum += values[i] as number;
  let level = sum / n;
  out[seed] = level;
  for (let i = seed + 1; i < values.length; i++) {
    level += (2 / (n + 1)) * ((values[i] as number) - level);
    out[i] = level;
  }
  return out;
}
