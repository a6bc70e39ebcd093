import { chiSquareUpperTail } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { type LeastSquares, leastSquares, ones } from '../../numerics/least-squares.ts';
import { mean, populationDeviation } from '../../numerics/moments.ts';
import { isConstant, requireBetween, requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';
import {
  inverse,
  positiveDefiniteInverse,
  product,
  quadraticForm,
  squareMatrix,
  timesVector,
  transpose,
} from '../../numerics/square-matrix.ts';
import { forwardSums, slidingSums } from './forward-sums.ts';
import { isExact } from './scores.ts';

/** The IVX test that no regressor foretells the returns. */
export interface IvxTest {
  readonly horizon: number;
  /** A slope for each of k regressors, per period: of the sum of h returns on the sum of h values of the regressor. */
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** Of all slopes being zero: chi-square with k degrees of freedom. */
  readonly wald: number;
  readonly p: number;
  readonly degreesOfFreedom: number;
  /** Two-sided p of each slope by itself. */
  readonly individualP: Float64Array;
  /** Correlation of the return's error with the innovation of each regressor. */
  readonly innovationCorrelations: Float64Array;
  /** Dates in the regression. */
  readonly observations: number;
}

/** Options of {@link ivxTest}. */
export interface IvxOptions {
  /** Periods h of the forward sums. Default 1. */
  readonly horizon?: number;
  /** β of the instrument's root 1 − m^−β for m dates, in (0, 1). Default 0.95, as the authors advise. */
  readonly exponent?: number;
}

/**
 * IVX-Wald test of Kostakis, Magdalinos and Stamatogiannis for a predictive regression, valid whether the regressors are stationary,
 * near a unit root or at one. Each regressor is instrumented by its own changes, let fade a little faster than a random walk:
 *
 *     z_t = ρ_z z_(t−1) + x_t − x_(t−1),   z_0 = 0,   ρ_z = 1 − m^−β,   m = n − 1
 *     A = (Z′X̲(h))⁻¹ Z′y̲(h),   W = (Z′y̲(h))′ M⁻¹ (Z′y̲(h)),   V(A) = (Z′X̲(h))⁻¹ M (X̲(h)′Z)⁻¹
 *     M = σ_ee Σ_t z_t(h) z_t(h)′ − n_h z̄(h) z̄(h)′ (σ_ee − Ω_eu Ω_uu⁻¹ Ω_ue)
 *
 * with (h) the sum over h periods, underlined what its mean is taken from, e the error of r_(t+1) on x_t, u those of first-order
 * autoregressions of the regressors with a constant, and Ω their long-run covariances (Bartlett, ⌊m^(1/3)⌋ lags, Ω_eu one-sided).
 *
 * @param regressors - k columns of n values, known at each date.
 * @param returns - n one-period returns; the one at t ends at t.
 * @returns Insufficient for too few dates, constant regressors or returns, regressors that depend on one another or are determined by their own past.
 * @throws RangeError for no regressor, lengths that differ, a horizon that is no whole number from 1, an exponent outside (0, 1), or values that are not finite.
 * @remarks Missing values: refuses. Errors are taken to be of equal variance. Source: Kostakis, Magdalinos and Stamatogiannis (2015, RFS).
 * Checked against a numpy computation with explicit matrices, and by simulation.
 */
export function ivxTest(
  regressors: readonly Float64Array[],
  returns: Float64Array,
  { horizon = 1, exponent = 0.95 }: IvxOptions = {},
): IvxTest | Insufficient {
  const [n, k] = [returns.length, regressors.length];
  requireInteger('the number of regressors', k, { minimum: 1 });
  requireInteger('the horizon', horizon, { minimum: 1 });
  requireBetween('the exponent', exponent, { above: 0, below: 1 });
  requireFinite('the returns', returns);
  regressors.forEach((column, j) => {
    requireSameLength(`regressor ${j}`, column.length, n);
    requireFinite(`regressor ${j}`, column);
  });
  const needed = horizon + k + 3;
  if (n < needed) return insufficient('the horizon leaves too few dates', needed, n);
  if (isConstant(returns.subarray(1))) return insufficient('the returns are all the same', 2, 1);
  if (regressors.some((column) => isConstant(column.subarray(0, -1)))) return insufficient('a regressor is constant', 2, 1);
  const scales = Float64Array.from(regressors, populationDeviation);
  if (scales.some((scale) => !(scale > 0))) return insufficient('a regressor is too small to be squared', 2, 1);
  const scaled = regressors.map((column, j) => column.map((value) => value / (scales[j] as number)));
  const errors = systemErrors(scaled, returns);
  if (isInsufficient(errors)) return errors;
  const estimate = instrumented(scaled, returns, { horizon, exponent, ...errors });
  if (isInsufficient(estimate)) return estimate;
  const { slopes, variances, wald, observations } = estimate;
  return {
    horizon,
    coefficients: slopes.map((slope, j) => slope / (scales[j] as number)),
    standardErrors: variances.map((variance, j) => Math.sqrt(variance) / (scales[j] as number)),
    wald,
    p: chiSquareUpperTail(wald, k),
    degreesOfFreedom: k,
    individualP: variances.map((variance, j) => chiSquareUpperTail((slopes[j] as number) ** 2 / variance, 1)),
    innovationCorrelations: errors.innovationCorrelations,
    observations,
  };
}

/** Covariances of the errors of the whole system. */
interface SystemErrors {
  /** σ_ee. */
  readonly errorVariance: number;
  /** σ_ee − Ω_eu Ω_uu⁻¹ Ω_ue: the variance that the regressors' innovations leave. */
  readonly ownVariance: number;
  readonly innovationCorrelations: Float64Array;
}

function systemErrors(regressors: readonly Float64Array[], returns: Float64Array): SystemErrors | Insufficient {
  const m = returns.length - 1;
  const before = regressors.map((column) => column.subarray(0, m));
  const own = exactOrErrors(returns.subarray(1), [ones(m), ...before]);
  if (isInsufficient(own)) return own;
  const innovations: Float64Array[] = [];
  for (const [j, column] of regressors.entries()) {
    const fit = exactOrErrors(column.subarray(1), [ones(m), before[j] as Float64Array]);
    if (isInsufficient(fit)) return fit;
    innovations.push(fit.residuals);
  }
  const lags = Math.floor(Math.cbrt(m) + 1e-12);
  const oneSided = (now: Float64Array, then: Float64Array) => {
    let sum = 0;
    for (let lag = 1; lag <= lags; lag++) sum += (1 - lag / (lags + 1)) * meanProduct(now, then, lag);
    return sum;
  };
  const longRun = squareMatrix(innovations.length, (i, j) => {
    const [u, v] = [innovations[i] as Float64Array, innovations[j] as Float64Array];
    return meanProduct(u, v, 0) + oneSided(u, v) + oneSided(v, u);
  });
  const withError = Float64Array.from(innovations, (u) => meanProduct(u, own.residuals, 0) + oneSided(u, own.residuals));
  const inverted = positiveDefiniteInverse(longRun);
  if (isInsufficient(inverted)) return insufficient('the regressors depend on one another', innovations.length, innovations.length - 1);
  const errorVariance = own.residualSumOfSquares / m;
  return {
    errorVariance,
    ownVariance: errorVariance - quadraticForm(inverted, withError),
    innovationCorrelations: Float64Array.from(innovations, (u) => {
      const correlation = meanProduct(u, own.residuals, 0) / Math.sqrt(meanProduct(u, u, 0) * errorVariance);
      return Math.max(-1, Math.min(1, correlation));
    }),
  };
}

function exactOrErrors(response: Float64Array, columns: readonly Float64Array[]): LeastSquares | Insufficient {
  const fit = leastSquares(response, columns);
  if (isInsufficient(fit)) return fit;
  return isExact(fit, columns) ? insufficient('a fit is exact and leaves no errors', columns.length + 1, fit.observations) : fit;
}

/** (1 / m) Σ_t a_t b_(t−lag). */
function meanProduct(a: Float64Array, b: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < a.length; t++) sum += (a[t] as number) * (b[t - lag] as number);
  return sum / a.length;
}

