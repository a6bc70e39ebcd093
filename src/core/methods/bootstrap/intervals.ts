import { normalCdf, normalQuantile, studentTQuantile } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import type { Interval } from '../../numerics/interval.ts';
import { mean } from '../../numerics/moments.ts';
import { quantileSorted } from '../../numerics/quantile.ts';
import { isConstant, requireBetween, requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';

/** Fewest instances, or clusters of them, from which an interval is drawn. */
export const FEWEST_INSTANCES = 5;

/** An estimate and what it was in resamples of the data. */
export interface Resampled {
  /** θ. */
  readonly estimate: number;
  /** θ*_1 … θ*_B, enough of them for the tails: (B + 1)(1 − level)/2 at least 1. */
  readonly replicates: Float64Array;
  /** Instances, or clusters of them, that the estimate rests on. */
  readonly observations: number;
  /** Default 0.9. */
  readonly level?: number;
}

/** An interval by resampling. */
export interface BootstrapInterval extends Interval {
  /** Resamples. */
  readonly draws: number;
  /** Instances, or clusters of them. */
  readonly observations: number;
}

const DEFAULT_LEVEL = 0.9;

/**
 * Percentile interval: [q_{α/2}(θ*), q_{1−α/2}(θ*)], quantiles of R type 7.
 *
 * @returns Insufficient for fewer than 5 instances, or where every resample gives the same value.
 * @throws RangeError for values that are not finite, a level outside (0, 1), or too few resamples for it. Missing values: refuses.
 * @remarks With few instances it is too narrow: a resample's spread is that of n − 1 of n, and its tails are normal. Checked against
 * scipy's bootstrap.
 */
export function percentileInterval(resampled: Resampled): BootstrapInterval | Insufficient {
  const alpha = (1 - (resampled.level ?? DEFAULT_LEVEL)) / 2;
  return betweenQuantiles(resampled, alpha, 1 - alpha);
}

/**
 * Expanded percentile interval: quantiles further out, by what few instances take from the plain ones.
 *
 *     α' = Φ(√(n/(n − 1)) t_{α/2, n−1});   [q_{α'}(θ*), q_{1−α'}(θ*)]
 *
 * so that for the mean of normal values it is as wide as Student's. Returns and throws as {@link percentileInterval}.
 *
 * @remarks Where α' lies beyond the resamples' own tails, the outermost values stand. Source: Hesterberg (2015). Checked against its
 * definition in numpy.
 */
export function expandedPercentileInterval(resampled: Resampled): BootstrapInterval | Insufficient {
  const fault = faultOf(resampled);
  if (fault) return fault;
  const { observations: n, level = DEFAULT_LEVEL } = resampled;
  const alpha = normalCdf(Math.sqrt(n / (n - 1)) * studentTQuantile((1 - level) / 2, n - 1));
  return betweenQuantiles(resampled, alpha, 1 - alpha);
}

/** Basic interval: [2θ − q_{1−α/2}(θ*), 2θ − q_{α/2}(θ*)]. Returns and throws as {@link percentileInterval}; checked against scipy. */
export function basicInterval(resampled: Resampled): BootstrapInterval | Insufficient {
  const percentile = percentileInterval(resampled);
  if (isInsufficient(percentile)) return percentile;
  const { estimate } = resampled;
  return { ...percentile, lower: 2 * estimate - percentile.upper, upper: 2 * estimate - percentile.lower };
}

/**
 * Bias-corrected and accelerated interval (BCa).
 *
 *     z0 = Φ⁻¹((#{θ* < θ} + #{θ* ≤ θ}) / 2B),   a = Σ d_i³ / (6 (Σ d_i²)^(3/2)),   d_i = mean of θ_(−i) − θ_(−i)
 *     quantiles at Φ(z0 + (z0 + z) / (1 − a (z0 + z))),   z = Φ⁻¹(α/2) and Φ⁻¹(1 − α/2)
 *
 * @param resampled - As for the others, with θ_(−i): the estimate without each instance, or cluster, in turn.
 * @returns Insufficient also where leaving any one out makes no difference, or where the estimate lies outside all resamples.
 * @throws RangeError as {@link percentileInterval}. Missing values: refuses.
 * @remarks Source: Efron (1987). Checked against scipy's bootstrap.
 */
export function bcaInterval(resampled: Resampled & { readonly jackknife: Float64Array }): BootstrapInterval | Insufficient {
  const { estimate, replicates, jackknife, level = DEFAULT_LEVEL } = resampled;
  const fault = faultOf(resampled);
  requireFinite('estimates without each instance', jackknife);
  if (fault) return fault;
  if (jackknife.length < 2 || isConstant(jackknife)) return insufficient('leaving out any one instance makes no difference', 2, 1);
  const below = replicates.reduce((count, value) => count + (value < estimate ? 1 : value === estimate ? 0.5 : 0), 0);
  if (below === 0 || below === replicates.length) return insufficient('the estimate lies outside all of its resamples', 1, 0);
  const bias = normalQuantile(below / replicates.length);
  const acceleration = accelerationOf(jackknife);
  const tail = (p: number) => {
    const z = bias + normalQuantile(p);
    return acceleration * z < 1 ? normalCdf(bias + z / (1 - acceleration * z)) : Number(z > 0);
  };
  return betweenQuantiles(resampled, tail((1 - level) / 2), tail((1 + level) / 2));
}

function accelerationOf(jackknife: Float64Array): number {
  const centre = mean(jackknife);
  const largest = jackknife.reduce((top, value) => Math.max(top, Math.abs(value - centre)), 0);
  const deviations = jackknife.map((value) => (centre - value) / largest);
  const [squares, cubes] = [2, 3].map((power) => deviations.reduce((sum, deviation) => sum + deviation ** power, 0)) as [number, number];
  return cubes / (6 * squares ** 1.5);
}

/**
 * Studentised interval: the resamples' own t, (θ* − θ) / s*, in place of Student's.
 *
 *     [θ − s q_{1−α/2}(t*), θ − s q_{α/2}(t*)]
 *
 * @param resampled - As for the others, with s, the estimate's standard error (at least 0), and s* of each resample.
 * @returns Insufficient also where a quantile falls among resamples without spread, whose t is infinite.
 * @throws RangeError as {@link percentileInterval}, or for standard errors that are negative. Missing values: refuses.
 * @remarks A resample without spread has t* = ±∞ by the sign of θ* − θ, and 0 where θ* = θ. Source: Efron (1979), Hall (1988). Checked
 * against its definition in numpy.
 */
export function studentisedInterval(
  resampled: Resampled & { readonly standardError: number; readonly standardErrors: Float64Array },
): BootstrapInterval | Insufficient {
  const { estimate, replicates, standardError, standardErrors, level = DEFAULT_LEVEL } = resampled;
  requireSameLength('standard errors', standardErrors.length, replicates.length);
  requireFinite('standard errors', Float64Array.of(standardError, ...standardErrors));
  if (standardError < 0 || standardErrors.some((error) => error < 0))
    throw new RangeError('standard errors must be at least 0, one was not');
  const fault = faultOf(resampled);
  if (fault) return fault;
  const t = replicates.map((value, i) => (value === estimate ? 0 : (value - estimate) / (standardErrors[i] as number))).sort();
  const [low, high] = [quantileSorted(t, (1 - level) / 2), quantileSorted(t, (1 + level) / 2)];
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    return insufficient('too many resamples have no spread', replicates.length, t.filter(Number.isFinite).length);
  }
  return intervalOf(resampled, estimate - standardError * high, estimate - standardError * low);
}

