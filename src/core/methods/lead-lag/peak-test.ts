import { bartlettLongRunVariance } from '../../numerics/autocovariance.ts';
import { normalQuantile, normalTwoSided } from '../../numerics/distributions.ts';
import { circularProducts } from '../../numerics/fast-fourier.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { quantileSorted } from '../../numerics/quantile.ts';
import { isConstant, requireInteger } from '../../numerics/require.ts';
import { TIE } from '../inference/shift.ts';
import {
  type CrossCorrelations,
  crossCorrelations,
  type Lagged,
  peakOf,
  type StandardisedPair,
  standardisedPair,
} from './cross-correlation.ts';

/** The lags that were declared before the data were seen. */
export interface LagRange {
  readonly from: number;
  readonly to: number;
}

/** How far the correlations of unrelated series reach, by standard errors that hold under unequal variance and persistence. */
export interface HacBand {
  /** Standard error of the correlation at each lag of the range. */
  readonly standardErrors: Float64Array;
  /** Lags of Bartlett's weights. */
  readonly bandwidth: number;
  /** Standard errors that all lags of the range together stay within in 95 of 100 cases. */
  readonly criticalValue: number;
  /** The lag furthest from 0 in standard errors, with those. */
  readonly peak: Lagged;
  /** That any of the lags is that far, by Šidák's inequality. */
  readonly p: number;
}

/**
 * How far the correlations of the range reach when the follower is shifted round the circle: all shifts that find no lag of the range again, and the
 * identity.
 */
export interface ShiftBand {
  /** Largest absolute correlation that 95 of 100 shifts stay within (R type 7). */
  readonly band: number;
  readonly countUpper: number;
  readonly p: number;
  readonly draws: number;
  /** Smallest p that there can be: one of the shifts that count. */
  readonly lowestP: number;
}

/** The largest cross-correlation of a declared range, tested as the largest. */
export interface PeakTest {
  readonly range: LagRange;
  readonly correlations: CrossCorrelations;
  /** The largest in absolute value. */
  readonly peak: Lagged;
  readonly hac: HacBand | Insufficient;
  readonly shifts: ShiftBand | Insufficient;
  /** The larger p of the two. */
  readonly p: number | Insufficient;
  readonly observations: number;
}

/**
 * Test of the largest cross-correlation over a range of lags, so that no lag is picked afterwards.
 *
 *     shifts: T_s = max_k |c_(s+k)|, c_m the correlation round the circle, for s = 0 and the s at which no lag of the range comes back,
 *             K ≤ s ≤ n − K for K lags; p = #{s : T_s ≥ T_0 − 1e-12} / (n − 2K + 2)
 *     HAC:    z_k = r_k / (√(m Ω_k) / n), Ω_k the long-run variance (Bartlett's weights) of the m = n − |k| products a_t b_(t+k);
 *             p = 1 − (1 − P(|Z| ≥ max_k |z_k|))^(number of lags)
 *
 * @param a - n changes, one of them white (see `preWhiten`).
 * @param b - As `a`.
 * @param options - `range`: the declared lags, within ±(n − 1).
 * `bandwidth`: lags of Bartlett's weights; by default ⌊4 (n / 100)^(2/9)⌋.
 * @returns Each part, or why it is missing. The shifts answer persistence of either side; the standard errors answer
 * unrest of both at the same time. Neither alone is enough, so the larger p counts.
 * @throws RangeError for values that are not finite, lengths that differ, or lags outside the data.
 * @remarks Missing values: refuses. Sources: Newey and West (1987) for the weights, Šidák (1967). Checked against the
 * definition, shift by shift.
 */
export function peakTest(
  a: Float64Array,
  b: Float64Array,
  { range, bandwidth = usualBandwidth(a.length) }: { readonly range: LagRange; readonly bandwidth?: number },
): PeakTest | Insufficient {
  const n = a.length;
  requireInteger('the first lag', range.from, { minimum: 1 - n, maximum: n - 1 });
  requireInteger('the last lag', range.to, { minimum: range.from, maximum: n - 1 });
  requireInteger('the bandwidth', bandwidth, { minimum: 0 });
  const pair = standardisedPair(a, b);
  if (isInsufficient(pair)) return pair;
  const correlations = crossCorrelations(a, b, Math.max(Math.abs(range.from), Math.abs(range.to)));
  if (isInsufficient(correlations)) return correlations;
  const hac = hacBand(pair, correlations, { range, bandwidth });
  const largest = largestOnCircle(pair, range);
  const shifts = isInsufficient(largest) ? largest : standingOnCircle(largest, lagsOf(range));
  const p = isInsufficient(hac) ? hac : isInsufficient(shifts) ? shifts : Math.max(hac.p, shifts.p);
  return { range, correlations, peak: peakOf(correlations, range), hac, shifts, p, observations: n };
}

