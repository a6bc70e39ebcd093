import { DAY_MS } from '../../core/calendar/civil-date.ts';
import { fetchInOneRequest, noSuchAddress } from '../one-request.ts';
import { admitEmpty, olderDaysNote } from '../pages.ts';
import type { Fetched, Provider, ProviderTerms } from '../provider.ts';
import { parseRows } from './parse.ts';

const HOST = 'api.kraken.com';

const terms: ProviderTerms = {
  title: 'Kraken OHLC',
  hosts: [HOST],
  addresses: [{ form: 'PAIR', example: 'XBTUSD', gives: 'close of the UTC day, in the second currency of the pair' }],
  history: 'the last 720 days and no more, whatever is asked for; one request',
  hasVintages: false,
  rate: { requests: 1, perSeconds: 1, atOnce: 1 },
  key: null,
  licence: 'Free to read for one’s own use under Kraken’s terms of service; they grant no right to pass it on.',
  precision: 0,
  settlesInMinutes: 2,
  overlapDays: 7,
};

/** Daily closes of a pair on Kraken: the newest 720 days. */
export const kraken: Provider = {
  name: 'kraken',
  terms,
  async fetch(request, http): Promise<Fetched> {
    const pair = request.address;
    if (!/^[A-Za-z0-9.]+(?:\/[A-Za-z0-9.]+)?$/.test(pair)) throw noSuchAddress(request, 'kraken', terms.addresses);
    // `since` excludes its own instant.
    const since = request.since === undefined ? undefined : (request.since * DAY_MS) / 1000 - 1;
    return fetchInOneRequest(request, {
      http,
      isWhole: false,
      ask: { provider: 'kraken', url: `https://${HOST}/0/public/OHLC`, query: { pair, interval: 1440, since }, expects: 'json' },
      parse(body, answer) {
        const parsed = admitEmpty(parseRows(body, answer), request, answer);
        return { ...parsed, notes: [...parsed.notes, ...olderDaysNote(parsed, request.since, 'Kraken gives only the last 720 days')] };
      },
    });
  },
};
