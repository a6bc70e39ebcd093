import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { quantileSorted } from '../../numerics/quantile.ts';
import { isConstant, requireFinite, requireInteger } from '../../numerics/require.ts';
import { hasWebAssembly } from '../../numerics/web-assembly.ts';
import { requirePlaces } from '../inference/places.ts';
import { type BothSides, TIE } from '../inference/shift.ts';
import { highestOf, lowestOf, standardisedPath, summedPath } from './mean-path.ts';
import { bootstrapMoments, type PathMoments, placeboMoments } from './path-moments.ts';
import type { PathDraws, PathKernel, PathSuprema } from './path-suprema.ts';
import { plainKernel } from './plain-kernel.ts';
import { simdKernel } from './simd-kernel.ts';

/** The mean path after the events among drawn paths. All values are log growth since entry. */
export interface PathResampling {
  /** Returns after entry, 1 … days. */
  readonly days: Int32Array;
  /** Mean log growth after the events, on each of those days. */
  readonly observed: Float64Array;
  /** What the draws expect, and their standard deviation, on each day: worked out, not drawn. */
  readonly expected: Float64Array;
  readonly deviation: Float64Array;
  /** Half the width of the band expected ± halfWidth that holds 90 % of the drawn paths from end to end. */
  readonly halfWidth: Float64Array;
  /** p of the largest standardised height (up) or depth (down) of the path. */
  readonly p: BothSides;
  readonly draws: number;
  /** Events. */
  readonly observations: number;
}

/** Options of both resamplings. */
export interface PathResamplingOptions {
  /** How many returns after entry the path goes. */
  readonly days: number;
  /** Any 32-bit integer. */
  readonly seed: number;
  /** Default 10,000. */
  readonly draws?: number;
}

const BAND = 0.9;
/** Products of 32 random bits with more than this would be rounded. */
const MOST = 2 ** 21;
const LARGEST = 1e100;

/**
 * Sup-t test of the path after the events against placebo paths: every event is replaced, independently, by any admissible date. With P_k(j)
 * the mean log growth j returns after entry in draw k, μ(j) and σ(j) its mean and deviation over all that can be drawn,
 *
 *     Z_k(j) = (P_k(j) − μ(j)) / σ(j);   T_k = max over j of Z_k(j);   p_up = (1 + #{T_k ≥ T − 1e-12}) / (1 + draws)
 *
 * and p_down with the minimum. The band is μ(j) ± c σ(j), c the 90 % quantile (R type 7) of max |Z_k(j)|.
 *
 * @param logReturns - n log returns in order, at most 2^21.
 * @param events - Place of the first return after each entry, ascending, each once; all `days` returns from there on must exist.
 * @param options - The days; the seed; the number of draws (1 … 2^21); the admissible places, ascending, by default all that have a whole path.
 * @returns The test, or why there is none: no event, too few returns, the same return throughout, no other date, the same path after each.
 * @throws RangeError for returns that are not finite or beyond 1e100, places that do not ascend or have no whole path. Missing values:
 * refuses.
 * @remarks A day on which all admissible dates have grown alike counts for nothing. Random dates do not keep the distances between the events:
 * where these crowd together the deviation is too small, and the exact shifts are the better test. Source: the sup-t band of Montiel Olea and
 * Plagborg-Møller (2019). Checked against brute force.
 */
export function placeboPaths(
  logReturns: Float64Array,
  events: Int32Array,
  { admissible, ...options }: PathResamplingOptions & { readonly admissible?: Int32Array },
): PathResampling | Insufficient {
  requireOptions(logReturns, events, options);
  const last = logReturns.length - options.days;
  const places = admissible ?? Int32Array.from({ length: Math.max(0, last + 1) }, (_, place) => place);
  requirePlaces(places, Math.max(0, last + 1));
  const own = new Set(events);
  const lack = whyNoPath(logReturns, events, options.days);
  if (lack) return lack;
  if (places.every((place) => own.has(place))) return insufficient('no admissible date is left to compare with', 1, 0);
  const { drift, unit, growth } = growthWithoutDrift(logReturns);
  const moments = placeboMoments(growth, places, { days: options.days, events: events.length });
  return standing({ events, drift, unit, growth }, { ...options, moments }, (draws) => pathKernel().placebo(draws, places));
}

/**
 * Sup-t test of the path after the events against stationary-bootstrap paths: the target's returns are resampled in blocks of geometric
 * length, while the events stay where they are. Definition as {@link placeboPaths}.
 *
 * @param logReturns - n log returns in order, at most 2^21.
 * @param events - Place of the first return after each entry, ascending, each once; all `days` returns from there on must exist.
 * @param options - The days; the seed; the number of draws (1 … 2^21); the mean block length in returns, 1 … n.
 * @returns The test, or why there is none: no event, too few returns, the same return throughout.
 * @throws RangeError for returns that are not finite or beyond 1e100, places that do not ascend or have no whole path, another block length.
 * Missing values: refuses.
 * @remarks Events keep their distances, so that overlapping paths share what they share in the data. The places are those of blockIndices for
 * the same seed. Source: Politis and Romano (1994); Montiel Olea and Plagborg-Møller (2019). Checked against brute force.
 */
