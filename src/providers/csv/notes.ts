import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { DateForm } from './dates.ts';
import { counted, quoted } from './fault.ts';
import type { RowReading } from './rows.ts';

/** The repairs that reading the rows took, as sentences. */
export function readingNotes({ forms, thousands, blank, missing }: RowReading, lineOf: (row: number) => number): string[] {
  const notes = [...forms].flatMap(([form, { example, count }]) => formNote(form, counted(count, 'date'), quoted(example)));
  if (thousands[0] !== undefined) {
    notes.push(`${counted(thousands.length, 'value')} had thousands commas, which were dropped (first: line ${lineOf(thousands[0])}).`);
  }
  if (blank[0] !== undefined) notes.push(`${counted(blank.length, 'row')} without content skipped (first: line ${lineOf(blank[0])}).`);
  if (missing.length > 0) notes.push(missingNote(missing));
  return notes;
}

function formNote(form: DateForm, dates: string, example: string): string[] {
  switch (form) {
    case 'civil':
      return [];
    case 'slashed':
      return [`${dates} (such as ${example}) read as year/month/day.`];
    case 'midnight':
      return [`${dates} carried a time stamp of midnight (such as ${example}), which was dropped.`];
    case 'midnight at an offset':
      return [`${dates} carried a time stamp of midnight at an offset (such as ${example}); the date stands as written.`];
    case 'epoch seconds':
    case 'epoch milliseconds':
      return [`${dates} given in ${form} (such as ${example}) read as days of UTC.`];
  }
}

function missingNote(missing: readonly EpochDay[]): string {
  const first = formatCivilDate(missing.reduce((a, b) => Math.min(a, b)));
  const last = formatCivilDate(missing.reduce((a, b) => Math.max(a, b)));
  if (missing.length === 1) return `1 row without a value left out (${first}).`;
  return `${counted(missing.length, 'row')} without a value left out (first ${first}, last ${last}).`;
}
