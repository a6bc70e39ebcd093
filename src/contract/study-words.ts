import { capitalise, cardinal, formatCount, formatFactor, formatNumber, formatP, formatPercent, formatStated } from './format.ts';
import { asClaimed, formatMean, formatMedian, hitWord, smallestVisible } from './measures.ts';
import type { StudyResult } from './study.ts';

/** Why several outcomes stand together, and on which dates their p are. */
export function familyHint(family: readonly StudyResult[]): string {
  if (family.length === 1) return 'The family is this one study.';
  return `${capitalise(cardinal(family.length))} outcomes were chosen together, so each p is adjusted for the others. ${shareOneCircle(family) ? 'Both columns of p are on the dates that all of them have.' : 'Outcomes that could share their dates were adjusted together, and these groups were joined by Holm’s correction; both columns of p are on a group’s own dates.'}`;
}

const shareOneCircle = (family: readonly StudyResult[]): boolean =>
  new Set(family.map(({ headline }) => headline.commonCircleObservations).filter((n) => n !== null)).size <= 1;

/** A change of a share that would leave 0 to 100 %. */
function isOutOfReach({ outcomeKind, power, baseRate, direction }: StudyResult): boolean {
  if (outcomeKind !== 'hit' || power === null || baseRate?.hitRate == null) return false;
  const reached = baseRate.hitRate + (direction === 'up' ? 1 : -1) * power.minimumDetectableEffect;
  return reached > 1 || reached < 0;
}

/** What effect could have been seen at all, and on how many independent cases the study stands. */
export function couldBeSeen(study: StudyResult): string[] {
  const sentences: string[] = [];
  const events = formatCount(study.observations, 'event');
  if (study.insufficient !== null) {
    const { reason, needed, available } = study.insufficient;
    sentences.push(`Too little data: ${reason} (${formatNumber(needed)} needed, ${formatNumber(available)} there).`);
  }
  if (study.power !== null) {
    const observed =
      study.outcomeKind === 'return' && study.observed?.meanLog != null
        ? ` The events’ own mean was ${formatFactor(Math.exp(study.observed.meanLog))}, that of all dates ${formatFactor(study.baseRate?.meanLog == null ? null : Math.exp(study.baseRate.meanLog))}.`
        : '';
    sentences.push(
      isOutOfReach(study)
        ? `With ${events} no effect could have been seen four times in five: it would have to be ${smallestVisible(study)} beside the ${formatPercent(study.baseRate?.hitRate ?? null)} of all dates.`
        : `With ${events} an effect of ${smallestVisible(study)} or ${study.direction === 'up' ? 'more' : 'less'} would have been seen four times in five. A smaller one could be there and stay hidden.${observed}`,
    );
    if (study.headline.familySize > 1)
      sentences.push(
        `That is for this study alone; a family needs more, one of four about 1.5 times as much${study.power.factor === null ? '' : ', in logs'}.`,
      );
  }
  if (study.headline.bestReachable !== null && study.headline.withheld === null) {
    sentences.push(
      `Had ${study.direction === 'up' ? 'every event' : 'no event'} been a hit, the result would have been ${formatP(study.headline.bestReachable)}: nothing below that was within reach.`,
    );
  }
  if (study.independentPlacements !== null) {
    sentences.push(
      `The ${events} form ${formatCount(study.effectiveObservations, 'cluster')}, and the dates hold about ${formatNumber(study.independentPlacements)} spans that do not overlap. On the family’s dates p ${formatStated(study.headline.commonCircle, study.headline)}, adjusted ${formatStated(study.headline.adjusted, study.headline)}.`,
    );
  }
  return sentences.length === 0 ? ['Nothing can be said about what could have been seen.'] : sentences;
}

/** Mean, median and share of hits of the events or of all dates, in words. */
export function summarise(study: StudyResult, which: 'observed' | 'baseRate'): string {
  const summary = study[which];
  const kind = study.outcomeKind;
  const hits = summary?.hitRate ?? null;
  const parts = [
    kind === 'hit' ? '' : `mean ${formatMean(summary, kind)}`,
    kind === 'hit' ? '' : `median ${formatMedian(summary, kind)}`,
    hits === null ? '' : `${formatPercent(asClaimed(hits, study))} ${hitWord(study)}`,
  ];
  const matched = which === 'baseRate' ? (study.baseRate?.stateMatched ?? null) : null;
  if (matched !== null)
    parts.push(
      `${formatPercent(matched.hitRate)} from as far below the record as at the events (${formatNumber(matched.observations)} dates)`,
    );
  return parts.filter((p) => p !== '').join(', ');
}
