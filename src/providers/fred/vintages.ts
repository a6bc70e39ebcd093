import { type EpochDay, formatCivilDate, parseCivilDate } from '../../core/calendar/civil-date.ts';
import { newYorkInstant } from '../../core/calendar/time-zone.ts';
import { datesNote } from '../dates-note.ts';
import { arranged, type Observation } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, wrongShape } from '../read-json.ts';
import type { Pages } from './parse.ts';
import type { FredRow } from './schema.ts';

/** Real-time periods begin and end here, where nothing else bounds them. */
export const FIRST_REALTIME = parseCivilDate('1776-07-04') as EpochDay;
export const LAST_REALTIME = parseCivilDate('9999-12-31') as EpochDay;

/**
 * Every version of every value, known from its release on: at the stated wall time in New York on the first day of its real-time
 * period, or at the end of that day. A version that only says the same again is dropped; a value that was withdrawn stays, with a note.
 *
 * @param releaseMinutes - Minutes after midnight; 1440 for the end of the day.
 * @throws ProviderError `changed-shape` where real-time periods of a date overlap, or where one has no beginning.
 * @remarks The rows may come from several windows of real time, each of which clips the periods to itself: what goes on from one
 * window into the next is one version.
 */
export function parseVintages({ rows, notes, body }: Pages, releaseMinutes: number, answer: Answer): Parsed {
  const place = { ...answer, body };
  const observations: Observation[] = [];
  const withdrawn: EpochDay[] = [];
  const missing: EpochDay[] = [];
  for (const versions of byDate(rows)) {
    refuseUndated(versions, place);
    const { kept, isWithdrawn } = versionsOf(versions);
    for (const { date, value, realtime_start } of kept)
      observations.push({ date, value, knownAt: newYorkInstant(realtime_start, releaseMinutes) });
    const { date } = versions[0] as FredRow;
    if (kept.length === 0) missing.push(date);
    else if (isWithdrawn) withdrawn.push(date);
  }
  return arranged(observations, {
    ...place,
    notes: [...notes, ...datesNote(missing, 'date'), ...datesNote(withdrawn, 'value', 'withdrawn since; what was known stays')],
  });
}

function byDate(rows: readonly FredRow[]): FredRow[][] {
  const groups = new Map<EpochDay, FredRow[]>();
  for (const row of rows) {
    const group = groups.get(row.date);
    if (group) group.push(row);
    else groups.set(row.date, [row]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.realtime_start - b.realtime_start));
}

type Version = FredRow & { readonly value: number };

/** Of the rows of one date, ascending in real time, those that tell something new. */
function versionsOf(rows: readonly FredRow[]): { readonly kept: readonly Version[]; readonly isWithdrawn: boolean } {
  const kept: Version[] = [];
  for (const row of rows) if (row.value !== null && row.value !== kept.at(-1)?.value) kept.push({ ...row, value: row.value });
  const last = rows.at(-1) as FredRow;
  return { kept, isWithdrawn: last.value === null || last.realtime_end !== LAST_REALTIME };
}

function refuseUndated(versions: readonly FredRow[], place: Answer & { readonly body: string }): void {
  for (const [i, { date, realtime_start: start, realtime_end: end }] of versions.entries()) {
    const day = formatCivilDate(date);
    const before = versions[i - 1];
    if (start <= FIRST_REALTIME) throw wrongShape(place, `the value of ${day} has no first day on which it was known`, place);
    if (end < start) throw wrongShape(place, `the real-time period of ${day} ends before it begins, ${formatCivilDate(start)}`, place);
    if (before && before.realtime_end >= start)
      throw wrongShape(place, `two values of ${day} are valid on ${formatCivilDate(start)}`, place);
  }
}
