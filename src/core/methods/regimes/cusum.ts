import { brownianBridgeTail, brownianMotionTail, crossingQuantile } from '../../numerics/brownian-crossing.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { leastSquares } from '../../numerics/least-squares.ts';
import { sampleDeviation } from '../../numerics/moments.ts';
import { recursiveLeastSquares } from '../../numerics/recursive-least-squares.ts';
import { requireBetween } from '../../numerics/require.ts';
import { fitsExactly } from './exact-fit.ts';

/** A cumulated-sum test of a regression's stability. */
export interface CusumTest {
  /** The path, begun with 0; the last value of OLS residuals is 0 too. */
  readonly path: Float64Array;
  /** The boundary at the level asked for, in parallel with the path; the path leaves it at |path| > boundary. */
  readonly boundary: Float64Array;
  readonly level: number;
  /** Largest |path|, relative to the boundary's shape. */
  readonly statistic: number;
  /** Number of observations, from the first, after which the statistic is reached. */
  readonly at: number;
  /** Asymptotic p. */
  readonly p: number;
  readonly observations: number;
}

/**
 * OLS-CUSUM test: do the residuals of one fit to all observations drift away from 0 on the way?
 *
 *     W_i = Σ_(t ≤ i) û_t / (s √n),   s² = RSS / (n − k),   statistic = max |W_i|
 *
 * Without change W goes to a Brownian bridge; the boundary is constant.
 *
 * @param response - n values in the order of time.
 * @param regressors - k columns of n values, a constant among them; `[ones(n)]` for the stability of a mean.
 * @param level - Of the boundary, in (0, 1).
 * @returns The test (n + 1 values of the path), or why there is none: n ≤ k, dependent regressors, residuals that are all 0.
 * @throws RangeError for columns of another length, values that are not finite, or a level outside (0, 1).
 * @remarks Missing values: refuses. Errors are taken as independent; with fewer than some fifty observations p is too large.
 * Source: Ploberger and Krämer (1992). Checked against strucchange 1.5-3 (path, statistic, p of the Nile).
 */
export function olsCusumTest(response: Float64Array, regressors: readonly Float64Array[], level = 0.05): CusumTest | Insufficient {
  requireBetween('the level', level, { above: 0, below: 1 });
  const fit = leastSquares(response, regressors);
  if (isInsufficient(fit)) return fit;
  const [n, k] = [response.length, regressors.length];
  if (fit.degreesOfFreedom < 1) return insufficient('no degree of freedom is left for a variance', k + 1, n);
  if (fitsExactly(fit.residualSumOfSquares, response)) return insufficient('the residuals are all 0', 1, 0);
  const scale = Math.sqrt((fit.residualSumOfSquares / fit.degreesOfFreedom) * n);
  const path = cumulated(fit.residuals, scale);
  const height = crossingQuantile(brownianBridgeTail, level);
  const found = largest(path, () => 1);
  return {
    path,
    boundary: path.map(() => height),
    level,
    ...found,
    p: brownianBridgeTail(found.statistic),
    observations: n,
  };
}

/**
 * Recursive CUSUM test: do the errors of forecasting each observation from those before it drift away from 0?
 *
 *     W_j = Σ_(i ≤ j) w_i / (s √(n − k)),   w the n − k recursive residuals, s their sample standard deviation
 *     statistic = max |W_j| / (1 + 2 j / (n − k))
 *
 * Without change W goes to a Brownian motion; the boundary is ±λ(1 + 2t).
 *
 * @param response - n values in the order of time.
 * @param regressors - k columns of n values; `[ones(n)]` for the stability of a mean.
 * @param level - Of the boundary, in (0, 1).
 * @returns The test (n − k + 1 values of the path), or why there is none: fewer than k + 2 observations, regressors that depend
 * on one another within the first k, recursive residuals that do not vary.
 * @throws RangeError for columns of another length, values that are not finite, or a level outside (0, 1).
 * @remarks Missing values: refuses. It sees changes early in the sample better than late ones. Source: Brown, Durbin and Evans
 * (1975), with the centred variance that strucchange uses. Checked against strucchange 1.5-3 (statistic and p of the Nile).
 */
export function recursiveCusumTest(response: Float64Array, regressors: readonly Float64Array[], level = 0.05): CusumTest | Insufficient {
  requireBetween('the level', level, { above: 0, below: 1 });
  const [n, k] = [response.length, regressors.length];
  if (n < k + 2) return insufficient('fewer than two recursive residuals', k + 2, n);
  const fits = recursiveLeastSquares(response, regressors, k);
  if (isInsufficient(fits)) return fits;
  const residuals = fits.recursiveResiduals;
  const deviation = sampleDeviation(residuals);
  if (fitsExactly(deviation ** 2 * n, response)) return insufficient('the recursive residuals do not vary', 1, 0);
  const path = cumulated(residuals, deviation * Math.sqrt(n - k));
  const shape = (j: number) => 1 + (2 * j) / (n - k);
  const height = crossingQuantile(brownianMotionTail, level);
  const { statistic, at } = largest(path, shape);
  return {
    path,
    boundary: path.map((_, j) => height * shape(j)),
    level,
    statistic,
    at: at + k,
    p: brownianMotionTail(statistic),
    observations: n,
  };
}

/** 0 and the running sums, over a scale. */
function cumulated(residuals: Float64Array, scale: number): Float64Array {
  const path = new Float64Array(residuals.length + 1);
  let sum = 0;
  residuals.forEach((value, i) => {
    sum += value;
    path[i + 1] = sum / scale;
  });
  return path;
}

function largest(path: Float64Array, shape: (i: number) => number): { statistic: number; at: number } {
  let [statistic, at] = [0, 0];
  path.forEach((value, i) => {
    const size = Math.abs(value) / shape(i);
    if (size > statistic) [statistic, at] = [size, i];
  });
  return { statistic, at };
}
