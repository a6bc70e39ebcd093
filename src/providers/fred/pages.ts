import type { Http, HttpRequest, ResponseRecord } from '../http-port.ts';
import { type FetchRequest, ProviderError } from '../provider.ts';
import { type Answer, wrongShape } from '../read-json.ts';
import { faultError, faultIn, isBeforeTheArchive, isTooManyVintages } from './fault.ts';
import { type Pages, readPage } from './parse.ts';
import type { FredRow, ObservationsPage } from './schema.ts';

const OBSERVATIONS = 'https://api.stlouisfed.org/fred/series/observations';

/** The most rows that a page may have. */
const LIMIT = 100_000;
const MOST_PAGES = 200;

/** A series' observations as FRED is asked for them. */
export interface ObservationsQuery {
  readonly id: string;
  readonly query: HttpRequest['query'];
}

/** How the pages of a request are fetched: with what, and where the requests are kept. */
export interface Course {
  readonly request: FetchRequest;
  readonly http: Http;
  readonly responses: ResponseRecord[];
}

/** Vintages may be refused for a window of real time: too many are in it, or it ends before the first one. */
export type Refusal = 'too many vintages' | 'before the archive';

/** Reads page after page until all rows are there. Throws ProviderError where they do not come to the count that FRED states. */
export async function fetchPages({ id, query }: ObservationsQuery, course: Course): Promise<Pages | Refusal> {
  const rows: FredRow[] = [];
  const notes = new Set<string>();
  let count: number | undefined;
  for (let asked = 0; asked < MOST_PAGES; asked++) {
    const { body, url } = await ask({ id, query: { ...query, limit: LIMIT, offset: rows.length } }, course);
    const answer = answerAt(url, course);
    const fault = faultIn(body);
    const refusal = fault === undefined ? undefined : refusalIn(fault);
    if (refusal && asked === 0) return refusal;
    if (fault !== undefined) throw faultError(fault, body, answer);
    const read = readPage(body, answer);
    for (const note of read.notes) notes.add(note);
    refuseMisplaced(read.page, { offset: rows.length, count }, { ...answer, body });
    count = read.page.count;
    for (const row of read.page.observations) rows.push(row);
    course.request.onRows?.(rows.length);
    if (rows.length === count) return { rows, notes: [...notes], body };
  }
  const message = `fred did not end ${id} within ${MOST_PAGES} pages (${rows.length} rows)`;
  throw new ProviderError(message, { provider: 'fred', kind: 'changed-shape', request: OBSERVATIONS });
}

async function ask({ id, query }: ObservationsQuery, { request, http, responses }: Course): Promise<{ body: string; url: string }> {
  const response = await http.get({
    provider: 'fred',
    url: OBSERVATIONS,
    query: { series_id: id, file_type: 'json', ...query },
    secrets: { query: { api_key: request.key as string } },
    expects: 'json',
    hands: [400],
    signal: request.signal,
  });
  responses.push(response.record);
  return { body: response.body, url: response.record.url };
}

/** What errors say of an answer. */
export function answerAt(url: string, { request }: Pick<Course, 'request'>): Answer {
  return { provider: 'fred', url, unknownFields: request.unknownFields };
}

function refusalIn(fault: string): Refusal | undefined {
  if (isTooManyVintages(fault)) return 'too many vintages';
  return isBeforeTheArchive(fault) ? 'before the archive' : undefined;
}

/** Pages must follow one another, within one answer, and each must bring something while rows are missing. */
function refuseMisplaced(
  page: ObservationsPage,
  { offset, count }: { offset: number; count: number | undefined },
  place: Answer & { readonly body: string },
): void {
  const rows = page.observations.length;
  if (page.offset !== offset) throw wrongShape(place, `asked for rows from ${offset} on, the answer begins at ${page.offset}`, place);
  if (count !== undefined && page.count !== count) {
    const message = `fred changed the series while its pages were read (${count} rows, then ${page.count}); pull it again`;
    throw new ProviderError(message, { provider: 'fred', kind: 'unavailable', retryable: true, request: place.url });
  }
  if (offset + rows > page.count) throw wrongShape(place, `the answer counts ${page.count} rows, but has ${offset + rows}`, place);
  if (rows === 0 && offset < page.count) throw wrongShape(place, `the answer counts ${page.count} rows, but ends after ${offset}`, place);
}
