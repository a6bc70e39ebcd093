/**
 * Whether a residual sum of squares says nothing: rounding only, the residuals being within 1e-12 of the largest |response|, or
 * squares of numbers so large that they overflow.
 */
export function fitsExactly(residualSumOfSquares: number, response: Float64Array): boolean {
  const reach = response.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return !(residualSumOfSquares > response.length * (1e-12 * reach) ** 2 && residualSumOfSquares < Number.POSITIVE_INFINITY);
}
