import type { CrossCheck } from '../../contract/cross-checks.ts';
import { formatEffect } from '../../contract/format.ts';
import { clusterMeans } from '../../core/methods/event-study/clusters.ts';
import { outcomesAtEvents } from '../../core/methods/event-study/study.ts';
import { effectStability } from '../../core/methods/regimes/effect-stability.ts';
import { mean } from '../../core/numerics/moments.ts';
import type { JudgedStudy } from '../family.ts';
import { row } from './row.ts';

/** Whether the effect was the same all along; its p is of a change, in either direction. */
export function stabilityChecks({ study }: JudgedStudy): CrossCheck[] {
  if (!study.shifts) return [];
  const { kind } = study.outcomes;
  const naming = {
    name: 'stability of the effect',
    group: 'stability',
    asks: 'Was the effect the same all along (CUSUM of the clusters in order)? A small p says that it changed.',
    page: 'regimes',
    measure: 'statistic',
  } as const;
  const result = effectStability(clusterMeans(study.clusters, outcomesAtEvents(study)), mean(study.circle.outcomes));
  return [
    row(naming, result, ({ statistic, before, after, p, observations }) => ({
      value: statistic,
      p,
      observations,
      note: `${formatEffect(before, kind)} before the likeliest change, ${formatEffect(after, kind)} after it.`,
    })),
  ];
}
