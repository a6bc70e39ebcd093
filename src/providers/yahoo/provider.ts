import { DAY_MS, epochDay } from '../../core/calendar/civil-date.ts';
import { noSuchAddress } from '../one-request.ts';
import { admitEmpty } from '../pages.ts';
import type { FetchRequest, Provider } from '../provider.ts';
import { FAULT_STATUSES, faultOfStatus } from './fault.ts';
import { parseChart } from './parse.ts';

const CHART = 'https://query1.finance.yahoo.com/v8/finance/chart/';

/** Before the first bar of anything there (^GSPC begins on 1927-12-30). */
const BEGINNING = epochDay(1900, 1, 1);

/** Daily closes of Yahoo Finance by its chart endpoint (v8), unofficial and without a key. */
export const yahoo: Provider = {
  name: 'yahoo',
  terms: {
    title: 'Yahoo Finance (chart v8)',
    hosts: ['query1.finance.yahoo.com'],
    addresses: [
      {
        form: 'SYMBOL',
        example: '^RUT',
        gives:
          'daily closes, adjusted for splits, in the currency of the listing (of an index: points, so no unit); beside them closes adjusted for dividends too',
      },
    ],
    history: 'everything from the first trade on, in one request',
    hasVintages: false,
    rate: { requests: 60, perSeconds: 60, atOnce: 2 },
    key: null,
    licence: 'An unofficial endpoint: for personal use, not to be passed on; it may change or refuse without notice.',
    // Closes are 32-bit floats, printed as 64-bit ones.
    precision: 1e-6,
    settlesInMinutes: 20,
    overlapDays: 30,
  },
  async fetch(request, http) {
    const symbol = request.address;
    if (!/^[^\s/?#]{1,40}$/.test(symbol)) throw noSuchAddress(request, 'yahoo', yahoo.terms.addresses);
    const url = `${CHART}${encodeURIComponent(symbol)}`;
    const response = await http.get({
      provider: 'yahoo',
      url,
      // By period: a range of `max` silently gives monthly bars.
      query: { ...periodOf(request), interval: '1d', events: 'div,splits' },
      expects: 'json',
      hands: FAULT_STATUSES,
      signal: request.signal,
    });
    const { status, body, record } = response;
    const answer = { provider: 'yahoo', url: record.url, unknownFields: request.unknownFields };
    if (status >= 400) throw faultOfStatus(status, body, answer);
    const parsed = admitEmpty(parseChart(body, { symbol, since: request.since, now: request.now }, answer), request, answer);
    request.onRows?.(parsed.dates.length);
    return { ...parsed, responses: [record] };
  },
};

/** Seconds from and to which bars are asked for. East of Greenwich a date begins before it does in UTC, and lasts into tomorrow west of it. */
function periodOf({ since, now }: FetchRequest): { period1: number; period2: number } {
  const first = since === undefined ? BEGINNING : since - 1;
  return { period1: seconds(first), period2: seconds(Math.floor(now / DAY_MS) + 2) };
}

function seconds(day: number): number {
  return (day * DAY_MS) / 1000;
}
