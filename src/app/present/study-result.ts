import { cardinal, formatNumber } from '../../contract/format.ts';
import type { Instance, StudyResult } from '../../contract/study.ts';
import type { Gate as GateShape } from '../../contract/verdict.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { clusterCount } from '../../core/claims/judge-study.ts';
import { print } from '../../core/language/print.ts';
import type { ObservedStudy, Study } from '../../core/methods/event-study/study.ts';
import type { TradeOfStudy } from '../../core/methods/trade/trade-of-study.ts';
import type { Insufficient } from '../../core/numerics/insufficient.ts';
import { beliefOf } from '../belief.ts';
import { crossChecksOf } from '../cross-checks/cross-checks.ts';
import type { VariedCurve } from '../curve.ts';
import type { JudgedStudy } from '../family.ts';
import { presentCurve } from './curve-result.ts';
import { howSure } from './how-sure.ts';
import { foreword, studySentence } from './study-sentence.ts';
import { presentTrade } from './trade-result.ts';
import { verdictText } from './verdict-words.ts';
import { withheldWords } from './withheld-words.ts';

/** What a study that is looked at closely has beside its verdict. */
export interface CloseLook {
  readonly curve: VariedCurve | null;
  readonly trade: TradeOfStudy | Insufficient | null;
}

/** A judged study in the contract's shape; with a close look also its cross-checks, what to believe, and how sure one can be. */
export function presentStudy(judged: JudgedStudy, closeLook?: CloseLook): StudyResult {
  const { study, question, outcome, judgement } = judged;
  const result: StudyResult = {
    trigger: print(question.trigger.node),
    outcome: print(outcome.node),
    outcomeKind: study.outcomes.kind,
    asOf: formatCivilDate(judged.asOf),
    direction: question.direction,
    ...eventsAndInstances(study),
    baseRate: study.baseRate ? { ...study.baseRate, observations: study.circle.dates.length, stateMatched: stateMatched(judged) } : null,
    observed: study.observed,
    tests: study.tests.map((test) => ({ ...test })),
    placebos: judged.placebos.map(({ matches: _, ...placebo }) => ({ ...placebo, statistic: study.statistic, seed: question.seed })),
    headline: headline(judged),
    leaveOneOut: leaveOneOut(judged),
    power: power(study, question.direction),
    distribution: study.shifts ? histogram(study.shifts.centred) : null,
    observations: study.instances.length,
    effectiveObservations: clusterCount(study),
    clusterHits: study.clusterHits,
    independentPlacements: study.independentPlacements,
    admissible: admissible(study),
    insufficient: study.insufficient,
    verdict: verdictText(judgement),
    verdictKind: judgement.verdict,
    foreword: foreword(judged),
    sentence: studySentence(judged),
    gates: judgement.gates.map((gate): GateShape => ({ ...gate })),
    crossChecks: closeLook ? crossChecksOf(judged) : [],
    belief: closeLook ? beliefOf(judged) : null,
    curve: closeLook?.curve ? presentCurve(closeLook.curve) : null,
    trade: closeLook?.trade ? presentTrade(closeLook.trade) : null,
    howSure: [],
    confounders: [],
    pictures: null,
    notes: [...judged.notes, ...methodNotes(judged)],
  };
  return closeLook ? { ...result, howSure: howSure(result) } : result;
}

/** The events of a study with their instances, complete or pending, and those that have none. */
export function eventsAndInstances(study: ObservedStudy): Pick<StudyResult, 'events' | 'instances' | 'excluded'> {
  const { trigger, circle } = study;
  const admissibleDates = new Set(circle.indices);
  const events: StudyResult['events'] = [];
  const instances: Instance[] = [];
  const excluded: StudyResult['excluded'] = [];
  trigger.on.forEach((fired, i) => {
    if (!fired) return;
    const date = formatCivilDate(trigger.dates[i] as number);
    events.push({ date, knownAt: new Date(trigger.knownAt[i] as number).toISOString(), value: trigger.values[i] as number });
    const instance = instanceAt(study, i, admissibleDates.has(i));
    if (typeof instance === 'string') excluded.push({ eventDate: date, reason: instance });
    else instances.push(instance);
  });
  return { events, instances, excluded };
}

