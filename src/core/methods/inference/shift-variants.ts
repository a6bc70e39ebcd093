import { civilParts, epochDay } from '../../calendar/civil-date.ts';
import { type Insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { midRanks } from '../../numerics/ranks.ts';
import { requireFinite, requireSameLength } from '../../numerics/require.ts';
import { whyNoComparison } from './no-comparison.ts';
import { requirePlaces } from './places.ts';
import { type BothSides, eraCentred, largerP, type ShiftStanding, shiftedMeans, standing, TIE } from './shift.ts';

/** The admissible dates of a study: outcome and day of each, and the places of the events among them. */
export interface ShiftInput {
  /** n values. */
  readonly outcomes: Float64Array;
  /** n days since 1970-01-01, ascending. */
  readonly dates: Int32Array;
  /** Places 0 … n − 1, ascending, each once. */
  readonly events: Int32Array;
}

/** Both exact shifts of one statistic. */
export interface ShiftPair {
  readonly plain: ShiftStanding;
  readonly centred: ShiftStanding;
  /** The larger p of the two, on either side. */
  readonly p: BothSides;
  /** Admissible dates. */
  readonly dates: number;
  /** Events. */
  readonly observations: number;
}

function requireShiftInput({ outcomes, dates, events }: ShiftInput): void {
  requireFinite('outcomes', outcomes);
  requireSameLength('dates', dates.length, outcomes.length);
  const back = dates.findIndex((day, i) => i > 0 && day < (dates[i - 1] as number));
  if (back > 0) throw new RangeError(`dates must ascend, was ${dates[back]} after ${dates[back - 1]}`);
  requirePlaces(events, outcomes.length);
}

function shiftPair(plain: Float64Array, centred: Float64Array, events: Int32Array): ShiftPair {
  const [own, twin] = [standing(shiftedMeans(plain, events)), standing(shiftedMeans(centred, events))];
  return { plain: own, centred: twin, p: largerP(own, twin), dates: plain.length, observations: events.length };
}

/**
 * Rank version of the exact shift: the mean standing of the events' outcomes among all admissible dates, which no single outcome can carry.
 *
 *     u_t = (mid-rank of y_t among all n − 1/2) / n;   S_k = mean over events e of u_{(e + k) mod n}
 *
 * The centred twin ranks the era-centred outcomes. Without a relation the mean of u is 1/2.
 *
 * @returns Both shifts, or why there are none: no event, nothing but events, or the same outcome throughout.
 * @throws RangeError for outcomes that are not finite, dates or places that do not ascend. Missing values: refuses.
 * @remarks Outcomes within 1e-12 share a rank. Assumptions as for the exact shift. Checked against brute force and scipy's ranks.
 */
export function rankShiftTest(input: ShiftInput): ShiftPair | Insufficient {
  requireShiftInput(input);
  const { outcomes, dates, events } = input;
  return whyNoComparison(outcomes, events) ?? shiftPair(standings(outcomes), standings(eraCentred(dates, outcomes)), events);
}

const standings = (values: Float64Array): Float64Array => midRanks(values, TIE).map((rank) => (rank - 0.5) / values.length);

/** The volatility-scaled shift, with what it had to leave out. */
export interface VolatilityScaledShift extends ShiftPair {
  /** Dates, and events among them, whose trailing volatility is missing or zero: they take no part. */
  readonly leftOut: { readonly dates: number; readonly events: number };
}

/**
 * Volatility-scaled version of the exact shift: each outcome in units of what its own time made usual.
 *
 *     z_t = y_t / (v_t √h);   S_k = mean over events e of z_{(e + k) mod n}
 *
 * @param input - Outcomes y (logs), their dates and the events; for each date v, the target's trailing realised volatility per
 * observation at entry (never negative); h, the observations of a horizon.
 * @returns Both shifts, or why there are none: no event or no comparison left.
 * @throws RangeError for outcomes or volatilities that are infinite or negative, an h that is not positive, dates or places that do not
 * ascend.
 * @remarks Missing values: refuses them in outcomes, *skips* dates whose volatility is NaN or 0 and says how many. It never feeds a verdict.
 * Checked against brute force.
 */
export function volatilityScaledShiftTest(
  input: ShiftInput & { readonly volatility: Float64Array; readonly horizonObservations: number },
): VolatilityScaledShift | Insufficient {
  requireShiftInput(input);
  const { outcomes, volatility, horizonObservations: horizon } = input;
  requireSameLength('volatility', volatility.length, outcomes.length);
  const wrong = volatility.find((value) => value < 0 || value === Number.POSITIVE_INFINITY);
  if (wrong !== undefined) throw new RangeError(`volatility must be at least 0 and finite, was ${wrong}`);
  if (!(horizon > 0 && horizon < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`the observations of a horizon must be positive and finite, were ${horizon}`);
  }
  const scaled = outcomes.map((outcome, t) => outcome / ((volatility[t] as number) * Math.sqrt(horizon)));
  const kept = circleWhere({ ...input, outcomes: scaled }, (t) => (volatility[t] as number) > 0 && Number.isFinite(scaled[t]));
  const pair = whyNoComparison(kept.outcomes, kept.events) ?? shiftPair(kept.outcomes, eraCentred(kept.dates, kept.outcomes), kept.events);
  if (isInsufficient(pair)) return pair;
  const leftOut = { dates: outcomes.length - kept.outcomes.length, events: input.events.length - kept.events.length };
  return { ...pair, leftOut };
}

/** The circle of the dates that are kept, with the events among them at their new places. */
function circleWhere({ outcomes, dates, events }: ShiftInput, keeps: (place: number) => boolean): ShiftInput {
  const kept = Int32Array.from(outcomes.keys()).filter((place) => keeps(place));
  const isEvent = new Set(events);
  return {
    outcomes: Float64Array.from(kept, (place) => outcomes[place] as number),
    dates: Int32Array.from(kept, (place) => dates[place] as number),
    events: Int32Array.from(kept.keys()).filter((i) => isEvent.has(kept[i] as number)),
  };
}

/** The headline p of a study that begins in a given year. */
export interface StartYear {
  readonly year: number;
  /** Admissible dates from the first of January on. */
  readonly dates: number;
  /** Events among them. */
  readonly observations: number;
  /** Mean outcome at those events; null without any. */
  readonly observed: number | null;
  /** The larger p of both shifts on those dates alone, or why there is none. */
  readonly p: BothSides | Insufficient;
}

/**
 * Start-year robustness: the headline p of the same study, had its data begun on the first of January of each later year.
 *
 * @returns One row for each calendar year of the admissible dates, the first being the whole study.
 * @throws RangeError for outcomes that are not finite, dates or places that do not ascend. Missing values: refuses.
 * @remarks Era means come from the dates that are left. A description, not a test: the rows share data, and none may be picked. Checked
 * against brute force.
 */
export function startYears(input: ShiftInput): readonly StartYear[] {
  requireShiftInput(input);
  const { dates } = input;
  if (dates.length === 0) return [];
  const [first, last] = [yearOf(dates[0] as number), yearOf(dates.at(-1) as number)];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const begin = epochDay(first + i, 1, 1);
    return rowOf(
      first + i,
      circleWhere(input, (place) => (dates[place] as number) >= begin),
    );
  });
}

const yearOf = (day: number): number => civilParts(day).year;

function rowOf(year: number, { outcomes, dates, events }: ShiftInput): StartYear {
  const pair = whyNoComparison(outcomes, events) ?? shiftPair(outcomes, eraCentred(dates, outcomes), events);
  return {
    year,
    dates: dates.length,
    observations: events.length,
    observed: events.length === 0 ? null : events.reduce((sum, place) => sum + (outcomes[place] as number), 0) / events.length,
    p: isInsufficient(pair) ? pair : pair.p,
  };
}
