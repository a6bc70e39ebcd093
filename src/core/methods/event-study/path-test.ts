import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean, populationDeviation } from '../../numerics/moments.ts';
import { quantileSorted } from '../../numerics/quantile.ts';
import { type BothSides, eraCentred, shiftedMeans, TIE } from '../inference/shift.ts';
import type { Circle } from './circle.ts';
import type { Study } from './study.ts';

/** The whole path after the events against all shifts of it. */
export interface PathTest {
  /** Days after entry at which the path is read, 1 … horizon. */
  readonly days: Int32Array;
  /** Mean log growth after the events, on each of those days. */
  readonly observed: Float64Array;
  /** Mean over all shifts, and half the width of the band that holds 90 % of all shifted paths from end to end. */
  readonly expected: Float64Array;
  readonly halfWidth: Float64Array;
  /** p of the largest standardised height (up) or depth (down) of the path: the larger of both shifts. */
  readonly p: BothSides;
  /** Day of the largest standardised height and depth, of the plain shift. */
  readonly furthest: { readonly up: number; readonly down: number };
  /** Shifts: all that there are. */
  readonly draws: number;
}

const BAND = 0.9;
const MOST_DAYS = 120;

/**
 * Sup-t test over the forward path: with P_k(j) the mean log growth j days after entry under shift k,
 *
 *     Z_k(j) = (P_k(j) − mean_k P(j)) / sd_k P(j);   T_k = max over j of Z_k(j);   p = #{k : T_k ≥ T_0 − 1e-12} / n
 *
 * for the plain and the era-centred shift; the larger p stands. No horizon is picked afterwards: all have been counted. The band
 * mean_k P(j) ± c sd_k P(j), c the 90 % quantile of max |Z_k(j)|, holds nine of ten shifted paths as a whole.
 *
 * @returns The test, or why there is none: no return to follow, or too little data for the shifts.
 * @remarks The path is read on at most 120 days, evenly spaced up to the horizon. A day on which all shifts agree counts for nothing.
 * Source: Montiel Olea and Plagborg-Møller (2019) for the sup-t band, with exact shifts in place of draws.
 */
export function pathTest(study: Study): PathTest | Insufficient {
  const { circle, outcomes, horizonDays } = study;
  if (outcomes.kind !== 'return' || horizonDays === null) return insufficient('only a return has a path', 1, 0);
  if (!study.shifts || circle.events.length === 0) return study.insufficient ?? insufficient('no event has a complete outcome', 1, 0);
  const days = gridOf(Math.round(horizonDays));
  const growth = growthOn(study, days);
  if (growth.some((values) => values.some((value) => !Number.isFinite(value)))) {
    return insufficient('the target is not positive on every day of its path', 1, 0);
  }
  const [plain, centred] = [growth, growth.map((values) => eraCentred(circle.dates, values))].map((paths) => supremum(paths, circle));
  const own = plain as Supremum;
  const twin = centred as Supremum;
  return {
    days,
    observed: own.observed,
    expected: own.centre,
    halfWidth: own.scale.map((scale) => scale * own.critical),
    p: { up: Math.max(own.p.up, twin.p.up), down: Math.max(own.p.down, twin.p.down) },
    furthest: { up: days[own.furthest.up] as number, down: days[own.furthest.down] as number },
    draws: circle.dates.length,
  };
}

function gridOf(length: number): Int32Array {
  const steps = Math.min(length, MOST_DAYS);
  return Int32Array.from({ length: steps }, (_, i) => Math.round(((i + 1) * length) / steps));
}

/** For each day the log growth from entry to the last close on or before it, for every admissible date. */
function growthOn({ circle, outcomes: { target, periods } }: Study, days: Int32Array): Float64Array[] {
  const { dates, values } = target;
  const logs = values.map((value) => Math.log(value));
  return Array.from(days, (day) => {
    let at = 0;
    return Float64Array.from(circle.indices, (index) => {
      const entry = periods.entry[index] as number;
      const exit = periods.exit[index] as number;
      const until = (dates[entry] as number) + day;
      at = Math.max(at, entry);
      while (at < exit && (dates[at + 1] as number) <= until) at++;
      return (logs[Math.min(at, exit)] as number) - (logs[entry] as number);
    });
  });
}

interface Supremum {
  readonly observed: Float64Array;
  readonly centre: Float64Array;
  readonly scale: Float64Array;
  readonly critical: number;
  readonly p: BothSides;
  /** Indices of the days. */
  readonly furthest: { readonly up: number; readonly down: number };
}

function supremum(paths: readonly Float64Array[], { dates, events }: Circle): Supremum {
  const n = dates.length;
  const highest = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
  const lowest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const furthest = { up: 0, down: 0 };
  const moments = paths.map((outcomes, day) => {
    const shifts = shiftedMeans(outcomes, events);
    const [centre, deviation] = [mean(shifts), populationDeviation(shifts)];
    const scale = shifts.every((value) => Math.abs(value - (shifts[0] as number)) <= TIE) ? 0 : deviation;
    for (let k = 0; k < n; k++) {
      const z = scale === 0 ? 0 : ((shifts[k] as number) - centre) / scale;
      if (z > (highest[k] as number)) {
        highest[k] = z;
        if (k === 0) furthest.up = day;
      }
      if (z < (lowest[k] as number)) {
        lowest[k] = z;
        if (k === 0) furthest.down = day;
      }
    }
    return { observed: shifts[0] as number, centre, scale };
  });
  const widest = highest.map((height, k) => Math.max(height, -(lowest[k] as number))).sort();
  return {
    observed: Float64Array.from(moments, ({ observed }) => observed),
    centre: Float64Array.from(moments, ({ centre }) => centre),
    scale: Float64Array.from(moments, ({ scale }) => scale),
    critical: quantileSorted(widest, BAND),
    p: {
      up: highest.reduce((count, height) => count + (height >= (highest[0] as number) - TIE ? 1 : 0), 0) / n,
      down: lowest.reduce((count, depth) => count + (depth <= (lowest[0] as number) + TIE ? 1 : 0), 0) / n,
    },
    furthest,
  };
}
