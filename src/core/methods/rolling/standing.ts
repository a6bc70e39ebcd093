/**
 * Standard score of each value within its own lookback (the value included), with the sample standard deviation.
 *
 * @param starts - First index of each lookback, −1 where there is none yet.
 * @returns NaN where there is no full lookback, fewer than two values, or the lookback is constant. Missing values: propagates.
 */
export function zScore(values: Float64Array, starts: Int32Array): Float64Array {
  return values.map((value, i) => {
    const start = starts[i] as number;
    const n = i - start + 1;
    if (start < 0 || n < 2 || isConstant(values, start, i)) return Number.NaN;
    let sum = 0;
    for (let j = start; j <= i; j++) sum += values[j] as number;
    const mean = sum / n;
    let squares = 0;
    for (let j = start; j <= i; j++) squares += ((values[j] as number) - mean) ** 2;
    return (value - mean) / Math.sqrt(squares / (n - 1));
  });
}

/**
 * Share of the values of the lookback (the value itself included) that are at or below the value: in (0, 1].
 *
 * @param starts - First index of each lookback, −1 where there is none yet.
 * @returns NaN where there is no full lookback. Missing values: propagates.
 */
export function percentileRank(values: Float64Array, starts: Int32Array): Float64Array {
  return values.map((value, i) => {
    const start = starts[i] as number;
    if (start < 0) return Number.NaN;
    let atOrBelow = 0;
    for (let j = start; j <= i; j++) {
      const other = values[j] as number;
      if (Number.isNaN(other)) return Number.NaN;
      if (other <= value) atOrBelow++;
    }
    return Number.isNaN(value) ? Number.NaN : atOrBelow / (i - start + 1);
  });
}

/** Whether all values from `start` to `end` are the same: asked of the data, never of an accumulated float. */
export function isConstant(values: Float64Array, start: number, end: number): boolean {
  for (let j = start + 1; j <= end; j++) if (values[j] !== values[start]) return false;
  return true;
}
