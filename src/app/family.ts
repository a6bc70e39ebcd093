import { formatCount } from '../contract/format.ts';
import type { EpochDay } from '../core/calendar/civil-date.ts';
import { type Direction, type Judgement, judgeStudy } from '../core/claims/judge-study.ts';
import type { Checked } from '../core/language/check.ts';
import { evaluateTrigger } from '../core/language/evaluate.ts';
import { evaluateOutcome } from '../core/language/evaluate-outcome.ts';
import { type FamilyStanding, judgeFamily } from '../core/methods/event-study/family.ts';
import { matchedPlacebos, type NamedPlacebo } from '../core/methods/event-study/placebos.ts';
import { runStudy, type Study } from '../core/methods/event-study/study.ts';
import type { Series } from '../core/series/series.ts';
import { MARKET } from './market.ts';
import { environmentAsOf, type Panel } from './panel.ts';

/** A question: one trigger, one or more outcomes that form a family. */
export interface Question {
  readonly trigger: Checked;
  readonly outcomes: readonly Checked[];
  readonly direction: Direction;
  readonly seed: number;
  /** For each outcome, how many other studies of the same trigger series and target were run before; default none. */
  readonly variantsSeen?: readonly number[];
}

/** One study of a family with all that its verdict rests on. */
export interface JudgedStudy {
  readonly question: Question;
  readonly outcome: Checked;
  readonly asOf: EpochDay;
  readonly study: Study;
  readonly standing: FamilyStanding | undefined;
  readonly placebos: readonly NamedPlacebo[];
  readonly judgement: Judgement;
  readonly familySize: number;
  /** Combinations of the scan that it was found in, where that is its family. */
  readonly scanned?: number;
  /** Other studies of its trigger series and target that were run before: the p of the verdict pays for them. */
  readonly othersSeen: number;
  /** The series that stands for the market, as known then, where it is loaded. */
  readonly market: Series | undefined;
  /** What the reader must know of the data. */
  readonly notes: readonly string[];
}

/** Runs a family of studies as of a date and judges each member in it. */
export function runFamily(panel: Panel, question: Question, asOf: EpochDay): JudgedStudy[] {
  const environment = environmentAsOf(panel, asOf);
  const studies = question.outcomes.map((outcome) => {
    const reader = evaluateOutcome(outcome, environment);
    const trigger = evaluateTrigger(question.trigger, environmentAsOf(panel, asOf, reader.target));
    return runStudy(trigger, reader.read(trigger.knownAt));
  });
  const standings = judgeFamily(studies);
  return studies.map((study, i) => {
    const outcome = question.outcomes[i] as Checked;
    const cycle = panel.series.get(outcome.series[0] as string)?.cycle;
    const placebos = matchedPlacebos(study, question.seed, cycle);
    const standing = standings[i];
    const othersSeen = question.variantsSeen?.[i] ?? 0;
    return {
      question,
      outcome,
      asOf,
      study,
      standing,
      placebos,
      othersSeen,
      judgement: judgeStudy({ study, standing, placebos, hasCycle: cycle !== undefined, othersSeen }, question.direction),
      familySize: studies.length,
      market: panel.series.has(MARKET) ? environment.series(MARKET, false) : undefined,
      notes: [...study.trigger.notes, ...emptyJoins(study), ...lostDates(study), ...dataNotes(panel, [question.trigger, outcome])],
    };
  });
}

/** Dates that lost their outcome because the target has no logarithm or no value there. */
function lostDates({ trigger, outcomes }: Study): string[] {
  const { periods, values } = outcomes;
  let lost = 0;
  for (let i = trigger.warmup; i < trigger.dates.length; i++) {
    if (periods.complete[i] && (periods.entry[i] as number) >= 0 && !Number.isFinite(values[i])) lost++;
  }
  if (lost === 0) return [];
  return [
    `${formatCount(lost, 'date')} had a close but no outcome and took no part: the target is missing or not positive there, or its own trigger could not fire yet.`,
  ];
}

/** A join of series without a common date leaves nothing to study, which must be said. */
function emptyJoins({ trigger, outcomes }: Study): string[] {
  const empty = [trigger.dates.length === 0 ? 'trigger' : '', outcomes.target.dates.length === 0 ? 'outcome' : ''].filter(Boolean);
  return empty.map((part) => `The series of the ${part} have no date in common, or no data yet.`);
}

function dataNotes(panel: Panel, expressions: readonly Checked[]): string[] {
  const ids = [...new Set(expressions.flatMap(({ series }) => series))];
  return ids.flatMap((id) => (panel.series.get(id)?.notes ?? []).map((note) => `${id}: ${note}`));
}
