import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean, sampleDeviation } from '../../numerics/moments.ts';
import { seededStream } from '../../numerics/random.ts';
import { isConstant, requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';
import { blockIndices, fixedBlocks } from './block-resampling.ts';
import {
  type BootstrapInterval,
  basicInterval,
  bcaInterval,
  expandedPercentileInterval,
  FEWEST_INSTANCES,
  percentileInterval,
  studentisedInterval,
} from './intervals.ts';

/** The mean outcome of one target over the instances, with its bootstrap intervals. */
export interface InstanceMean {
  readonly estimate: number;
  /** s / √N. */
  readonly standardError: number;
  readonly percentile: BootstrapInterval | Insufficient;
  readonly expandedPercentile: BootstrapInterval | Insufficient;
  readonly basic: BootstrapInterval | Insufficient;
  readonly bca: BootstrapInterval | Insufficient;
  readonly studentised: BootstrapInterval | Insufficient;
  /** Resamples of the same instances for all targets. */
  readonly draws: number;
  /** N. */
  readonly observations: number;
}

/**
 * Bootstrap intervals of the mean outcome over the instances, jointly over several targets: the resampled instances are the same for all.
 *
 * @param targets - For each target its outcomes, one for each of N instances (or clusters) in the same order.
 * @param options - Seed, draws (default 10,000) and level (default 0.9).
 * @returns For each target its mean and intervals; Insufficient for fewer than 5 instances or an outcome that is the same throughout.
 * @throws RangeError for targets of another length, outcomes that are not finite, or too few draws for the level.
 * @remarks Missing values: refuses; a target without an outcome for some instance is a question of its own. Assumes independent
 * instances: give the means of clusters where horizons overlap.
 */
export function instanceMeans(
  targets: readonly Float64Array[],
  { seed, draws = 10_000, level = 0.9 }: { readonly seed: number; readonly draws?: number; readonly level?: number },
): readonly (InstanceMean | Insufficient)[] {
  const n = targets[0]?.length ?? 0;
  requireInteger('draws', draws, { minimum: 1 });
  targets.forEach((outcomes, k) => {
    requireSameLength(`the outcomes of target ${k}`, outcomes.length, n);
    requireFinite(`the outcomes of target ${k}`, outcomes);
  });
  if (n < FEWEST_INSTANCES) return targets.map(() => insufficient('too few instances for an interval', FEWEST_INSTANCES, n));
  const stream = seededStream(seed);
  const lengths = fixedBlocks(1);
  const resamples = Array.from({ length: draws }, () => blockIndices(n, lengths, stream));
  return targets.map((outcomes) => instanceMean(outcomes, resamples, level));
}

function instanceMean(outcomes: Float64Array, resamples: readonly Int32Array[], level: number): InstanceMean | Insufficient {
  if (isConstant(outcomes)) return insufficient('the outcome is the same for every instance', 2, 1);
  const n = outcomes.length;
  const [replicates, standardErrors] = [new Float64Array(resamples.length), new Float64Array(resamples.length)];
  const drawn = new Float64Array(n);
  resamples.forEach((places, b) => {
    for (let i = 0; i < n; i++) drawn[i] = outcomes[places[i] as number] as number;
    replicates[b] = mean(drawn);
    standardErrors[b] = standardErrorOf(drawn);
  });
  const estimate = mean(outcomes);
  const standardError = standardErrorOf(outcomes);
  const resampled = { estimate, replicates, observations: n, level };
  return {
    estimate,
    standardError,
    percentile: percentileInterval(resampled),
    expandedPercentile: expandedPercentileInterval(resampled),
    basic: basicInterval(resampled),
    bca: bcaInterval({ ...resampled, jackknife: outcomes.map((outcome) => (n * estimate - outcome) / (n - 1)) }),
    studentised: studentisedInterval({ ...resampled, standardError, standardErrors }),
    draws: resamples.length,
    observations: n,
  };
}

/** 0 for values that are all the same, whatever rounding leaves of their deviation. */
const standardErrorOf = (values: Float64Array): number => (isConstant(values) ? 0 : sampleDeviation(values) / Math.sqrt(values.length));
