import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import type { AbnormalReturns } from './abnormal-returns.ts';
import { abnormalOver, type EventTest, normalTest, type TestedSpan, tooFewEvents } from './event-test.ts';

/**
 * Cowan's generalised sign test: the number w of events with a positive AR, or CAR, against the share of positive days before:
 *
 *     z = (w − N p̂) / √(N p̂ (1 − p̂)),   p̂ = mean over events of the share of positive residuals in the estimation window
 *
 * @returns Insufficient for one event, or where all residuals have one sign.
 * @throws RangeError for a day outside the event window.
 * @remarks Missing values: none can be in it. Takes the events as independent; with few events z takes few values. Over a window of many days a CAR is
 * positive more or less often than a day, so that p̂ is then only a stand-in. Source: Cowan (1992). Checked against R's EventStudy (days) and numpy.
 */
export function generalizedSignTest(abnormal: AbnormalReturns, span: TestedSpan = {}): EventTest | Insufficient {
  const { events, observations } = abnormal;
  const positive = abnormalOver(abnormal, span).filter((value) => value > 0).length;
  const share = mean(Float64Array.from(events, ({ fit }) => fit.residuals.filter((value) => value > 0).length / fit.observations));
  const tooFew = tooFewEvents(observations);
  if (tooFew) return tooFew;
  if (share <= 0 || share >= 1) return insufficient('all days of the estimation windows have one sign', 2, 1);
  const statistic = (positive - observations * share) / Math.sqrt(observations * share * (1 - share));
  return normalTest('generalised sign', statistic, observations);
}