export function bootstrapPaths(
  logReturns: Float64Array,
  events: Int32Array,
  { meanBlockLength, ...options }: PathResamplingOptions & { readonly meanBlockLength: number },
): PathResampling | Insufficient {
  requireOptions(logReturns, events, options);
  const lack = whyNoPath(logReturns, events, options.days);
  if (lack) return lack;
  if (!(meanBlockLength >= 1 && meanBlockLength <= logReturns.length)) {
    throw new RangeError(`a mean block length must be from 1 to the ${logReturns.length} returns, was ${meanBlockLength}`);
  }
  const { drift, unit, growth, returns } = growthWithoutDrift(logReturns);
  const moments = bootstrapMoments(returns, events, { days: options.days, meanBlockLength });
  return standing({ events, drift, unit, growth }, { ...options, moments }, (draws) => pathKernel().bootstrap(draws, meanBlockLength));
}

/** The fast one where it runs; the other gives the same values. */
const pathKernel = (): PathKernel => (hasWebAssembly() ? simdKernel : plainKernel);

function requireOptions(logReturns: Float64Array, events: Int32Array, { days, draws }: PathResamplingOptions): void {
  requireFinite('log returns', logReturns);
  requireInteger('the number of log returns', logReturns.length, { minimum: 0, maximum: MOST });
  const beyond = logReturns.find((value) => Math.abs(value) > LARGEST);
  if (beyond !== undefined) throw new RangeError(`log returns must be at most ${LARGEST} in size, was ${beyond}`);
  requireInteger('days', days, { minimum: 1 });
  if (draws !== undefined) requireInteger('draws', draws, { minimum: 1, maximum: MOST });
  requirePlaces(events, logReturns.length);
}

/** Why no path can be followed or compared, or undefined. @throws RangeError for an event without a whole path where others have one. */
function whyNoPath(logReturns: Float64Array, events: Int32Array, days: number): Insufficient | undefined {
  if (events.length === 0) return insufficient('no event has a complete outcome', 1, 0);
  if (logReturns.length <= days) return insufficient('fewer than two dates have a whole path', days + 1, logReturns.length);
  requirePlaces(events, logReturns.length - days + 1);
  return isConstant(logReturns) ? insufficient('the return is the same throughout', 2, 1) : undefined;
}

interface Growth {
  /** Mean log return. */
  readonly drift: number;
  /** The largest deviation of a return from the drift: what the rest is measured in. */
  readonly unit: number;
  readonly returns: Float64Array;
  /** Before each return, once more round the circle, and at its end. */
  readonly growth: Float64Array;
}

/** Deviations from the drift, which adds the same to every draw and would cost digits; in a unit of their own, so that no square is lost. */
function growthWithoutDrift(logReturns: Float64Array): Growth {
  const n = logReturns.length;
  const drift = mean(logReturns);
  const unit = logReturns.reduce((top, value) => Math.max(top, Math.abs(value - drift)), 0);
  const returns = logReturns.map((value) => (value - drift) / unit);
  const growth = new Float64Array(2 * n + 1);
  for (let t = 0; t < 2 * n; t++) growth[t + 1] = (growth[t] as number) + (returns[t % n] as number);
  return { drift, unit, returns, growth };
}

function standing(
  { events, drift, unit, growth }: Omit<Growth, 'returns'> & { readonly events: Int32Array },
  { moments, days, seed, draws = 10_000 }: PathResamplingOptions & { readonly moments: PathMoments },
  draw: (draws: PathDraws) => PathSuprema,
): PathResampling | Insufficient {
  const { centre, deviation } = moments;
  if (deviation.every((value) => value === 0)) return insufficient('every date has the same path', 2, 1);
  const perDeviation = deviation.map((value) => (value === 0 ? 0 : 1 / value));
  const { highest, lowest } = draw({ growth, events, centre, perDeviation, draws, seed });
  const own = standardisedPath({ growth, places: events }, { centre, perDeviation });
  const [height, depth] = [highestOf(own), lowestOf(own)];
  const critical = quantileSorted(highest.map((top, k) => Math.max(top, -(lowest[k] as number))).sort(), BAND);
  const perEvent = unit / events.length;
  const drifted = (values: Float64Array) => values.map((value, day) => (day + 1) * drift + value * perEvent);
  return {
    days: Int32Array.from({ length: days }, (_, day) => day + 1),
    observed: drifted(summedPath({ growth, places: events }, days)),
    expected: drifted(centre),
    deviation: deviation.map((value) => value * perEvent),
    halfWidth: deviation.map((value) => critical * value * perEvent),
    p: {
      up: (1 + countOf(highest, (top) => top >= height - TIE)) / (1 + draws),
      down: (1 + countOf(lowest, (bottom) => bottom <= depth + TIE)) / (1 + draws),
    },
    draws,
    observations: events.length,
  };
}

const countOf = (values: Float64Array, counts: (value: number) => boolean): number =>
  values.reduce((count, value) => count + (counts(value) ? 1 : 0), 0);
