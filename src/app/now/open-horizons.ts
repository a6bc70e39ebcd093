import type { ClaimResult } from '../../contract/claims.ts';
import type { ClaimState, OpenHorizon } from '../../contract/state.ts';
import type { StudyResult } from '../../contract/study.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';
import { hitForecast } from '../belief.ts';
import { dayOf } from '../check/claim-context.ts';
import type { JudgedStudy } from '../family.ts';

/**
 * What is still open of a claim: the pending instances of its family that can still change, and the targets of a forecast. The soonest due
 * first, those without a date last.
 */
export function openHorizons({ kind, toDate, since }: ClaimResult, asOf: string): OpenHorizon[] {
  const ofStudies = toDate.flatMap((study) => openInstances(study));
  const ofForecast = kind !== 'forecast' || !since ? [] : since.outcomes.filter(({ status }) => status === 'pending').map(openTarget);
  const due = ({ dueDate }: OpenHorizon) => dueDate ?? '9999';
  return [...ofStudies, ...ofForecast]
    .map((open) => ({ ...open, ...daysOf(open, asOf) }))
    .sort((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0));
}

/** Whether a horizon's end lies ahead; one that is over stays pending for as long as the data end before. */
export const isRunning = ({ dueDate }: OpenHorizon, asOf: string): boolean => dueDate === null || dueDate >= asOf;

/** A hit ends an open horizon early: its outcome cannot change any more. */
function openInstances(study: StudyResult): Omit<OpenHorizon, 'day' | 'days'>[] {
  const baseRate = baseRateOf(study);
  return study.instances
    .filter(({ status, settledOn }) => status === 'pending' && settledOn === null)
    .map(({ eventDate, entryDate, dueDate, soFar }) => ({
      ...{ outcome: study.outcome, kind: study.outcomeKind, eventDate, entryDate, dueDate, soFar, baseRate },
    }));
}

/** The share of dates after which it went as claimed; among dates in the same state, where that is the fairer comparison. */
function baseRateOf({ baseRate, direction }: StudyResult): number | null {
  const rate = baseRate?.stateMatched?.hitRate ?? baseRate?.hitRate ?? null;
  return rate === null || direction === 'up' ? rate : 1 - rate;
}

const openTarget = ({ watched, kind, eventDate, dueDate, outcome, baseRate }: NonNullable<ClaimResult['since']>['outcomes'][number]) => ({
  ...{ outcome: watched, kind, eventDate, entryDate: eventDate, dueDate, soFar: outcome, baseRate },
});

function daysOf({ entryDate, dueDate }: Pick<OpenHorizon, 'entryDate' | 'dueDate'>, asOf: string): Pick<OpenHorizon, 'day' | 'days'> {
  if (entryDate === null || dueDate === null) return { day: null, days: null };
  const days = dayOf(dueDate) - dayOf(entryDate);
  return { day: Math.max(0, Math.min(days, dayOf(asOf) - dayOf(entryDate))), days };
}

/**
 * The chance that the next case goes as claimed, beside the base rate: from every case that was complete by the date of the question, those
 * since the claim included. Null where the outcome has no hits.
 */
export function probabilityOf(judged: JudgedStudy | undefined, study: StudyResult | undefined): ClaimState['probability'] {
  if (!judged || !study) return null;
  const forecast = hitForecast(judged);
  if ('ok' in forecast && isInsufficient(forecast)) return null;
  const { probability, interval, baseRate, clusters, hits } = forecast;
  return { outcome: study.outcome, value: probability, interval, baseRate, clusters, hits };
}
