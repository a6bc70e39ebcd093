import { type PriceView, pathsOf, viewPrices } from '../../contract/figures/price-view.ts';
import { priceWords } from '../../contract/figures/price-words.ts';
import type { StudyPictures } from '../../contract/pictures.ts';
import type { Markup } from '../markup.ts';
import { drawSvg, hatch, type Panel } from './draw.ts';
import { type FigureContext, frameFigure } from './figure.ts';
import { plotSeries } from './price-panel.ts';
import { type PriceFormat, placeFlags } from './price-view.ts';
import { EVENTS, HATCH } from './theme.ts';

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
  const words = priceWords(pictures, context, view);
  return frameFigure({
    ...words,
    context,
    className: 'events-on-price',
    svgs: [WIDE, NARROW].map((format) => draw(pictures, context, { view, format, alt: words.alt })),
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
