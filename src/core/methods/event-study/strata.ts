import { mean } from '../../numerics/moments.ts';
import { requireSameLength } from '../../numerics/require.ts';
import { type BothSides, shiftedMeans, standing } from '../inference/shift.ts';
import type { Circle } from './circle.ts';

/** What happened in one part of the admissible dates. */
export interface Stratum {
  /** Admissible dates in it. */
  readonly dates: number;
  /** Events in it. */
  readonly events: number;
  /** Mean outcome of all its dates, in the outcome's own measure (log, 0 or 1, days); null without a date. */
  readonly base: number | null;
  /** Mean outcome of its events; null without one. */
  readonly observed: number | null;
}

/** A study with what else was true taken into account. */
export interface Stratified {
  readonly strata: readonly Stratum[];
  /** Admissible dates and events that belong to no stratum, because it is not known to which. */
  readonly unknown: { readonly dates: number; readonly events: number };
  /** Mean over the events of their outcome less the base of their own stratum; null without an event. */
  readonly effect: number | null;
  /** Mean outcome of the same events less the mean of all the same dates: the effect as it is without the strata. */
  readonly crude: number | null;
  /** The exact shift of the outcomes less their stratum's base; null without a shift that could differ. */
  readonly p: BothSides | null;
}

/**
 * Base rates within strata, and the effect against the base rate of each event's own stratum.
 *
 * @param circle - The admissible dates with their outcomes and events.
 * @param labels - The stratum of each admissible date, 0 … count − 1; −1 where it is not known: those dates are left out.
 * @param count - Number of strata.
 * @throws RangeError for labels of another length.
 * @remarks The p is that of the exact circular shift of the outcomes less their stratum's base: it asks whether the events do better than
 * other dates *of their stratum*. Of a stratum with an event or two nothing can be said; only its numbers stand. Missing values: none can
 * come in. Checked against brute force.
 */
export function stratify(circle: Circle, labels: Int8Array, count: number): Stratified {
  requireSameLength('the labels', labels.length, circle.outcomes.length);
  const strata = Array.from({ length: count }, (_, label) => stratumOf(circle, labels, label));
  const known = labels.reduce((sum, label) => sum + (label >= 0 ? 1 : 0), 0);
  const knownEvents = circle.events.filter((place) => (labels[place] as number) >= 0);
  const unknown = { dates: labels.length - known, events: circle.events.length - knownEvents.length };
  if (knownEvents.length === 0) return { strata, unknown, effect: null, crude: null, p: null };
  const kept = keptCircle(circle, labels);
  const centred = kept.outcomes.map((outcome, i) => outcome - (strata[kept.labels[i] as number]?.base as number));
  const atEvents = (values: Float64Array) => mean(Float64Array.from(kept.events, (place) => values[place] as number));
  const isFlat = centred.every((value) => value === centred[0]);
  const test = standing(shiftedMeans(centred, kept.events));
  return {
    strata,
    unknown,
    effect: atEvents(centred),
    crude: atEvents(kept.outcomes) - mean(kept.outcomes),
    p: isFlat ? null : { up: test.pUpper, down: test.pLower },
  };
}

function stratumOf({ outcomes, events }: Circle, labels: Int8Array, label: number): Stratum {
  const inside = outcomes.filter((_, i) => labels[i] === label);
  const own = Float64Array.from(
    events.filter((place) => labels[place] === label),
    (place) => outcomes[place] as number,
  );
  const meanOf = (values: Float64Array) => (values.length === 0 ? null : mean(values));
  return { dates: inside.length, events: own.length, base: meanOf(inside), observed: meanOf(own) };
}

/** The dates of a circle that have a label, in their order. */
function keptCircle({ outcomes, events }: Circle, labels: Int8Array) {
  const keep = Int32Array.from(labels.keys()).filter((i) => (labels[i] as number) >= 0);
  const placeOf = new Map(Array.from(keep, (i, place) => [i, place]));
  return {
    outcomes: Float64Array.from(keep, (i) => outcomes[i] as number),
    labels: Int8Array.from(keep, (i) => labels[i] as number),
    events: Int32Array.from(
      events.filter((place) => placeOf.has(place)),
      (place) => placeOf.get(place) as number,
    ),
  };
}
