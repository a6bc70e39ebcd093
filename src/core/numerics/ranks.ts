/**
 * Mid-ranks 1 … n: tied values share the mean of the ranks that they take up.
 *
 * @param values - n values.
 * @param tolerance - Neighbours in order that differ by no more than this are tied; 0 ties equal values only.
 * @returns n ranks, multiples of a half, whose sum is n(n + 1) / 2.
 * @throws RangeError for a NaN. Missing values: refuses.
 */
export function midRanks(values: Float64Array, tolerance = 0): Float64Array {
  const n = values.length;
  if (values.some(Number.isNaN)) throw new RangeError('values to be ranked must be numbers, one was NaN');
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const ranks = new Float64Array(n);
  const tied = (at: number, next: number) => {
    const [low, high] = [values[order[at] as number] as number, values[order[next] as number] as number];
    return low === high || high - low <= tolerance;
  };
  for (let from = 0, to = 0; from < n; from = to) {
    for (to = from + 1; to < n && tied(to - 1, to); ) to++;
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + 1 + to) / 2;
  }
  return ranks;
}
