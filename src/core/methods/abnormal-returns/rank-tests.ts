import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { sampleDeviation } from '../../numerics/moments.ts';
import { midRanks } from '../../numerics/ranks.ts';
import type { AbnormalReturns, EventAbnormalReturns } from './abnormal-returns.ts';
import {
  type EventTest,
  normalTest,
  placeOf,
  standardisedOver,
  studentTest,
  type TestedSpan,
  tooFewEvents,
  withoutSpread,
} from './event-test.ts';
import { dayCount } from './event-windows.ts';

/** What is ranked of one event: the days of its estimation window that it has, and then the days that are judged. */
interface RankedEvent {
  /** Places in the estimation window. */
  readonly places: Int32Array;
  readonly estimated: Float64Array;
  readonly judged: Float64Array;
}

interface RankStatistics {
  /** One for each day that is judged: standard normal, or nearly so, without abnormal returns. */
  readonly statistics: Float64Array;
  /** T: number of days ranked. */
  readonly days: number;
}

/** A standard deviation of ranks scaled to (−½, ½) below this is rounding. */
const NO_SPREAD = 1e-12;

/**
 * Mean rank over the events on each day that is judged, over the standard deviation of such means in time:
 *
 *     U_it = rank_it / (days of i + 1) − ½,   Ū_t = mean over the n_t events that have day t,   z_t = Ū_t / √(Σ (n_t / N) Ū_t² / T)
 *
 * The sum runs over all T days. Without missing days it is Corrado's statistic, since that is free of the ranks' scale; the
 * weights n_t / N are those of Corrado and Zivney.
 */
function rankStatistics(ranked: readonly RankedEvent[], estimationDays: number): RankStatistics | Insufficient {
  const judgedDays = ranked[0]?.judged.length ?? 0;
  const sums = new Float64Array(estimationDays + judgedDays);
  const counts = new Int32Array(sums.length);
  for (const { places, estimated, judged } of ranked) {
    const ranks = midRanks(Float64Array.of(...estimated, ...judged));
    ranks.forEach((rank, i) => {
      const day = i < places.length ? (places[i] as number) : estimationDays + i - places.length;
      sums[day] = (sums[day] as number) + rank / (ranks.length + 1) - 0.5;
      counts[day] = (counts[day] as number) + 1;
    });
  }
  const days = counts.filter((count) => count > 0).length;
  const squares = sums.reduce((total, sum, day) => total + (counts[day] ? sum ** 2 / (counts[day] as number) : 0), 0);
  const deviation = Math.sqrt(squares / ranked.length / days);
  if (!(deviation > NO_SPREAD)) return insufficient("the events' mean ranks do not vary from day to day", 2, 1);
  return { statistics: sums.subarray(estimationDays).map((sum) => sum / ranked.length / deviation), days };
}

/** The statistic of one day, or of the window: the sum over its days over √L. */
function overSpan(name: string, abnormal: AbnormalReturns, { ranked, span }: { ranked: readonly RankedEvent[]; span: TestedSpan }) {
  const { estimationWindow, eventWindow } = abnormal.windows;
  const place = placeOf(eventWindow, span);
  const found = rankStatistics(ranked, dayCount(estimationWindow));
  if (isInsufficient(found)) return found;
  const { statistics } = found;
  const whole = statistics.reduce((sum, value) => sum + value, 0) / Math.sqrt(statistics.length);
  return normalTest(name, place === undefined ? whole : (statistics[place] as number), abnormal.observations);
}

/** Places of an event's days in its estimation window. */
const placesOf = ({ windows }: AbnormalReturns, { fit, index }: EventAbnormalReturns): Int32Array =>
  fit.days.map((day) => day - index - windows.estimationWindow.from);

const standardisedResiduals = ({ fit }: EventAbnormalReturns): Float64Array =>
  fit.residuals.map((residual) => residual / Math.sqrt(fit.residualVariance));

