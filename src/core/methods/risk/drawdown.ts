/**
 * Distance of each value from the highest value so far, as a share of it: value / running maximum − 1, always ≤ 0.
 *
 * @returns NaN where a value is missing or no positive value has come yet. Missing values: skips them in the running maximum.
 */
export function drawdown(values: Float64Array): Float64Array {
  let peak = Number.NEGATIVE_INFINITY;
  return values.map((value) => {
    if (value > peak) peak = value;
    return Number.isNaN(value) || peak <= 0 ? Number.NaN : value / peak - 1;
  });
}
