import type { Since } from '../../contract/claims.ts';
import { formatCount, formatDate, formatNumber, formatOutcome, formatPercent, formatStated } from '../../contract/format.ts';
import type { Instance, StudyResult } from '../../contract/study.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { clusterMeans, clusterNumbers } from '../../core/methods/event-study/clusters.ts';
import { mixtureEProcess } from '../../core/methods/sequential/e-process.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';
import { confoundersOf } from '../confounders.ts';
import { questionOf, runCurve } from '../curve.ts';
import { type JudgedStudy, type Question, runFamily } from '../family.ts';
import { missingSeries, readExpression } from '../panel.ts';
import { presentStudy } from '../present/study-result.ts';
import { type ClaimContext, dayOf, emptyFinding, type Finding, namedNeed, untestable } from './claim-context.ts';

/** A pattern: the family as it could be known when the claim was made gives the verdict; what came since tests it. */
export function checkStudyClaim(context: ClaimContext): Finding {
  const asked = context.claim.check.study;
  if (!asked) throw new Error('a study claim without a study');
  const trigger = readExpression(asked.when, 'trigger');
  const all = asked.then.map((text) => readExpression(text, 'outcome'));
  const primaryOutcome = all[Math.max(0, asked.then.indexOf(asked.primary ?? ''))] as (typeof all)[number];
  const lacking = missingSeries([trigger, primaryOutcome], context.known);
  if (lacking.length > 0) return untestable(context, lacking, context.claim.check.needs);
  const outcomes = all.filter((outcome) => missingSeries([outcome], context.known).length === 0);
  const question = { trigger, outcomes, direction: asked.direction, seed: context.seed };
  const known = familyAsOf(context, question, Math.min(context.asOf, context.madeOn));
  const toDate = familyAsOf(context, question, context.asOf);
  const primary = outcomes.indexOf(primaryOutcome);
  const standIns = new Map(
    Object.entries(asked.instead).map(([id, others]) => [id, others.filter((other) => context.known.includes(other))]),
  );
  const curveOf = (judged: JudgedStudy) => runCurve(context.panel, { ...questionOf(judged), standIns });
  const shownKnown = known.map((judged, i) =>
    i === primary && context.look === 'close' ? presentStudy(judged, { curve: curveOf(judged), trade: null }) : presentStudy(judged),
  );
  const shownToDate = toDate.map((judged, i) => {
    const shown = presentStudy(judged);
    const isLooked = i === primary && context.look === 'close';
    return isLooked
      ? { ...shown, confounders: confoundersOf(judged, shown, { ...context, confounders: context.pack.confounders }) }
      : shown;
  });
  const own = shownKnown[primary] as StudyResult;
  const absent = missingSeries(all, context.known);
  return {
    ...emptyFinding,
    verdict: own.verdict,
    verdictKind: own.verdictKind,
    why: own.sentence,
    facts: [...factsOf(own, shownToDate[primary] as StudyResult), ...familyFacts(shownKnown)],
    needs: [
      ...absent.map((id) => namedNeed(context, id)),
      ...(context.claim.check.needs?.data ?? []),
      ...(context.claim.check.needs?.method ?? []),
    ],
    known: shownKnown,
    toDate: shownToDate,
    primary,
    since: sinceOf(context, shownToDate, { primary, bases: shownKnown.map(baseOf) }),
    notes: [
      `The verdict rests on what was known on ${formatDate(formatCivilDate(Math.min(context.asOf, context.madeOn)))}: the claim was drawn from those cases, so they can only suggest. What came after tests it.`,
      ...own.notes,
      ...(absent.length > 0 ? [`Left out of the family for want of data: ${absent.join(', ')}.`] : []),
    ],
    judged: { known, toDate },
  };
}

/** A family as of a date, run once. */
function familyAsOf({ panel, families, claim }: ClaimContext, question: Question, asOf: EpochDay): JudgedStudy[] {
  const key = `${claim.id} ${asOf}`;
  const judged = families.get(key) ?? runFamily(panel, question, asOf);
  families.set(key, judged);
  return judged;
}

