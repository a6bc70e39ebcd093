import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean, populationDeviation } from '../../numerics/moments.ts';
import { requireFinite, requireSameLength } from '../../numerics/require.ts';
import { requirePlaces } from '../inference/places.ts';
import { shiftedMeans } from '../inference/shift.ts';

/** The effect that clusters of events show, and how far luck moves it. */
export interface ClusterEffect {
  /** Mean over clusters of the mean outcome inside each, less the mean over all admissible dates. */
  readonly effect: number;
  /** Standard deviation of the same mean over all circular shifts. */
  readonly standardError: number;
  /** Instances. */
  readonly observations: number;
  /** Clusters. */
  readonly effectiveObservations: number;
}

/**
 * Mean effect of the clusters, with the standard error that the circular shifts give:
 *
 *     S_k = mean over clusters c of the mean over events e in c of y[(e + k) mod n],   k = 0 … n − 1
 *     effect = S_0 − mean(y),   standard error = √(mean over k of (S_k − mean(y))²)
 *
 * @param outcomes - Outcome of each of the n admissible dates (log of 1 + return).
 * @param events - Places of the complete instances among them, ascending.
 * @param clusters - Cluster number of each event.
 * @returns Insufficient with fewer than two clusters, or where no shift changes the mean.
 * @throws RangeError for an outcome that is not finite, places that do not ascend or lie outside the dates, or clusters of another length.
 * @remarks Missing values: refuses. The shifts keep the overlap of horizons, which 1 / √(number of instances) does not. Source: DESIGN
 * section 5 for the shifts. Checked against brute force.
 */
export function clusterEffect(outcomes: Float64Array, events: Int32Array, clusters: Int32Array): ClusterEffect | Insufficient {
  requireFinite('the outcomes', outcomes);
  requireSameLength('the clusters', clusters.length, events.length);
  requirePlaces(events, outcomes.length);
  const members = [...Map.groupBy(events.keys(), (i) => clusters[i] as number).values()];
  if (members.length < 2) return insufficient('an effect needs two clusters of events', 2, members.length);
  const shifts = new Float64Array(outcomes.length);
  for (const places of members) {
    const ofCluster = shiftedMeans(
      outcomes,
      Int32Array.from(places, (i) => events[i] as number),
    );
    for (let k = 0; k < shifts.length; k++) shifts[k] = (shifts[k] as number) + (ofCluster[k] as number) / members.length;
  }
  if (!(rangeOf(shifts) > 1e-12 * rangeOf(outcomes))) return insufficient('no shift of the events changes their mean', 2, 1);
  return {
    effect: (shifts[0] as number) - mean(outcomes),
    standardError: populationDeviation(shifts),
    observations: events.length,
    effectiveObservations: members.length,
  };
}

function rangeOf(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  return (sorted.at(-1) as number) - (sorted[0] as number);
}
