import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { counted } from '../wording.ts';
import type { ChartResult } from './schema.ts';

/** Splits and dividends as sentences: they are the seams of a history that was fetched in parts. */
export function eventNotes(events: ChartResult['events'], dateOf: (stamp: number) => EpochDay): string[] {
  const on = (stamp: number) => `on ${formatCivilDate(dateOf(stamp))}`;
  const splits = inOrder(events?.splits).map(({ numerator, denominator, date }) => `split ${numerator}:${denominator} ${on(date)}`);
  const dividends = inOrder(events?.dividends).map(({ amount, date }) => `${amount} ${on(date)}`);
  const listed = dividends.length > 3 ? `first ${dividends[0]}, last ${dividends.at(-1)}` : dividends.join(', ');
  return [
    ...(splits.length > 0 ? [`Closes are adjusted for: ${splits.join(', ')}.`] : []),
    ...(dividends.length > 0 ? [`${counted(dividends.length, 'dividend')} (${listed}); only the adjusted closes allow for them.`] : []),
  ];
}

function inOrder<T extends { readonly date: number }>(events: Readonly<Record<string, T>> | undefined): T[] {
  return Object.values(events ?? {}).sort((a, b) => a.date - b.date);
}
