import { utcDay } from '../json-fields.ts';
import { fetchInOneRequest, noSuchAddress } from '../one-request.ts';
import type { Provider, ProviderTerms } from '../provider.ts';
import { parseFearAndGreed } from './parse.ts';

const name = 'alternative-me';

const terms: ProviderTerms = {
  title: 'alternative.me Crypto Fear & Greed Index',
  hosts: ['api.alternative.me'],
  addresses: [{ form: 'fng', example: 'fng', gives: 'Crypto Fear & Greed Index by UTC date, 0 (extreme fear) to 100 (extreme greed)' }],
  history: 'daily since 2018-02-01 in one answer; 2018-04-14 to 2018-04-16 were never published',
  hasVintages: false,
  rate: { requests: 60, perSeconds: 60, atOnce: 1 },
  key: null,
  licence: 'Free, commercial use too, with the source named right beside the figures; not for passing it off as one’s own.',
  precision: 0,
  overlapDays: 14,
};

/** Keyless. An answer holds the newest so many readings, or all. */
export const alternativeMe: Provider = {
  name,
  terms,
  async fetch(request, http) {
    if (request.address !== 'fng') throw noSuchAddress(request, name, terms.addresses);
    const { since } = request;
    // The newest reading is of today at the latest, so that as many readings as days reach back far enough.
    const limit = since === undefined ? 0 : Math.max(1, utcDay(request.now) - since + 1);
    return fetchInOneRequest(request, {
      http,
      ask: { provider: name, url: 'https://api.alternative.me/fng/', query: { limit, format: 'json' }, expects: 'json' },
      isWhole: limit === 0,
      parse: parseFearAndGreed,
    });
  },
};
