/**
 * Indices of at most so many points that keep the shape of a line: each stretch gives its lowest and its highest
 * value, in order; the first and the last point always stay.
 */
export function thinKeepingExtremes(values: readonly number[], points: number): number[] {
  if (values.length <= points) return values.map((_, i) => i);
  const stretches = Math.max(1, Math.floor((points - 2) / 2));
  const kept = new Set<number>([0, values.length - 1]);
  for (let s = 0; s < stretches; s++) {
    const from = Math.floor((s * values.length) / stretches);
    const to = Math.floor(((s + 1) * values.length) / stretches);
    let low = from;
    let high = from;
    for (let i = from; i < to; i++) {
      if (values[i]! < values[low]!) low = i;
      if (values[i]! > values[high]!) high = i;
    }
    kept.add(low).add(high);
  }
  return [...kept].sort((a, b) => a - b);
}

/** Indices of at most so many evenly spaced points, the first and the last among them. */
export function thinEvenly(length: number, points: number): number[] {
  if (length <= points) return Array.from({ length }, (_, i) => i);
  return Array.from({ length: points }, (_, i) => Math.round((i * (length - 1)) / (points - 1)));
}
