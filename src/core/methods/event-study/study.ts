import { type EpochDay, spanDays } from '../../calendar/civil-date.ts';
import type { Insufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { median } from '../../numerics/quantile.ts';
import { type EventSet, type Extent, isSpan } from '../../series/curve.ts';
import { whyNoComparison } from '../inference/no-comparison.ts';
import { minimumDetectableEffect } from '../inference/power.ts';
import {
  type BothSides,
  eraCentred,
  largerP,
  linearStanding,
  type ShiftStanding,
  shiftedMeans,
  shiftedMedians,
  standing,
} from '../inference/shift.ts';
import { admissibleCircle, type Circle } from './circle.ts';
import { clusterNumbers, clusterSum } from './clusters.ts';
import type { Outcomes } from './outcome.ts';

/** What is computed of the outcomes: mean of the logs, median of the logs, share of hits, mean of days. */
export type StatisticName = 'meanLog' | 'median' | 'hitRate' | 'meanDays';

export interface NamedShiftTest extends ShiftStanding {
  readonly name: 'circular-shift' | 'era-centred-shift' | 'linear-shift' | 'pre-event circular-shift' | 'pre-event era-centred-shift';
  readonly statistic: StatisticName;
}

/** Means and shares of one set of outcomes; null where the outcome's kind has none. */
export interface Summary {
  /** Mean of the logs. */
  readonly meanLog: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  readonly hitRate: number | null;
}

/** What a trigger and an outcome give together, before any family is judged. */
export interface Study {
  readonly trigger: EventSet;
  readonly outcomes: Outcomes;
  readonly circle: Circle;
  /** Indices, in the trigger's calendar, of the complete instances among the admissible dates. */
  readonly instances: Int32Array;
  readonly clusters: Int32Array;
  /** Cluster-averaged number of hits, where hits exist. */
  readonly clusterHits: number | null;
  readonly baseRate: Summary | null;
  readonly observed: Summary | null;
  /** The statistic that the headline p is about. */
  readonly statistic: StatisticName;
  readonly tests: readonly NamedShiftTest[];
  /** Null where there is too little data for any shift; then `insufficient` says why. */
  readonly shifts: { readonly plain: Float64Array; readonly centred: Float64Array } | null;
  readonly centredOutcomes: Float64Array;
  readonly insufficient: Insufficient | null;
  /** The larger of both shifts' p of the study's own statistic, on its own circle; null without shifts. */
  readonly headline: BothSides | null;
  /** Smallest effects that can be seen, as positive sizes; null without shifts. */
  readonly minimumDetectableEffect: BothSides | null;
  /** The p that the same events would have had, had all of them hit (up) or none (down); for 0/1 outcomes. */
  readonly bestReachable: BothSides | null;
  readonly horizonDays: number | null;
  readonly independentPlacements: number | null;
}

/** What is seen of a study before anything is tested. */
export type ObservedStudy = Pick<
  Study,
  'trigger' | 'outcomes' | 'circle' | 'instances' | 'clusters' | 'clusterHits' | 'baseRate' | 'observed' | 'insufficient'
>;

/**
 * Events with their outcomes, the base rate over all admissible dates and the clusters: what a forecast needs, at a small part of the cost of
 * {@link runStudy}.
 *
 * @remarks Missing values: as {@link runStudy}.
 */
export function observeStudy(trigger: EventSet, outcomes: Outcomes): ObservedStudy {
  const circle = admissibleCircle(trigger, outcomes);
  const instances = Int32Array.from(circle.events, (place) => circle.indices[place] as number);
  const ends = instanceEnds(outcomes, instances);
  const clusters = clusterNumbers(ends.entries, ends.ends);
  const observedValues = outcomesAtEvents({ circle });
  return {
    ...{ trigger, outcomes, circle, instances, clusters },
    clusterHits: outcomes.hasHits && instances.length > 0 ? clusterSum(clusters, observedValues.map(isHit)) : null,
    baseRate: circle.outcomes.length > 0 ? summarise(circle.outcomes, outcomes) : null,
    observed: observedValues.length > 0 ? summarise(observedValues, outcomes) : null,
    insufficient: whyNoComparison(circle.outcomes, circle.events) ?? null,
  };
}

/**
 * A study: events, their outcomes, the base rate over all admissible dates, both exact shifts, clusters and power.
 *
 * @remarks Missing values: a date whose outcome is missing or pending is not admissible. Source: DESIGN section 5.
 */
export function runStudy(trigger: EventSet, outcomes: Outcomes): Study {
  const seen = observeStudy(trigger, outcomes);
  const { circle, insufficient } = seen;
  const centredOutcomes = eraCentred(circle.dates, circle.outcomes);
  const shifts = insufficient
    ? null
    : { plain: shiftedMeans(circle.outcomes, circle.events), centred: shiftedMeans(centredOutcomes, circle.events) };
  const horizonDays = horizonInDays(outcomes.horizon, circle, outcomes);
  return {
    ...seen,
    statistic: statisticOf(outcomes),
    tests: shifts ? [...shiftTests(circle, outcomes, shifts), linearTest(circle, outcomes), ...preEventTests(trigger, outcomes)] : [],
    shifts,
    centredOutcomes,
    headline: shifts ? largerP(standing(shifts.plain), standing(shifts.centred)) : null,
    minimumDetectableEffect: shifts && horizonDays !== null ? minimumDetectableEffect(shifts.centred, horizonDays) : null,
    bestReachable: shifts && outcomes.kind === 'hit' ? { up: reachableP(circle, 1), down: reachableP(circle, 0) } : null,
    horizonDays,
    independentPlacements: horizonDays === null || circle.dates.length === 0 ? null : spanOf(circle.dates) / horizonDays,
  };
}

/** Outcome of each complete instance, in the order of the events. */
export const outcomesAtEvents = ({ circle }: Pick<Study, 'circle'>): Float64Array =>
  Float64Array.from(circle.events, (place) => circle.outcomes[place] as number);

const isHit = (value: number): number => (value > 0 ? 1 : 0);

const statisticOf = ({ kind }: Outcomes): StatisticName => (kind === 'hit' ? 'hitRate' : kind === 'days' ? 'meanDays' : 'meanLog');

/** Entry date and end of the horizon of each instance: what clusters are made of. */
export function instanceEnds({ periods, target }: Outcomes, instances: Int32Array): { entries: Int32Array; ends: Int32Array } {
  return {
    entries: Int32Array.from(instances, (i) => target.dates[periods.entry[i] as number] as number),
    ends: Int32Array.from(instances, (i) => periods.due[i] as number),
  };
}

/** Mean, median and hit rate of outcomes as their kind has them: for returns the geometric mean and the median as simple returns. */
export function summarise(values: Float64Array, { kind, hasHits }: Pick<Outcomes, 'kind' | 'hasHits'>): Summary {
  const average = mean(values);
  const hitRate = hasHits ? mean(values.map(isHit)) : null;
  if (kind === 'hit') return { meanLog: null, mean: average, median: null, hitRate };
  if (kind === 'days') return { meanLog: null, mean: average, median: median(values), hitRate: null };
  if (kind === 'log difference') return { meanLog: average, mean: average, median: median(values), hitRate };
  return { meanLog: average, mean: Math.expm1(average), median: Math.expm1(median(values)), hitRate };
}

function shiftTests(circle: Circle, outcomes: Outcomes, shifts: { plain: Float64Array; centred: Float64Array }): NamedShiftTest[] {
  const statistic = statisticOf(outcomes);
  const pair = (name: StatisticName, plain: Float64Array, centred: Float64Array): NamedShiftTest[] => [
    { name: 'circular-shift', statistic: name, ...standing(plain) },
    { name: 'era-centred-shift', statistic: name, ...standing(centred) },
  ];
  const tests = pair(statistic, shifts.plain, shifts.centred);
  if (outcomes.kind === 'hit') return tests;
  const centred = eraCentred(circle.dates, circle.outcomes);
  tests.push(...pair('median', shiftedMedians(circle.outcomes, circle.events), shiftedMedians(centred, circle.events)));
  if (outcomes.hasHits) {
    const hits = circle.outcomes.map(isHit);
    tests.push(...pair('hitRate', shiftedMeans(hits, circle.events), shiftedMeans(eraCentred(circle.dates, hits), circle.events)));
  }
  return tests;
}

/** The cross-check without wrap: beside the headline, never in it. */
function linearTest({ outcomes: values, events }: Circle, outcomes: Outcomes): NamedShiftTest {
  return { name: 'linear-shift', statistic: statisticOf(outcomes), ...linearStanding(values, events) };
}

/** The same statistic before the event, by the same test: what had already happened. */
function preEventTests(trigger: EventSet, outcomes: Outcomes): NamedShiftTest[] {
  if (!outcomes.before) return [];
  const circle = admissibleCircle(trigger, outcomes, outcomes.before);
  if (whyNoComparison(circle.outcomes, circle.events)) return [];
  return [
    { name: 'pre-event circular-shift', statistic: 'meanLog', ...standing(shiftedMeans(circle.outcomes, circle.events)) },
    {
      name: 'pre-event era-centred-shift',
      statistic: 'meanLog',
      ...standing(shiftedMeans(eraCentred(circle.dates, circle.outcomes), circle.events)),
    },
  ];
}

/** The larger of both shifts' p, had every event of a 0/1 study had this outcome. */
function reachableP(circle: Circle, outcome: 0 | 1): number {
  const outcomes = Float64Array.from(circle.outcomes);
  for (const place of circle.events) outcomes[place] = outcome;
  const plain = standing(shiftedMeans(outcomes, circle.events));
  const larger = largerP(plain, standing(shiftedMeans(eraCentred(circle.dates, outcomes), circle.events)));
  return outcome === 1 ? larger.up : larger.down;
}

const spanOf = (dates: Int32Array): number => (dates.at(-1) as EpochDay) - (dates[0] as EpochDay);

/** A horizon in days; one counted in observations is measured by its own mean length. Null without any complete period. */
function horizonInDays(horizon: Extent, circle: Circle, { periods, target }: Outcomes): number | null {
  if (isSpan(horizon)) return spanDays(horizon);
  if (circle.indices.length === 0) return null;
  const lengths = Float64Array.from(
    circle.indices,
    (i) => (periods.due[i] as number) - (target.dates[periods.entry[i] as number] as number),
  );
  return mean(lengths);
}
