import { DAY_MS, type EpochDay, epochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Http, HttpResponse, ResponseRecord } from '../http-port.ts';
import { noSuchAddress } from '../one-request.ts';
import { admitEmpty, joinPages, missingDaysNote } from '../pages.ts';
import type { Fetched, FetchRequest, Parsed, Provider, ProviderTerms } from '../provider.ts';
import type { Answer } from '../read-json.ts';
import { readRefusal, refused } from '../refusal.ts';
import { parseCandles, type Window } from './parse.ts';
import { refusalSchema } from './schema.ts';

const HOST = 'api.exchange.coinbase.com';

/** Candles that one request gives at most. */
const PAGE_DAYS = 300;

/** The exchange opened in January 2015; its oldest candle is that of BTC-USD on 2015-07-20. */
const OPENED = epochDay(2015, 1, 1);

const terms: ProviderTerms = {
  title: 'Coinbase Exchange candles',
  hosts: [HOST],
  addresses: [{ form: 'PAIR', example: 'BTC-USD', gives: 'close of the UTC day, in the second currency of the pair' }],
  history: 'since the pair was listed (BTC-USD: 2015-07-20); 300 days in a request; days without trades are absent',
  hasVintages: false,
  rate: { requests: 10, perSeconds: 1, atOnce: 2 },
  key: null,
  licence: 'Free to read for one’s own use under Coinbase’s market data terms; passing it on needs their consent.',
  precision: 0,
  settlesInMinutes: 2,
  overlapDays: 7,
};

/**
 * Daily closes of a pair on Coinbase. Pages are asked for backwards from today, 300 days each, down to `since` or to the
 * opening of the exchange: an empty page is no reason to stop, as a pair that was halted for years has trades before that.
 */
export const coinbase: Provider = {
  name: 'coinbase',
  terms,
  async fetch(request, http): Promise<Fetched> {
    const pair = request.address;
    if (!/^[A-Z0-9]+-[A-Z0-9]+$/.test(pair)) throw noSuchAddress(request, 'coinbase', terms.addresses);
    const today = Math.floor(request.now / DAY_MS);
    const first = Math.min(Math.max(request.since ?? OPENED, OPENED), today);
    const url = `https://${HOST}/products/${pair}/candles`;
    const pages: Parsed[] = [];
    const responses: ResponseRecord[] = [];
    for (let end = today; end >= first; end -= PAGE_DAYS) {
      const window = { start: Math.max(end - PAGE_DAYS + 1, first), end };
      const response = await askPage(url, { window, request, http });
      pages.unshift(parseCandles(response.body, answerOf(request, response), window));
      responses.push(response.record);
      request.onRows?.(pages.reduce((rows, { dates }) => rows + dates.length, 0));
    }
    const answer = { provider: 'coinbase', url };
    const joined = admitEmpty(joinPages(pages, answer), request, answer);
    return { ...joined, notes: [...joined.notes, ...missingDaysNote(joined)], responses };
  },
};

const answerOf = ({ unknownFields }: FetchRequest, { record: { url } }: HttpResponse): Answer => ({
  provider: 'coinbase',
  url,
  unknownFields,
});

async function askPage(
  url: string,
  { window, request, http }: { window: Window; request: FetchRequest; http: Http },
): Promise<HttpResponse> {
  const instant = (day: EpochDay) => `${formatCivilDate(day)}T00:00:00Z`;
  const response = await http.get({
    provider: 'coinbase',
    url,
    query: { granularity: 86_400, start: instant(window.start), end: instant(window.end) },
    expects: 'json',
    hands: [400, 404],
    signal: request.signal,
  });
  if (response.status < 400) return response;
  const [kind, problem] =
    response.status === 404
      ? (['not-found', `Coinbase knows no pair ${request.address}`] as const)
      : (['changed-shape', 'Coinbase no longer takes this form of request'] as const);
  const words = readRefusal(response.body, refusalSchema)?.message;
  throw refused(problem, { answer: answerOf(request, response), kind, body: response.body, words });
}
