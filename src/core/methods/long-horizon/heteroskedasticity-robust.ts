import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import type { LeastSquares } from '../../numerics/least-squares.ts';
import { quadraticForm } from '../../numerics/square-matrix.ts';
import { type CoefficientCovariance, crossProducts, isExact, sandwich, scoresOf } from './scores.ts';

/** HC0 White; HC1 with n / (n − k); HC2 with 1 / (1 − h_t); HC3 with 1 / (1 − h_t)². */
export type HeteroskedasticityCorrection = 'HC0' | 'HC1' | 'HC2' | 'HC3';

/**
 * Covariance of the coefficients under errors of unequal variance that are not correlated in time:
 *
 *     V = (X′X)⁻¹ [Σ_t c_t u_t² x_t x_t′] (X′X)⁻¹
 *     c_t = 1 (HC0), n / (n − k) (HC1), 1 / (1 − h_t) (HC2), 1 / (1 − h_t)² (HC3),   h_t = x_t′ (X′X)⁻¹ x_t
 *
 * @param fit - A fit by `leastSquares`, with values that it has found finite.
 * @param regressors - The k columns of n values of that fit.
 * @returns Insufficient for an exact fit, without a degree of freedom (HC1), and where one observation settles a coefficient alone (h_t = 1; HC2, HC3).
 * @remarks Missing values: refused by the fit. Source: White (1980); MacKinnon and White (1985). Checked against R's sandwich and
 * statsmodels (HC0, HC1, HC3) and against matrices in the open (HC2).
 */
export function heteroskedasticityRobust(
  fit: LeastSquares,
  regressors: readonly Float64Array[],
  correction: HeteroskedasticityCorrection,
): CoefficientCovariance | Insufficient {
  if (isExact(fit, regressors)) return insufficient('the fit is exact and leaves no errors', fit.coefficients.length + 1, fit.observations);
  const factors = correctionFactors(fit, regressors, correction);
  if (isInsufficient(factors)) return factors;
  const scores = scoresOf(fit, regressors).map((column) => column.map((score, t) => score * Math.sqrt(factors[t] as number)));
  return sandwich(fit, crossProducts(scores), correction);
}

function correctionFactors(
  fit: LeastSquares,
  regressors: readonly Float64Array[],
  correction: HeteroskedasticityCorrection,
): Float64Array | Insufficient {
  const { observations: n, degreesOfFreedom } = fit;
  const k = n - degreesOfFreedom;
  if (correction === 'HC0') return new Float64Array(n).fill(1);
  if (degreesOfFreedom < 1) return insufficient('no degree of freedom is left for a variance', k + 1, n);
  if (correction === 'HC1') return new Float64Array(n).fill(n / degreesOfFreedom);
  const rest = Float64Array.from(
    { length: n },
    (_, t) =>
      1 -
      quadraticForm(
        fit.inverseCrossProducts,
        Float64Array.from(regressors, (column) => column[t] as number),
      ),
  );
  if (rest.some((share) => share < 1e-10)) return insufficient('one observation settles a coefficient alone', 2, 1);
  return rest.map((share) => (correction === 'HC2' ? 1 / share : 1 / share ** 2));
}
