import { crossProducts } from '../../numerics/fast-fourier.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { isConstant, requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';

/** A correlation at a lag. */
export interface Lagged {
  readonly lag: number;
  readonly value: number;
}

/** Cross-correlations at the lags −L … L. */
export interface CrossCorrelations {
  readonly maxLag: number;
  /** 2L + 1 values; lag k at index k + L. */
  readonly values: Float64Array;
  readonly observations: number;
}

/**
 * Cross-correlation function of two series:
 *
 *     r_k = Σ_t (a_t − ā)(b_(t+k) − b̄) / (n s_a s_b),   k = −L … L, with standard deviations of divisor n
 *
 * At a positive lag a comes first, at a negative one b.
 *
 * @param a - n changes.
 * @param b - As `a`.
 * @param maxLag - L, from 0 to n − 1.
 * @returns The correlations; insufficient where a side is constant, or for fewer than 3 values.
 * @throws RangeError for values that are not finite, lengths that differ, or a largest lag outside 0 … n − 1.
 * @remarks Missing values: refuses. R writes the same as ccf(b, a). Checked against R and statsmodels.
 */
export function crossCorrelations(a: Float64Array, b: Float64Array, maxLag: number): CrossCorrelations | Insufficient {
  const pair = standardisedPair(a, b);
  if (isInsufficient(pair)) return pair;
  requireInteger('the largest lag', maxLag, { minimum: 0, maximum: a.length - 1 });
  const products = crossProducts(pair.a, pair.b, maxLag);
  return { maxLag, values: products.map((sum) => sum / a.length), observations: a.length };
}

/** Two series with mean 0 and standard deviation 1 (divisor n). */
export interface StandardisedPair {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/**
 * Two series brought to mean 0 and standard deviation 1 (divisor n).
 *
 * @param a - n values; the third parameter names them in an error.
 * @param b - As `a`.
 * @returns Insufficient where a side is constant, or for fewer than 3 values.
 * @throws RangeError for values that are not finite, or lengths that differ. Missing values: refuses.
 */
export function standardisedPair(
  a: Float64Array,
  b: Float64Array,
  [nameOfA, nameOfB]: readonly [string, string] = ['a', 'b'],
): StandardisedPair | Insufficient {
  requireSameLength(nameOfB, b.length, a.length);
  if (a.length < 3) return insufficient('a correlation needs three pairs', 3, a.length);
  const left = standardised(nameOfA, a);
  const right = standardised(nameOfB, b);
  return left && right ? { a: left, b: right } : insufficient('the values are all the same', 2, 1);
}

/** Sums of squares between these neither overflow nor lose digits. */
const [SMALLEST, LARGEST] = [1e-200, 1e200];

/** Values brought to mean 0 and standard deviation 1, or undefined where they are all the same. */
function standardised(name: string, values: Float64Array): Float64Array | undefined {
  const centre = mean(values);
  // A finite sum has finite terms, so the terms are only looked at one by one where it is not.
  if (!Number.isFinite(centre)) {
    requireFinite(name, values);
    throw new RangeError(`${name} must have a finite sum, was ${centre}`);
  }
  if (isConstant(values)) return undefined;
  const deviations = new Float64Array(values.length);
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = (values[i] as number) - centre;
    deviations[i] = deviation;
    squares += deviation * deviation;
  }
  if (squares > SMALLEST && squares < LARGEST) return scaled(deviations, Math.sqrt(values.length / squares));
  const largest = deviations.reduce((most, deviation) => Math.max(most, Math.abs(deviation)), 0);
  const shares = deviations.map((deviation) => deviation / largest);
  return scaled(shares, Math.sqrt(values.length / shares.reduce((sum, share) => sum + share * share, 0)));
}

function scaled(values: Float64Array, factor: number): Float64Array {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor;
  return values;
}

/** The lag of the largest correlation in absolute value within a range of lags; the lag nearest to 0 among equals. */
export function peakOf({ maxLag, values }: CrossCorrelations, { from, to }: { readonly from: number; readonly to: number }): Lagged {
  let peak: Lagged | undefined;
  for (let lag = from; lag <= to; lag++) {
    const value = values[lag + maxLag] as number;
    const [size, best] = [Math.abs(value), Math.abs(peak?.value ?? 0)];
    if (!peak || size > best || (size === best && Math.abs(lag) < Math.abs(peak.lag))) peak = { lag, value };
  }
  return peak as Lagged;
}
