import { StudyInput } from '../../contract/operations.ts';
import { Confounder } from '../../contract/pack.ts';
import type { FamilyResult, StudyResult } from '../../contract/study.ts';
import type { Checked } from '../../core/language/check.ts';
import { print, printSeriesId } from '../../core/language/print.ts';
import type { VerdictRecord } from '../../store/store.ts';
import { confoundersOf } from '../confounders.ts';
import { CallerError, type Context } from '../context.ts';
import { questionOf, runCurve } from '../curve.ts';
import { type JudgedStudy, type Question, runFamily } from '../family.ts';
import { MARKET } from '../market.ts';
import { asOfDate, loadPanel, type Panel, readExpression, readOption, refuseFutureDates, restricted } from '../panel.ts';
import { dataHash } from '../present/data-hash.ts';
import { studyPictures } from '../present/pictures.ts';
import { presentStudy } from '../present/study-result.ts';
import type { RunFacts } from '../record-run.ts';
import { NO_STAND_INS, standInsOf } from '../stand-ins.ts';
import { runTrades } from '../trade.ts';

/** A study or family as computed, for reports, and as the contract shows it. */
export interface StudyRun {
  readonly input: StudyInput;
  readonly result: StudyResult | FamilyResult;
  readonly judged: readonly JudgedStudy[];
  readonly panel: Panel;
  /** What the store keeps of the run. */
  readonly facts: RunFacts;
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
  const beside = [...standIns.values(), known.filter((id) => id === MARKET)]
    .flat()
    .map((id) => readExpression(printSeriesId(id), 'series'));
  const conditions = input.given.map((text) => readOption('given', text, 'trigger'));
  const panel = await loadPanel(context, [trigger, ...outcomes, ...beside, ...conditions]);
  // What stands beside the study must not move its date.
  const asOf = asOfDate(input.asOf, restricted(panel, [trigger, ...outcomes]), context);
  refuseFutureDates(trigger, asOf);
  const others = await variantsSeen({ trigger, outcomes, direction: input.direction }, context);
  const judged = runFamily(panel, { trigger, outcomes, direction: input.direction, seed: input.seed, variantsSeen: others }, asOf);
  const curves = judged.map((member) => (input.curve ? runCurve(panel, { ...questionOf(member), standIns }) : null));
  const trades = input.trade
    ? runTrades(
        judged,
        input,
        curves.flatMap((curve) => curve?.variants ?? []),
      )
    : [];
  const members = judged.map((member, i) => ({
    ...withConfounders(member, presentStudy(member, { curve: curves[i] ?? null, trade: trades[i] ?? null }), { input, panel }),
    pictures: input.pictures ? studyPictures(panel, i, { family: judged }) : null,
  }));
  const result =
    members.length === 1 ? (members[0] as StudyResult) : { members, adjusted: members.map(({ headline }) => headline.adjusted) };
  const hash = dataHash(restricted(panel, [trigger, ...outcomes]).series, asOf);
  const verdicts = members.map(({ verdict, headline }, i) => ({
    ...{ pack: 'study', claim: input.when, verdict, p: headline.withheld === null ? headline.adjusted : null },
    ...inStore(trigger, outcomes[i] as Checked, input.direction),
  }));
  return { input, result, judged, panel, facts: { asOf, dataHash: hash, verdicts } };
}

/** What was given beside the study: the effect within each condition. */
function withConfounders(judged: JudgedStudy, shown: StudyResult, { input, panel }: Pick<StudyRun, 'input' | 'panel'>): StudyResult {
  const confounders = input.given.map((when, i) => Confounder.parse({ id: `given-${i + 1}`, title: when, when }));
  return { ...shown, confounders: confoundersOf(judged, shown, { confounders, panel, known: [...panel.series.keys()] }) };
}

/** A study as the store tells it from its variants: by trigger series and target, and in its own words. */
function inStore(
  trigger: Checked,
  outcome: Checked,
  direction: StudyInput['direction'],
): Pick<VerdictRecord, 'triggerSeries' | 'target' | 'question'> {
  return {
    triggerSeries: trigger.series[0] ?? '',
    target: outcome.series[0] ?? '',
    question: `${print(trigger.node)} → ${print(outcome.node)}, ${direction}`,
  };
}

/** For each outcome, how many other studies of its trigger series and target the store has seen, those of this family left out. */
async function variantsSeen(
  { trigger, outcomes, direction }: Pick<Question, 'trigger' | 'outcomes' | 'direction'>,
  { store }: Context,
): Promise<number[]> {
  // Dates that are listed belong to no series whose studies could be counted.
  if (!store || trigger.series.length === 0) return outcomes.map(() => 0);
  const family = outcomes.map((outcome) => inStore(trigger, outcome, direction));
  const own = new Set(family.map(({ question }) => question));
  return Promise.all(family.map(async (study) => (await store.questionsAsked(study)).filter((question) => !own.has(question)).length));
}
