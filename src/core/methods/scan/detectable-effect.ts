import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean, populationDeviation } from '../../numerics/moments.ts';
import { quantileSorted } from '../../numerics/quantile.ts';
import { eraCentred, shiftedMeans } from '../inference/shift.ts';
import type { Maxima } from './fold-batch.ts';
import { type ScanCircle, SHIFTS, type ShiftName } from './scan-batch.ts';

/** Chance with which a scan finds an effect that is called detectable. */
const POWER = 0.8;

/** A hypothesis of a scan, as its effect is asked for. */
export interface ScannedHypothesis {
  readonly circle: Pick<ScanCircle, ShiftName>;
  /** Dates of the circle, days since 1970-01-01, ascending. */
  readonly dates: Int32Array;
  /** Places of its events, ascending, at least one. */
  readonly places: Int32Array;
  readonly horizonDays: number;
  /** The largest effect that there can be: what the base rate leaves of 1 for 0/1 outcomes, ∞ for logs. */
  readonly largest: number;
}

/** The standardised S_0 from which on a hypothesis survives, under either shift. */
export type CriticalZ = Readonly<Record<ShiftName, number>>;

/** Quantile 1 − level (R type 7) of the largest Z of a scan over its draws. Missing values: refuses none, maxima have none. */
export const criticalZ = ({ plain, centred }: Maxima, level: number): CriticalZ => ({
  plain: quantileSorted(Float64Array.from(plain).sort(), 1 - level),
  centred: quantileSorted(Float64Array.from(centred).sort(), 1 - level),
});

/**
 * Smallest effect on one hypothesis that a scan finds with 80 % power: the gain g after each event, spread evenly over the horizon, days within
 * two horizons having it once, with which four in five of the hypothesis's own shifts would survive in the place of S_0.
 *
 * With w_t the share of the horizon after date t that is planted, A_k the mean over events e of w_((e + k) mod n), and S̄, σ the mean and
 * deviation of S_k, such an effect lifts S_0, but widens all shifts of the hypothesis too. Shift k survives, in the place of S_0, where
 *
 *     S_k − S̄ + g (A_0 − Ā) ≥ C √(σ² + g² Var A)
 *
 * under the plain shift and, with the outcomes and w less the mean of their era, under the centred one.
 *
 * @param critical - C: {@link criticalZ} of the scan at 5 %, or at half of it for a hypothesis whose p counts double.
 * @returns The size in the outcome's own measure, positive, for an effect in the scan's direction; too little where not four in five shifts
 * survive with any effect, however large: it widens the shifts as fast as it lifts S_0.
 * @throws RangeError for no event, places that do not ascend or are not among the dates, and outcomes that are not finite.
 * @remarks Missing values: refuses. The planted days are taken from the date of an event, not of its entry; covariance of an effect with what is
 * there is taken as 0, and the scan's maximum as it is without it. Checked against a search over sizes by the definition; how many planted
 * effects of this size are found is measured (docs/methods/scan-size.md).
 */
export function detectableEffect(
  { circle, dates, places, horizonDays, largest }: ScannedHypothesis,
  critical: CriticalZ,
): number | Insufficient {
  const planted = plantedShares(dates, places, Math.max(1, Math.round(horizonDays)));
  const effects = { plain: planted, centred: eraCentred(dates, planted) };
  const [plain, centred] = SHIFTS.map((shift) =>
    gainsNeeded(shiftedMeans(circle[shift], places), shiftedMeans(effects[shift], places), Math.max(0, critical[shift])),
  ) as [Gains, Gains];
  const needed = plain.gains.map((gain, k) => Math.max(gain, centred.gains[k] as number)).sort();
  const gain = needed[Math.ceil(POWER * needed.length) - 1] as number;
  if (gain > largest && Number.isFinite(gain)) return insufficient('only an effect that cannot be would be found', gain, largest);
  if (Number.isFinite(gain)) return gain;
  const hardest = plain.reach * centred.critical < centred.reach * plain.critical ? plain : centred;
  return insufficient('an effect widens the shifts as fast as it lifts what is observed', hardest.critical, hardest.reach);
}

interface Gains {
  /** For each shift the gain from which on it survives; ∞ where there is none. */
  readonly gains: Float64Array;
  readonly critical: number;
  /** What the standardised S_0 approaches as an effect grows. */
  readonly reach: number;
}

function gainsNeeded(shifts: Float64Array, effects: Float64Array, critical: number): Gains {
  const [centre, deviation] = [mean(shifts), populationDeviation(shifts)];
  const lift = (effects[0] as number) - mean(effects);
  const width = populationDeviation(effects);
  const gains = shifts.map((value) => smallestGain(value - centre, { deviation, lift, width, critical }));
  return { gains, critical, reach: width > 0 ? lift / width : 0 };
}

/** The larger root in g of (s + g lift)² = C² (σ² + g² width²), s being below C σ. */
function smallestGain(
  value: number,
  {
    deviation,
    lift,
    width,
    critical,
  }: { readonly deviation: number; readonly lift: number; readonly width: number; readonly critical: number },
): number {
  const level = critical * deviation;
  if (value >= level) return 0;
  const widening = critical * width;
  const square = lift * lift - widening * widening;
  if (lift <= 0 || square <= 0) return Number.POSITIVE_INFINITY;
  return (-lift * value + Math.sqrt(lift * lift * level * level + widening * widening * (value * value - level * level))) / square;
}

/** For each date the share of its horizon that lies in the horizon of an event. */
function plantedShares(dates: Int32Array, places: Int32Array, horizonDays: number): Float64Array {
  const first = dates[0] as number;
  const covered = new Int32Array((dates.at(-1) as number) - first + horizonDays + 1);
  for (const place of places) {
    const day = (dates[place] as number) - first;
    covered.fill(1, day + 1, day + 1 + horizonDays);
  }
  for (let day = 1; day < covered.length; day++) covered[day] = (covered[day] as number) + (covered[day - 1] as number);
  return Float64Array.from(dates, (date) => {
    const day = date - first;
    return ((covered[day + horizonDays] as number) - (covered[day] as number)) / horizonDays;
  });
}
