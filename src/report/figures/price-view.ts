import { intoLanes, textWidth } from '../../contract/figures/place-labels.ts';
import { type PriceView, pathsOf, time } from '../../contract/figures/price-view.ts';
import { formatDate, formatOutcome } from '../../contract/format.ts';
import type { EventMark, StudyPictures } from '../../contract/pictures.ts';
import type { FigureContext } from './figure.ts';

/** Sizes of one drawing of the prices. */
export interface PriceFormat {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly fontSize: number;
  /** Height of a lane of labels, and how many there may be. */
  readonly lane: number;
  readonly lanes: number;
  /** With more events than this only the newest are named. */
  readonly mostFlags: number;
  readonly triggerHeight: number;
  readonly targetHeight: number;
  /** Most points of a line. */
  readonly points: number;
  readonly xTicks: number;
  readonly yTicks: number;
}

/** An event with the label that stands over its line. */
export interface Flag {
  readonly event: EventMark;
  readonly at: Date;
  /** Whether the label stands before its line, for want of room after it. */
  readonly turned: boolean;
  /** Null where there is no room for a label. */
  readonly lane: number | null;
  readonly date: string;
  readonly outcome: string;
}

/**
 * Gives each event a label over its line, in lanes where events lie close. Where there are more than can be told
 * apart only what came since or is pending, and the newest, are named; the table names them all.
 */
export function placeFlags(pictures: StudyPictures, view: PriceView, place: { context: FigureContext; format: PriceFormat }): Flag[] {
  const { context, format } = place;
  const alone = pathsOf(pictures).length === 1;
  const crowded = view.shown.length > format.mostFlags;
  const flags = view.shown.map((event, i) => {
    const date = format.name === 'wide' ? formatDate(event.date) : event.date.slice(0, 4);
    const outcome = labelOutcome(event, context);
    const both = [date, outcome].filter((t) => t !== '').join(' ');
    const named = !crowded || event.status === 'since' || event.status === 'pending' || i === view.shown.length - 1;
    return { event, at: new Date(time(event.date)), named, date: alone ? both : date, outcome: alone ? both : outcome };
  });
  const named = flags.filter((f) => f.named);
  const wishes = named.map((f) => ({
    at: toPixel(f.at.getTime(), view, format),
    size: Math.max(textWidth(f.date, format.fontSize), textWidth(f.outcome, format.fontSize)) + 6,
  }));
  const laned = intoLanes(wishes, format.lanes, format.width + 2);
  return flags.map((f) => {
    const { lane, turned } = laned[named.indexOf(f)] ?? { lane: null, turned: false };
    return { ...f, lane, turned };
  });
}

/** The date at a pixel of the drawing: labels are placed in pixels, Plot wants data. */
export function fromPixel(pixel: number, view: PriceView, format: PriceFormat): Date {
  return new Date(view.from + ((pixel - format.left) / (format.width - format.left - format.right)) * (view.to - view.from));
}

function toPixel(ms: number, view: PriceView, format: PriceFormat): number {
  return format.left + ((ms - view.from) / (view.to - view.from)) * (format.width - format.left - format.right);
}

function labelOutcome(event: EventMark, context: FigureContext): string {
  if (event.status === 'pending') return 'pending';
  if (event.outcome === null) return '';
  return context.kind === 'hit' ? (event.outcome > 0 ? 'hit' : 'no hit') : formatOutcome(event.outcome, context.kind);
}
