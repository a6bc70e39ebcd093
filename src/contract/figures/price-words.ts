import { capitalise, cardinal, formatCount, formatDate, formatLevel, formatOutcome, formatShare } from '../format.ts';
import type { EventMark, StudyPictures } from '../pictures.ts';
import type { Asked, FigureTable, FigureWords, Swatch } from './figure-words.ts';
import { levelAt, type PriceView, pathsOf } from './price-view.ts';
import { thinEvenly } from './thin.ts';

/** What picture 1, the events on the price, says in words. */
export function priceWords(pictures: StudyPictures, context: Asked, view: PriceView): FigureWords {
  return {
    title: nameFinding(pictures, context),
    key: keyOf(pictures, view),
    alt: describe(pictures, context, view),
    footer: footerOf(pictures, view),
    table: tableOf(pictures, view),
  };
}

function nameFinding(pictures: StudyPictures, context: Asked): string {
  const answered = pictures.events.filter((e) => e.outcome !== null);
  const known = answered.filter((e) => e.status === 'known');
  const since = answered.filter((e) => e.status === 'since');
  const target = pictures.target?.title ?? 'the target';
  if (answered.length === 0) return `${capitalise(formatCount(pictures.events.length, 'event'))} on the price; none has an outcome yet`;
  if (context.kind === 'days' || (context.kind === 'return' && !context.outcome.startsWith('return('))) {
    return `${capitalise(cardinal(answered.length))} ${answered.length === 1 ? 'event' : 'events'} on the price, and what ${context.outcome} gave`;
  }
  const did =
    context.kind === 'hit'
      ? 'a hit followed'
      : context.kind === 'return'
        ? `${target} stood higher`
        : `${target} ${betterThan(context.outcome)}`;
  const when = context.kind === 'hit' ? `within ${pictures.horizonLabel} of` : `${pictures.horizonLabel} after`;
  const count = (events: readonly EventMark[]) => formatShare(events.filter((e) => e.outcome! > 0).length, events.length);
  if (known.length === 0) return `${capitalise(did)} ${when} ${count(since)} events complete since the claim`;
  const later = since.length === 0 ? '' : `, and ${count(since)} complete only since`;
  return `${capitalise(did)} ${when} ${count(known)} events${later === '' ? '' : ' complete then'}${later}`;
}

function betterThan(outcome: string): string {
  const other = /^excess_return\([^,]+, ([^,]+),/.exec(outcome)?.[1];
  return other === undefined ? 'had a value above 0' : `did better than ${other}`;
}

function keyOf(pictures: StudyPictures, view: PriceView): (readonly [Swatch, string])[] {
  const key: (readonly [Swatch, string])[] = [];
  if (view.shown.some((e) => e.status === 'known')) key.push(['horizon', `an event and the ${pictures.horizonLabel} after it`]);
  const later = view.shown.some((e) => e.status === 'since');
  const pending = view.shown.some((e) => e.status === 'pending');
  if (later || pending) key.push(['open', [later ? 'complete since' : '', pending ? 'pending' : ''].filter((t) => t !== '').join(' or ')]);
  if (view.claim !== null) key.push(['not-known', 'after the claim']);
  return key;
}

function footerOf(pictures: StudyPictures, view: PriceView): string[] {
  const count = (status: EventMark['status']) => view.shown.filter((e) => e.status === status).length;
  const parts = [
    `n = ${formatCount(count('known'), 'event')} with an outcome`,
    count('since') > 0 ? `${count('since')} complete only since the claim` : '',
    count('pending') > 0 ? `${count('pending')} pending` : '',
    view.hidden.length > 0
      ? `${formatCount(view.hidden.length, 'earlier event')} (${span(view.hidden)}) ${view.hidden.length === 1 ? 'comes' : 'come'} before ${pictures.target?.id ?? 'the target'} has prices`
      : '',
  ];
  const sources = [...new Set(pathsOf(pictures).map((p) => p.source))];
  return [...parts, `Source: ${sources.join('; ')}`, `to ${formatDate(view.lastDate)}`];
}

function span(events: readonly EventMark[]): string {
  const first = events[0]!.date.slice(0, 4);
  const last = events.at(-1)!.date.slice(0, 4);
  return first === last ? first : `${first} to ${last}`;
}

function describe(pictures: StudyPictures, context: Asked, view: PriceView): string {
  const lines = pathsOf(pictures).map((p) => `${p.title} in ${p.unit}`);
  const events = view.shown.map((e) => {
    const outcome = e.status === 'pending' ? 'pending' : e.outcome === null ? 'no outcome' : formatOutcome(e.outcome, context.kind);
    return `${formatDate(e.date)}: ${outcome}${e.status === 'since' ? ', complete only since the claim' : ''}`;
  });
  return `${lines.join(' above ')}, ${formatDate(view.firstDate)} to ${formatDate(view.lastDate)}, with ${formatCount(view.shown.length, 'event')}. ${events.join('; ')}.`;
}

function tableOf(pictures: StudyPictures, view: PriceView): FigureTable {
  const paths = pathsOf(pictures);
  const dates = paths.at(-1)!.dates.filter((d) => d >= view.firstDate);
  return {
    head: ['date', ...paths.map((p) => `${p.title}, ${p.unit}`)],
    rows: thinEvenly(dates.length, 32).map((i) => [formatDate(dates[i]!), ...paths.map((p) => formatLevel(levelAt(p, dates[i]!)))]),
  };
}
