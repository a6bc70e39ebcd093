import { DAY_MS, epochDay } from '../../core/calendar/civil-date.ts';
import type { Http } from '../http-port.ts';
import { noSuchAddress } from '../one-request.ts';
import { admitEmpty, joinPages, olderDaysNote } from '../pages.ts';
import type { Fetched, FetchRequest, Parsed, Provider, ProviderTerms } from '../provider.ts';
import { type Asked, ask, forwards } from './ask.ts';
import { dailyFunding, type Funding, parseFunding } from './funding.ts';
import { parseKlines, parseOpenInterest } from './parse.ts';

const SPOT = 'data-api.binance.vision';
const FUTURES = 'fapi.binance.com';

const PAGE_ROWS = 1000;

/** The first perpetual contract opened on 2019-09-08. */
const FUTURES_OPENED = epochDay(2019, 9, 1);

const terms: ProviderTerms = {
  title: 'Binance klines, funding and open interest',
  hosts: [SPOT, FUTURES],
  addresses: [
    { form: 'SYMBOL', example: 'BTCUSDT', gives: 'close of the UTC day on the spot market, in the second currency of the pair' },
    { form: 'SYMBOL funding', example: 'BTCUSDT funding', gives: 'sum of the funding rates of the UTC day, as a fraction' },
    { form: 'SYMBOL open-interest', example: 'BTCUSDT open-interest', gives: 'open interest of the perpetual at 00:00 UTC, USD' },
  ],
  history:
    'prices since the pair was listed (BTCUSDT: 2017-08-17), funding since 2019-09, open interest the last 30 days; 1,000 rows in a request',
  hasVintages: false,
  // The narrowest of its limits: 500 in 5 minutes on funding rates.
  rate: { requests: 500, perSeconds: 300, atOnce: 2 },
  key: null,
  licence:
    'Free to read for one’s own use under Binance’s terms, where Binance serves (the futures not in the United States, among others); no passing on.',
  precision: 0,
  settlesInMinutes: 2,
  overlapDays: 7,
};

const READERS = { spot: fetchKlines, funding: fetchFunding, 'open-interest': fetchOpenInterest };

/** Daily closes of a pair on Binance; funding and open interest of its perpetual contract. */
export const binance: Provider = {
  name: 'binance',
  terms,
  async fetch(request, http): Promise<Fetched> {
    const pattern = /^(?<symbol>[^\s/?#&]+)(?: (?<measure>funding|open-interest))?$/;
    const { symbol, measure = 'spot' } = pattern.exec(request.address)?.groups ?? {};
    if (symbol === undefined) throw noSuchAddress(request, 'binance', terms.addresses);
    const asked: Asked = { responses: [] };
    const parsed = await READERS[measure as keyof typeof READERS](symbol, { request, http, asked });
    return { ...admitEmpty(parsed, request, { provider: 'binance', url: asked.responses.at(-1)?.url ?? '' }), responses: asked.responses };
  },
};

interface Means {
  readonly request: FetchRequest;
  readonly http: Http;
  readonly asked: Asked;
}

async function fetchKlines(symbol: string, { request, http, asked }: Means): Promise<Parsed> {
  const pages: Parsed[] = [];
  const start = (request.since ?? 0) * DAY_MS;
  const answer = await forwards({ start, now: request.now }, async (startTime) => {
    const query = { symbol, interval: '1d', startTime, limit: PAGE_ROWS };
    const { body, answer } = await ask(`https://${SPOT}/api/v3/klines`, query, { request, http, asked });
    const { parsed, extent } = parseKlines(body, answer, request.now);
    pages.push(parsed);
    request.onRows?.(pages.reduce((rows, { dates }) => rows + dates.length, 0));
    return { answer, body, extent };
  });
  return joinPages(pages, answer);
}

async function fetchFunding(symbol: string, { request, http, asked }: Means): Promise<Parsed> {
  const rates: Funding[] = [];
  const notes = new Set<string>();
  const start = (request.since ?? FUTURES_OPENED) * DAY_MS;
  const answer = await forwards({ start, now: request.now }, async (startTime) => {
    const query = { symbol, startTime, limit: PAGE_ROWS };
    const { body, answer } = await ask(`https://${FUTURES}/fapi/v1/fundingRate`, query, { request, http, asked });
    const page = parseFunding(body, answer, symbol);
    rates.push(...page.rates);
    for (const note of page.notes) notes.add(note);
    request.onRows?.(rates.length);
    return { answer, body, extent: page.extent };
  });
  return dailyFunding(rates, { ...answer, now: request.now, notes: [...notes] });
}

async function fetchOpenInterest(symbol: string, { request, http, asked }: Means): Promise<Parsed> {
  const query = { symbol, period: '1d', limit: 500 };
  const { body, answer } = await ask(`https://${FUTURES}/futures/data/openInterestHist`, query, { request, http, asked });
  const parsed = parseOpenInterest(body, answer, symbol);
  request.onRows?.(parsed.dates.length);
  const older = olderDaysNote(parsed, request.since, 'Binance keeps open interest for 30 days only');
  return { ...parsed, notes: [...parsed.notes, ...older] };
}
