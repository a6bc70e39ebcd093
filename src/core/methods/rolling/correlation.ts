import { isConstant } from './standing.ts';

/**
 * Pearson correlation of two curves within each lookback.
 *
 * @param starts - First index of each lookback, −1 where there is none yet; all arrays of one length.
 * @returns NaN where there is no full lookback, fewer than three pairs, or one side is constant. Missing values: propagates.
 * @remarks Correlations of price levels are spurious; give it changes: `corr(pct_change(x, 1), pct_change(y, 1), n)`.
 */
export function rollingCorrelation(x: Float64Array, y: Float64Array, starts: Int32Array): Float64Array {
  return x.map((_, i) => {
    const start = starts[i] as number;
    if (start < 0 || i - start < 2 || isConstant(x, start, i) || isConstant(y, start, i)) return Number.NaN;
    return correlation(x.subarray(start, i + 1), y.subarray(start, i + 1));
  });
}

function correlation(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < n; i++) {
    sumX += x[i] as number;
    sumY += y[i] as number;
  }
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    const dx = (x[i] as number) - sumX / n;
    const dy = (y[i] as number) - sumY / n;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
