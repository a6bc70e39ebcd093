import { formatCount, formatNumber, formatStated, keepTogether } from '../contract/format.ts';
import { baseHitRate, hitsOf, hitWord, smallestVisible, spanOf } from '../contract/measures.ts';
import type { StudyPictures } from '../contract/pictures.ts';
import type { StudyResult } from '../contract/study.ts';
import { couldBeSeen, familyHint } from '../contract/study-words.ts';
import { renderCloseLook, renderHowSure } from './close-look.ts';
import { renderConfounders } from './confounders-table.ts';
import { eventsOnPrice } from './figures/events-on-price.ts';
import type { FigureContext } from './figures/figure.ts';
import { forwardPaths } from './figures/forward-paths.ts';
import { whatLuckDoes } from './figures/what-luck-does.ts';
import { type Content, html, type Markup, prose } from './markup.ts';
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

/** The numbers of a study beside its verdict: how many, how they went, what is usual, how likely by luck, what could be seen. */
export function keyNumbers(study: StudyResult | undefined): Content {
  if (study === undefined || study.observations === 0) return null;
  const { headline, observations, effectiveObservations, outcomeKind } = study;
  const isMean = outcomeKind === 'days';
  const numbers: readonly (readonly [string, string])[] = [
    [
      observations === 1 ? 'event' : 'events',
      formatNumber(observations) + (effectiveObservations === observations ? '' : `, ${formatCount(effectiveObservations, 'cluster')}`),
    ],
    [isMean ? 'mean' : hitWord(study), hitsOf(study)],
    [study.baseRate?.stateMatched ? 'matched base rate' : 'base rate', baseHitRate(study)],
    headline.familySize > 1
      ? [
          `p, and in the family of ${headline.familySize}`,
          both(formatStated(headline.p, headline), formatStated(headline.adjusted, headline)),
        ]
      : ['p', formatStated(headline.p, headline)],
    ['smallest visible effect', smallestVisible(study)],
  ];
  return html`<dl class="numbers">${numbers.map(([name, value]) => html`<div><dt>${name}</dt><dd>${keepTogether(value)}</dd></div>`)}</dl>`;
}

const both = (one: string, other: string): string => (one === other ? one : `${one}, ${other}`);

/** The three pictures, then the tables from the instances to the gates, then what could have been seen. */
export function renderStudySection(section: StudySection): Markup {
  const { pair, family } = section;
  const study = pair.known;
  return html`${renderPictures(section)}
${renderHowSure(study)}
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
${renderConfounders(pair.toDate.confounders)}
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
  return html`<h3>The family</h3><p class="hint">${familyHint(family)}</p>${familyTable(family, family.length === 1 ? null : primary)}`;
}

function sourceOf(pictures: StudyPictures | null): { source?: string } {
  const sources = new Set([pictures?.trigger?.source, pictures?.target?.source].filter((source) => source !== undefined));
  return sources.size === 0 ? {} : { source: [...sources].join('; ') };
}
