import type { CrossCheck, Insufficient } from '../../contract/cross-checks.ts';
import type { SpecificationCurve } from '../../contract/curve.ts';
import {
  capitalise,
  cardinal,
  formatCount,
  formatDate,
  formatEffect,
  formatFrequency,
  formatNumber,
  formatP,
  formatPercent,
  formatProbability,
} from '../../contract/format.ts';
import type { StudyResult } from '../../contract/study.ts';

/** Fewer independent cases than this cannot be judged. */
const FEWEST_CASES = 3;

/**
 * How sure one can be of a study, in plain words made from its numbers: what there is, what could have been seen, what luck does, what it hangs
 * on, what the other ways of asking say, and what to believe.
 */
export function howSure(study: StudyResult): string[] {
  if (study.headline.p === null) {
    return [study.insufficient ? `Nothing can be said yet: ${study.insufficient.reason}.` : 'Nothing can be said yet.'];
  }
  if (study.effectiveObservations < FEWEST_CASES) return [whatThereIs(study), bottomLine(study)];
  const sentences = [
    whatThereIs(study),
    whatLuckDoes(study),
    whatItHangsOn(study),
    ...(study.headline.withheld === null
      ? [otherWays(study), range(study), choices(study), before(study), belief(study)]
      : ['What the other ways of asking say stands under the same reserve.']),
  ];
  return [...sentences.filter((sentence) => sentence !== ''), bottomLine(study)];
}

function whatThereIs({ observations, effectiveObservations, independentPlacements }: StudyResult): string {
  const cases = `${capitalise(cardinal(observations))} ${observations === 1 ? 'case' : 'cases'}`;
  const clusters =
    effectiveObservations < observations
      ? ` in ${cardinal(effectiveObservations)} ${effectiveObservations === 1 ? 'stretch' : 'stretches'} that do not overlap`
      : '';
  const room =
    independentPlacements === null ? '' : `, on a calendar with room for about ${formatNumber(independentPlacements)} of them side by side`;
  return `${cases}${clusters}${room}.`;
}

function whatLuckDoes({ headline, direction, tests }: StudyResult): string {
  const [plain, centred] = ['circular-shift', 'era-centred-shift'].map((name) =>
    tests.find((test) => test.name === name && test.statistic === headline.statistic),
  );
  const side = (test: StudyResult['tests'][number] | undefined) => (direction === 'up' ? test?.pUpper : test?.pLower) ?? null;
  const stricter = (side(plain) ?? 0) >= (side(centred) ?? 0) ? 'as the calendar is' : 'with each era’s own drift taken out';
  if (headline.withheld !== null && (headline.p as number) <= 0.1) return headline.withheld;
  return `The same dates moved together to every other place ${direction === 'up' ? 'do as well' : 'come as low'} ${formatFrequency(headline.p as number)} (${formatP(headline.p)}); this is the stricter of two ways of counting: ${stricter}.`;
}

function whatItHangsOn({ leaveOneOut, headline, observations }: StudyResult): string {
  if (observations < 2 || leaveOneOut.length === 0 || headline.withheld !== null) return '';
  const weakest = leaveOneOut.reduce((worst, one) => (one.p > worst.p ? one : worst));
  const from = headline.commonCircle ?? headline.p;
  if (from === null || weakest.p - from < 0.005) return 'No single case carries it: leaving any one out does not weaken it.';
  const where = headline.familySize > 1 ? 'On the family’s dates, without' : 'Without';
  return `${where} the case of ${formatDate(weakest.eventDate)} ${formatP(from)} becomes ${formatP(weakest.p)}.`;
}

/** Cross-checks that test the same effect by another route; the ones beside them describe, or cannot be relied on with few cases. */
function otherWays({ crossChecks }: StudyResult): string {
  const tested = crossChecks.flatMap(({ p, isTest }) => (p === null || !isTest ? [] : [p]));
  if (tested.length === 0) return '';
  const small = tested.filter((p) => p <= 0.05).length;
  const span = `${formatP(Math.min(...tested))} to ${formatProbability(Math.max(...tested))}`;
  return `Of ${cardinal(tested.length)} other tests of the same cases (${span}), ${small === 0 ? 'none comes' : small === 1 ? 'one comes' : `${cardinal(small)} come`} to 0.05 or less; they share their data, so they do not add up.`;
}