interface Instrumented {
  readonly slopes: Float64Array;
  readonly variances: Float64Array;
  readonly wald: number;
  readonly observations: number;
}

function instrumented(
  regressors: readonly Float64Array[],
  returns: Float64Array,
  { horizon, exponent, errorVariance, ownVariance }: Required<IvxOptions> & SystemErrors,
): Instrumented | Insufficient {
  const [k, m] = [regressors.length, returns.length - 1];
  const observations = m - horizon + 1;
  const known = regressors.map((column) => column.subarray(0, m));
  const instruments = known.map((column) => fadingChanges(column, 1 - m ** -exponent));
  const summed = instruments.map((column) => slidingSums(column, horizon));
  const means = summed.map(mean);
  const levels = known.map((column) => slidingSums(column, horizon));
  if (levels.some(isConstant)) return insufficient('a regressor adds up to the same over every horizon', 2, 1);
  const predictors = levels.map(demeaned);
  const outcome = demeaned(forwardSums(returns, horizon));
  const middle = squareMatrix(
    k,
    (i, j) =>
      errorVariance * dot(summed[i] as Float64Array, summed[j] as Float64Array) -
      observations * (means[i] as number) * (means[j] as number) * ownVariance,
  );
  const weight = positiveDefiniteInverse(middle);
  if (isInsufficient(weight)) return insufficient('the instruments depend on one another', k, k - 1);
  const used = instruments.map((column) => column.subarray(0, observations));
  const bread = inverseOfCross(used, predictors);
  if (isInsufficient(bread)) return bread;
  const moments = Float64Array.from(used, (instrument) => dot(instrument, outcome));
  const covariance = product(product(bread, middle), transpose(bread));
  return {
    slopes: timesVector(bread, moments),
    variances: Float64Array.from(covariance, (row, j) => row[j] as number),
    wald: Math.max(0, quadraticForm(weight, moments)),
    observations,
  };
}

