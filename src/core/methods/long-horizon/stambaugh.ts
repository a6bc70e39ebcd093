import { normalTwoSided, normalUpperTail } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { classicalStandardErrors, leastSquares, ones } from '../../numerics/least-squares.ts';
import { isConstant, requireFinite, requireSameLength } from '../../numerics/require.ts';
import type { SlopeEstimate } from './overlapping-slope.ts';
import { autoregressionOf } from './persistence.ts';
import { isExact } from './scores.ts';

/** The slope of a one-period predictive regression, corrected for the bias that a persistent regressor brings; tested by the normal distribution. */
export interface StambaughCorrection extends SlopeEstimate {
  /** The slope by least squares. */
  readonly uncorrected: number;
  /** Correlation of the return's error with the regressor's innovation: near −1 or 1 the bias is large, near 0 there is none. */
  readonly innovationCorrelation: number;
}

/**
 * Stambaugh's correction of a predictive regression r_(t+1) = a + b x_t + u, x_(t+1) = c + ρ x_t + v:
 *
 *     b_c = b − φ (ρ − ρ_c),   φ = Σ û v̂ / Σ v̂²,   E(b) − b ≈ φ (E(ρ) − ρ) ≈ −φ (1 + 3ρ) / n
 *     se² = se(b | x, v_c)² + φ² (1 + 3/n + 9/n²)² se(ρ)²
 *
 * with ρ_c the corrected root and v_c its innovations. b_c is the coefficient on x of r on 1, x and v_c.
 *
 * @param signal - n values, known at each date.
 * @param returns - n one-period returns; the one at t ends at t.
 * @returns Insufficient for too short, constant or exactly determined series.
 * @throws RangeError for lengths that differ or values that are not finite.
 * @remarks Missing values: refuses. Errors are taken to be of equal variance. Source: Stambaugh (1999); the standard error of Amihud and
 * Hurvich (2004). Checked against a numpy computation by normal equations, and by simulation.
 */
export function stambaughCorrection(signal: Float64Array, returns: Float64Array): StambaughCorrection | Insufficient {
  requireSameLength('the signal', signal.length, returns.length);
  requireFinite('the signal', signal);
  requireFinite('the returns', returns);
  const autoregression = autoregressionOf(signal);
  if (isInsufficient(autoregression)) return autoregression;
  const { fit, root, correctedRoot, standardError: rootError, observations: n } = autoregression;
  const [constant, before, next] = [ones(n), signal.subarray(0, n), returns.subarray(1)];
  if (isConstant(next)) return insufficient('the returns are all the same', 2, 1);
  const columns = [constant, before, fit.residuals];
  const plain = leastSquares(next, columns.slice(0, 2));
  const augmented = leastSquares(next, columns);
  if (isInsufficient(plain)) return plain;
  if (isInsufficient(augmented)) return augmented;
  if (isExact(augmented, columns)) return insufficient('the fit is exact and leaves no errors', 4, n);
  const errors = classicalStandardErrors(augmented);
  if (isInsufficient(errors)) return errors;
  const uncorrected = plain.coefficients[1] as number;
  const loading = augmented.coefficients[2] as number;
  const coefficient = uncorrected + loading * (correctedRoot - root);
  // v_c = v̂ − (ρ_c − ρ)(x − x̄): on x and v_c, the slope on x has the variance of e′(X′X)⁻¹e with e = (0, 1, ρ_c − ρ).
  const slopeVariance = (errors[1] as number) ** 2 + ((correctedRoot - root) * (errors[2] as number)) ** 2;
  const standardError = Math.sqrt(slopeVariance + (loading * (1 + 3 / n + 9 / n ** 2) * rootError) ** 2);
  if (!(slopeVariance > 0 && plain.residualSumOfSquares > 0)) return insufficient('the errors are too small to be squared', 2, 1);
  const t = coefficient / standardError;
  const innovationCorrelation = (loading * Math.sqrt(fit.residualSumOfSquares)) / Math.sqrt(plain.residualSumOfSquares);
  return {
    ...{ coefficient, standardError, t, p: normalTwoSided(t), pUpper: normalUpperTail(t), observations: n },
    ...{ uncorrected, innovationCorrelation: Math.max(-1, Math.min(1, innovationCorrelation)) },
  };
}
