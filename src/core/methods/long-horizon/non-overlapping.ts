import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { isConstant, requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';
import { shiftedMeans, standing } from '../inference/shift.ts';

/** When the holding periods of events begin and end: dates or places, one for each event. */
export interface HoldingPeriods {
  readonly entries: ArrayLike<number>;
  readonly exits: ArrayLike<number>;
}

/** The outcome after events that share no part of their holding periods. */
export interface NonOverlappingCheck {
  /** Places of the events kept: the first of each run. */
  readonly kept: Int32Array;
  /** Number of events kept. */
  readonly observations: number;
  /** Mean outcome after the events kept. */
  readonly mean: number;
  /** Mean outcome after all admissible dates. */
  readonly baseMean: number;
  readonly pUpper: number;
  readonly pLower: number;
  /** min(1, 2 min(pUpper, pLower)). */
  readonly pTwoSided: number;
}

/**
 * The first of each run of instances whose closed holding periods [entry, exit] overlap, transitively, tested by the exact circular shift:
 * a check that an effect does not rest on counting one stretch of time several times.
 *
 *     S_k = mean over the kept e of outcomes[(e + k) mod n];   p_upper = #{k : S_k ≥ S_0 − 1e-12} / n
 *
 * @param outcomes - One for each of n admissible dates.
 * @param events - Places of the events among them, ascending.
 * @returns Insufficient for fewer than two events kept, and for outcomes that are all the same.
 * @throws RangeError for places that do not ascend or lie outside 0 … n − 1, entries that descend, an exit before its entry, lengths that
 * differ, or outcomes that are not finite.
 * @remarks Missing values: refuses. Checked against `clusterNumbers` of the study and the definition of the shift.
 */
export function nonOverlappingCheck(
  outcomes: Float64Array,
  events: Int32Array,
  { entries, exits }: HoldingPeriods,
): NonOverlappingCheck | Insufficient {
  requireFinite('the outcomes', outcomes);
  requireSameLength('the entries', entries.length, events.length);
  requireSameLength('the exits', exits.length, events.length);
  events.forEach((event, i) => {
    requireInteger('an event', event, { minimum: i === 0 ? 0 : (events[i - 1] as number) + 1, maximum: outcomes.length - 1 });
  });
  const kept = firstOfEachRun(events, { entries, exits });
  if (kept.length < 2) return insufficient('fewer than two events share no part of their holding periods', 2, kept.length);
  if (isConstant(outcomes)) return insufficient('the outcomes are all the same', 2, 1);
  const { observed, pUpper, pLower, pTwoSided } = standing(shiftedMeans(outcomes, kept));
  return { kept, observations: kept.length, mean: observed, baseMean: mean(outcomes), pUpper, pLower, pTwoSided };
}

function firstOfEachRun(events: Int32Array, { entries, exits }: HoldingPeriods): Int32Array {
  let reach = Number.NEGATIVE_INFINITY;
  return events.filter((_, i) => {
    const [entry, exit, before] = [
      entries[i] as number,
      exits[i] as number,
      i === 0 ? Number.NEGATIVE_INFINITY : (entries[i - 1] as number),
    ];
    if (!(entry >= before)) throw new RangeError(`entries must not descend, was ${entry} after ${before}`);
    if (!(exit >= entry)) throw new RangeError(`an exit must not come before its entry, was ${exit} for ${entry}`);
    const first = entry > reach;
    reach = Math.max(reach, exit);
    return first;
  });
}
