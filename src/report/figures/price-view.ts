import { formatDate, formatOutcome } from '../../contract/format.ts';
import type { EventMark, PricePath, StudyPictures } from '../../contract/pictures.ts';
import type { FigureContext } from './figure.ts';
import { intoLanes, textWidth } from './place-labels.ts';

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

/** What both drawings show of the prices. */
export interface PriceView {
  /** Shown span, milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly shown: readonly EventMark[];
  /** Events before the shown span. */
  readonly hidden: readonly EventMark[];
  /** When the claim was made, if that lies inside the shown span. */
  readonly claim: Date | null;
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

/** The series that there are, the trigger's first. */
export function pathsOf(pictures: StudyPictures): PricePath[] {
  return [pictures.trigger, pictures.target].filter((p) => p !== null && p.dates.length > 1) as PricePath[];
}

/** Chooses the span: from a little before the target begins to the last date, with room for what is pending. */
export function viewPrices(pictures: StudyPictures, context: FigureContext): PriceView | null {
  const paths = pathsOf(pictures);
  if (paths.length === 0) return null;
  const lastDate = paths
    .map((p) => p.dates.at(-1)!)
    .toSorted()
    .at(-1)!;
  const last = time(lastDate);
  const earliest = Math.min(...paths.map((p) => time(p.dates[0]!)));
  const answerable = time(paths.at(-1)!.dates[0]!);
  // What came before the target's first price cannot be answered by it; a little of it shows where the target begins.
  const from = Math.max(earliest, answerable - 0.04 * (last - answerable));
  const due = pictures.events.filter((e) => e.status === 'pending' && e.endDate !== null).map((e) => time(e.endDate!));
  const to = Math.max(last, Math.min(Math.max(last, ...due), last + 0.06 * (last - from)));
  const claimed = context.claimDate === null ? null : time(context.claimDate);
  return {
    from,
    to,
    firstDate: new Date(from).toISOString().slice(0, 10),
    lastDate,
    shown: pictures.events.filter((e) => time(e.date) >= from),
    hidden: pictures.events.filter((e) => time(e.date) < from),
    claim: claimed !== null && claimed > from && claimed < to ? new Date(claimed) : null,
  };
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

/** The instant of an ISO date, milliseconds. */
export function time(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`);
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
