import type { Http, HttpResponse, ResponseRecord } from '../http-port.ts';
import { noSuchAddress } from '../one-request.ts';
import { admitEmpty } from '../pages.ts';
import { type FetchRequest, type Provider, ProviderError, type ProviderTerms } from '../provider.ts';
import { wrongShape } from '../read-json.ts';
import { type Measure, type Page, parseActions, parsePage } from './parse.ts';
import type { Action } from './schema.ts';

const name = 'congress';
const PAGE_ACTIONS = 250;
const MAXIMUM_ACTIONS = 10_000;

const key = { variable: 'CONGRESS_API_KEY', isRequired: true, from: 'https://api.congress.gov/sign-up/' };

const terms: ProviderTerms = {
  title: 'Congress.gov (Library of Congress)',
  hosts: ['api.congress.gov'],
  addresses: [
    {
      form: 'CONGRESS TYPE NUMBER stage',
      example: '119 hr 3633 stage',
      gives:
        'stage that a bill had reached, on the dates on which it rose: 1 introduced, 2 reported by a committee, 3 passed by one chamber, 4 by both, 5 presented to the President, 6 law',
    },
    {
      form: 'CONGRESS TYPE NUMBER actions',
      example: '119 hr 3633 actions',
      gives: 'number of recorded actions on a bill so far, by date (some events are recorded by a chamber and by the Library)',
    },
  ],
  history: 'all actions on a bill, 250 a request',
  hasVintages: true,
  rate: { requests: 5000, perSeconds: 3600, atOnce: 2 },
  key,
  licence: 'Public domain (a work of the US government).',
  precision: 0,
};

const ADDRESS = /^([1-9]\d{0,2}) (hr|s|hjres|sjres|hconres|sconres|hres|sres) ([1-9]\d{0,5}) (stage|actions)$/;

/** Wants a key, which is free. Pages are read until all actions that were promised are there. */
export const congress: Provider = {
  name,
  terms,
  async fetch(request, http) {
    const [, number, type, bill, measure] = ADDRESS.exec(request.address) ?? [];
    if (measure === undefined) throw noSuchAddress(request, name, terms.addresses);
    if (!request.key) throw withoutKey(request);
    const actions: Action[] = [];
    const notes = new Set<string>();
    const responses: ResponseRecord[] = [];
    for (;;) {
      const { body, record } = await readPage(`${number}/${type}/${bill}`, actions.length, { request, http });
      const answer = { provider: name, url: record.url, unknownFields: request.unknownFields };
      const page = parsePage(body, answer);
      responses.push(record);
      for (const note of page.notes) notes.add(note);
      actions.push(...page.actions);
      request.onRows?.(actions.length);
      if (page.count > MAXIMUM_ACTIONS || (page.count === 0 && actions.length === 0)) {
        throw wrongShape(answer, `the bill is said to have ${page.count} actions`, { body });
      }
      if (isLast(page, actions, record)) {
        const parsed = parseActions(measure as Measure, actions, { ...answer, body, notes: [...notes], now: request.now });
        return { ...admitEmpty(parsed, request, answer), responses };
      }
    }
  },
};

async function readPage(bill: string, offset: number, { request, http }: { request: FetchRequest; http: Http }): Promise<HttpResponse> {
  const response = await http.get({
    provider: name,
    url: `https://api.congress.gov/v3/bill/${bill}/actions`,
    query: { format: 'json', limit: PAGE_ACTIONS, offset },
    secrets: { headers: { 'X-Api-Key': request.key as string } },
    expects: 'json',
    hands: [404],
    signal: request.signal,
  });
  if (response.status !== 404) return response;
  const message = `${name}: there is no bill ${bill}; an address is CONGRESS TYPE NUMBER, such as 119 hr 3633`;
  throw new ProviderError(message, { provider: name, kind: 'not-found', request: response.record.url, body: response.body.slice(0, 400) });
}

/** Whether all actions are there. Throws where pages contradict their own count: the next try meets one state of the bill. */
function isLast({ count, actions: page, hasNext }: Page, actions: readonly Action[], { url }: ResponseRecord): boolean {
  if (actions.length === count) return true;
  if (actions.length < count && page.length > 0 && hasNext) return false;
  const message = `${name}: the pages do not make one list: ${count} actions were due, ${actions.length} came`;
  throw new ProviderError(message, { provider: name, kind: 'unavailable', retryable: true, request: url });
}

function withoutKey({ address }: FetchRequest): ProviderError {
  const message = `${name}: needs a key: set ${key.variable} (free at ${key.from})`;
  return new ProviderError(message, { provider: name, kind: 'unauthorized', request: address });
}
