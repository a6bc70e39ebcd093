import { capitalise, cardinal, formatCount, formatFactor, formatNumber, formatP, formatPercent, formatStated } from '../contract/format.ts';
import type { StudyPictures } from '../contract/pictures.ts';
import type { StudyResult } from '../contract/study.ts';
import { renderCloseLook, renderHowSure } from './close-look.ts';
import { eventsOnPrice } from './figures/events-on-price.ts';
import type { FigureContext } from './figures/figure.ts';
import { forwardPaths } from './figures/forward-paths.ts';
import { whatLuckDoes } from './figures/what-luck-does.ts';
import { type Content, html, type Markup, prose } from './markup.ts';
import { smallestVisible, spanOf } from './measures.ts';
import { familyTable, gatesTable, instancesTable, type StudyPair, testsTable } from './study-tables.ts';

/** One study with all that belongs to it. */
export interface StudySection {
  readonly pair: StudyPair;
  readonly pictures: StudyPictures | null;
  readonly context: FigureContext;
  /** The family as it was known, for its table; empty where it stands elsewhere. */
  readonly family: readonly StudyResult[];
  readonly primary: number;
}

/** What could have been seen at all, to be read before the result. */
export const forewordOf = (study: StudyResult | undefined): Content =>
  study === undefined || study.foreword === '' ? null : html`<p class="hint">${prose(study.foreword)}</p>`;

/** The three pictures, then the tables from the instances to the gates, then what could have been seen. */
export function renderStudySection(section: StudySection): Markup {
  const { pair, family } = section;
  const study = pair.known;
  return html`${renderHowSure(study)}
${renderPictures(section)}
<h3>${pair.claimed ? 'The instances, complete then and since' : 'The instances'}</h3>
<p class="hint"><code>${pair.toDate.outcome}</code> after <code>${pair.toDate.trigger}</code></p>
${pair.toDate.instances.length === 0 ? html`<p>No event has an outcome.</p>` : instancesTable(pair)}
${family.length === 0 ? null : renderFamily(family, section.primary)}
${
  study.tests.length + study.placebos.length === 0
    ? null
    : html`<h3>The tests</h3>
<p class="hint">On ${formatCount(study.observations, 'event')} against all ${study.admissible === null ? '' : formatNumber(study.admissible.observations)} admissible dates, ${spanOf(study)}. Returns are measured in logs.</p>
${testsTable(study)}`
}
${
  study.gates.length === 0
    ? null
    : html`<h3>The gates</h3>
<p class="hint">A small p is not enough: a finding must also hold when any one event is left out and against matched dates.</p>
${gatesTable(study.gates, study.headline)}`
}
<h3>What could have been seen</h3>
${couldBeSeen(study).map((sentence) => html`<p>${prose(sentence)}</p>`)}
${renderCloseLook(study, { ...section.context, ...sourceOf(section.pictures) })}`;
}

function renderPictures({ pictures, context, pair }: StudySection): Content {
  const reason = pair.known.insufficient?.reason;
  const nothing = html`<p class="needs">No picture${reason === undefined ? '' : `: ${reason}`}.</p>`;
  if (pictures === null) return nothing;
  const named = (name: string) => ({ ...context, id: `${context.id}-${name}` });
  const price = eventsOnPrice(pictures, named('price'));
  const beside = [forwardPaths(pictures, named('paths')), whatLuckDoes(pictures, named('luck'))].filter((f) => f !== null);
  if (price === null && beside.length === 0) return nothing;
  return html`${price}${beside.length === 0 ? null : html`<div class="pair">${beside}</div>`}`;
}

function renderFamily(family: readonly StudyResult[], primary: number): Markup {
  const one = family.length === 1;
  const hint = one
    ? 'The family is this one study.'
    : `${capitalise(cardinal(family.length))} outcomes were chosen together, so each p is adjusted for the others. ${shareOneCircle(family) ? 'Both columns of p are on the dates that all of them have.' : 'Outcomes that could share their dates were adjusted together, and these groups were joined by Holm’s correction; both columns of p are on a group’s own dates.'}`;
  return html`<h3>The family</h3><p class="hint">${hint}</p>${familyTable(family, one ? null : primary)}`;
}

const shareOneCircle = (family: readonly StudyResult[]): boolean =>
  new Set(family.map(({ headline }) => headline.commonCircleObservations).filter((n) => n !== null)).size <= 1;

/** A change of a share that would leave 0 to 100 %. */
function isOutOfReach({ outcomeKind, power, baseRate, direction }: StudyResult): boolean {
  if (outcomeKind !== 'hit' || power === null || baseRate?.hitRate == null) return false;
  const reached = baseRate.hitRate + (direction === 'up' ? 1 : -1) * power.minimumDetectableEffect;
  return reached > 1 || reached < 0;
}

function couldBeSeen(study: StudyResult): string[] {
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

function sourceOf(pictures: StudyPictures | null): { source?: string } {
  const sources = new Set([pictures?.trigger?.source, pictures?.target?.source].filter((source) => source !== undefined));
  return sources.size === 0 ? {} : { source: [...sources].join('; ') };
}
