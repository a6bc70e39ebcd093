import { DAY_MS, type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { ProviderError } from '../provider.ts';
import { type Course, fetchPages, type ObservationsQuery, type Refusal } from './pages.ts';
import type { Pages } from './parse.ts';
import type { FredRow } from './schema.ts';
import { FIRST_REALTIME, LAST_REALTIME } from './vintages.ts';

/** Real time from one day to another, both included. */
interface Window {
  readonly from: EpochDay;
  readonly to: EpochDay;
}

/**
 * The rows of all real time. FRED gives at most 2000 vintages at once: a window with more is halved.
 *
 * @returns `before the archive` where FRED keeps no vintages of the series.
 */
export async function fetchAllVintages(asked: ObservationsQuery, course: Course): Promise<Pages | Refusal> {
  const whole = await fetchWindow({ from: FIRST_REALTIME, to: LAST_REALTIME }, asked, course);
  if (whole !== 'too many vintages') return whole;
  const rows: FredRow[] = [];
  const notes = new Set<string>();
  let body: string | undefined;
  const today = Math.floor(course.request.now / DAY_MS);
  const waiting = halves({ from: FIRST_REALTIME, to: LAST_REALTIME }, today);
  for (let window = waiting.shift(); window; window = waiting.shift()) {
    const pages = await fetchWindow(window, asked, course);
    if (pages === 'too many vintages') {
      if (window.from === window.to) throw indivisible(asked.id, window);
      waiting.unshift(...halves(window, today));
    } else if (pages === 'before the archive') {
      // Before the first vintage there is nothing; after it, there must be something.
      if (body !== undefined) throw interrupted(asked.id, window);
    } else {
      for (const row of pages.rows) rows.push(row);
      for (const note of pages.notes) notes.add(note);
      body = pages.body;
    }
  }
  return body === undefined ? 'before the archive' : { rows, notes: [...notes], body };
}

function fetchWindow({ from, to }: Window, { id, query }: ObservationsQuery, course: Course): Promise<Pages | Refusal> {
  return fetchPages({ id, query: { ...query, realtime_start: formatCivilDate(from), realtime_end: formatCivilDate(to) } }, course);
}

/** The last window goes on for ever, but no vintage is of tomorrow. */
function halves({ from, to }: Window, today: EpochDay): [Window, Window] {
  const end = Math.min(to, Math.max(today, from + 1));
  const middle = Math.floor((from + end) / 2);
  return [
    { from, to: middle },
    { from: middle + 1, to },
  ];
}

const REQUEST = 'fred/series/observations';

function indivisible(id: string, { from }: Window): ProviderError {
  const message = `fred counts too many vintages of ${id} on the one day ${formatCivilDate(from)}; its rules may have changed`;
  return new ProviderError(message, { provider: 'fred', kind: 'changed-shape', request: REQUEST });
}

function interrupted(id: string, { from, to }: Window): ProviderError {
  const message = `fred has vintages of ${id} from before ${formatCivilDate(from)}, but none from then to ${formatCivilDate(to)}; pull it again`;
  return new ProviderError(message, { provider: 'fred', kind: 'changed-shape', request: REQUEST });
}
