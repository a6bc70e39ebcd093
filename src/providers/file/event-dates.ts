import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { quoted } from '../wording.ts';
import { looksLikeDate, readDate } from './dates.ts';
import { changedShape, type SourceFile } from './fault.ts';
import { tokenise } from './tokenise.ts';

/**
 * The dates in the first column of a CSV text, in its order, with or without a header. Blank cells hold no event.
 *
 * @throws ProviderError `changed-shape` with the line for a cell that is no date or lies after today, and for a text without dates.
 */
export function parseEventDates(
  text: string,
  { file, today }: { readonly file: SourceFile; readonly today: EpochDay },
): readonly EpochDay[] {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const firstLine = body.split(/[\r\n]/, 1)[0] as string;
  const delimiter = ['\t', ';'].find((mark) => firstLine.includes(mark)) ?? ',';
  const records = tokenise(body, { file, delimiter, firstLine: 1 });
  const days: EpochDay[] = [];
  for (let row = 0; row < records.count; row++) {
    const cell = (records.cells(row)[0] ?? '').trim();
    const isHeader = row === 0 && !looksLikeDate(cell) && !/\d/.test(cell);
    if (cell === '' || isHeader) continue;
    const read = readDate(cell);
    if ('problem' in read) throw changedShape(file, read.problem, { line: records.lineOf(row) });
    if (read.day > today)
      throw changedShape(file, `an event must not lie in the future, was ${quoted(cell)}`, { line: records.lineOf(row) });
    days.push(read.day);
  }
  if (days.length === 0) throw changedShape(file, 'expected a column of dates (YYYY-MM-DD), found none');
  return days;
}
