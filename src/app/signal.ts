import { type EpochDay, type Span, spanDays } from '../core/calendar/civil-date.ts';
import type { Checked } from '../core/language/check.ts';
import { evaluateSeries } from '../core/language/evaluate.ts';
import { adjustP } from '../core/methods/inference/p-adjust.ts';
import { type BothSides, largestP } from '../core/methods/inference/shift.ts';
import { type PredictiveRegression, predictiveRegressionOf } from '../core/methods/long-horizon/predictive-regression.ts';
import { type Insufficient, insufficient, isInsufficient } from '../core/numerics/insufficient.ts';
import { populationDeviation } from '../core/numerics/moments.ts';
import { knownBefore } from '../core/series/known-before.ts';
import { environmentAsOf, type Panel } from './panel.ts';

/** A signal that should foretell the growth of targets; targets times horizons are the family. */
export interface SignalQuestion {
  readonly signal: Checked;
  readonly targets: readonly Checked[];
  readonly horizons: readonly Span[];
  readonly asOf: EpochDay;
}

/** One target at one horizon. */
export interface SignalMember {
  readonly target: Checked;
  readonly horizon: Span;
  /** The horizon in observations of the target. */
  readonly observations: number;
  readonly regression: PredictiveRegression | Insufficient;
  /** Standard deviation of the signal over the dates of the regression. */
  readonly deviation: number;
  /** First and last date on which both have a value. */
  readonly from: EpochDay | null;
  readonly to: EpochDay | null;
  /** The largest one-sided p of the tests that hold under overlap and persistence: Hodrick 1B, IVX, dates that do not overlap. */
  readonly p: BothSides | null;
  /** The same in the earlier and the later half of the data, the larger of the two. */
  readonly halves: BothSides | null;
  readonly adjusted: BothSides | null;
}

/** Runs the predictive regressions of a signal and corrects their p for the family by Holm. */
export function runSignal(panel: Panel, { signal, targets, horizons, asOf }: SignalQuestion): SignalMember[] {
  const environment = environmentAsOf(panel, asOf);
  const curve = evaluateSeries(signal, environment);
  const members = targets.flatMap((target) => {
    const { dates, values, knownAt } = evaluateSeries(target, environment);
    const known = knownBefore(curve, knownAt);
    const usable = dates.map((_, i) => (Number.isFinite(known[i]) && (values[i] as number) > 0 ? 1 : 0));
    const first = usable.indexOf(1);
    return horizons.map((horizon) => memberOf({ target, horizon }, { dates, values, known, usable, first: Math.max(0, first) }));
  });
  return withAdjusted(members);
}

interface Sample {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  /** The signal as it could be read before each close. */
  readonly known: Float64Array;
  readonly usable: Int32Array;
  readonly first: number;
}

type Unadjusted = Omit<SignalMember, 'adjusted'>;

function memberOf(
  { target, horizon }: Pick<SignalMember, 'target' | 'horizon'>,
  { dates, values, known, usable, first }: Sample,
): Unadjusted {
  const days = dates.subarray(first);
  const count = days.length;
  const spacing = count < 2 ? 1 : ((days.at(-1) as number) - (days[0] as number)) / (count - 1);
  const observations = Math.max(1, Math.round(spanDays(horizon) / spacing));
  const whole = usable.subarray(first).every((flag) => flag === 1);
  const regress = (from: number, to: number) =>
    // The first close has no return of its own, so the sample begins with the second.
    predictiveRegressionOf(known.slice(from + 1, to), logReturns(values.subarray(from, to)), { horizon: observations });
  const regression =
    count < 3
      ? insufficient('signal and target have too few dates in common', 3, count)
      : whole
        ? regress(first, dates.length)
        : insufficient('the signal has gaps, or the target is not above zero throughout', 1, 0);
  const middle = first + Math.floor(count / 2);
  const halves = isInsufficient(regression) ? [] : [regress(first, middle), regress(middle, dates.length)].map(headlineOf);
  return {
    target,
    horizon,
    observations,
    regression,
    deviation: count < 2 ? 0 : populationDeviation(known.subarray(first)),
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    p: headlineOf(regression),
    halves: halves.length === 2 && halves.every((half) => half !== null) ? largestP(halves) : null,
  };
}

const logReturns = (values: Float64Array): Float64Array => values.subarray(1).map((value, i) => Math.log(value / (values[i] as number)));

/** Tests that hold their level where outcomes overlap and the signal wanders. */
function headlineOf(regression: PredictiveRegression | Insufficient): BothSides | null {
  if (isInsufficient(regression)) return null;
  const rows = regression.rows.filter(({ estimator }) => estimator === 'hodrick-1b' || estimator === 'non-overlapping');
  const sides = rows.flatMap(({ estimate }) => (isInsufficient(estimate) ? [] : [{ up: estimate.pUpper, down: 1 - estimate.pUpper }]));
  const { ivx } = regression;
  if (!isInsufficient(ivx)) {
    const above = (ivx.coefficients[0] as number) > 0;
    sides.push({ up: above ? ivx.p / 2 : 1 - ivx.p / 2, down: above ? 1 - ivx.p / 2 : ivx.p / 2 });
  }
  return sides.length === 3 ? largestP(sides) : null;
}

function withAdjusted(members: readonly Unadjusted[]): SignalMember[] {
  const able = members.filter(({ p }) => p !== null);
  const holm = (side: 'up' | 'down') =>
    adjustP(
      Float64Array.from(able, ({ p }) => (p as BothSides)[side]),
      'holm',
      { variantsRun: members.length },
    );
  const [up, down] = [holm('up'), holm('down')];
  return members.map((member) => {
    const at = able.indexOf(member);
    if (at < 0 || isInsufficient(up) || isInsufficient(down)) return { ...member, adjusted: null };
    return { ...member, adjusted: { up: up.adjusted[at] as number, down: down.adjusted[at] as number } };
  });
}
