/**
 * Values above each of those before them in their lookback (strictly).
 *
 * @param starts - First index of each lookback (the value itself is its last member), −1 where there is none yet.
 * @returns 1 on the dates of the events, else 0. Missing values (NaN): never an event, and skipped within a lookback.
 */
export function newHigh(values: Float64Array, starts: Int32Array): Uint8Array {
  const on = new Uint8Array(values.length);
  const highest = trailingMaximum(values, starts);
  for (let i = 0; i < values.length; i++) {
    const start = starts[i] as number;
    if (start >= 0 && start < i && (values[i] as number) > (highest[i] as number)) on[i] = 1;
  }
  return on;
}

/** Highest value from `starts[i]` to i − 1; −Infinity where there is none. */
function trailingMaximum(values: Float64Array, starts: Int32Array): Float64Array {
  const candidates: number[] = [];
  let head = 0;
  return values.map((_, i) => {
    if (i > 0) {
      const newest = values[i - 1] as number;
      while (candidates.length > head && !((values[candidates.at(-1) as number] as number) > newest)) candidates.pop();
      if (!Number.isNaN(newest)) candidates.push(i - 1);
    }
    while (head < candidates.length && (candidates[head] as number) < (starts[i] as number)) head++;
    return head < candidates.length ? (values[candidates[head] as number] as number) : Number.NEGATIVE_INFINITY;
  });
}