function range({ crossChecks, outcomeKind }: StudyResult): string {
  const exact = crossChecks.find(({ name, interval }) => name === 'exact binomial on clusters' && interval !== null)?.interval;
  if (outcomeKind === 'hit') {
    return exact
      ? `The share of hits may lie anywhere from ${formatPercent(exact.low)} to ${formatPercent(exact.high)} (${formatPercent(exact.level)}).`
      : '';
  }
  const bootstrap = crossChecks.find(
    (check): check is CrossCheck & { interval: NonNullable<CrossCheck['interval']> } =>
      check.group === 'bootstrap' && check.interval !== null,
  );
  if (!bootstrap) return '';
  const { low, high, level } = bootstrap.interval;
  return `The difference from the base rate lies between ${formatEffect(low, outcomeKind)} and ${formatEffect(high, outcomeKind)} with ${formatPercent(level)} by the bootstrap${low <= 0 && high >= 0 ? ', which leaves room for no effect' : ''}.`;
}

function choices({ curve, direction }: StudyResult): string {
  if (!isCurve(curve) || curve.points.length < 2) return '';
  const others = curve.points.length - 1;
  const own = curve.points.find((point) => point.own)?.standardised ?? 0;
  const ownLeans = direction === 'up' ? own > 0 : own < 0;
  const lean = (curve.inDirection - (ownLeans ? 1 : 0)) / others;
  const none = curve.points.filter((point) => point.standardised === 0 && !point.own).length;
  const neither = none > 0 ? ` (${formatNumber(none)} lean neither way)` : '';
  const rank =
    curve.ownRank === null
      ? ''
      : `; the way it was asked is number ${formatNumber(curve.ownRank)} of ${formatNumber(curve.points.length)} from the most favourable`;
  return `Asked in ${formatCount(others, 'other reasonable way')}, ${formatPercent(lean)} lean the same way${neither}, and all together come to ${formatP(curve.joint)}${rank}.`;
}

function before({ tests, direction }: StudyResult): string {
  const test = tests.find(({ name }) => name === 'pre-event circular-shift');
  if (!test) return '';
  const p = direction === 'up' ? test.pUpper : test.pLower;
  return p <= 0.1 ? `As much had already happened before the event (${formatP(p)}): the order of cause and effect is open.` : '';
}

/** Beyond so many cases the number says no more than `never`. */
const MANY = 100;

function belief({ belief: held, direction, outcomeKind }: StudyResult): string {
  const update = held?.sceptical;
  if (!update || 'ok' in update) return '';
  const way = direction === 'up' ? 'above' : 'below';
  const more = update.clustersNeeded;
  const convinced =
    update.probability >= 0.95
      ? ''
      : more === null
        ? ' More cases like these would not convince him.'
        : more > MANY
          ? ` More than ${formatNumber(MANY)} further cases like these would be needed to convince him (95 %).`
          : ` About ${formatCount(more, 'further case')} like these would convince him (95 %).`;
  return `A sceptic who began with no effect in mind now holds it ${formatPercent(update.probability)} likely that the truth is ${way} the base rate${update.isAgainstEra ? ' of its own time' : ''}; the middle of what he holds possible is ${formatEffect(update.posterior.mean, outcomeKind)} beside it.${convinced}`;
}

function bottomLine({ verdictKind, effectiveObservations, gates }: StudyResult): string {
  const failed = gates.filter(({ state }) => state === 'failed').length;
  switch (verdictKind) {
    case 'stands out from luck':
      return 'So it stands out from what luck does, by every gate that could be asked. That is no proof, and says nothing of why.';
    case 'suggestive, but hangs on':
      return `So it is suggestive and no more: ${failed === 1 ? 'a gate that a finding must pass was' : `${cardinal(failed)} gates that a finding must pass were`} not passed.`;
    case 'contradicted':
      return 'So the data say the opposite of the claim.';
    case 'could not have been seen':
      return 'So these cases could not have shown it, whatever had happened.';
    case 'too few events':
      return `So there are too few independent cases to judge: ${cardinal(effectiveObservations)}, where three are the least.`;
    default:
      return 'So there is no good reason to believe it yet. That is not evidence that there is no effect: a small one could hide in so few cases.';
  }
}

const isCurve = (curve: SpecificationCurve | Insufficient | null): curve is SpecificationCurve => curve !== null && 'points' in curve;
