import { normalTwoSided, normalUpperTail, studentTTwoSided, studentTUpperTail } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { classicalStandardErrors, type LeastSquares, leastSquares, ones } from '../../numerics/least-squares.ts';
import { mean } from '../../numerics/moments.ts';
import { isConstant, requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';
import { forwardSums } from './forward-sums.ts';
import { hansenHodrick } from './hansen-hodrick.ts';
import { hodrick1B } from './hodrick-1b.ts';
import { neweyWest } from './newey-west.ts';
import { type CoefficientCovariance, isExact } from './scores.ts';

/** What a standard error allows for; `ordinary` allows for no overlap. */
export type SlopeEstimator = 'ordinary' | 'newey-west' | 'hansen-hodrick' | 'hodrick-1b' | 'non-overlapping';

/** A slope with its standard error and test against zero. */
export interface SlopeEstimate {
  readonly coefficient: number;
  readonly standardError: number;
  readonly t: number;
  /** Two-sided. */
  readonly p: number;
  /** One-sided, for a slope above zero. */
  readonly pUpper: number;
  readonly observations: number;
}

/** One estimator's word on a slope, or why it has none. */
export interface SlopeRow {
  readonly estimator: SlopeEstimator;
  readonly estimate: SlopeEstimate | Insufficient;
}

/** A regression of overlapping forward sums on one regressor. */
export interface OverlappingSlope {
  readonly horizon: number;
  readonly intercept: number;
  readonly coefficient: number;
  readonly rSquared: number;
  /** n − h dates, which overlap. */
  readonly observations: number;
  /** ⌊(n − 1) / h⌋ forward sums that share no return. */
  readonly effectiveObservations: number;
  readonly rows: readonly SlopeRow[];
}

/** Options of {@link overlappingSlope}. */
export interface OverlapOptions {
  /** Periods h of the forward sums, from 1. */
  readonly horizon: number;
  /** Lags of Newey and West. Default h. */
  readonly lags?: number;
}

/** Why a horizon cannot be asked of n dates: fewer than three forward sums. */
export const horizonTooLong = (n: number, horizon: number): Insufficient | undefined =>
  n < horizon + 3 ? insufficient('the horizon leaves fewer than three dates', horizon + 3, n) : undefined;

/**
 * Regression of the next h returns on a regressor, over all dates, with the errors that the overlap asks for:
 *
 *     Σ_(i ≤ h) r_(t+i) = a + b x_t + e_t,   t = 0 … n − h − 1
 *
 * @param regressor - n values, known at each date.
 * @param returns - n one-period returns; the one at t ends at t.
 * @returns One row each for ordinary errors (Student's t with n − h − 2), Newey–West, Hansen–Hodrick (h − 1 lags) and Hodrick 1B (all three
 * normal); a row is Insufficient for an exact fit and where its covariance is not positive definite. Insufficient as a whole for fewer than
 * three dates and a constant regressor or returns.
 * @throws RangeError for lengths that differ, a horizon or lags that are no whole number, or values that are not finite.
 * @remarks Missing values: refuses.
 */
export function overlappingSlope(
  regressor: Float64Array,
  returns: Float64Array,
  { horizon, lags = horizon }: OverlapOptions,
): OverlappingSlope | Insufficient {
  const n = returns.length;
  requireInteger('the horizon', horizon, { minimum: 1 });
  requireInteger('the lags', lags, { minimum: 0 });
  requireSameLength('the regressor', regressor.length, n);
  requireFinite('the regressor', regressor);
  requireFinite('the returns', returns);
  const tooLong = horizonTooLong(n, horizon);
  if (tooLong) return tooLong;
  const sums = forwardSums(returns, horizon);
  if (isConstant(sums)) return insufficient('the returns over the horizon are all the same', 2, 1);
  const columns = [ones(n - horizon), regressor.subarray(0, n - horizon)];
  const fit = leastSquares(sums, columns);
  if (isInsufficient(fit)) return fit;
  const normal = (covariance: CoefficientCovariance | Insufficient) => normalEstimate(fit, covariance);
  const rows: SlopeRow[] = [
    { estimator: 'ordinary', estimate: ordinaryEstimate(fit, columns) },
    { estimator: 'newey-west', estimate: normal(neweyWest(fit, columns, { lags })) },
    { estimator: 'hansen-hodrick', estimate: normal(hansenHodrick(fit, columns, horizon - 1)) },
    { estimator: 'hodrick-1b', estimate: normal(hodrick1B(fit, { regressors: [ones(n), regressor], returns, horizon })) },
  ];
  const [intercept, coefficient] = fit.coefficients as unknown as [number, number];
  const centre = mean(sums);
  const total = sums.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  if (!(total > 0)) return insufficient('the returns are too small to be squared', 2, 1);
  const rSquared = Math.max(0, 1 - fit.residualSumOfSquares / total);
  return {
    ...{ horizon, intercept, coefficient, rSquared },
    ...{ observations: fit.observations, effectiveObservations: Math.floor((n - 1) / horizon), rows },
  };
}

/** The last coefficient of a fit on k columns with its ordinary standard error, tested by Student's t with n − k degrees of freedom. */
export function ordinaryEstimate(fit: LeastSquares, columns: readonly Float64Array[]): SlopeEstimate | Insufficient {
  if (isExact(fit, columns)) return insufficient('the fit is exact and leaves no errors', columns.length + 1, fit.observations);
  const errors = classicalStandardErrors(fit);
  if (isInsufficient(errors)) return errors;
  const { degreesOfFreedom } = fit;
  return slopeEstimate(fit, errors, {
    twoSided: (t) => studentTTwoSided(t, degreesOfFreedom),
    upper: (t) => studentTUpperTail(t, degreesOfFreedom),
  });
}

/** The last coefficient of a fit with a standard error that holds in large samples, tested by the normal distribution. */
const normalEstimate = (fit: LeastSquares, covariance: CoefficientCovariance | Insufficient): SlopeEstimate | Insufficient =>
  isInsufficient(covariance)
    ? covariance
    : slopeEstimate(fit, covariance.standardErrors, { twoSided: normalTwoSided, upper: normalUpperTail });

interface Tails {
  readonly twoSided: (t: number) => number;
  readonly upper: (t: number) => number;
}

function slopeEstimate(fit: LeastSquares, standardErrors: Float64Array, { twoSided, upper }: Tails): SlopeEstimate | Insufficient {
  const coefficient = fit.coefficients.at(-1) as number;
  const standardError = standardErrors.at(-1) as number;
  if (!(standardError > 0)) return insufficient('the errors are too small to be squared', 2, 1);
  const t = coefficient / standardError;
  return { coefficient, standardError, t, p: twoSided(t), pUpper: upper(t), observations: fit.observations };
}
