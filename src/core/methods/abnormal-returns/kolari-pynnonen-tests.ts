import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import type { AbnormalReturns } from './abnormal-returns.ts';
import { patellTest } from './cross-sectional-tests.ts';
import { type Alignment, meanEventCorrelation } from './event-correlation.ts';
import { type EventTest, meanTest, normalTest, standardisedOver, type TestedSpan } from './event-test.ts';

/** Options of the tests that correct for correlated events. */
export interface CorrelatedSpan extends TestedSpan {
  /** Which days of two events are the same. Default: `calendar`. */
  readonly alignment?: Alignment;
}

/** A variance below this share of that of independent events is none. */
const NO_VARIANCE = 1e-9;

/** r̄, and the variance of the mean in that of independent events: 1 + (N − 1) r̄. */
function inflationOf(abnormal: AbnormalReturns, span: CorrelatedSpan): { correlation: number; inflation: number } | Insufficient {
  const correlation = meanEventCorrelation(abnormal, span);
  if (isInsufficient(correlation)) return correlation;
  const inflation = 1 + (abnormal.observations - 1) * correlation;
  return inflation > NO_VARIANCE
    ? { correlation, inflation }
    : insufficient('the correlation of the events leaves their mean no variance', 2, 1);
}

/**
 * Test of Kolari and Pynnönen: that of Boehmer, Musumeci and Poulsen, corrected for the mean correlation r̄ of the events:
 *
 *     t = t_BMP √((1 − r̄) / (1 + (N − 1) r̄)),   N − 1 degrees of freedom
 *
 * @returns Insufficient for one event, events of one value, no r̄, or an r̄ that leaves no variance.
 * @throws RangeError for a day outside the event window.
 * @remarks Missing values: as for {@link meanEventCorrelation}. With r̄ from the calendar it is meant for several events of one asset whose
 * windows overlap; r̄ in event time does not see such an overlap. Source: Kolari and Pynnönen (2010). Checked against numpy and R's EventStudy,
 * both in event time.
 */
export function kolariPynnonenTest(abnormal: AbnormalReturns, span: CorrelatedSpan = {}): EventTest | Insufficient {
  const found = inflationOf(abnormal, span);
  if (isInsufficient(found)) return found;
  if (!(1 - found.correlation > NO_VARIANCE)) return insufficient('the correlation of the events leaves them no spread', 2, 1);
  return meanTest('Kolari–Pynnönen', standardisedOver(abnormal, span), Math.sqrt((1 - found.correlation) / found.inflation));
}

/**
 * Patell's test corrected for the mean correlation r̄ of the events:
 *
 *     z = z_Patell / √(1 + (N − 1) r̄)
 *
 * @returns Insufficient for one event, no r̄, or an r̄ that leaves no variance.
 * @throws RangeError for a day outside the event window.
 * @remarks Missing values: as for {@link meanEventCorrelation}. It needs no spread between the events, so that two of them will do; it does not allow
 * for variance that the event raises. Source: Kolari and Pynnönen (2010). Checked against numpy in event time.
 */
export function adjustedPatellTest(abnormal: AbnormalReturns, span: CorrelatedSpan = {}): EventTest | Insufficient {
  const found = inflationOf(abnormal, span);
  const plain = patellTest(abnormal, span);
  if (isInsufficient(found)) return found;
  return isInsufficient(plain) ? plain : normalTest('adjusted Patell', plain.statistic / Math.sqrt(found.inflation), abnormal.observations);
}
