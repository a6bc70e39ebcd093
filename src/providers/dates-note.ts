import { type EpochDay, formatCivilDate } from '../core/calendar/civil-date.ts';
import { counted } from './wording.ts';

/** A sentence on some dates: `4 rows without a value left out (first 2020-01-01, last 2020-04-10).` None where there are no dates. */
export function datesNote(days: readonly EpochDay[], noun: string, what = 'without a value left out'): string[] {
  if (days.length === 0) return [];
  const first = formatCivilDate(days.reduce((a, b) => Math.min(a, b)));
  const last = formatCivilDate(days.reduce((a, b) => Math.max(a, b)));
  return [`${counted(days.length, noun)} ${what} (${days.length === 1 ? first : `first ${first}, last ${last}`}).`];
}