/** (Z′X̲)⁻¹, told apart from rounding by the correlations of the columns. */
function inverseOfCross(instruments: readonly Float64Array[], predictors: readonly Float64Array[]): Float64Array[] | Insufficient {
  const k = instruments.length;
  const [rows, columns] = [instruments, predictors].map((each) => each.map((values) => Math.sqrt(dot(values, values)))) as [
    number[],
    number[],
  ];
  const unmoved = insufficient('the instruments do not move with the regressors', k, k - 1);
  if ([...rows, ...columns].some((length) => !(length > 0))) return unmoved;
  const inverted = inverse(
    squareMatrix(
      k,
      (i, j) => dot(instruments[i] as Float64Array, predictors[j] as Float64Array) / (rows[i] as number) / (columns[j] as number),
    ),
  );
  return isInsufficient(inverted)
    ? unmoved
    : squareMatrix(k, (j, i) => (inverted[j]?.[i] as number) / (columns[j] as number) / (rows[i] as number));
}

/** z_t = root · z_(t−1) + x_t − x_(t−1), from z_0 = 0. */
function fadingChanges(values: Float64Array, root: number): Float64Array {
  const faded = new Float64Array(values.length);
  for (let t = 1; t < values.length; t++) {
    faded[t] = root * (faded[t - 1] as number) + (values[t] as number) - (values[t - 1] as number);
  }
  return faded;
}

function demeaned(values: Float64Array): Float64Array {
  const centre = mean(values);
  return values.map((value) => value - centre);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += (a[t] as number) * (b[t] as number);
  return sum;
}
