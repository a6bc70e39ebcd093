import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { isConstant } from '../../numerics/require.ts';
import { timesVector } from '../../numerics/square-matrix.ts';
import { commonDates } from '../../series/curve.ts';
import type { AbnormalReturns, EventAbnormalReturns } from './abnormal-returns.ts';
import { placeOf, type TestedSpan } from './event-test.ts';
import { type DayRange, dayCount, type EventWindows } from './event-windows.ts';
import { sumOfRows } from './expected-return-model.ts';

/**
 * Which days of two events are taken for the same when their correlation is measured.
 *
 * - `calendar`: the days of the calendar, so that windows that overlap are seen
 * - `event-time`: days at the same distance from the event, as published for events of one date
 */
export type Alignment = 'calendar' | 'event-time';

/** Fewer common days than this give no correlation. */
const LEAST_COMMON_DAYS = 3;

/**
 * Mean correlation r̄ of the standardised abnormal returns of all pairs of events.
 *
 * In event time: the correlation of the residuals of the two estimation windows, day by day of the window.
 *
 * On the calendar: an abnormal return is a weighted sum of the days' errors, AR = Σ_d w_d ε_d: a day that is judged weighs 1, a day d of the
 * estimation window −x_d′ (X′X)⁻¹ u with u as in {@link predictionVariance}. Of two events
 *
 *     r_ij = ρ_ij Σ_d w_id w_jd / √(Σ_d w_id² Σ_d w_jd²)
 *
 * with ρ = 1 for two events of one asset; else the correlation of their residuals, and AR, on the days that both have and of which at least one
 * event has it in its estimation window (0 where there are fewer than three and no event days are shared). This counts
 * the days that event windows share, the coefficients estimated on the same days, and the event days that lie in another event's estimation window.
 *
 * @returns r̄, or Insufficient where two events have fewer than three days in common to tell ρ by, and need it.
 * @throws RangeError for a day outside the event window.
 * @remarks Missing values: skips the days that one of the two events has not. Events of one date on different assets have the same r̄ both
 * ways. Source: Kolari and Pynnönen (2010) for r̄; the weights follow from least squares. Checked against numpy.
 */
export function meanEventCorrelation(
  abnormal: AbnormalReturns,
  { day, alignment = 'calendar' }: TestedSpan & { readonly alignment?: Alignment } = {},
): number | Insufficient {
  const { events, windows } = abnormal;
  const place = placeOf(windows.eventWindow, day === undefined ? {} : { day });
  const n = events.length;
  if (n < 2) return insufficient('a correlation of events needs two', 2, n);
  const weights = alignment === 'calendar' ? events.map((event) => predictionWeights(event, windows, place)) : [];
  let sum = 0;
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [events[i] as EventAbnormalReturns, events[j] as EventAbnormalReturns];
      const shared = alignment === 'calendar' ? cosine(weights[i] as Weights, weights[j] as Weights) : 1;
      const rho = shared === 0 ? 0 : pairCorrelation(a, b, alignment === 'calendar' ? windows : undefined);
      if (isInsufficient(rho)) return rho;
      sum += rho * shared;
    }
  }
  return sum / ((n * (n - 1)) / 2);
}

/** Weights of length 1 on the days' errors from a first day of the calendar on. */
interface Weights {
  readonly first: number;
  readonly values: Float64Array;
}

/** What the errors of the days weigh in the AR of one place of the event window, or in the CAR. */
function predictionWeights(event: EventAbnormalReturns, { estimationWindow, eventWindow }: EventWindows, place?: number): Weights {
  const { fit, index, regressors } = event;
  const first = index + estimationWindow.from;
  const judged: DayRange = place === undefined ? { from: 0, to: dayCount(eventWindow) - 1 } : { from: place, to: place };
  const values = new Float64Array(eventWindow.to - estimationWindow.from + 1);
  const start = eventWindow.from - estimationWindow.from;
  values.fill(1, start + judged.from, start + judged.to + 1);
  const slopes = timesVector(fit.inverseCrossProducts, sumOfRows(regressors.slice(judged.from, judged.to + 1)));
  fit.days.forEach((day, i) => {
    const row = fit.regressors[i] as Float64Array;
    values[day - first] = -row.reduce((sum, value, j) => sum + value * (slopes[j] as number), 0);
  });
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return { first, values: values.map((value) => value / length) };
}

function cosine(a: Weights, b: Weights): number {
  const from = Math.max(a.first, b.first);
  const to = Math.min(a.first + a.values.length, b.first + b.values.length);
  let sum = 0;
  for (let day = from; day < to; day++) sum += (a.values[day - a.first] as number) * (b.values[day - b.first] as number);
  return sum;
}

/** ρ of two events: 1 for the calendar days of one asset. */
const pairCorrelation = (a: EventAbnormalReturns, b: EventAbnormalReturns, windows?: EventWindows): number | Insufficient =>
  windows && a.asset === b.asset ? 1 : errorCorrelation(a, b, windows);

/** Days, and the residual or abnormal return of each. */
interface Residuals {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** The residuals of the estimation window, with the days counted from the event. */
const inEventTime = ({ fit, index }: EventAbnormalReturns): Residuals => ({
  days: fit.days.map((day) => day - index),
  values: fit.residuals,
});

/** The residuals of the estimation window and after them the AR of the event window, by the days of the calendar. */
function onCalendar({ fit, index, abnormalReturns }: EventAbnormalReturns, { eventWindow }: EventWindows): Residuals {
  const judged = abnormalReturns.map((_, i) => index + eventWindow.from + i);
  return { days: Int32Array.of(...fit.days, ...judged), values: Float64Array.of(...fit.residuals, ...abnormalReturns) };
}

/** The correlation of two events' errors; on the calendar days in both event windows are left out, which the events may have moved together. */
function errorCorrelation(a: EventAbnormalReturns, b: EventAbnormalReturns, windows?: EventWindows): number | Insufficient {
  const [first, second] = windows ? [onCalendar(a, windows), onCalendar(b, windows)] : [inEventTime(a), inEventTime(b)];
  const common = commonDates(first.days, second.days);
  const usable = common.left.map((i, k) => (i < a.fit.observations || (common.right[k] as number) < b.fit.observations ? 1 : 0));
  const x = Float64Array.from(common.left, (i) => first.values[i] as number).filter((_, k) => usable[k]);
  const y = Float64Array.from(common.right, (j) => second.values[j] as number).filter((_, k) => usable[k]);
  if (x.length >= LEAST_COMMON_DAYS && !isConstant(x) && !isConstant(y)) return correlation(x, y);
  // Without a day in both event windows so few days weigh next to nothing.
  return windows && x.length === common.left.length
    ? 0
    : insufficient('too few days that two events have in common', LEAST_COMMON_DAYS, x.length);
}

function correlation(x: Float64Array, y: Float64Array): number {
  const [centreX, centreY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [(x[i] as number) - centreX, (y[i] as number) - centreY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xy / Math.sqrt(xx * yy);
}
