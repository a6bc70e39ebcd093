import { capitalise, cardinal, formatCount, formatDate, formatLevel, formatOutcome, formatShare } from '../../contract/format.ts';
import type { EventMark, StudyPictures } from '../../contract/pictures.ts';
import type { Markup } from '../markup.ts';
import { drawSvg, hatch, type Panel } from './draw.ts';
import { type FigureContext, frameFigure, type Swatch } from './figure.ts';
import { levelAt, plotSeries } from './price-panel.ts';
import { type PriceFormat, type PriceView, pathsOf, placeFlags, viewPrices } from './price-view.ts';
import { EVENTS, HATCH } from './theme.ts';
import { thinEvenly } from './thin.ts';

// Two drawings, one of them shown: none reads both at 328 and at 1,000 pixels.
const WIDE: PriceFormat = {
  name: 'wide',
  width: 960,
  left: 58,
  right: 12,
  fontSize: 13,
  lane: 17,
  lanes: 3,
  mostFlags: 14,
  triggerHeight: 160,
  targetHeight: 220,
  points: 800,
  xTicks: 9,
  yTicks: 6,
};
const NARROW: PriceFormat = {
  name: 'narrow',
  width: 360,
  left: 36,
  right: 6,
  fontSize: 12,
  lane: 15,
  lanes: 3,
  mostFlags: 8,
  triggerHeight: 120,
  targetHeight: 180,
  points: 320,
  xTicks: 4,
  yTicks: 4,
};

/**
 * Picture 1, the events on the price: the trigger's series above, the target's below on one time axis, a line and a
 * mark for each event, its horizon shaded to its end. Null where there is no series to draw.
 */
export function eventsOnPrice(pictures: StudyPictures, context: FigureContext): Markup | null {
  const view = viewPrices(pictures, context);
  if (view === null) return null;
  const alt = describe(pictures, context, view);
  return frameFigure({
    context,
    className: 'events-on-price',
    title: nameFinding(pictures, context),
    key: keyOf(pictures, view),
    svgs: [WIDE, NARROW].map((format) => draw(pictures, context, { view, format, alt })),
    footer: footerOf(pictures, view),
    table: tableOf(pictures, view),
  });
}

function draw(pictures: StudyPictures, context: FigureContext, shape: { view: PriceView; format: PriceFormat; alt: string }): string {
  const { view, format, alt } = shape;
  const id = `${context.id}-${format.name}`;
  const flags = placeFlags(pictures, view, { context, format });
  const head = 22 + format.lane * (1 + Math.max(-1, ...flags.map((f) => f.lane ?? -1)));
  const paths = pathsOf(pictures);
  const gap = 12;
  let top = 0;
  const panels: Panel[] = paths.map((path, i) => {
    const isTarget = path === pictures.target;
    const foot = i === paths.length - 1 ? 24 : 0;
    const height = head + (isTarget ? format.targetHeight : format.triggerHeight) + foot;
    const options = plotSeries({ path, isTarget, alone: paths.length === 1, head, gap, height, foot, id, view, format, flags });
    const panel = { top, options };
    top += height + gap;
    return panel;
  });
  const defs = hatch(`${id}-unknown`, HATCH) + hatch(`${id}-open`, EVENTS);
  return drawSvg({
    id,
    width: format.width,
    height: top - gap,
    fontSize: format.fontSize,
    alt,
    className: `drawing ${format.name}`,
    defs,
    panels,
  });
}

function nameFinding(pictures: StudyPictures, context: FigureContext): string {
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

function describe(pictures: StudyPictures, context: FigureContext, view: PriceView): string {
  const lines = pathsOf(pictures).map((p) => `${p.title} in ${p.unit}`);
  const events = view.shown.map((e) => {
    const outcome = e.status === 'pending' ? 'pending' : e.outcome === null ? 'no outcome' : formatOutcome(e.outcome, context.kind);
    return `${formatDate(e.date)}: ${outcome}${e.status === 'since' ? ', complete only since the claim' : ''}`;
  });
  return `${lines.join(' above ')}, ${formatDate(view.firstDate)} to ${formatDate(view.lastDate)}, with ${formatCount(view.shown.length, 'event')}. ${events.join('; ')}.`;
}

function tableOf(pictures: StudyPictures, view: PriceView): { head: string[]; rows: string[][] } {
  const paths = pathsOf(pictures);
  const dates = paths.at(-1)!.dates.filter((d) => d >= view.firstDate);
  return {
    head: ['date', ...paths.map((p) => `${p.title}, ${p.unit}`)],
    rows: thinEvenly(dates.length, 32).map((i) => [formatDate(dates[i]!), ...paths.map((p) => formatLevel(levelAt(p, dates[i]!)))]),
  };
}
