import { FEW_CLUSTERS, weighed } from '../../src/core/claims/withholding.ts';
import { type CriticalZ, criticalZ, detectableEffect } from '../../src/core/methods/scan/detectable-effect.ts';
import { placesOf } from '../../src/core/methods/scan/scan-batch.ts';
import { type Insufficient, isInsufficient } from '../../src/core/numerics/insufficient.ts';
import type { RandomStream } from '../../src/core/numerics/random.ts';
import { LEVEL } from './cells.ts';
import { plant } from './planting.ts';
import { datesOf, familyOf, type Hypothesis, scanAll, scanTarget } from './scan.ts';
import type { ScanWorld } from './worlds.ts';

/**
 * What is kept of a planted effect: the hypothesis, the size, its p before it counts double for few clusters and after, and how many hypotheses
 * were drawn before it for which no effect of any size could be found.
 */
export const POWER_COLUMNS = ['horizon', 'clusters', 'effect', 'adjusted', 'weighed', 'passed over'] as const;
export type PowerRow = Readonly<Record<(typeof POWER_COLUMNS)[number], number>>;

/** Draws a hypothesis that has a detectable effect, plants it in the target, and scans again. */
export function measurePower(world: ScanWorld, stream: RandomStream): PowerRow {
  const scans = scanAll(world);
  const { maxima } = familyOf(scans);
  const critical = { once: criticalZ(maxima, LEVEL), twice: criticalZ(maxima, LEVEL / 2) };
  for (let passed = 0; ; passed++) {
    const target = stream.below(scans.length);
    const place = stream.below(scans[target]?.hypotheses.length as number);
    const hypothesis = scans[target]?.hypotheses[place] as Hypothesis;
    const { horizon, clusters } = hypothesis;
    const gain = effectOf(hypothesis, clusters < FEW_CLUSTERS ? critical.twice : critical.once);
    if (isInsufficient(gain)) continue;
    const planted = plant(world, target, { hypothesis, gain });
    const again = scans.map((own, t) => (t === target ? scanTarget(planted, t) : own));
    const adjusted = familyOf(again).adjusted[target]?.[place] as number;
    return { horizon, clusters, effect: gain, adjusted, weighed: weighed(adjusted, clusters), 'passed over': passed };
  }
}

/** The detectable effect of a hypothesis on returns. */
export function effectOf(hypothesis: Hypothesis, critical: CriticalZ): number | Insufficient {
  const { batch, trigger, horizon } = hypothesis;
  const scanned = { circle: batch.circle, dates: datesOf(hypothesis), places: placesOf(batch, trigger), horizonDays: horizon };
  return detectableEffect({ ...scanned, largest: Number.POSITIVE_INFINITY }, critical);
}
