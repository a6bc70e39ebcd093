import type { CrossCheck } from '../../contract/cross-checks.ts';
import { formatEffect, formatProbability } from '../../contract/format.ts';
import { clusterMeans } from '../../core/methods/event-study/clusters.ts';
import type { Study } from '../../core/methods/event-study/study.ts';
import { effectStability } from '../../core/methods/regimes/effect-stability.ts';
import type { JudgedStudy } from '../family.ts';
import { row } from './row.ts';

/** Whether the effect was the same all along; its p is of a change, in either direction. */
export function stabilityChecks({ study }: JudgedStudy): CrossCheck[] {
  if (!study.shifts) return [];
  const { kind } = study.outcomes;
  const naming = {
    name: 'stability of the effect',
    group: 'stability',
    asks: 'Was the effect, against its own era, the same all along (CUSUM of the clusters in order)? A small p says that it changed.',
    page: 'regimes',
    measure: 'statistic',
    describes: true,
  } as const;
  const result = effectStability(clusterMeans(study.clusters, againstOwnEra(study)), 0);
  return [
    row(naming, result, ({ statistic, before, after, p, observations, bestReachableP }) => ({
      value: statistic,
      p,
      observations,
      note: `${formatEffect(before, kind)} before the likeliest change, ${formatEffect(after, kind)} after it; no p below ${formatProbability(bestReachableP)} was within reach.`,
    })),
  ];
}

const againstOwnEra = ({ circle, centredOutcomes }: Study): Float64Array =>
  Float64Array.from(circle.events, (place) => centredOutcomes[place] as number);