const usualBandwidth = (n: number): number => Math.floor(4 * (n / 100) ** (2 / 9));

/** Of series with standard deviation 1, a standard error below this is rounding. */
const ROUNDING = 1e-12;

function hacBand(
  { a, b }: StandardisedPair,
  { maxLag, values }: CrossCorrelations,
  { range, bandwidth }: { readonly range: LagRange; readonly bandwidth: number },
): HacBand | Insufficient {
  const n = a.length;
  const count = range.to - range.from + 1;
  const standardErrors = new Float64Array(count);
  let peak: Lagged = { lag: range.from, value: 0 };
  for (let lag = range.from; lag <= range.to; lag++) {
    const products = productsAt(a, b, lag);
    const needed = bandwidth + 3;
    if (products.length < needed) return insufficient('a lag leaves too few pairs for a standard error', needed, products.length);
    const error = Math.sqrt(bartlettLongRunVariance(products, bandwidth) * products.length) / n;
    if (isConstant(products) || !(error > ROUNDING)) return insufficient('the products at a lag are all the same', 2, 1);
    standardErrors[lag - range.from] = error;
    const z = (values[lag + maxLag] as number) / error;
    if (Math.abs(z) > Math.abs(peak.value)) peak = { lag, value: z };
  }
  const p = -Math.expm1(count * Math.log1p(-normalTwoSided(peak.value)));
  return { standardErrors, bandwidth, criticalValue: -normalQuantile(-Math.expm1(Math.log(0.95) / count) / 2), peak, p };
}

/** a_t b_(t + lag) for every t that both have. */
function productsAt(a: Float64Array, b: Float64Array, lag: number): Float64Array {
  const from = Math.max(0, -lag);
  const products = new Float64Array(Math.max(0, a.length - Math.abs(lag)));
  for (let i = 0; i < products.length; i++) products[i] = (a[from + i] as number) * (b[from + i + lag] as number);
  return products;
}

const lagsOf = ({ from, to }: LagRange): number => to - from + 1;

/**
 * The largest absolute correlation of the range at every shift of the follower round the circle: T_s = max_k |c_(s+k)|, s = 0 … n − 1.
 *
 * @param pair - n values each, of mean 0 and standard deviation 1.
 * @param range - The lags, within ±(n − 1).
 * @returns Insufficient for a range over more than half of the circle. Missing values: propagates.
 */
export function largestOnCircle({ a, b }: StandardisedPair, range: LagRange): Float64Array | Insufficient {
  const n = a.length;
  const lags = lagsOf(range);
  if (2 * lags > n) return insufficient('the range of lags reaches over more than half of the data', 2 * lags, n);
  const products = circularProducts(a, b);
  const sizes = new Float64Array(n + lags - 1);
  for (let i = 0, at = (range.from + n) % n; i < sizes.length; i++, at = at + 1 === n ? 0 : at + 1) {
    sizes[i] = Math.abs(products[at] as number) / n;
  }
  return movingMaxima(sizes, lags);
}

/** The largest of every so many neighbours: the largest of the rest of a block and of the beginning of the next (van Herk). */
function movingMaxima(values: Float64Array, count: number): Float64Array {
  const rest = values.slice();
  for (let i = values.length - 2; i >= 0; i--) {
    if ((i + 1) % count !== 0) rest[i] = Math.max(rest[i] as number, rest[i + 1] as number);
  }
  const maxima = new Float64Array(values.length - count + 1);
  let begun = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    begun = i % count === 0 ? value : Math.max(begun, value);
    if (i >= count - 1) maxima[i - count + 1] = Math.max(rest[i - count + 1] as number, begun);
  }
  return maxima;
}

/**
 * How the largest of several correlations stands among its values at the shifts at which none of them comes back: with these, a true peak would
 * be held against itself as often as the range is wide, and a wide range could find nothing.
 *
 * @param largest - At the shifts 0 … n − 1, at least one; the first is the observed one. Missing values: propagates.
 * @param reached - At how many neighbouring shifts one and the same correlation is found: the lags of the range.
 */
export function standingOnCircle(largest: Float64Array, reached: number): ShiftBand {
  const far = largest.subarray(reached, Math.max(reached, largest.length - reached + 1));
  const counted = Float64Array.of(largest[0] as number, ...far).sort();
  const observed = (largest[0] as number) - TIE;
  const countUpper = counted.reduce((count, value) => count + (value >= observed ? 1 : 0), 0);
  const draws = counted.length;
  return { band: quantileSorted(counted, 0.95), countUpper, p: countUpper / draws, draws, lowestP: 1 / draws };
}
