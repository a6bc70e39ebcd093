import { fetchInOneRequest, noSuchAddress } from '../one-request.ts';
import type { Provider, ProviderTerms } from '../provider.ts';
import { parseStablecoins, parseValueLocked } from './parse.ts';

const name = 'defillama';

const terms: ProviderTerms = {
  title: 'DefiLlama',
  hosts: ['stablecoins.llama.fi', 'api.llama.fi'],
  addresses: [
    { form: 'stablecoins', example: 'stablecoins', gives: 'circulating stablecoins pegged to the dollar, all of them, by UTC date, USD' },
    { form: 'stablecoin NUMBER', example: 'stablecoin 1', gives: 'one stablecoin circulating by UTC date, USD (1 is USDT, 2 is USDC)' },
    { form: 'tvl', example: 'tvl', gives: 'value locked in decentralised finance over all chains, by UTC date, USD' },
  ],
  history:
    'stablecoins daily since 2017-11 (thin before 2018), value locked since 2017-09, in one answer; the last row is of the running day',
  hasVintages: false,
  rate: { requests: 60, perSeconds: 60, atOnce: 2 },
  key: null,
  licence: 'Open data, free to use with the source named; history is restated as coins and protocols are added.',
  precision: 1e-9,
};

const STABLECOINS = { url: 'https://stablecoins.llama.fi/stablecoincharts/all', parse: parseStablecoins };
const VALUE_LOCKED = { url: 'https://api.llama.fi/v2/historicalChainTvl', parse: parseValueLocked };

/** Keyless. Each answer is a whole history. */
export const defillama: Provider = {
  name,
  terms,
  async fetch(request, http) {
    const match = /^(?:tvl|stablecoins|stablecoin ([1-9]\d*))$/.exec(request.address);
    if (!match) throw noSuchAddress(request, name, terms.addresses);
    const { parse, ...ask } = request.address === 'tvl' ? VALUE_LOCKED : { ...STABLECOINS, query: { stablecoin: match[1] } };
    return fetchInOneRequest(request, { http, ask: { provider: name, expects: 'json', ...ask }, isWhole: true, parse });
  },
};
