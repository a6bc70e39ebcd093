import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { utcDay } from '../json-fields.ts';
import { fetchInOneRequest, noSuchAddress, type OneRequest } from '../one-request.ts';
import type { Provider, ProviderTerms } from '../provider.ts';
import { parseHoldings, parseMortgagePurchases, parseRate, parseReverseRepo } from './parse.ts';
import type { Holding } from './schema.ts';

const name = 'nyfed';
const API = 'https://markets.newyorkfed.org/api';

const holdingsForm = 'soma bills | notesbonds | tips | frn | mbs | cmbs | agencies | total';

const terms: ProviderTerms = {
  title: 'Federal Reserve Bank of New York, Markets Data',
  hosts: ['markets.newyorkfed.org'],
  addresses: [
    { form: holdingsForm, example: 'soma bills', gives: 'par value held in the System Open Market Account as of Wednesdays, USD' },
    { form: 'repo reverse total', example: 'repo reverse total', gives: 'accepted in reverse repo operations of all terms, by date, USD' },
    {
      form: 'repo reverse overnight',
      example: 'repo reverse overnight',
      gives: 'accepted in overnight reverse repo operations, by date, USD',
    },
    { form: 'rate SOFR | EFFR | OBFR', example: 'rate SOFR', gives: 'reference rate by the date of its trades, percent' },
    {
      form: 'ambs purchases',
      example: 'ambs purchases',
      gives: 'accepted in outright purchases of agency MBS (par, or face of pools), by date of operation, USD',
    },
  ],
  history: 'holdings since 2003-07, rates since 2000-07 (EFFR), 2016-03 (OBFR) and 2018-04 (SOFR), each in one answer',
  hasVintages: false,
  rate: { requests: 60, perSeconds: 60, atOnce: 2 },
  key: null,
  licence: 'Free to use and pass on with the source named; the reference rates under the terms of use of the New York Fed.',
  precision: 0,
  overlapDays: 30,
};

interface Route extends Pick<OneRequest, 'parse' | 'isWhole'> {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

const HOLDINGS: readonly Holding[] = ['bills', 'notesbonds', 'tips', 'frn', 'mbs', 'cmbs', 'agencies', 'total'];

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ...HOLDINGS.map((holding): [string, Route] => [
    `soma ${holding}`,
    { path: '/soma/summary.json', isWhole: true, parse: (body, answer) => parseHoldings(holding, body, answer) },
  ]),
  ['repo reverse total', reverseRepo('all')],
  ['repo reverse overnight', reverseRepo('overnight')],
  ['rate SOFR', rate('SOFR', 'secured')],
  ['rate EFFR', rate('EFFR', 'unsecured')],
  ['rate OBFR', rate('OBFR', 'unsecured')],
  ['ambs purchases', { path: '/ambs/all/results/summary/search.json', isWhole: false, parse: parseMortgagePurchases }],
]);

function reverseRepo(kind: 'all' | 'overnight'): Route {
  const parse: Route['parse'] = (body, answer) => parseReverseRepo(kind, body, answer);
  return { path: '/rp/results/search.json', query: { operationTypes: 'Reverse Repo' }, isWhole: false, parse };
}

function rate(type: string, group: 'secured' | 'unsecured'): Route {
  const parse: Route['parse'] = (body, answer) => parseRate(type, body, answer);
  return { path: `/rates/${group}/${type.toLowerCase()}/search.json`, query: { type: 'rate' }, isWhole: false, parse };
}

/** Nothing that is on offer is older. */
const BEGINNING = '2000-01-01';

/** Keyless. Searches are by span of dates, the summary of holdings is whole. */
export const nyfed: Provider = {
  name,
  terms,
  async fetch(request, http) {
    const route = ROUTES.get(request.address);
    if (!route) throw noSuchAddress(request, name, terms.addresses);
    const { path, isWhole, parse } = route;
    const startDate = request.since === undefined ? BEGINNING : formatCivilDate(request.since);
    const span = { startDate, endDate: formatCivilDate(utcDay(request.now)) };
    const query = isWhole ? {} : { ...span, ...route.query };
    return fetchInOneRequest(request, { http, ask: { provider: name, url: API + path, query, expects: 'json' }, isWhole, parse });
  },
};
