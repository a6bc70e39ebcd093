import { formatDate } from '../../contract/format.ts';
import type { Instance } from '../../contract/study.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Schedule } from '../../core/calendar/schedule.ts';
import type { Direction } from '../../core/claims/judge-study.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateTrigger } from '../../core/language/evaluate.ts';
import { evaluateOutcome } from '../../core/language/evaluate-outcome.ts';
import { print } from '../../core/language/print.ts';
import { stateMatchedRate } from '../../core/methods/event-study/placebos.ts';
import { type ObservedStudy, observeStudy } from '../../core/methods/event-study/study.ts';
import { forecastOf } from '../belief.ts';
import { type ClaimContext, dayOf } from '../check/claim-context.ts';
import { environmentAsOf, missingSeries, readExpression } from '../panel.ts';
import { eventsAndInstances } from '../present/study-result.ts';
import { isToCome, type NotOpen, type OpenQuestion, type Questions, spanOf } from './question.ts';
import { targetQuestions } from './target-questions.ts';

/** What can be asked of a claim: the pending cases of its study, or its targets where it is a forecast itself. */
export function openQuestions(context: Pick<ClaimContext, 'claim' | 'panel' | 'known' | 'asOf' | 'madeOn'>, at: number): Questions {
  const { check, id } = context.claim;
  if (check.since) return targetQuestions(context, at);
  if (check.study) return studyQuestions(context, at);
  const why =
    check.lag || check.signal ? 'it speaks of no single case, so nothing of it falls due' : 'it has no outcome that is still to come';
  return { open: [], notOpen: [{ claim: id, outcome: null, eventDate: null, why }] };
}

function studyQuestions(context: Pick<ClaimContext, 'claim' | 'panel' | 'known' | 'asOf'>, at: number): Questions {
  const { claim, known } = context;
  const asked = claim.check.study as NonNullable<typeof claim.check.study>;
  const trigger = readExpression(asked.when, 'trigger');
  const found = asked.then.map((text) => {
    const outcome = readExpression(text, 'outcome');
    const lacking = missingSeries([trigger, outcome], known);
    if (lacking.length > 0) return noneOf(claim.id, print(outcome.node), `it needs ${lacking.join(', ')}`);
    return outcomeQuestions(context, { trigger, outcome, direction: asked.direction }, at);
  });
  return { open: found.flatMap(({ open }) => open), notOpen: found.flatMap(({ notOpen }) => notOpen) };
}

const noneOf = (claim: string, outcome: string, why: string): Questions => ({
  open: [],
  notOpen: [{ claim, outcome, eventDate: null, why }],
});

/** One outcome of a study. */
interface Asked {
  readonly trigger: Checked;
  readonly outcome: Checked;
  readonly direction: Direction;
}

function outcomeQuestions({ claim, panel, asOf }: Pick<ClaimContext, 'claim' | 'panel' | 'asOf'>, asked: Asked, at: number): Questions {
  const text = print(asked.outcome.node);
  const study = observed(panel, asked, asOf);
  const { events, instances } = eventsAndInstances(study);
  const pending = instances.filter(({ status, settledOn }) => status === 'pending' && settledOn === null);
  if (pending.length === 0) return noneOf(claim.id, text, 'no case of it is open');
  const forecast = forecastOf(study, { direction: asked.direction, stateMatched: stateMatchedRate(study) });
  if ('ok' in forecast) return noneOf(claim.id, text, forecast.reason);
  const { target } = study.outcomes;
  const open: OpenQuestion[] = [];
  const notOpen: NotOpen[] = [];
  for (const { eventDate, entryDate, dueDate } of pending) {
    const why = whyNotOpen({ entryDate, dueDate }, { schedule: target.schedule, at });
    if (why !== undefined) notOpen.push({ claim: claim.id, outcome: text, eventDate, why });
    else
      open.push({
        ...{ claim: claim.id, outcome: text, eventDate, by: claim.by, trigger: print(asked.trigger.node) },
        ...{ target: asked.outcome.series[0] as string, outcomeKind: study.outcomes.kind, direction: asked.direction, ...forecast },
        knownAt: (events.find(({ date }) => date === eventDate) as (typeof events)[number]).knownAt,
        ...spanOf({ entryDate: entryDate as string, dueDate: dueDate as string }, at),
        dataTo: formatCivilDate(target.dates.at(-1) as number),
      });
  }
  return { open, notOpen };
}

function observed(panel: ClaimContext['panel'], { trigger, outcome }: Asked, asOf: EpochDay): ObservedStudy {
  const environment = environmentAsOf(panel, asOf);
  const reader = evaluateOutcome(outcome, environment);
  const events = evaluateTrigger(trigger, environmentAsOf(panel, asOf, reader.target));
  return observeStudy(events, reader.read(events.knownAt));
}

/** Why a pending case is no open question; undefined where it is one. */
function whyNotOpen(
  { entryDate, dueDate }: Pick<Instance, 'entryDate' | 'dueDate'>,
  { schedule, at }: { readonly schedule: Schedule; readonly at: number },
): string | undefined {
  if (entryDate === null) return 'its entry close is not there yet: seal again when it is';
  if (dueDate === null) return 'its horizon is counted in observations, so that no date says when it is due';
  return isToCome(dayOf(dueDate), { schedule, at }) ? undefined : `it was due on ${formatDate(dueDate)}: nothing is sealed for the past`;
}
