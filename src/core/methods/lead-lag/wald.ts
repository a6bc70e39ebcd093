import { chiSquareUpperTail, fUpperTail } from '../../numerics/distributions.ts';
import { type Insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { at, inverse, quadraticForm, type SquareMatrix, squareMatrix } from '../../numerics/square-matrix.ts';

/** A test that some coefficients are all zero. */
export interface WaldTest {
  readonly chiSquare: number;
  readonly pChiSquare: number;
  /** chiSquare / restrictions. */
  readonly f: number;
  readonly pF: number;
  readonly restrictions: number;
  /** Of the denominator of F: n − k. */
  readonly degreesOfFreedom: number;
}

/**
 * Wald's test that the coefficients at some places are all zero: W = β_S′ (V_SS)⁻¹ β_S, beside chi-square with as many degrees of
 * freedom as places, and W / places beside F.
 *
 * @param coefficients - k values.
 * @param covariance - V, k rows of k values.
 * @param places - S: different places, at least one.
 * @returns Insufficient where V_SS has no inverse. Missing values: propagates.
 */
export function waldTest(
  coefficients: Float64Array,
  covariance: SquareMatrix,
  { places, degreesOfFreedom }: { readonly places: readonly number[]; readonly degreesOfFreedom: number },
): WaldTest | Insufficient {
  // To a diagonal of ones: the scales of the regressors are no reason to have no inverse.
  const errors = places.map((place) => Math.sqrt(at(covariance, place, place)));
  const correlations = squareMatrix(
    places.length,
    (i, j) => at(covariance, places[i] as number, places[j] as number) / ((errors[i] as number) * (errors[j] as number)),
  );
  const inverted = inverse(correlations);
  if (isInsufficient(inverted)) return inverted;
  const ratios = Float64Array.from(places, (place, i) => (coefficients[place] as number) / (errors[i] as number));
  const chiSquare = quadraticForm(inverted, ratios);
  const restrictions = places.length;
  const f = chiSquare / restrictions;
  return {
    chiSquare,
    pChiSquare: chiSquareUpperTail(chiSquare, restrictions),
    f,
    pF: fUpperTail(f, restrictions, degreesOfFreedom),
    restrictions,
    degreesOfFreedom,
  };
}
