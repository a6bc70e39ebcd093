import { studentTQuantile } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { requireBetween, requireFinite, requireSameLength } from '../../numerics/require.ts';
import { clusterNumbers } from '../event-study/clusters.ts';

/** The span in which a forecast's outcome is made, on one target. */
export interface ForecastSpan {
  readonly target: string;
  /** Days since 1970-01-01, both included. */
  readonly entry: number;
  readonly due: number;
}

/**
 * Clusters of forecasts that share their luck: those of one target whose closed spans [entry, due] overlap, transitively.
 *
 * @param spans - n spans in any order.
 * @returns The cluster number of each, 0, 1, … in the order of targets and entries.
 * @remarks Targets that move together are apart here, which makes clusters look more independent than they are.
 */
export function forecastClusters(spans: readonly ForecastSpan[]): Int32Array {
  const clusters = new Int32Array(spans.length);
  let first = 0;
  const targets = Map.groupBy(spans.keys(), (i) => (spans[i] as ForecastSpan).target);
  for (const target of [...targets.keys()].sort()) {
    const places = (targets.get(target) as number[]).toSorted((a, b) => entryOf(spans, a) - entryOf(spans, b));
    const numbers = clusterNumbers(
      places.map((i) => entryOf(spans, i)),
      places.map((i) => (spans[i] as ForecastSpan).due),
    );
    places.forEach((place, i) => {
      clusters[place] = first + (numbers[i] as number);
    });
    first += (numbers.at(-1) as number) + 1;
  }
  return clusters;
}

const entryOf = (spans: readonly ForecastSpan[], i: number): number => (spans[i] as ForecastSpan).entry;

/** How much better or worse one forecaster did than another on the same outcomes. */
export interface ScoreDifference {
  /** Mean of own score less the other's: below 0 the own forecasts were better. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly observations: number;
  /** Clusters. */
  readonly effectiveObservations: number;
}

/** Below this an interval from clusters is not worth its name. */
const FEWEST_CLUSTERS = 5;

/**
 * Mean difference of two forecasters' scores with an interval that respects overlap: over clusters g of the differences d_i,
 *
 *     d̄ = Σ d_i / n,   se² = G / (G − 1) Σ_g (Σ_(i in g) (d_i − d̄))² / n²,   d̄ ± t_(G−1) se
 *
 * @param own - n scores, the smaller the better.
 * @param other - n scores of the other forecaster on the same outcomes.
 * @param clusters - Cluster number of each, 0 … G − 1.
 * @returns Insufficient with fewer than five clusters, or where all differences are the same.
 * @throws RangeError for scores that are not finite, arrays of different length, or a level outside (0, 1).
 * @remarks Missing values: refuses. Clusters are taken as independent of one another. With five to ten clusters of unequal size the interval
 * is somewhat too short. Sources: Liang and Zeger (1986), with their small-sample factor; Diebold and Mariano (1995) for the question. Checked
 * against the sum written out, and by simulated coverage.
 */
export function scoreDifference(
  own: Float64Array,
  other: Float64Array,
  clusters: Int32Array,
  { level = 0.9 } = {},
): ScoreDifference | Insufficient {
  requireFinite('the scores', own);
  requireFinite("the other's scores", other);
  requireSameLength("the other's scores", other.length, own.length);
  requireSameLength('the clusters', clusters.length, own.length);
  requireBetween('the level of the interval', level, { above: 0, below: 1 });
  const members = [...Map.groupBy(clusters.keys(), (i) => clusters[i] as number).values()];
  if (members.length < FEWEST_CLUSTERS) return insufficient('too few independent cases for an interval', FEWEST_CLUSTERS, members.length);
  const differences = own.map((score, i) => score - (other[i] as number));
  if (differences.every((value) => value === differences[0])) return insufficient('all differences are the same', 2, 1);
  const [n, groups, difference] = [own.length, members.length, mean(differences)];
  const squares = members.reduce((sum, places) => {
    const excess = places.reduce((total, i) => total + (differences[i] as number) - difference, 0);
    return sum + excess ** 2;
  }, 0);
  const error = Math.sqrt((groups / (groups - 1)) * squares) / n;
  const reach = studentTQuantile((1 + level) / 2, groups - 1) * error;
  return {
    ...{ difference, level, observations: n, effectiveObservations: groups },
    lower: difference - reach,
    upper: difference + reach,
  };
}
