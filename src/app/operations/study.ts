import { StudyInput } from '../../contract/operations.ts';
import type { FamilyResult, StudyResult } from '../../contract/study.ts';
import { printSeriesId } from '../../core/language/print.ts';
import { CallerError, type Context } from '../context.ts';
import { questionOf, runCurve } from '../curve.ts';
import { type JudgedStudy, runFamily } from '../family.ts';
import { MARKET } from '../market.ts';
import { asOfDate, loadPanel, type Panel, readExpression, readOption, refuseFutureDates, restricted } from '../panel.ts';
import { presentStudy } from '../present/study-result.ts';
import { NO_STAND_INS, standInsOf } from '../stand-ins.ts';
import { runTrades } from '../trade.ts';

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
  if (input.instead.length > 0 && !input.curve) throw new CallerError('instead names stand-ins for the curve: ask for --curve too');
  const known = await context.series.ids();
  const standIns = input.curve ? await standInsOf([trigger, ...outcomes], input.instead, context) : NO_STAND_INS;
  const others = [...standIns.values(), known.filter((id) => id === MARKET)]
    .flat()
    .map((id) => readExpression(printSeriesId(id), 'series'));
  const panel = await loadPanel(context, [trigger, ...outcomes, ...others]);
  // What stands beside the study must not move its date.
  const asOf = asOfDate(input.asOf, restricted(panel, [trigger, ...outcomes]), context);
  refuseFutureDates(trigger, asOf);
  const judged = runFamily(panel, { trigger, outcomes, direction: input.direction, seed: input.seed }, asOf);
  const curves = judged.map((member) => (input.curve ? runCurve(panel, { ...questionOf(member), standIns }) : null));
  const trades = input.trade
    ? runTrades(
        judged,
        input,
        curves.flatMap((curve) => curve?.variants ?? []),
      )
    : [];
  const members = judged.map((member, i) => presentStudy(member, { curve: curves[i] ?? null, trade: trades[i] ?? null }));
  const result =
    members.length === 1 ? (members[0] as StudyResult) : { members, adjusted: members.map(({ headline }) => headline.adjusted) };
  return { input, result, judged, panel };
}
