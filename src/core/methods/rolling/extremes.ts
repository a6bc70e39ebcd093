/**
 * Highest value of each lookback, the value itself included.
 *
 * @param starts - First index of each lookback, −1 where there is none yet; never falling once it is not −1.
 * @returns NaN where there is no full lookback. Missing values: propagates.
 */
export const rollingMaximum = (values: Float64Array, starts: Int32Array): Float64Array => extreme(values, starts, (a, b) => a >= b);

/** Lowest value of each lookback; as {@link rollingMaximum}. */
export const rollingMinimum = (values: Float64Array, starts: Int32Array): Float64Array => extreme(values, starts, (a, b) => a <= b);

/** A queue of those that may still become the extreme: each value enters and leaves once. */
function extreme(values: Float64Array, starts: Int32Array, beats: (a: number, b: number) => boolean): Float64Array {
  const queue = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  let lastMissing = -1;
  return values.map((value, i) => {
    if (Number.isNaN(value)) lastMissing = i;
    while (tail > head && beats(value, values[queue[tail - 1] as number] as number)) tail--;
    queue[tail++] = i;
    const start = starts[i] as number;
    while (head < tail && (queue[head] as number) < start) head++;
    return start < 0 || lastMissing >= start ? Number.NaN : (values[queue[head] as number] as number);
  });
}

/**
 * Sum of each lookback, the value itself included.
 *
 * @param starts - First index of each lookback, −1 where there is none yet.
 * @returns NaN where there is no full lookback. Missing values: propagates.
 */
export function rollingSum(values: Float64Array, starts: Int32Array): Float64Array {
  return values.map((_, i) => {
    const start = starts[i] as number;
    if (start < 0) return Number.NaN;
    let sum = 0;
    for (let j = start; j <= i; j++) sum += values[j] as number;
    return sum;
  });
}

/**
 * Calendar days since the highest value so far: 0 on a day that makes or equals it.
 *
 * @param dates - Days since 1970-01-01, ascending.
 * @returns NaN where the value is missing. Missing values: skips them in the running maximum.
 */
export function daysSinceHighest(dates: Int32Array, values: Float64Array): Float64Array {
  let peak = Number.NEGATIVE_INFINITY;
  let on = 0;
  return values.map((value, i) => {
    if (value >= peak) {
      peak = value;
      on = dates[i] as number;
    }
    return Number.isNaN(value) ? Number.NaN : (dates[i] as number) - on;
  });
}