/** The instance of an event, or the reason why it has none. */
function instanceAt({ outcomes, trigger }: ObservedStudy, i: number, isAdmissible: boolean): Instance | string {
  const eventDate = formatCivilDate(trigger.dates[i] as number);
  const { periods, target, kind } = outcomes;
  const entry = periods.entry[i] as number;
  const value = outcomes.values[i] as number;
  if (periods.upcoming[i] && (entry < 0 || Number.isNaN(value))) {
    return {
      eventDate,
      entryDate: null,
      exitDate: null,
      entry: null,
      exit: null,
      outcome: null,
      status: 'pending',
      dueDate: null,
      settledOn: null,
      soFar: null,
    };
  }
  if (entry < 0) return 'its entry close is not in the data of the target: before they begin, or in a gap';
  if (Number.isNaN(value)) return 'its outcome has no value: the target is missing or not positive there';
  const isComplete = periods.complete[i] === 1;
  if (isComplete && !isAdmissible) return 'it falls in the warm-up of the trigger';
  const shown = kind === 'return' ? Math.expm1(value) : value;
  const exit = periods.exit[i] as number;
  return {
    eventDate,
    entryDate: formatCivilDate(target.dates[entry] as number),
    exitDate: isComplete ? formatCivilDate(target.dates[exit] as number) : null,
    entry: target.values[entry] as number,
    exit: isComplete ? (target.values[exit] as number) : null,
    outcome: isComplete ? shown : null,
    status: isComplete ? 'complete' : 'pending',
    dueDate: (periods.due[i] as number) < 0 ? null : formatCivilDate(periods.due[i] as number),
    settledOn: isComplete || (kind === 'hit' && value === 1) ? formatCivilDate(outcomes.settled[i] as number) : null,
    soFar: isComplete ? null : shown,
  };
}

function stateMatched({ study, placebos }: JudgedStudy): { hitRate: number; observations: number } | null {
  const placebo = placebos.find(({ name }) => name === 'state-matched');
  return study.outcomes.kind === 'hit' && placebo ? { hitRate: placebo.expected, observations: placebo.matches } : null;
}

function headline(judged: JudgedStudy): StudyResult['headline'] {
  const { study, standing, question, familySize, othersSeen } = judged;
  return {
    statistic: study.statistic,
    p: study.headline?.[question.direction] ?? null,
    withheld: withheldWords(judged),
    bestReachable: study.bestReachable?.[question.direction] ?? null,
    adjusted: standing?.adjusted[question.direction] ?? null,
    commonCircle: standing?.raw[question.direction] ?? null,
    commonCircleObservations: standing?.circle.dates.length ?? null,
    familySize,
    otherStudies: othersSeen,
  };
}

function leaveOneOut({ standing, question }: JudgedStudy): StudyResult['leaveOneOut'] {
  if (!standing) return [];
  return standing.leaveOneOut.map(({ place, observed, p }) => ({
    eventDate: formatCivilDate(standing.circle.dates[place] as number),
    observed,
    p: p[question.direction],
  }));
}

function power(study: Study, direction: 'up' | 'down'): StudyResult['power'] {
  const effect = study.minimumDetectableEffect?.[direction];
  if (effect === undefined) return null;
  const isLog = study.outcomes.kind === 'return' || study.outcomes.kind === 'log difference';
  return { minimumDetectableEffect: effect, factor: isLog ? Math.exp(direction === 'up' ? effect : -effect) : null };
}

const BINS = 60;

/** Counts of the shifts in equal bins from the smallest to the largest. */
function histogram(shifts: Float64Array): NonNullable<StudyResult['distribution']> {
  const from = shifts.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const to = shifts.reduce((top, value) => Math.max(top, value), Number.NEGATIVE_INFINITY);
  const binOf = (value: number) => (to === from ? 0 : Math.min(BINS - 1, Math.floor(((value - from) / (to - from)) * BINS)));
  const counts = new Array<number>(BINS).fill(0);
  for (const value of shifts) counts[binOf(value)] = (counts[binOf(value)] as number) + 1;
  return { from, to, counts, observedBin: binOf(shifts[0] as number) };
}

function admissible({ circle }: Study): StudyResult['admissible'] {
  if (circle.dates.length === 0) return null;
  return {
    from: formatCivilDate(circle.dates[0] as number),
    to: formatCivilDate(circle.dates.at(-1) as number),
    observations: circle.dates.length,
  };
}

function methodNotes({ study, standing, familySize, placebos }: JudgedStudy): string[] {
  const notes: string[] = [];
  if (familySize > 1 && standing) {
    notes.push(
      standing.members.length === familySize
        ? `Adjusted, leave-one-out and the p beside them stand on the ${formatNumber(standing.circle.dates.length)} dates that all ${familySize} members share.`
        : `Of the ${cardinal(familySize)} members of the family ${standing.members.length === 1 ? 'this one stands on its own' : `${cardinal(standing.members.length)} share`} ${formatNumber(standing.circle.dates.length)} dates; the rest are joined by Holm.`,
    );
    notes.push('The smallest visible effect belongs to the single study; a family needs more, one of four about 1.5 times as much.');
  }
  if (!study.outcomes.before && study.outcomes.kind !== 'hit')
    notes.push('The test of what came before the event exists for plain returns only.');
  for (const { name, note } of placebos) if (note) notes.push(`${name} placebo: ${note}.`);
  return notes;
}