/** The outcomes that were asked together, with what is stated of each. */
function familyFacts(family: readonly StudyResult[]): Finding['facts'] {
  if (family.length === 1) return [];
  const told = ({ outcome, headline }: StudyResult) =>
    `${outcome} ${headline.adjusted === null ? 'no p' : `adjusted ${formatStated(headline.adjusted, headline)}`}`;
  return [{ label: 'family', value: family.map(told).join('; ') }];
}

function factsOf(known: StudyResult, toDate: StudyResult): Finding['facts'] {
  const facts = [
    {
      label: 'events then',
      value: `${formatNumber(known.observations)} complete in ${formatCount(known.effectiveObservations, 'cluster')}`,
    },
    {
      label: 'admissible dates',
      value: known.admissible
        ? `${formatNumber(known.admissible.observations)}, ${formatDate(known.admissible.from)} to ${formatDate(known.admissible.to)}`
        : 'none',
    },
  ];
  const p = toDate.headline.p;
  if (p !== null)
    facts.push({
      label: 'all cases to date',
      value: `${toDate.observations} complete, p ${formatStated(p, toDate.headline)}; shown, not judged`,
    });
  return facts;
}

/** Outcomes that were not settled when the claim was made, with the verdict on the claim's own outcome. */
function sinceOf(
  { madeOn }: ClaimContext,
  toDate: readonly StudyResult[],
  { primary, bases }: { readonly primary: number; readonly bases: readonly (number | null)[] },
): Since | null {
  const made = formatCivilDate(madeOn);
  const outcomes = toDate.flatMap((study, i) => newOutcomes(study, { made, base: bases[i] ?? null }));
  if (outcomes.length === 0) return settledBefore(toDate[primary] as StudyResult, made);
  const label = (toDate[primary] as StudyResult).outcome;
  const own = outcomes.filter((outcome) => outcome.label === label);
  const judged = own.length > 0 ? own : outcomes.filter((outcome) => outcome.verdict !== 'seen').slice(0, 1);
  const kind = kindOf(judged);
  const base = bases[primary] ?? null;
  const evidence = base === null ? null : evidenceOf(toDate[primary] as StudyResult, { made, base });
  const bet =
    evidence && evidence.observations > 0
      ? ` A bet against luck since then, 1 to begin with, stands at ${formatNumber(evidence.eValue, 2)}.`
      : '';
  return {
    verdictKind: kind,
    verdict: sinceVerdict(kind, judged, { all: outcomes, asOf: (toDate[primary] as StudyResult).asOf }),
    sentence: `${outcomes.map(sentenceOf).join(' ')}${bet}`,
    outcomes,
    evidence,
  };
}

const baseOf = ({ baseRate }: StudyResult): number | null => baseRate?.stateMatched?.hitRate ?? baseRate?.hitRate ?? null;

/**
 * The e-process of the claim's own outcome since it was made, one outcome for each cluster of horizons that overlap, against the base rate that was
 * known then. A case entered before the claim was half seen, so no bet is made on it.
 */
function evidenceOf(study: StudyResult, { made, base }: { readonly made: string; readonly base: number }): Since['evidence'] {
  if (study.outcomeKind === 'days') return null;
  const since = study.instances.filter(({ entryDate, outcome }) => entryDate !== null && entryDate > made && outcome !== null);
  const days = (pick: (instance: Instance) => string | null) => since.map((instance) => dayOf(pick(instance) as string));
  const clusters = clusterNumbers(
    days(({ entryDate }) => entryDate),
    days(({ dueDate, exitDate }) => dueDate ?? exitDate),
  );
  const hits = clusterMeans(
    clusters,
    Float64Array.from(since, ({ outcome }) => ((outcome as number) > 0 ? 1 : 0)),
  );
  const bets = mixtureEProcess(hits, base, { alternative: study.direction === 'up' ? 'greater' : 'less' });
  return isInsufficient(bets) ? null : { eValue: bets.eValue, anytimeP: bets.anytimeP, observations: bets.observations };
}

