import type { Http, HttpResponse } from '../http-port.ts';
import { noSuchAddress } from '../one-request.ts';
import { type Fetched, type FetchRequest, type Provider, ProviderError, type ProviderTerms } from '../provider.ts';
import type { Answer } from '../read-json.ts';
import { refused } from '../refusal.ts';
import { type Filing, filingTimes, parseOlderFilings, parseSubmissions } from './filings.ts';
import { type NetIncomes, readNetIncomes, trailingNetIncome } from './parse.ts';

const HOST = 'https://data.sec.gov';

const terms: ProviderTerms = {
  title: 'SEC EDGAR',
  hosts: ['data.sec.gov', 'www.sec.gov'],
  addresses: [
    {
      form: 'CIK########## net-income-ttm',
      example: 'CIK0000320193 net-income-ttm',
      gives: 'net income of the last four quarters at each period end, USD; known at the end of the filing date in New York',
    },
    {
      form: 'CIK########## net-income-ttm accepted',
      example: 'CIK0000320193 net-income-ttm accepted',
      gives: 'the same, known from the minute in which the filing could be read; two requests or more',
    },
  ],
  history: 'all that was filed in XBRL, from 2009 (large companies) or 2011 on; in one request',
  hasVintages: true,
  rate: { requests: 5, perSeconds: 1, atOnce: 2 },
  key: null,
  wantsContact: true,
  licence: 'Public domain; the SEC demands a contact in the User-Agent and at most 10 requests a second.',
  precision: 0,
};

/** Reports of companies, from the EDGAR system of the US Securities and Exchange Commission. */
export const sec: Provider = {
  name: 'sec',
  terms,
  async fetch(request, http): Promise<Fetched> {
    const match = /^CIK(\d{1,10}) net-income-ttm( accepted)?$/.exec(request.address);
    if (!match) throw noSuchAddress(request, 'sec', terms.addresses);
    const cik = (match[1] as string).padStart(10, '0');
    const url = `${HOST}/api/xbrl/companyfacts/CIK${cik}.json`;
    // Of several answers none has a validator that speaks for the others.
    const isWhole = match[2] === undefined;
    const response = await ask(http, { request, url, etag: isWhole ? request.etag : undefined });
    if (response.status === 304) return unchanged(response, request.etag);
    const answer = { ...answerOf(request, url), cik };
    const incomes = readNetIncomes(response.body, answer);
    const times = isWhole ? undefined : await timesOf(incomes, { cik, request, http });
    const parsed = trailingNetIncome(incomes, { ...answer, body: response.body }, times?.readable);
    request.onRows?.(parsed.dates.length);
    return { ...parsed, responses: [response.record, ...(times?.responses ?? [])], etag: isWhole ? response.etag : undefined };
  },
};

interface Company {
  readonly cik: string;
  readonly request: FetchRequest;
  readonly http: Http;
}

/** The times of the filings that are needed: from the list of the latest, and from those of its older pages that reach so far. */
async function timesOf({ figures }: NetIncomes, { cik, request, http }: Company) {
  const get = (file: string) => ask(http, { request, url: `${HOST}/submissions/${file}` });
  const first = await get(`CIK${cik}.json`);
  const company = parseSubmissions(first.body, answerOf(request, first.record.url));
  const known = new Set(company.filings.map(({ accession }) => accession));
  const missing = figures.filter(({ accession }) => !known.has(accession));
  const wanted = company.olderPages.filter(({ from, to }) => missing.some(({ filed }) => filed >= from && filed <= to));
  const responses = [first];
  const filings: Filing[] = [...company.filings];
  for (const { name } of wanted) {
    const page = await get(name);
    responses.push(page);
    filings.push(...parseOlderFilings(page.body, answerOf(request, page.record.url)));
  }
  return { readable: filingTimes(filings), responses: responses.map(({ record }) => record) };
}

interface Question {
  readonly request: FetchRequest;
  readonly url: string;
  readonly etag?: string | undefined;
}

async function ask(http: Http, { request, url, etag }: Question): Promise<HttpResponse> {
  const answer = answerOf(request, url);
  const asked = http.get({ provider: 'sec', url, expects: 'json', hands: [403, 404], etag, signal: request.signal });
  const response = await asked.catch((error: unknown) => {
    // A page is not handed back, whatever its status; that the SEC refuses by pages is told by their words.
    const page = error instanceof ProviderError ? (error.body ?? '') : '';
    throw refusalOf(page, answer) ?? error;
  });
  const { status, body } = response;
  if (status === 404)
    throw refused('no such company, or none that has filed figures in XBRL', { answer, kind: 'not-found', body, words: wordsOf(body) });
  if (status === 403) throw refusalOf(body, answer) ?? refused('the SEC refuses to answer', { answer, kind: 'unauthorized', body });
  return response;
}

/** The error that the words of a refusal mean; undefined where there are none of these words. */
function refusalOf(body: string, answer: Answer): ProviderError | undefined {
  const said = { answer, body, words: wordsOf(body) };
  if (/Request Rate Threshold Exceeded/i.test(body))
    return refused('asked too often; wait ten minutes', { ...said, kind: 'rate-limited', retryable: true });
  if (/Undeclared Automated Tool/i.test(body))
    return refused('the SEC demands a contact: set HARBINGER_CONTACT to your mail address', { ...said, kind: 'unauthorized' });
  return undefined;
}

/** The message of an XML error, or the words of a page without its markup. */
function wordsOf(body: string): string {
  const message = /<Message>([^<]*)</.exec(body)?.[1];
  return message ?? body.replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
}

function answerOf({ unknownFields }: FetchRequest, url: string): Answer {
  return { provider: 'sec', url, unknownFields };
}

function unchanged({ record }: HttpResponse, etag: string | undefined): Fetched {
  return { dates: new Int32Array(0), values: new Float64Array(0), notes: [], responses: [record], etag, isUnchanged: true };
}
