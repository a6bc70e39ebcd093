import { circularProducts } from '../../numerics/fast-fourier.ts';

/** For each day what the summed growth of all events is expected to be under a null, and its deviation. */
export interface PathMoments {
  readonly centre: Float64Array;
  readonly deviation: Float64Array;
}

/** Growth that differs by no more than this share of the largest is the same. */
const SAME = 1e-12;

/**
 * Moments of the summed growth after E places that are drawn independently among the admissible ones, without a draw:
 *
 *     g_a(j) = G(a + j) − G(a);   centre(j) = E · mean_a g_a(j),   deviation(j) = √E · sd_a g_a(j)
 *
 * @param growth - Cumulative growth.
 * @param admissible - Places that are followed by as many returns as there are days, at least one.
 * @returns For each day; the deviation is 0 where all places have grown alike. Missing values: propagates.
 */
export function placeboMoments(
  growth: Float64Array,
  admissible: Int32Array,
  { days, events }: { readonly days: number; readonly events: number },
): PathMoments {
  const same = SAME * growth.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  const [centre, deviation] = [new Float64Array(days), new Float64Array(days)];
  for (let day = 0; day < days; day++) {
    const grown = spread(growth, admissible, day + 1);
    centre[day] = events * grown.mean;
    deviation[day] = grown.range <= same ? 0 : Math.sqrt(events * grown.variance);
  }
  return { centre, deviation };
}

/** Growth over some returns from each place on: two loops over the places, and none of them kept, since this is done for every day. */
function spread(growth: Float64Array, places: Int32Array, later: number): { mean: number; variance: number; range: number } {
  let [sum, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let a = 0; a < places.length; a++) {
    const grown = (growth[(places[a] as number) + later] as number) - (growth[places[a] as number] as number);
    sum += grown;
    if (grown < low) low = grown;
    if (grown > high) high = grown;
  }
  const mean = sum / places.length;
  let squares = 0;
  for (let a = 0; a < places.length; a++) {
    const grown = (growth[(places[a] as number) + later] as number) - (growth[places[a] as number] as number);
    squares += (grown - mean) ** 2;
  }
  return { mean, variance: squares / places.length, range: high - low };
}

/**
 * Moments of the summed growth after the events under the stationary bootstrap, without a draw. The centre is 0; with c°(k) the circular
 * autocovariance of the returns, two resampled returns k apart have the covariance γ(k) = (1 − p)^k c°(k), p = 1 / meanBlockLength, so
 *
 *     w(m) = Σ_e Σ_f γ(|e − f + m|);   deviation(j)² = Σ_{|m| < j} (j − |m|) w(m)
 *
 * @param returns - n returns less their mean.
 * @param events - Places that are followed by as many returns as there are days.
 * @returns For each day. Missing values: propagates.
 * @remarks Source: Politis and Romano (1994) for the covariances. Checked against draws, and, for one event and all n days, against the
 * variance of the resampled mean.
 */
export function bootstrapMoments(
  returns: Float64Array,
  events: Int32Array,
  { days, meanBlockLength }: { readonly days: number; readonly meanBlockLength: number },
): PathMoments {
  const covariances = resampledCovariances(returns, meanBlockLength);
  const pairs = distancesBetween(events);
  const variance = new Float64Array(days);
  for (let day = 0, level = 0, slope = 0; day < days; day++) {
    slope += (day === 0 ? 1 : 2) * summedCovariance(covariances, pairs, day);
    level += slope;
    variance[day] = level;
  }
  return { centre: new Float64Array(days), deviation: variance.map((value) => Math.sqrt(Math.max(0, value))) };
}

/** γ(k), k = 0 … n − 1. */
function resampledCovariances(returns: Float64Array, meanBlockLength: number): Float64Array {
  const stay = 1 - 1 / meanBlockLength;
  return circularProducts(returns, returns).map((sum, k) => (stay ** k * sum) / returns.length);
}

/** Distances e − f of pairs of events, each once with the number of its pairs. */
interface Distances {
  readonly distances: Int32Array;
  readonly counts: Int32Array;
}

function distancesBetween(events: Int32Array): Distances {
  const counts = new Map<number, number>();
  for (const e of events) for (const f of events) counts.set(e - f, (counts.get(e - f) ?? 0) + 1);
  return { distances: Int32Array.from(counts.keys()), counts: Int32Array.from(counts.values()) };
}

/** w(m): the covariance summed over all pairs, one of each pair m returns later. */
function summedCovariance(covariances: Float64Array, { distances, counts }: Distances, later: number): number {
  let sum = 0;
  for (let i = 0; i < distances.length; i++) {
    sum += (counts[i] as number) * (covariances[Math.abs((distances[i] as number) + later)] as number);
  }
  return sum;
}