/** Nothing is left to come: cases whose outcome was settled before the claim, though their horizon ran on, are named. */
function settledBefore({ instances, outcome, outcomeKind }: StudyResult, made: string): Since | null {
  const early = instances.filter(({ settledOn, dueDate }) => settledOn !== null && settledOn <= made && dueDate !== null && dueDate > made);
  if (early.length === 0) return null;
  const sentences = early.map(
    ({ eventDate, outcome: value, soFar, settledOn }) =>
      `${outcome} after ${formatDate(eventDate)}: ${formatOutcome(value ?? soFar, outcomeKind)}, settled on ${formatDate(settledOn)}, before the claim.`,
  );
  return {
    verdictKind: null,
    verdict: 'nothing new: settled before the claim',
    sentence: sentences.join(' '),
    outcomes: [],
    evidence: null,
  };
}

function kindOf(judged: Since['outcomes']): Since['verdictKind'] {
  const complete = judged.filter(({ status }) => status === 'complete');
  if (complete.length > 0) return complete.every(({ verdict }) => verdict === 'came true') ? 'came true' : 'did not come true';
  return judged.length > 0 ? 'open until' : null;
}

/** A date that is over by now stands open because the data end before it. */
function openUntil(due: string | null, asOf: string): string {
  if (due === null) return 'open until the entry is made';
  return `open until ${formatDate(due)}${due < asOf ? ': the data end before' : ''}`;
}

/** The verdict since always names an outcome, and one that says otherwise: "did not come true: return(BTC, 180d) −39 %". */
function sinceVerdict(
  kind: Since['verdictKind'],
  judged: Since['outcomes'],
  { all, asOf }: { readonly all: Since['outcomes']; readonly asOf: string },
): string {
  if (kind === null) return 'no event since';
  const due = judged.find(({ status, dueDate }) => status === 'pending' && dueDate)?.dueDate;
  if (kind === 'open until') return openUntil(due ?? null, asOf);
  const complete = judged.filter(({ status }) => status === 'complete');
  const shown = complete.find(({ verdict }) => verdict === kind) as Since['outcomes'][number];
  const share =
    complete.length > 1 ? ` (${complete.filter(({ verdict }) => verdict === 'came true').length} of ${complete.length} did)` : '';
  const otherwise = all.find(({ status, verdict }) => status === 'complete' && verdict !== kind && verdict !== 'seen');
  const words = `${kind}${share}: ${shown.label} ${formatOutcome(shown.outcome, shown.kind)}`;
  return otherwise ? `${words}; but ${otherwise.label} ${formatOutcome(otherwise.outcome, otherwise.kind)}` : words;
}

/** What was not settled when the claim was made, beside the base rate that was known then. */
function newOutcomes(toDate: StudyResult, { made, base }: { readonly made: string; readonly base: number | null }): Since['outcomes'] {
  return toDate.instances
    .filter(({ settledOn }) => settledOn === null || settledOn > made)
    .map((instance) => ({
      watched: toDate.outcome,
      label: toDate.outcome,
      eventDate: instance.eventDate,
      dueDate: instance.dueDate,
      outcome: instance.outcome ?? instance.soFar,
      kind: toDate.outcomeKind,
      status: instance.status,
      verdict: verdictOn(instance, toDate),
      baseRate: base,
    }));
}

function verdictOn({ outcome, soFar, settledOn, dueDate }: Instance, { direction, outcomeKind, asOf }: StudyResult): string {
  if (outcome === null && settledOn !== null) return (soFar === 1) === (direction === 'up') ? 'came true' : 'did not come true';
  if (outcome === null) return openUntil(dueDate, asOf);
  if (outcomeKind === 'days') return 'seen';
  return (direction === 'up' ? outcome > 0 : outcomeKind === 'hit' ? outcome === 0 : outcome < 0) ? 'came true' : 'did not come true';
}

function sentenceOf({ label, eventDate, outcome, kind, status, verdict, baseRate }: Since['outcomes'][number]): string {
  const shown = formatOutcome(outcome, kind);
  const base = baseRate === null ? '' : `, base rate ${formatPercent(baseRate)}`;
  if (status === 'pending')
    return `${label} after ${formatDate(eventDate)}: ${outcome === null ? 'not entered yet' : `${shown} so far`}, ${verdict}${base}.`;
  return `${label} after ${formatDate(eventDate)}: ${shown}, ${verdict}${base}.`;
}
