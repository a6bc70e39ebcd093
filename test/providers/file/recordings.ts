import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { type ParseRequest, parseObservations } from '../../../src/providers/file/parse.ts';

/** Files made up for these tests, one for every fault and repair. */
export const RECORDINGS = join(import.meta.dirname, '../../recordings/file');

/** The day on which these tests believe to run. */
export const TODAY = parseCivilDate('2026-11-20') as number;

type Options = Omit<ParseRequest, 'file' | 'today'>;

/** What `NAME.fake.csv` gives: its observations as `2024-01-02 = 10`, and its notes. */
export function readRecording(name: string, options: Options = {}): { observations: string[]; notes: readonly string[] } {
  const fileName = name.includes('.') ? name : `${name}.fake.csv`;
  const path = join(RECORDINGS, fileName);
  const request = { file: { name: fileName, path }, today: TODAY, ...options };
  const { dates, values, notes } = parseObservations(readFileSync(path, 'utf8'), request);
  return { observations: Array.from(dates, (day, i) => `${formatCivilDate(day)} = ${values[i]}`), notes };
}
