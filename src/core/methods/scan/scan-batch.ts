import { eraCentred } from '../inference/shift.ts';
import { type CircleMoments, circleMoments, shiftDeviations } from './shift-moments.ts';

/** The admissible dates of the studies that share them, as a circle, with both outcomes after each. */
export interface ScanCircle {
  /** Days since 1970-01-01, ascending: n of them. */
  readonly dates: Int32Array;
  /** As they are: n values. For an effect downwards with the sign turned. */
  readonly plain: Float64Array;
  /** Less the mean of their era: n values. */
  readonly centred: Float64Array;
  /** Place on the circle of each date of the trigger's calendar; −1 where it is not admissible. */
  readonly placeOf: Int32Array;
}

/** Events of several triggers on one calendar: those of trigger t are indices[offsets[t]] … indices[offsets[t + 1] − 1]. */
export interface TriggerEvents {
  readonly offsets: Int32Array;
  /** Indices of dates of the calendar, ascending for each trigger. */
  readonly indices: Int32Array;
}

/** Hypotheses on one circle: triggers whose events lie on it. */
export interface ScanBatch {
  readonly circle: ScanCircle;
  readonly events: TriggerEvents;
  /** Which triggers, by number. */
  readonly triggers: Int32Array;
}

/** One hypothesis under one of the two shifts, before any shift is made. */
export interface ShiftMoments {
  /** S_0 of each hypothesis. */
  readonly observed: Float64Array;
  /** Mean of S_k, the same for all on the circle. */
  readonly mean: number;
  readonly deviation: Float64Array;
}

/** What is known of the hypotheses of a batch before any shift is made. */
export interface ObservedBatch {
  /** Events of each on the circle. */
  readonly sizes: Int32Array;
  readonly plain: ShiftMoments;
  readonly centred: ShiftMoments;
}

/** The two shifts. */
export const SHIFTS = ['plain', 'centred'] as const;
export type ShiftName = (typeof SHIFTS)[number];

/**
 * A circle from the admissible dates of studies.
 *
 * @param dates - Days since 1970-01-01, ascending: n of them.
 * @param outcomes - One for each, finite.
 * @param options - `indices`: where each date stands in the trigger's calendar, which has `calendarLength` dates. `sign`: −1 for an effect
 * downwards.
 */
export function scanCircle(
  dates: Int32Array,
  outcomes: Float64Array,
  { indices, calendarLength, sign }: { readonly indices: Int32Array; readonly calendarLength: number; readonly sign: 1 | -1 },
): ScanCircle {
  const placeOf = new Int32Array(calendarLength).fill(-1);
  indices.forEach((index, place) => {
    placeOf[index] = place;
  });
  const turned = (values: Float64Array) => (sign === 1 ? values : values.map((value) => -value));
  return { dates, plain: turned(outcomes), centred: turned(eraCentred(dates, outcomes)), placeOf };
}

/** Places on the circle of a trigger's events; those on dates that are not admissible are left out. */
export function placesOf({ circle, events }: Pick<ScanBatch, 'circle' | 'events'>, trigger: number): Int32Array {
  const { indices, offsets } = events;
  const [from, to] = [offsets[trigger] as number, offsets[trigger + 1] as number];
  const places = new Int32Array(to - from);
  let count = 0;
  for (let i = from; i < to; i++) {
    const place = circle.placeOf[indices[i] as number] as number;
    if (place >= 0) places[count++] = place;
  }
  return count === places.length ? places : places.subarray(0, count);
}

/** S_0 and the moments of the shifts of each hypothesis of a batch. Missing values: refuses none, the circle has none. */
export function observeBatch(batch: ScanBatch): ObservedBatch {
  const { circle, triggers } = batch;
  const moments = circleMoments(circle.plain, circle.centred);
  const sizes = new Int32Array(triggers.length);
  const blank = ({ mean }: CircleMoments): ShiftMoments => ({
    observed: new Float64Array(triggers.length),
    mean,
    deviation: new Float64Array(triggers.length),
  });
  const observed = { plain: blank(moments.plain), centred: blank(moments.centred) };
  triggers.forEach((trigger, i) => {
    const places = placesOf(batch, trigger);
    const deviations = shiftDeviations(places, moments);
    sizes[i] = places.length;
    for (const shift of SHIFTS) {
      observed[shift].observed[i] = meanAt(circle[shift], places);
      observed[shift].deviation[i] = deviations[shift];
    }
  });
  return { sizes, ...observed };
}

/** In the order of the events, so that it is S_0 of `shiftedMeans` to the bit. */
function meanAt(outcomes: Float64Array, places: Int32Array): number {
  let sum = 0;
  for (const place of places) sum += outcomes[place] as number;
  return sum / places.length;
}

/** Standardised S_0 of a hypothesis; 0 where all S_k are the same. */
export const standardisedAt = ({ observed, mean, deviation }: ShiftMoments, i: number): number =>
  (deviation[i] as number) > 0 ? ((observed[i] as number) - mean) / (deviation[i] as number) : 0;
