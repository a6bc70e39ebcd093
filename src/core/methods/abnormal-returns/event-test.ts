import { normalCdf, normalTwoSided, normalUpperTail, studentTTwoSided, studentTUpperTail } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean, sampleDeviation } from '../../numerics/moments.ts';
import { isConstant, requireInteger } from '../../numerics/require.ts';
import type { AbnormalReturns } from './abnormal-returns.ts';
import { type DayRange, dayCount } from './event-windows.ts';

/** A test of whether the events have abnormal returns, on one day or over the event window. */
export interface EventTest {
  readonly name: string;
  readonly statistic: number;
  /** Against abnormal returns above zero. */
  readonly pUpper: number;
  readonly pLower: number;
  readonly pTwoSided: number;
  /** Of Student's t; null where the statistic is normal. */
  readonly degreesOfFreedom: number | null;
  /** Number of events. */
  readonly observations: number;
}

/** What a test is of. */
export interface TestedSpan {
  /** A day of the event window, relative to the event; without it the test is of the whole event window. */
  readonly day?: number;
}

/** A test of the events' abnormal returns. */
export type EventTestMethod = (abnormal: AbnormalReturns, span?: TestedSpan) => EventTest | Insufficient;

/** Every test over events needs two of them; the SCAR of a single one is Student's t by itself. */
const LEAST_EVENTS = 2;

/** Why a test over so few events cannot be given, or nothing. */
export const tooFewEvents = (observations: number): Insufficient | undefined =>
  observations < LEAST_EVENTS ? insufficient('a test over events needs two', LEAST_EVENTS, observations) : undefined;

/** Why values of one an event give no standard deviation, or nothing. */
export function withoutSpread(values: Float64Array): Insufficient | undefined {
  if (isConstant(values)) return insufficient('all events have the same value, so that they have no spread', 2, 1);
  const deviation = sampleDeviation(values);
  return deviation > 0 && Number.isFinite(deviation) ? undefined : insufficient('values too large or too small to have a spread', 1, 0);
}

/** Place of a day in the event window; nothing for the whole window. @throws RangeError for a day outside it. */
export function placeOf(eventWindow: DayRange, { day }: TestedSpan): number | undefined {
  if (day === undefined) return undefined;
  requireInteger('a day of the event window', day, { minimum: eventWindow.from, maximum: eventWindow.to });
  return day - eventWindow.from;
}

/** The AR of a day, or the CAR of the window: one value an event. @throws RangeError for a day outside the window. */
export function abnormalOver({ events, windows }: AbnormalReturns, span: TestedSpan): Float64Array {
  const place = placeOf(windows.eventWindow, span);
  return Float64Array.from(events, (event) =>
    place === undefined ? event.cumulativeAbnormalReturn : (event.abnormalReturns[place] as number),
  );
}

/** The SAR of a day, or the SCAR of the window: one value an event. @throws RangeError for a day outside the window. */
export function standardisedOver({ events, windows }: AbnormalReturns, span: TestedSpan): Float64Array {
  const place = placeOf(windows.eventWindow, span);
  return Float64Array.from(events, (event) =>
    place === undefined ? event.standardisedCumulativeAbnormalReturn : (event.standardisedAbnormalReturns[place] as number),
  );
}

/** A test on each day of the event window, from its first. */
export const onEachDay = (abnormal: AbnormalReturns, test: EventTestMethod): (EventTest | Insufficient)[] => {
  const { eventWindow } = abnormal.windows;
  return Array.from({ length: dayCount(eventWindow) }, (_, i) => test(abnormal, { day: eventWindow.from + i }));
};

/** A statistic that is standard normal without abnormal returns. */
export const normalTest = (name: string, statistic: number, observations: number): EventTest => ({
  name,
  statistic,
  pUpper: normalUpperTail(statistic),
  pLower: normalCdf(statistic),
  pTwoSided: normalTwoSided(statistic),
  degreesOfFreedom: null,
  observations,
});

/** A statistic that is Student's t without abnormal returns. */
export const studentTest = (
  name: string,
  statistic: number,
  { degreesOfFreedom, observations }: { readonly degreesOfFreedom: number; readonly observations: number },
): EventTest => ({
  name,
  statistic,
  pUpper: studentTUpperTail(statistic, degreesOfFreedom),
  pLower: studentTUpperTail(-statistic, degreesOfFreedom),
  pTwoSided: studentTTwoSided(statistic, degreesOfFreedom),
  degreesOfFreedom,
  observations,
});

/** t of the mean of N values, one an event: mean √N / sample deviation, with N − 1 degrees of freedom, times a factor. */
export function meanTest(name: string, values: Float64Array, factor = 1): EventTest | Insufficient {
  const observations = values.length;
  const refusal = tooFewEvents(observations) ?? withoutSpread(values);
  if (refusal) return refusal;
  const statistic = ((mean(values) * Math.sqrt(observations)) / sampleDeviation(values)) * factor;
  return studentTest(name, statistic, { degreesOfFreedom: observations - 1, observations });
}
