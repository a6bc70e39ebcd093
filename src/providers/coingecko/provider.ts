import type { HttpResponse } from '../http-port.ts';
import { noSuchAddress } from '../one-request.ts';
import { admitEmpty, olderDaysNote } from '../pages.ts';
import type { Fetched, Provider, ProviderTerms } from '../provider.ts';
import type { Answer } from '../read-json.ts';
import { readRefusal, refused } from '../refusal.ts';
import { type Measure, parseChart } from './parse.ts';
import { refusalSchema } from './schema.ts';

const HOST = 'api.coingecko.com';

/** Days that a request without a key for payment may reach back. */
const DAYS = 365;

const terms: ProviderTerms = {
  title: 'CoinGecko market charts',
  hosts: [HOST],
  addresses: [
    { form: 'COIN price', example: 'bitcoin price', gives: 'average price over exchanges at 24:00 UTC, USD' },
    { form: 'COIN market-cap', example: 'bitcoin market-cap', gives: 'market capitalisation at 24:00 UTC, USD' },
  ],
  history: 'the last 365 days; one request. The newest day comes about 00:35 UTC',
  hasVintages: false,
  // Without a key between 5 and 15 a minute, as their load allows; with the free key 30.
  rate: { requests: 5, perSeconds: 60, atOnce: 1 },
  key: { variable: 'COINGECKO_API_KEY', isRequired: false, from: 'https://www.coingecko.com/en/developers/dashboard (the free Demo plan)' },
  licence: 'Free plans: name CoinGecko as the source; no commercial use and no passing on.',
  precision: 0,
  overlapDays: 7,
};

/** Daily price and market capitalisation of a coin at CoinGecko: the last 365 days. */
export const coingecko: Provider = {
  name: 'coingecko',
  terms,
  async fetch(request, http): Promise<Fetched> {
    const { coin, measure } = /^(?<coin>[\w.-]+) (?<measure>price|market-cap)$/.exec(request.address)?.groups ?? {};
    if (coin === undefined) throw noSuchAddress(request, 'coingecko', terms.addresses);
    const response = await http.get({
      provider: 'coingecko',
      url: `https://${HOST}/api/v3/coins/${coin}/market_chart`,
      query: { vs_currency: 'usd', days: DAYS, interval: 'daily' },
      ...(request.key !== undefined && { secrets: { headers: { 'x-cg-demo-api-key': request.key } } }),
      expects: 'json',
      etag: request.etag,
      hands: [400, 401, 403, 404],
      signal: request.signal,
    });
    const { etag, record } = response;
    if (response.status === 304)
      return { dates: new Int32Array(), values: new Float64Array(), notes: [], responses: [record], etag: request.etag, isUnchanged: true };
    const answer = { provider: 'coingecko', url: record.url, unknownFields: request.unknownFields };
    refuse(response, answer, coin);
    const parsed = admitEmpty(parseChart(response.body, answer, measure as Measure), request, answer);
    request.onRows?.(parsed.dates.length);
    const older = olderDaysNote(parsed, request.since, `CoinGecko gives only the last ${DAYS} days without a key for payment`);
    return { ...parsed, notes: [...parsed.notes, ...older], responses: [record], etag };
  },
};

/** The span that the plan allows is exceeded. */
const TIME_RANGE = 10_012;

/** @throws ProviderError where the body is an error, whatever the status. */
function refuse({ status, body }: HttpResponse, answer: Answer, coin: string): void {
  const error = readRefusal(body, refusalSchema);
  if (error === undefined && status < 400) return;
  const details = { answer, body, words: error?.error_message };
  const code = error?.error_code ?? status;
  if (code === 429) throw refused('too many requests; ask later', { ...details, kind: 'rate-limited', retryable: true });
  if (code === TIME_RANGE) throw refused(`only the last ${DAYS} days may be asked for`, { ...details, kind: 'unauthorized' });
  if (status === 404 || code === 404) throw refused(`CoinGecko knows no coin ${coin}`, { ...details, kind: 'not-found' });
  if (status === 401 || status === 403)
    throw refused(`CoinGecko does not admit the request; look at ${terms.key?.variable}`, { ...details, kind: 'unauthorized' });
  throw refused('CoinGecko does not take this request', { ...details, kind: 'changed-shape' });
}