/**
 * Corrado's rank test: each event's residuals and AR are ranked together over the estimation and the event window, and the mean rank of a day is
 * set against the spread of the mean ranks of all days:
 *
 *     z_t = mean_i(K_it − (T + 1)/2) / √(Σ_t (mean_i(K_it − (T + 1)/2))² / T);   over the window Σ z_t / √L
 *
 * @returns Insufficient for one event, or mean ranks that do not vary.
 * @throws RangeError for a day outside the event window.
 * @remarks Missing values: skips the days that an event has not, in the manner of Corrado and Zivney. Ties share the mean rank. Over the window the
 * days' ranks are taken as independent: where the event window is not short beside the estimation window this is cautious. Source: Corrado (1989).
 * Checked against numpy; R's EventStudy repeats the first day.
 */
export function corradoRankTest(abnormal: AbnormalReturns, span: TestedSpan = {}): EventTest | Insufficient {
  const ranked = abnormal.events.map((event) => ({
    places: placesOf(abnormal, event),
    estimated: event.fit.residuals,
    judged: event.abnormalReturns,
  }));
  return tooFewEvents(abnormal.observations) ?? overSpan('Corrado rank', abnormal, { ranked, span });
}

/**
 * Rank test of Corrado and Zivney: as Corrado's, with residuals over s and, on the days of the event window, SAR over their standard deviation over
 * the events, so that variance which the event raises does not lift the ranks.
 *
 * @returns Insufficient for one event, a day on which all events have one SAR, or mean ranks that do not vary.
 * @throws RangeError for a day outside the event window.
 * @remarks Missing values, ties and the window: as for {@link corradoRankTest}. Source: Corrado and Zivney (1992). Checked against numpy.
 */
export function corradoZivneyTest(abnormal: AbnormalReturns, span: TestedSpan = {}): EventTest | Insufficient {
  const { eventWindow } = abnormal.windows;
  const days = Array.from({ length: dayCount(eventWindow) }, (_, i) => standardisedOver(abnormal, { day: eventWindow.from + i }));
  const refusal = tooFewEvents(abnormal.observations) ?? days.map(withoutSpread).find((found) => found);
  if (refusal) return refusal;
  const deviations = days.map(sampleDeviation);
  const ranked = abnormal.events.map((event) => ({
    places: placesOf(abnormal, event),
    estimated: standardisedResiduals(event),
    judged: event.standardisedAbnormalReturns.map((value, i) => value / (deviations[i] as number)),
  }));
  return overSpan('Corrado–Zivney', abnormal, { ranked, span });
}

/**
 * Generalised rank t test of Kolari and Pynnönen: the whole event window is one day more, with the SCAR over its standard deviation over the events;
 * this is ranked with the estimation window's residuals over s, T = n + 1 days in all:
 *
 *     Z = Ū_0 / √(Σ_t Ū_t² / T),   t = Z √((T − 2) / (T − 1 − Z²)),   T − 2 degrees of freedom
 *
 * @param span - With a day, the SAR of that day takes the place of the SCAR.
 * @returns Insufficient for one event, events of one value, or mean ranks that leave no spread.
 * @throws RangeError for a day outside the event window.
 * @remarks Missing values and ties: as for {@link corradoRankTest}. With fewer than some thirty events it rejects too often, since a few values over
 * their own deviation are not normal: at 5 % in some 27 % of worlds without abnormal returns for two events, 9 % for six and 5 % for thirty. Source: Kolari and Pynnönen (2011). Checked against numpy.
 */
export function grankTest(abnormal: AbnormalReturns, span: TestedSpan = {}): EventTest | Insufficient {
  const standardised = standardisedOver(abnormal, span);
  const refusal = tooFewEvents(abnormal.observations) ?? withoutSpread(standardised);
  if (refusal) return refusal;
  const deviation = sampleDeviation(standardised);
  const ranked = abnormal.events.map((event, i) => ({
    places: placesOf(abnormal, event),
    estimated: standardisedResiduals(event),
    judged: Float64Array.of((standardised[i] as number) / deviation),
  }));
  const found = rankStatistics(ranked, dayCount(abnormal.windows.estimationWindow));
  if (isInsufficient(found)) return found;
  const { statistics, days } = found;
  const z = statistics[0] as number;
  const rest = days - 1 - z * z;
  if (!(rest > NO_SPREAD)) return insufficient("the events' mean ranks do not vary before the event", 2, 1);
  const { observations } = abnormal;
  return studentTest('GRANK-T', z * Math.sqrt((days - 2) / rest), { degreesOfFreedom: days - 2, observations });
}
