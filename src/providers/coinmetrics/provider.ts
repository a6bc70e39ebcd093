import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { HttpRequest, HttpResponse, ResponseRecord } from '../http-port.ts';
import { noSuchAddress } from '../one-request.ts';
import { admitEmpty, joinPages } from '../pages.ts';
import type { Fetched, Parsed, Provider, ProviderTerms } from '../provider.ts';
import { type Answer, wrongShape } from '../read-json.ts';
import { readRefusal, refused } from '../refusal.ts';
import { type Metric, parsePage } from './parse.ts';
import { refusalSchema } from './schema.ts';

const HOST = 'community-api.coinmetrics.io';
const SERIES = `https://${HOST}/v4/timeseries/asset-metrics`;

/** Rows of a page: 27 years of days, so that one page is the rule. */
const PAGE_SIZE = 10_000;
const MAXIMUM_PAGES = 20;

const terms: ProviderTerms = {
  title: 'Coin Metrics community data',
  hosts: [HOST],
  addresses: [
    { form: 'ASSET PriceUSD', example: 'btc PriceUSD', gives: 'reference price at 24:00 UTC, USD' },
    { form: 'ASSET CapMrktCurUSD', example: 'eth CapMrktCurUSD', gives: 'market capitalisation at 24:00 UTC, USD' },
    { form: 'ASSET CapMVRVCur', example: 'btc CapMVRVCur', gives: 'market value over realised value, ratio' },
    { form: 'ASSET METRIC', example: 'btc AdrActCnt', gives: 'any daily metric of the community set, in its own unit' },
  ],
  history: 'whole (BTC price since 2010-07-18); 10,000 days in a request',
  hasVintages: false,
  rate: { requests: 10, perSeconds: 6, atOnce: 2 },
  key: null,
  licence: 'Creative Commons BY-NC 4.0: name Coin Metrics; no commercial use.',
  precision: 0,
  overlapDays: 14,
};

/** Daily values of a metric of a crypto asset, from the community set of Coin Metrics. */
export const coinmetrics: Provider = {
  name: 'coinmetrics',
  terms,
  async fetch(request, http): Promise<Fetched> {
    const parts = /^(?<asset>[a-z0-9_.]+) (?<metric>[A-Za-z][A-Za-z0-9_.]*)$/.exec(request.address)?.groups;
    if (!parts) throw noSuchAddress(request, 'coinmetrics', terms.addresses);
    const { asset, metric } = parts as unknown as Metric;
    const start_time = request.since === undefined ? undefined : formatCivilDate(request.since);
    const pages: Parsed[] = [];
    const responses: ResponseRecord[] = [];
    const first = { assets: asset, metrics: metric, frequency: '1d', start_time, page_size: PAGE_SIZE, paging_from: 'start' };
    let next: Pick<HttpRequest, 'url' | 'query'> | undefined = { url: SERIES, query: first };
    while (next) {
      const response: HttpResponse = await http.get({
        ...next,
        provider: 'coinmetrics',
        expects: 'json',
        hands: [400, 403],
        signal: request.signal,
      });
      const answer = { provider: 'coinmetrics', url: response.record.url, unknownFields: request.unknownFields };
      refuse(response, answer, { asset, metric });
      const page = parsePage(response.body, answer, { asset, metric });
      pages.push(page.parsed);
      responses.push(response.record);
      request.onRows?.(pages.reduce((rows, { dates }) => rows + dates.length, 0));
      if (pages.length === MAXIMUM_PAGES && page.next !== undefined)
        throw wrongShape(answer, `there is still a next page after ${MAXIMUM_PAGES}`, { body: response.body });
      next = page.next === undefined ? undefined : { url: page.next };
    }
    const answer = { provider: 'coinmetrics', url: SERIES };
    return { ...admitEmpty(joinPages(pages, answer), request, answer), responses };
  },
};

/** @throws ProviderError where the body is an error, whatever the status: a metric for payment has been answered with 200 as well. */
function refuse({ status, body }: HttpResponse, answer: Answer, { asset, metric }: Metric): void {
  const error = readRefusal(body, refusalSchema)?.error;
  if (error === undefined && status < 400) return;
  const words = error?.message;
  if (status === 403 || error?.type === 'forbidden')
    throw refused(`the community set does not hold ${asset} ${metric}`, { answer, kind: 'unauthorized', body, words });
  if (error?.type === 'bad_parameter' && /'(?:assets|metrics)'/.test(error.message))
    throw refused(`Coin Metrics knows no ${asset} ${metric}`, { answer, kind: 'not-found', body, words });
  throw refused('Coin Metrics does not take this request', { answer, kind: 'changed-shape', body, words });
}
