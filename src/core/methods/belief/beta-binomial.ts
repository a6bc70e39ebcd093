import { equalTailedCounts } from '../../numerics/discrete-interval.ts';
import { betaQuantile } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { requireBetween, requireInteger } from '../../numerics/require.ts';
import { requireProbability } from '../../numerics/unit-interval.ts';

/** What is known of a study's hits. */
export interface HitRecord {
  /** Share of all admissible dates that hit, in [0, 1]. */
  readonly baseRate: number;
  /** Number of clusters n. */
  readonly clusters: number;
  /** Hits averaged inside each cluster, then summed: in [0, n], not always whole. */
  readonly clusterHits: number;
}

/** Options of {@link forecastHit}. */
export interface HitForecastOptions {
  /** Weight of the base rate, in clusters. Default 10. */
  readonly pseudoEvents?: number;
  /** Probability that the interval holds, in (0, 1). Default 0.8. */
  readonly level?: number;
}

/** The probability that the next cluster hits, as a beta distribution. */
export interface HitForecast {
  /** Mean of the distribution. */
  readonly probability: number;
  /** Equal-tailed interval. */
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  /** Shapes of the distribution: m b + H and m (1 − b) + n − H. */
  readonly hits: number;
  readonly misses: number;
  /** Clusters. */
  readonly observations: number;
}

/** A shape below this is none but for rounding. */
const NONE = 1e-12;

/**
 * Beta-binomial forecast: the base rate, counted as m pseudo-events, and the clusters seen.
 *
 *     P(hit) = (m b + H) / (m + n),   interval of Beta(m b + H, m (1 − b) + n − H)
 *
 * @param record - Base rate b, number of clusters n and hits H averaged inside each cluster.
 * @returns The forecast; without a cluster it is the base rate. Insufficient where dates and clusters have no hit at all, or no
 * miss: such a distribution has no width.
 * @throws RangeError for a base rate outside [0, 1], hits outside [0, n], or a weight that is not positive.
 * @remarks Missing values: refuses. Clusters are taken as independent of one another. Source: DESIGN section 5; the beta prior is
 * textbook. Checked against scipy's beta distribution.
 */
export function forecastHit(record: HitRecord, { pseudoEvents = 10, level = 0.8 }: HitForecastOptions = {}): HitForecast | Insufficient {
  const { baseRate, clusters, clusterHits } = record;
  requireProbability('the base rate', baseRate);
  requireInteger('the number of clusters', clusters, { minimum: 0 });
  if (!(clusterHits >= 0 && clusterHits <= clusters))
    throw new RangeError(`the hits must be between 0 and the ${clusters} clusters, were ${clusterHits}`);
  requireBetween('the weight of the base rate', pseudoEvents, { above: 0, below: Number.POSITIVE_INFINITY });
  requireBetween('the level of the interval', level, { above: 0, below: 1 });
  const hits = pseudoEvents * baseRate + clusterHits;
  const misses = pseudoEvents * (1 - baseRate) + clusters - clusterHits;
  if (Math.min(hits, misses) < NONE)
    return insufficient('the admissible dates and the clusters all agree: hits and misses are needed', 2, 1);
  return {
    probability: hits / (pseudoEvents + clusters),
    lower: betaQuantile((1 - level) / 2, hits, misses),
    upper: betaQuantile((1 + level) / 2, hits, misses),
    level,
    hits,
    misses,
    observations: clusters,
  };
}

/** How many of the next k clusters will hit. */
export interface HitCountForecast {
  /** P(0 hits) … P(k hits). */
  readonly probabilities: Float64Array;
  /** Expected number of hits. */
  readonly mean: number;
  /** Equal-tailed interval of the number, which holds at least the level. */
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  /** Clusters that the forecast rests on. */
  readonly observations: number;
}

/**
 * Distribution of the number of hits among the next k clusters (beta-binomial), with a and b the shapes of the forecast:
 *
 *     P(0) ∝ 1;   P(j + 1) / P(j) = (k − j) / (j + 1) · (a + j) / (b + k − j − 1)
 *
 * @param forecast - A forecast for one cluster.
 * @param future - Number k of clusters to come, at least 1.
 * @throws RangeError for k that is no whole number from 1, or a level outside (0, 1).
 * @remarks Wider than the binomial at P(hit), since P itself is uncertain. Missing values: none can be given. Checked against scipy's
 * betabinom.
 */
export function forecastHitCount(forecast: HitForecast, future: number, { level = forecast.level } = {}): HitCountForecast {
  requireInteger('the number of clusters to come', future, { minimum: 1 });
  requireBetween('the level of the interval', level, { above: 0, below: 1 });
  const { hits, misses, probability, observations } = forecast;
  const logs = new Float64Array(future + 1);
  for (let j = 0; j < future; j++) {
    logs[j + 1] = (logs[j] as number) + Math.log(((future - j) / (j + 1)) * ((hits + j) / (misses + (future - j - 1))));
  }
  const largest = logs.reduce((top, value) => Math.max(top, value), Number.NEGATIVE_INFINITY);
  const weights = logs.map((value) => Math.exp(value - largest));
  const total = weights.reduce((sum, value) => sum + value, 0);
  const probabilities = weights.map((value) => value / total);
  return { probabilities, mean: future * probability, ...equalTailedCounts(probabilities, level), level, observations };
}
