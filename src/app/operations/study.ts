import { StudyInput } from '../../contract/operations.ts';
import type { FamilyResult, StudyResult } from '../../contract/study.ts';
import { CallerError, type Context } from '../context.ts';
import { type JudgedStudy, runFamily } from '../family.ts';
import { asOfDate, loadPanel, type Panel, readOption, refuseFutureDates } from '../panel.ts';
import { presentStudy } from '../present/study-result.ts';

/** A study or family as computed, for reports, and as the contract shows it. */
export interface StudyRun {
  readonly input: StudyInput;
  readonly result: StudyResult | FamilyResult;
  readonly judged: readonly JudgedStudy[];
  readonly panel: Panel;
}

/** Runs a study; several outcomes form one family. */
export async function study(given: unknown, context: Context): Promise<StudyRun> {
  const input = StudyInput.parse(given);
  const trigger = readOption('when', input.when, 'trigger');
  const outcomes = input.then.map((text) => readOption('then', text, 'outcome'));
  const twice = input.then.find((text, i) => input.then.indexOf(text) !== i);
  if (twice) throw new CallerError(`then "${twice}" is given twice: each outcome counts once in a family`);
  const panel = await loadPanel(context, [trigger, ...outcomes]);
  const asOf = asOfDate(input.asOf, panel, context);
  refuseFutureDates(trigger, asOf);
  const judged = runFamily(panel, { trigger, outcomes, direction: input.direction, seed: input.seed }, asOf);
  const members = judged.map(presentStudy);
  const result =
    members.length === 1 ? (members[0] as StudyResult) : { members, adjusted: members.map(({ headline }) => headline.adjusted) };
  return { input, result, judged, panel };
}
