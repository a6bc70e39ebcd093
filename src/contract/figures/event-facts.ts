import { formatCount, formatDate, formatLevel, formatOutcome, formatPercent } from '../format.ts';
import type { EventMark, PricePath, StudyPictures } from '../pictures.ts';
import type { Asked } from './figure-words.ts';
import { levelAt, time } from './price-view.ts';

/** How an event's close stands in its series' own past. */
export interface Standing {
  /** Date of the highest close before it. */
  readonly highDate: string;
  /** Calendar days from that date to the event. */
  readonly days: number;
  /** Deepest close between the two, relative to the earlier high; at most 0. */
  readonly deepest: number;
  /** The event's close against the earlier high: above 0 is a record. */
  readonly above: number;
}

/**
 * How a close stands against the highest close before it. Null where the series has no such date, another value on it (the event
 * is then of another series or of a combination), or nothing before it.
 */
export function standingOf({ dates, values }: PricePath, { date, value }: Pick<EventMark, 'date' | 'value'>): Standing | null {
  const at = dates.indexOf(date);
  if (at < 1 || values[at] !== value) return null;
  let high = 0;
  for (let i = 1; i < at; i++) if (values[i]! > values[high]!) high = i;
  const top = values[high]!;
  if (!(top > 0)) return null;
  let low = top;
  for (let i = high; i < at; i++) low = Math.min(low, values[i]!);
  return {
    highDate: dates[high]!,
    days: Math.round((time(date) - time(dates[high]!)) / 86_400_000),
    deepest: low / top - 1,
    above: value / top - 1,
  };
}

/** What is known of an event, a line each: where the trigger stood, how long after the last high, the entry, what came of it. */
export function eventLines(pictures: StudyPictures, event: EventMark, { kind }: Pick<Asked, 'kind'>): string[] {
  const { trigger, target } = pictures;
  const path = trigger ?? target;
  const level = trigger === null ? null : levelAt(trigger, event.date);
  const entry = target === null || event.entryDate === null ? null : levelAt(target, event.entryDate);
  return [
    trigger === null || level === null ? '' : `${trigger.id} ${formatLevel(level)}`,
    path === null ? '' : standingWords(path, event),
    entry === null ? '' : `${target?.id} ${formatLevel(entry)} at entry, ${formatDate(event.entryDate)}`,
    outcomeWords(pictures, event, kind),
  ].filter((line) => line !== '');
}

function standingWords(path: PricePath, event: EventMark): string {
  const standing = standingOf(path, event);
  if (standing === null) return '';
  const { days, deepest, above, highDate } = standing;
  if (above <= 0) return `${formatPercent(-above)} below the record of ${formatDate(highDate)}`;
  const fall = deepest < 0 ? `, ${formatPercent(-deepest)} below it in between` : '';
  return `a record, the first in ${formatCount(days, 'day')}${fall}`;
}

function outcomeWords({ horizonLabel }: StudyPictures, event: EventMark, kind: Asked['kind']): string {
  if (event.status === 'no outcome') return 'no outcome: the target has no price for it';
  const until = event.endDate === null ? '' : ` until ${formatDate(event.endDate)}`;
  if (event.status === 'pending' || event.outcome === null) return `${horizonLabel}: pending${until}`;
  const words = kind === 'hit' ? (event.outcome > 0 ? 'a hit' : 'no hit') : formatOutcome(event.outcome, kind);
  return `${horizonLabel}: ${words}${event.status === 'since' ? ', complete only since the claim' : ''}`;
}
