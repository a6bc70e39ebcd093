import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { mean, populationDeviation } from '../../numerics/moments.ts';
import { seededStream } from '../../numerics/random.ts';
import { requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';
import { whyNoComparison } from '../inference/no-comparison.ts';
import { requirePlaces } from '../inference/places.ts';
import { automaticBlockLength } from './block-length.ts';
import { type BlockLengths, geometricBlocks, resampledMeans } from './block-resampling.ts';
import { type BootstrapInterval, expandedPercentileInterval, FEWEST_INSTANCES, percentileInterval } from './intervals.ts';

/** Outcomes of all admissible dates, with the events among them. */
export interface EventOutcomes {
  /** n values, in order of date. */
  readonly outcomes: Float64Array;
  /** Places 0 … n − 1 of the events, ascending, each once. */
  readonly events: Int32Array;
  /** For each event the number of its cluster. */
  readonly clusters: Int32Array;
}

/** How much better the outcome was at the events, with what resampling says of it. */
export interface MeanDifference {
  /** Mean outcome at the events less mean outcome over all admissible dates. */
  readonly difference: number;
  /** Standard deviation of the difference over the resamples. */
  readonly standardError: number;
  /** The plain percentile interval. */
  readonly percentile: BootstrapInterval;
  /** The same, widened for few clusters. */
  readonly expandedPercentile: BootstrapInterval;
  /** Mean block length of the resamples, in admissible dates. */
  readonly meanBlockLength: number;
  readonly draws: number;
  /** Resamples that held no event and were drawn again. */
  readonly drawnAgain: number;
  /** Admissible dates. */
  readonly dates: number;
  /** Events. */
  readonly observations: number;
  /** Clusters. */
  readonly effectiveObservations: number;
}

/** Options of {@link bootstrapMeanDifference}. */
export interface MeanDifferenceOptions {
  readonly seed: number;
  /** Default 10,000. */
  readonly draws?: number;
  /** Default 0.9. */
  readonly level?: number;
  /** Default: the automatic one of the outcomes. */
  readonly meanBlockLength?: number;
}

/**
 * Interval of the mean outcome at the events less the mean outcome over all admissible dates, by the stationary bootstrap.
 *
 *     D* = Σ f*_t y*_t / Σ f*_t − Σ y*_t / n,   (y*, f*) blocks of the pairs (y_t, f_t), f_t = 1 at an event, else 0
 *
 * Dates are resampled together with their event flags, so that the number of events, their clusters, and what they share with the base
 * rate vary as they do in the data.
 *
 * @returns The difference and its intervals, or why there are none: fewer than 5 clusters, nothing but events, the same outcome
 * throughout, or too few dates for a block length.
 * @throws RangeError for outcomes that are not finite, places that do not ascend, or too few draws for the level.
 * @remarks Missing values: refuses. Resamples without an event are drawn again. The plain interval covers less than its level where
 * clusters are few: docs/methods/bootstrap.md has the measured rates. Source: Politis and Romano (1994). Checked against brute force.
 */
export function bootstrapMeanDifference(
  { outcomes, events, clusters }: EventOutcomes,
  { seed, draws = 10_000, level = 0.9, meanBlockLength }: MeanDifferenceOptions,
): MeanDifference | Insufficient {
  requireFinite('outcomes', outcomes);
  requirePlaces(events, outcomes.length);
  requireSameLength('clusters', clusters.length, events.length);
  requireInteger('draws', draws, { minimum: 1 });
  const observations = new Set(clusters).size;
  if (observations < FEWEST_INSTANCES) return insufficient('too few clusters for an interval', FEWEST_INSTANCES, observations);
  const lack = whyNoComparison(outcomes, events);
  if (lack) return lack;
  const blocks = meanBlockLength ?? stationaryLengthOf(outcomes);
  if (typeof blocks !== 'number') return blocks;
  const centre = mean(outcomes);
  const deviations = outcomes.map((outcome) => outcome - centre);
  const difference = events.reduce((sum, place) => sum + (deviations[place] as number), 0) / events.length;
  const { replicates, drawnAgain } = resampledDifferences({ deviations, events }, { lengths: geometricBlocks(blocks), draws, seed });
  const resampled = { estimate: difference, replicates, observations, level };
  const percentile = percentileInterval(resampled);
  const expandedPercentile = expandedPercentileInterval(resampled);
  if (isInsufficient(percentile)) return percentile;
  if (isInsufficient(expandedPercentile)) return expandedPercentile;
  return {
    difference,
    standardError: populationDeviation(replicates),
    percentile,
    expandedPercentile,
    meanBlockLength: blocks,
    draws,
    drawnAgain,
    dates: outcomes.length,
    observations: events.length,
    effectiveObservations: observations,
  };
}

function stationaryLengthOf(values: Float64Array): number | Insufficient {
  const length = automaticBlockLength(values);
  return isInsufficient(length) ? length : length.stationary;
}

function resampledDifferences(
  { deviations, events }: { readonly deviations: Float64Array; readonly events: Int32Array },
  { lengths, draws, seed }: { readonly lengths: BlockLengths; readonly draws: number; readonly seed: number },
): { replicates: Float64Array; drawnAgain: number } {
  const [flags, flagged] = [new Float64Array(deviations.length), new Float64Array(deviations.length)];
  for (const place of events) {
    flags[place] = 1;
    flagged[place] = deviations[place] as number;
  }
  const stream = seededStream(seed);
  const replicates = new Float64Array(draws);
  let [filled, drawnAgain] = [0, 0];
  while (filled < draws) {
    const [all, share, atEvents] = resampledMeans([deviations, flags, flagged], { lengths, draws: draws - filled, stream }) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let draw = 0; draw < all.length; draw++) {
      if (share[draw] === 0) drawnAgain++;
      else replicates[filled++] = (atEvents[draw] as number) / (share[draw] as number) - (all[draw] as number);
    }
  }
  return { replicates, drawnAgain };
}
