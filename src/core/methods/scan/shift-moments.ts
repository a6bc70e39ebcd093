import { circularProducts, circularSquares } from '../../numerics/fast-fourier.ts';
import { mean } from '../../numerics/moments.ts';

/** Products of the outcomes of a circle with themselves, once for all hypotheses on it. */
export interface CircleMoments {
  readonly mean: number;
  /** c_d = Σ_t (y_t − ȳ)(y_((t + d) mod n) − ȳ) / n, d = 0 … n − 1. */
  readonly autocovariance: Float64Array;
}

/** Means and circular autocovariances of two sets of outcomes on one circle. Missing values: propagates. */
export function circleMoments(
  plain: Float64Array,
  centred: Float64Array,
): { readonly plain: CircleMoments; readonly centred: CircleMoments } {
  const [a, b] = [mean(plain), mean(centred)];
  const squares = circularSquares(
    plain.map((value) => value - a),
    centred.map((value) => value - b),
  );
  const perDate = (sums: Float64Array) => sums.map((sum) => sum / plain.length);
  return { plain: { mean: a, autocovariance: perDate(squares.xx) }, centred: { mean: b, autocovariance: perDate(squares.yy) } };
}

/** Beyond so many pairs of events for each date their distances are counted by transform, which then is faster. */
const PAIRS_A_DATE = 300;

/** A variance below this share of that of one outcome is rounding. */
const ROUNDING = 1e-14;

/**
 * Deviations of S_k over all shifts of a circle, of both sets of outcomes, without a shift being made:
 *
 *     Var = (1/E²) Σ over pairs of events e, f of c_((e − f) mod n)
 *
 * @param places - Places of the E events, ascending.
 * @returns 0 where all S_k are the same to within rounding.
 * @remarks Missing values: propagates. Equal to the deviations of the n shifted means to about 1e-12 of themselves. Checked against them.
 */
export function shiftDeviations(
  places: Int32Array,
  { plain, centred }: { readonly plain: CircleMoments; readonly centred: CircleMoments },
): { readonly plain: number; readonly centred: number } {
  const [a, b] = [plain.autocovariance, centred.autocovariance];
  const events = places.length;
  const sums = (events * events) / 2 > PAIRS_A_DATE * a.length ? sumsByDistance(places, a, b) : sumsByPair(places, a, b);
  const deviation = (sum: number, single: number) => (sum > ROUNDING * single * events * events ? Math.sqrt(sum) / events : 0);
  return { plain: deviation(sums.a, a[0] as number), centred: deviation(sums.b, b[0] as number) };
}

function sumsByPair(places: Int32Array, a: Float64Array, b: Float64Array): { a: number; b: number } {
  let [sumA, sumB] = [0, 0];
  for (let i = 1; i < places.length; i++) {
    const place = places[i] as number;
    for (let j = 0; j < i; j++) {
      const distance = place - (places[j] as number);
      sumA += a[distance] as number;
      sumB += b[distance] as number;
    }
  }
  return { a: 2 * sumA + places.length * (a[0] as number), b: 2 * sumB + places.length * (b[0] as number) };
}

function sumsByDistance(places: Int32Array, a: Float64Array, b: Float64Array): { a: number; b: number } {
  const on = new Float64Array(a.length);
  for (const place of places) on[place] = 1;
  let [sumA, sumB] = [0, 0];
  circularProducts(on, on).forEach((count, distance) => {
    const pairs = Math.round(count);
    sumA += pairs * (a[distance] as number);
    sumB += pairs * (b[distance] as number);
  });
  return { a: sumA, b: sumB };
}
