import type { Insufficient } from '../../numerics/insufficient.ts';
import type { AbnormalReturns } from './abnormal-returns.ts';
import { abnormalOver, type EventTest, meanTest, normalTest, standardisedOver, type TestedSpan, tooFewEvents } from './event-test.ts';

/**
 * Cross-sectional t of the mean AR of a day, or of the mean CAR:
 *
 *     t = mean √N / s,   s the sample deviation over the N events;   N − 1 degrees of freedom
 *
 * @returns Insufficient for one event, or events of one value.
 * @throws RangeError for a day outside the event window.
 * @remarks Missing values: none can be in it. Takes the events as independent. Checked against R's EventStudy and numpy.
 */
export const crossSectionalTest = (abnormal: AbnormalReturns, span: TestedSpan = {}): EventTest | Insufficient =>
  meanTest('cross-sectional t', abnormalOver(abnormal, span));

/**
 * Cross-sectional t of the mean buy-and-hold abnormal return; N − 1 degrees of freedom.
 *
 * @returns Insufficient for one event, or events of one value.
 * @remarks Missing values: none can be in it. Buy-and-hold returns are skewed to the right: over long horizons t rejects too often downwards and
 * too seldom upwards. Source: Barber and Lyon (1997). Checked by hand.
 */
export const buyAndHoldTest = ({ events }: AbnormalReturns): EventTest | Insufficient =>
  meanTest(
    'buy-and-hold t',
    Float64Array.from(events, (event) => event.buyAndHoldAbnormalReturn),
  );

/**
 * Test of Patell: the sum of the events' standardised abnormal returns, each Student's t with its own degrees of freedom ν_i:
 *
 *     z = Σ SAR_i / √(Σ ν_i / (ν_i − 2)),   over the window the same with SCAR
 *
 * @returns Insufficient for one event.
 * @throws RangeError for a day outside the event window.
 * @remarks Missing values: none can be in it. Takes the events as independent and their variance as that of the estimation window: an event that
 * itself raises variance makes it reject too often. Over the window it holds the covariance of the days through the estimated coefficients, which
 * Σ SAR_t / √L leaves out. Source: Patell (1976). Checked against R's EventStudy (days) and numpy.
 */
export function patellTest(abnormal: AbnormalReturns, span: TestedSpan = {}): EventTest | Insufficient {
  const standardised = standardisedOver(abnormal, span);
  const variance = abnormal.events.reduce((sum, { fit: { degreesOfFreedom: nu } }) => sum + nu / (nu - 2), 0);
  const statistic = standardised.reduce((sum, value) => sum + value, 0) / Math.sqrt(variance);
  return tooFewEvents(abnormal.observations) ?? normalTest('Patell', statistic, abnormal.observations);
}

/**
 * Standardised cross-sectional test of Boehmer, Musumeci and Poulsen: t of the mean of the events' SAR, or SCAR,
 *
 *     t = mean(SAR) √N / s(SAR),   N − 1 degrees of freedom
 *
 * @returns Insufficient for one event, or events of one value.
 * @throws RangeError for a day outside the event window.
 * @remarks Missing values: none can be in it. Allows for variance that the event raises; takes the events as independent. Source: Boehmer, Musumeci
 * and Poulsen (1991). Checked against numpy; R's EventStudy standardises without the prediction's error.
 */
export const bmpTest = (abnormal: AbnormalReturns, span: TestedSpan = {}): EventTest | Insufficient =>
  meanTest('BMP', standardisedOver(abnormal, span));
