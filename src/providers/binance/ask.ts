import { DAY_MS } from '../../core/calendar/civil-date.ts';
import type { Http, HttpRequest, ResponseRecord } from '../http-port.ts';
import type { FetchRequest } from '../provider.ts';
import { type Answer, wrongShape } from '../read-json.ts';
import { readRefusal, refused } from '../refusal.ts';
import type { Extent } from './parse.ts';
import { refusalSchema } from './schema.ts';

/** The requests so far. */
export interface Asked {
  readonly responses: ResponseRecord[];
}

/** Pages of 1,000 rows: more than there can be, even of hourly funding. */
const MAXIMUM_PAGES = 200;

/**
 * Asks Binance for one body.
 *
 * @throws ProviderError in Binance's words: an unknown symbol, a ban for asking too often, a country that it does not serve.
 */
export async function ask(
  url: string,
  query: NonNullable<HttpRequest['query']>,
  { request, http, asked }: { request: FetchRequest; http: Http; asked: Asked },
): Promise<{ body: string; answer: Answer }> {
  const hands = [400, 403, 418, 451];
  const { status, body, record } = await http.get({ provider: 'binance', url, query, expects: 'json', hands, signal: request.signal });
  asked.responses.push(record);
  const answer: Answer = { provider: 'binance', url: record.url, unknownFields: request.unknownFields };
  const error = readRefusal(body, refusalSchema);
  if (error === undefined && status < 400) return { body, answer };
  const details = { answer, body, words: error?.msg };
  if (status === 451)
    throw refused('Binance refuses requests from this country (451); take another exchange as the source', {
      ...details,
      kind: 'unavailable',
    });
  if (error?.code === -1121) throw refused(`Binance knows no symbol ${query.symbol}`, { ...details, kind: 'not-found' });
  // 418 is a ban for minutes to days, which more requests prolong.
  if (status === 418 || error?.code === -1003)
    throw refused('too many requests; ask later', { ...details, kind: 'rate-limited', retryable: status !== 418 });
  if (status === 403) throw refused('Binance blocks the request (403)', { ...details, kind: 'unauthorized' });
  throw refused('Binance does not take this request', { ...details, kind: 'changed-shape' });
}

/**
 * Reads pages forwards in time, each from the end of the one before, until one is empty or reaches the present.
 *
 * @param read - Asks for the page from an instant on, and tells what it covers.
 * @returns The last answer, for errors.
 * @throws ProviderError `changed-shape` where a page begins before the instant that was asked for, or lies in the future, or pages do not end.
 */
export async function forwards(
  { start, now }: { start: number; now: number },
  read: (startTime: number) => Promise<{ answer: Answer; body: string; extent: Extent }>,
): Promise<Answer> {
  let startTime = Math.min(start, now);
  for (let page = 1; ; page++) {
    const { answer, body, extent } = await read(startTime);
    if (extent === undefined) return answer;
    if (extent.first < startTime) throw wrongShape(answer, `asked for rows from ${startTime} on, found one of ${extent.first}`, { body });
    if (extent.last < extent.first || extent.last > now + 2 * DAY_MS)
      throw wrongShape(answer, `expected ascending rows of the past, found ${extent.first} to ${extent.last}`, { body });
    startTime = extent.last + 1;
    if (startTime > now) return answer;
    if (page === MAXIMUM_PAGES) throw wrongShape(answer, `there is no end after ${MAXIMUM_PAGES} pages`, { body });
  }
}
