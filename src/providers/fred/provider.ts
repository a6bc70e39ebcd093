import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Http, ResponseRecord } from '../http-port.ts';
import { fetchInOneRequest, noSuchAddress } from '../one-request.ts';
import { admitEmpty } from '../pages.ts';
import { type Fetched, type FetchRequest, type Parsed, type Provider, ProviderError } from '../provider.ts';
import { type FredAddress, readAddress } from './address.ts';
import { faultError, KEY_PAGE, KEY_VARIABLE, keyNeeded } from './fault.ts';
import { answerAt, type Course, fetchPages, type ObservationsQuery } from './pages.ts';
import { parseGraph, parseObservations } from './parse.ts';
import { parseVintages } from './vintages.ts';
import { fetchAllVintages } from './windows.ts';

const GRAPH = 'https://fred.stlouisfed.org/graph/fredgraph.csv';

const UNIT = 'in the unit of its page at fred.stlouisfed.org, which the answer does not state';

/** FRED of the Federal Reserve Bank of St. Louis: today's values with or without a key, all vintages (ALFRED) with one. */
export const fred: Provider = {
  name: 'fred',
  terms: {
    title: 'FRED and ALFRED, St. Louis Fed',
    hosts: ['api.stlouisfed.org', 'fred.stlouisfed.org'],
    addresses: [
      { form: 'ID', example: 'WALCL', gives: `the values that are valid today, ${UNIT}` },
      {
        form: 'ID vintages',
        example: 'M2SL vintages',
        gives: `every version of every value (wants a key), known from the end of its release day in New York, ${UNIT}; a revision of dates before the wanted ones is not seen`,
      },
      {
        form: 'ID vintages HH:MM',
        example: 'M2SL vintages 13:00',
        gives: 'the same, known from that wall time in New York on the release day, where the hour is certain',
      },
    ],
    history: 'everything, but the ICE BofA indices (BAML…): their last three years; 100,000 rows or 2,000 vintages a request',
    hasVintages: true,
    archiveBeganLate: true,
    rate: { requests: 100, perSeconds: 60, atOnce: 2 },
    key: { variable: KEY_VARIABLE, isRequired: false, from: KEY_PAGE },
    licence:
      'Figures of US public agencies are free to use, with the source named; series of other owners (ICE BofA, S&P, Cboe …) stay under their owners’ licence.',
    precision: 0,
    // No overlapDays: a revision may reach any date, so that all is asked again.
  },
  async fetch(request, http) {
    const address = readAddress(request.address);
    if (address === undefined) throw noSuchAddress(request, 'fred', fred.terms.addresses);
    if (address.hasVintages && !request.key) throw keyNeeded(address.id, `https://${fred.terms.hosts[0]}`);
    if (!request.key) return fetchGraph(address, request, http);
    try {
      return await fetchByKey(address, request, http);
    } catch (error) {
      // What a key is not needed for must not fail for a wrong one.
      if (address.hasVintages || !(error instanceof ProviderError) || error.kind !== 'unauthorized') throw error;
      return await withoutKey(error, () => fetchGraph(address, request, http));
    }
  },
};

async function fetchByKey({ id, hasVintages, releaseMinutes }: FredAddress, request: FetchRequest, http: Http): Promise<Fetched> {
  const responses: ResponseRecord[] = [];
  const course: Course = { request, http, responses };
  const { since } = request;
  const asked: ObservationsQuery = { id, query: { observation_start: since === undefined ? undefined : formatCivilDate(since) } };
  const pages = await (hasVintages ? fetchAllVintages : fetchPages)(asked, course);
  const answer = answerAt(responses.at(-1)?.url ?? '', course);
  if (typeof pages === 'string') throw faultError('The series does not exist in ALFRED.', '', answer);
  const parsed = hasVintages ? parseVintages(pages, releaseMinutes, answer) : parseObservations(pages, answer);
  return { ...withLicence(id, admitEmpty(parsed, request, answer)), responses };
}

function fetchGraph({ id }: FredAddress, request: FetchRequest, http: Http): Promise<Fetched> {
  const { since } = request;
  return fetchInOneRequest(request, {
    http,
    ask: {
      provider: 'fred',
      url: GRAPH,
      query: { id, cosd: since === undefined ? undefined : formatCivilDate(since) },
      expects: 'csv',
    },
    isWhole: since === undefined,
    parse: (body, answer) => withLicence(id, parseGraph(body, id, answer)),
  });
}

/** The answer without a key. Where there is none either, the refusal is what the user can mend. */
async function withoutKey(refusal: ProviderError, fetch: () => Promise<Fetched>): Promise<Fetched> {
  try {
    const fetched = await fetch();
    return { ...fetched, notes: [...fetched.notes, `${KEY_VARIABLE} was refused; asked without it.`] };
  } catch (error) {
    throw error instanceof ProviderError ? refusal : error;
  }
}

function withLicence(id: string, parsed: Parsed): Parsed {
  if (!id.startsWith('BAML')) return parsed;
  return {
    ...parsed,
    notes: [...parsed.notes, 'Of the ICE BofA indices FRED serves the last three years alone, under the licence of ICE.'],
  };
}
