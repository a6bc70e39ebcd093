/**
 * Realised volatility: the sample standard deviation of the log returns between the observations of each lookback,
 * per observation (not annualised; multiply by sqrt(periodsPerYear) to annualise).
 *
 * @param starts - First index of each lookback of *returns*: the return of index j is log(values[j] / values[j − 1]).
 * @returns NaN where there is no full lookback or fewer than two returns. Missing or non-positive values: propagates.
 */
export function realizedVolatility(values: Float64Array, starts: Int32Array): Float64Array {
  const logReturns = values.map((value, i) => (i === 0 ? Number.NaN : Math.log(value / (values[i - 1] as number))));
  return values.map((_, i) => {
    const start = starts[i] as number;
    const n = i - start + 1;
    if (start < 1 || n < 2) return Number.NaN;
    let sum = 0;
    for (let j = start; j <= i; j++) sum += logReturns[j] as number;
    let squares = 0;
    for (let j = start; j <= i; j++) squares += ((logReturns[j] as number) - sum / n) ** 2;
    return Math.sqrt(squares / (n - 1));
  });
}
