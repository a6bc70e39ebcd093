/**
 * Sums of h values in a row: s_t = Σ_(i = 0 … h − 1) x_(t+i), each summed by itself so that no rounding is carried along.
 *
 * @param values - n values.
 * @param horizon - h, from 1 to n.
 * @returns n − h + 1 sums. Missing values: propagates.
 */
export function slidingSums(values: Float64Array, horizon: number): Float64Array {
  return Float64Array.from({ length: values.length - horizon + 1 }, (_, t) => {
    let sum = 0;
    for (let i = t; i < t + horizon; i++) sum += values[i] as number;
    return sum;
  });
}

/**
 * Sums of the next h returns: s_t = Σ_(i = 1 … h) r_(t+i), t = 0 … n − h − 1.
 *
 * @param returns - n one-period returns; the one at t ends at t.
 * @param horizon - h, from 1 to n − 1.
 * @returns n − h sums. Missing values: propagates.
 */
export const forwardSums = (returns: Float64Array, horizon: number): Float64Array => slidingSums(returns.subarray(1), horizon);