function betweenQuantiles(resampled: Resampled, low: number, high: number): BootstrapInterval | Insufficient {
  const fault = faultOf(resampled);
  if (fault) return fault;
  const sorted = Float64Array.from(resampled.replicates).sort();
  return intervalOf(resampled, quantileSorted(sorted, low), quantileSorted(sorted, high));
}

const intervalOf = ({ replicates, observations, level = DEFAULT_LEVEL }: Resampled, lower: number, upper: number): BootstrapInterval => ({
  lower,
  upper,
  level,
  draws: replicates.length,
  observations,
});

/** Refuses what no interval can be asked of, and says what gives none. */
function faultOf({ estimate, replicates, observations, level = DEFAULT_LEVEL }: Resampled): Insufficient | undefined {
  requireBetween('the level of the interval', level, { above: 0, below: 1 });
  requireInteger('observations', observations, { minimum: 0 });
  requireFinite('the estimate', Float64Array.of(estimate));
  requireFinite('replicates', replicates);
  const fewest = Math.ceil(2 / (1 - level) - 1e-9) - 1;
  requireInteger(`the number of replicates for a level of ${level}`, replicates.length, { minimum: fewest });
  if (observations < FEWEST_INSTANCES) return insufficient('too few instances for an interval', FEWEST_INSTANCES, observations);
  return isConstant(replicates) ? insufficient('every resample gives the same value', 2, 1) : undefined;
}
