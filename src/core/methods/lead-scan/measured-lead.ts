import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { mean, populationDeviation } from '../../numerics/moments.ts';
import type { Series } from '../../series/series.ts';
import { TIE } from '../inference/shift.ts';
import { changesOf, measuredLevels, type PairedChanges, type PairedLevels, pairAsKnown } from '../lead-lag/align.ts';
import { type Lagged, standardisedPair } from '../lead-lag/cross-correlation.ts';
import { type LeadOptions, usualOrder, whitePair, whitePeakTest } from '../lead-lag/lead.ts';
import { largestOnCircle } from '../lead-lag/peak-test.ts';
import type { TodaYamamotoTest } from '../lead-lag/toda-yamamoto.ts';
import { todaYamamotoByMoments } from '../lead-lag/toda-yamamoto-orders.ts';
import { isFar, VALUES_A_LAG } from './shared-shifts.ts';

/** What one pair says of a lead, by itself: all that a scan keeps of it. */
export interface MeasuredLead {
  /** Largest pre-whitened correlation of the lags 1 … L. */
  readonly peak: Lagged;
  /** Of the lags 1 … L. */
  readonly correlations: Float64Array;
  /** Largest absolute correlation round the circle in standard deviations of its own far shifts. */
  readonly z: number;
  readonly scale: ShiftScale;
  /** p of the largest correlation by all shifts of the pair, and by standard errors: those of `leadOf`. */
  readonly p: number;
  readonly pHac: number;
  readonly todaYamamoto: TodaYamamotoTest | Insufficient;
  /** Values on the circle: pairs of changes less the order of the autoregression. */
  readonly values: number;
  /** Instants from which the first and the last pair were known. */
  readonly from: number;
  readonly to: number;
  /** Pairs of changes. */
  readonly observations: number;
}

/** Mean and standard deviation of the largest correlation over the identity and the far shifts. */
export interface ShiftScale {
  readonly centre: number;
  /** 0 where all are the same. */
  readonly deviation: number;
}

/**
 * The tests of one pair that a scan of all pairs is made of.
 *
 * @param leader - Any two calendars, paired as in `leadOf`.
 * @param follower - As `leader`.
 * @param options - As for `leadOf`.
 * @returns The largest correlation with the p of `leadOf`, to the last bit, and Toda and Yamamoto's test as there within rounding; insufficient where the
 * largest correlation cannot be tested, or for fewer than six values for each lag.
 * @throws RangeError for options outside their range. Missing values: a level without a logarithm is insufficient.
 */
export function measureLead(leader: Series, follower: Series, options: LeadOptions): MeasuredLead | Insufficient {
  const paired = pairAsKnown(leader, follower);
  const changes = changesOf(paired, options.change);
  if (isInsufficient(changes)) return changes;
  const range = { from: 1, to: options.maxLag };
  const test = whitePeakTest(changes, range, options.whitening);
  if (isInsufficient(test)) return test;
  if (isInsufficient(test.hac)) return test.hac;
  if (isInsufficient(test.shifts)) return test.shifts;
  const values = test.observations;
  const needed = VALUES_A_LAG * options.maxLag;
  if (values < needed) return insufficient('the lags reach over more than a sixth of the data', needed, values);
  const largest = largestAtShifts(changes, options);
  if (isInsufficient(largest)) return largest;
  const scale = scaleOf(largest, options.maxLag);
  return {
    peak: test.peak,
    correlations: test.correlations.values.slice(options.maxLag + 1),
    z: studentised(largest[0] as number, scale),
    scale,
    p: test.shifts.p,
    pHac: test.hac.p,
    todaYamamoto: todaYamamotoOf(paired, changes.observations, options),
    values,
    from: paired.knownB[0] as number,
    to: paired.knownB.at(-1) as number,
    observations: changes.observations,
  };
}

/** The largest correlation of a pair at every shift round its circle, again. Missing values, and when there is none: as `whitePeakTest`. */
export function largestAtShifts(changes: PairedChanges, { maxLag, whitening }: LeadOptions): Float64Array | Insufficient {
  const range = { from: 1, to: maxLag };
  const white = whitePair(changes, range, whitening);
  if (isInsufficient(white)) return white;
  const pair = standardisedPair(white.leader, white.follower);
  return isInsufficient(pair) ? pair : largestOnCircle(pair, range);
}

/** A largest correlation on the scale of its own shifts; 0 where these are all the same, so that it never stands out. */
export const studentised = (value: number, { centre, deviation }: ShiftScale): number =>
  deviation === 0 ? 0 : (value - centre) / deviation;

function scaleOf(largest: Float64Array, reach: number): ShiftScale {
  const far = largest.filter((_, shift) => shift === 0 || isFar(shift, largest.length, reach));
  const isSame = far.every((value) => Math.abs(value - (far[0] as number)) <= TIE);
  return { centre: mean(far), deviation: isSame ? 0 : populationDeviation(far) };
}

function todaYamamotoOf(paired: PairedLevels, changes: number, options: LeadOptions): TodaYamamotoTest | Insufficient {
  const levels = measuredLevels(paired, options.change);
  if (isInsufficient(levels)) return levels;
  const maxOrder = options.maxOrder ?? usualOrder(changes, options.maxLag);
  return todaYamamotoByMoments(levels.a, levels.b, { maxOrder, criterion: options.criterion ?? 'aic' });
}
