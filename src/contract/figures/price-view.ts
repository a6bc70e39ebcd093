import type { EventMark, PricePath, StudyPictures } from '../pictures.ts';
import type { Asked } from './figure-words.ts';

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

/** The series that there are, the trigger's first; one that is trigger and target both stands once, as the target. */
export function pathsOf({ trigger, target }: StudyPictures): PricePath[] {
  const first = trigger?.id === target?.id ? null : trigger;
  return [first, target].filter((p) => p !== null && p.dates.length > 1) as PricePath[];
}

/** Chooses the span: from a little before the target begins to the last date, with room for what is pending. */
export function viewPrices(pictures: StudyPictures, context: Asked): PriceView | null {
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

/** The instant of an ISO date, milliseconds. */
export function time(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`);
}

/** The level of a series on a date or at its last observation before it. */
export function levelAt(path: PricePath, date: string): number | null {
  let low = 0;
  let high = path.dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (path.dates[middle]! <= date) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : path.values[low - 1]!;
}
