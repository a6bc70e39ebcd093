import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import type { LeastSquares } from '../../numerics/least-squares.ts';
import { at, product, type SquareMatrix, squareMatrix, transpose } from '../../numerics/square-matrix.ts';
import { prewhiten } from './prewhitening.ts';
import { type CoefficientCovariance, crossProducts, isExact, sandwich, scoresOf } from './scores.ts';

/** How the covariances of the scores at each lag are put together. */
export interface LagWeights {
  /** The last lag that counts. */
  readonly lags: number;
  /** Weight of a lag, 1 at lag 0. */
  readonly weight: (lag: number) => number;
  /** Whether a first-order vector autoregression is taken out of the scores first. Default false. */
  readonly prewhitened?: boolean;
  /** Whether to multiply by n / (n − k). Default false. */
  readonly smallSample?: boolean;
  /** Of the estimate, for the reason where there is none. */
  readonly name: string;
}

/**
 * Covariance of the coefficients under errors that are correlated in time:
 *
 *     V = (X′X)⁻¹ [Γ_0 + Σ_(l ≤ L) w_l (Γ_l + Γ_l′)] (X′X)⁻¹,   Γ_l = Σ_t g_t g_(t−l)′,   g_t = x_t u_t
 *
 * @param fit - A fit by `leastSquares`, with values that it has found finite.
 * @param regressors - The k columns of n values of that fit.
 * @returns Insufficient for an exact fit, as many lags as observations, and a covariance that is not positive definite.
 * @remarks Missing values: refused by the fit.
 */
export function weightedCovariance(
  fit: LeastSquares,
  regressors: readonly Float64Array[],
  { lags, weight, prewhitened = false, smallSample = false, name }: LagWeights,
): CoefficientCovariance | Insufficient {
  const { observations: n, degreesOfFreedom } = fit;
  const available = prewhitened ? n - 1 : n;
  if (lags >= available) return insufficient(`the ${name} covariance has as many lags as observations`, lags + 1, available);
  if (isExact(fit, regressors)) return insufficient('the fit is exact and leaves no errors', fit.coefficients.length + 1, n);
  if (smallSample && degreesOfFreedom < 1) return insufficient('no degree of freedom is left for a variance', n - degreesOfFreedom + 1, n);
  const scores = scoresOf(fit, regressors);
  const white = prewhitened ? prewhiten(scores) : { scores, recolour: undefined };
  if (isInsufficient(white)) return white;
  const factor = smallSample ? n / degreesOfFreedom : 1;
  const sums = weightedSums(
    white.scores,
    Float64Array.from({ length: lags + 1 }, (_, lag) => factor * weight(lag)),
  );
  const middle = white.recolour ? product(product(white.recolour, sums), transpose(white.recolour)) : sums;
  return sandwich(fit, middle, name);
}

/** w_0 Γ_0 + Σ_l w_l (Γ_l + Γ_l′). */
function weightedSums(scores: readonly Float64Array[], weights: Float64Array): SquareMatrix {
  const sums = squareMatrix(scores.length, () => 0);
  weights.forEach((weight, lag) => {
    const products = crossProducts(scores, lag);
    sums.forEach((row, i) => {
      row.forEach((sum, j) => {
        row[j] = sum + weight * (lag === 0 ? at(products, i, j) : at(products, i, j) + at(products, j, i));
      });
    });
  });
  return sums;
}
