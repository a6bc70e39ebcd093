import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean, populationDeviation } from '../../numerics/moments.ts';
import { median } from '../../numerics/quantile.ts';
import { requireFinite, requireSameLength } from '../../numerics/require.ts';
import { commonDates } from '../../series/curve.ts';
import { requirePlaces } from '../inference/places.ts';
import { type BothSides, eraCentred, largerP, shiftedMeans, shiftedMedians, standing, TIE } from '../inference/shift.ts';

/** One way of asking the question: the outcome after each of its admissible dates, and on which of them its events fall. */
export interface Specification {
  /** Admissible dates, days since 1970-01-01, ascending. */
  readonly dates: Int32Array;
  /** Outcome after each date. */
  readonly outcomes: Float64Array;
  /** Places of the events among the dates, ascending. */
  readonly events: Int32Array;
  readonly statistic: 'mean' | 'median';
}

/** One specification on the common circle. */
export interface CurvePoint {
  /** Index of the specification as it was given. */
  readonly specification: number;
  /** Events on the common circle. */
  readonly observations: number;
  /** The statistic after the events less its mean over all shifts, in the outcome's own measure. */
  readonly effect: number;
  /** The effect over the standard deviation of its shift distribution: of the two shifts the one nearer to none. */
  readonly standardised: number;
  /** The larger of both shifts' p. */
  readonly p: BothSides;
}

/** The question asked in every way, side by side, and how the whole stands among shifts of the events. */
export interface SpecificationCurve {
  /** From the smallest standardised effect to the largest. */
  readonly points: readonly CurvePoint[];
  /** Specifications without an event, or without anything to compare with, on the common circle. */
  readonly left: readonly number[];
  /** Specifications that would have cost the first one two events, or half of its dates: they take no part. */
  readonly apart: readonly number[];
  /** Median standardised effect, of the shift whose p is the larger on that side. */
  readonly median: BothSides;
  /** p of the median standardised effect among the same shifts of all specifications together: the larger of both shifts. */
  readonly joint: BothSides;
  /** Dates of the common circle. */
  readonly observations: number;
}

/**
 * Specification curve: every specification on the circle of the dates that all share, all shifted by the same k. The first is the one that was
 * asked; another joins, in order, only where the shared dates keep all its events but one and more than half of its dates.

 *
 *     Z_k^(s) = (S_k^(s) − mean_k S^(s)) / sd_k S^(s);   M_k = median over s of Z_k^(s);   joint p = #{k : M_k ≥ M_0 − 1e-12} / n
 *
 * for the plain and the era-centred shift; the larger p stands.
 *
 * @param specifications - At least one, the one that was asked first.
 * @returns The curve, or why there is none: too few dates, or no specification with events on them.
 * @throws RangeError for no specification, places that do not ascend or are not among the dates, lengths that differ, and outcomes that are not
 * finite.
 * @remarks Era means come from each specification's own dates, before the cut. Missing values: refuses.
 * Source: Simonsohn, Simmons and Nelson (2020), with exact shifts in place of draws.
 */
export function specificationCurve(specifications: readonly Specification[]): SpecificationCurve | Insufficient {
  if (specifications.length === 0) throw new RangeError('a specification curve needs at least one specification, had none');
  specifications.forEach(requireValid);
  const { common, apart } = sharedDates(specifications);
  if (common.length < 2) return insufficient('the specifications have too few dates in common', 2, common.length);
  const shifted = specifications.map((specification, index) =>
    apart.includes(index) ? undefined : shiftedOn(common, specification, index),
  );
  const able = shifted.filter((one) => one !== undefined);
  if (able.length === 0) return insufficient('no specification has an event and a spread on the dates that all share', 1, 0);
  const plain = standing(medians(able.map(({ plainScores }) => plainScores)));
  const centred = standing(medians(able.map(({ centredScores }) => centredScores)));
  return {
    points: able.map(({ point }) => point).sort((a, b) => a.standardised - b.standardised || a.specification - b.specification),
    left: shifted.flatMap((one, index) => (one || apart.includes(index) ? [] : [index])),
    apart,
    median: {
      up: plain.pUpper >= centred.pUpper ? plain.observed : centred.observed,
      down: plain.pLower >= centred.pLower ? plain.observed : centred.observed,
    },
    joint: largerP(plain, centred),
    observations: common.length,
  };
}

function requireValid({ dates, outcomes, events }: Specification): void {
  requireSameLength('the outcomes', outcomes.length, dates.length);
  requireFinite('the outcomes', outcomes);
  requirePlaces(events, dates.length);
}

/** A longer horizon costs the last event; more are too many to lose. */
const MOST_LOST = 1;

/** The dates that the first specification shares with those that leave it all events but one, and more than half of its dates. */
function sharedDates([first, ...others]: readonly Specification[]): { common: Int32Array; apart: number[] } {
  const { dates, events } = first as Specification;
  const needed = Array.from(events, (place) => dates[place] as number);
  let common = dates;
  const apart: number[] = [];
  others.forEach((other, i) => {
    const shared = intersection(common, other.dates);
    const held = new Set(shared);
    const lost = needed.filter((date) => !held.has(date)).length;
    if (2 * shared.length > dates.length && lost <= Math.min(MOST_LOST, needed.length - 1)) common = shared;
    else apart.push(i + 1);
  });
  return { common, apart };
}

function intersection(a: Int32Array, b: Int32Array): Int32Array {
  const { left } = commonDates(a, b);
  return left.map((place) => a[place] as number);
}

interface Shifted {
  readonly point: CurvePoint;
  readonly plainScores: Float64Array;
  readonly centredScores: Float64Array;
}

function shiftedOn(common: Int32Array, { dates, outcomes, events, statistic }: Specification, specification: number): Shifted | undefined {
  const { left } = commonDates(dates, common);
  const isEvent = new Uint8Array(dates.length);
  for (const event of events) isEvent[event] = 1;
  const places = Int32Array.from(left.keys()).filter((place) => isEvent[left[place] as number]);
  if (places.length === 0 || places.length === common.length) return undefined;
  const shift = statistic === 'mean' ? shiftedMeans : shiftedMedians;
  const centredOutcomes = eraCentred(dates, outcomes);
  const plain = shift(
    Float64Array.from(left, (i) => outcomes[i] as number),
    places,
  );
  const centred = shift(
    Float64Array.from(left, (i) => centredOutcomes[i] as number),
    places,
  );
  const [plainScores, centredScores] = [standardise(plain), standardise(centred)];
  if (!plainScores || !centredScores) return undefined;
  const [z, zCentred] = [plainScores[0] as number, centredScores[0] as number];
  return {
    plainScores,
    centredScores,
    point: {
      specification,
      observations: places.length,
      effect: (plain[0] as number) - mean(plain),
      standardised: Math.sign(z) === Math.sign(zCentred) ? Math.sign(z) * Math.min(Math.abs(z), Math.abs(zCentred)) : 0,
      p: largerP(standing(plain), standing(centred)),
    },
  };
}

function standardise(values: Float64Array): Float64Array | undefined {
  if (values.every((value) => Math.abs(value - (values[0] as number)) <= TIE)) return undefined;
  const centre = mean(values);
  const scale = populationDeviation(values);
  return values.map((value) => (value - centre) / scale);
}

/** For each shift the median over the specifications. */
function medians(scores: readonly Float64Array[]): Float64Array {
  const column = new Float64Array(scores.length);
  return Float64Array.from(scores[0] as Float64Array, (_, k) => {
    scores.forEach((values, s) => {
      column[s] = values[k] as number;
    });
    return median(column);
  });
}
