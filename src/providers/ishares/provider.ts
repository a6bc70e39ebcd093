import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { newYorkSessions } from '../../core/calendar/new-york.ts';
import { countUpTo } from '../../core/calendar/schedule.ts';
import type { Http, HttpResponse } from '../http-port.ts';
import { arranged } from '../observations.ts';
import { noSuchAddress } from '../one-request.ts';
import { type Fetched, type FetchRequest, type Provider, ProviderError, type ProviderTerms } from '../provider.ts';
import { wrongShape } from '../read-json.ts';
import { counted } from '../wording.ts';
import { type Fund, funds } from './funds.ts';
import { type Holdings, isEquity, parseHoldings } from './parse.ts';

const HOST = 'www.ishares.com';
/** A file has a third of a megabyte. */
const MAXIMUM_REQUESTS = 15;

/** What a file gives, and its unit. */
const MEASURES: Readonly<Record<string, { readonly unit: string; readonly of: (holdings: Holdings) => number }>> = {
  'shares-outstanding': { unit: 'shares', of: ({ sharesOutstanding }) => sharesOutstanding },
  'holdings-count': { unit: 'positions', of: ({ holdings }) => holdings.filter(isEquity).length },
  'equity-value': {
    unit: 'USD',
    of: ({ holdings }) => Math.round(100 * holdings.filter(isEquity).reduce((sum, { marketValue }) => sum + marketValue, 0)) / 100,
  },
};

const terms: ProviderTerms = {
  title: 'iShares holdings files',
  hosts: [HOST],
  addresses: [
    { form: 'FUND shares-outstanding', example: 'IWM shares-outstanding', gives: 'shares of the fund outstanding at the close' },
    { form: 'FUND holdings-count', example: 'IWN holdings-count', gives: 'number of equity positions' },
    { form: 'FUND equity-value', example: 'IWO equity-value', gives: 'market value of all equity positions, USD' },
  ],
  history: `one date in a request; without a date the newest only, with one the last ${MAXIMUM_REQUESTS} sessions at most`,
  hasVintages: false,
  rate: { requests: 1, perSeconds: 2, atOnce: 1 },
  key: null,
  licence: 'Owned or licensed by BlackRock: for personal, non-commercial use; not to be copied or passed on.',
  precision: 0,
  overlapDays: 0,
};

/** The daily files of the holdings of iShares funds. */
export const ishares: Provider = {
  name: 'ishares',
  terms,
  async fetch(request, http): Promise<Fetched> {
    const [ticker = '', name = '', ...rest] = request.address.split(' ');
    const fund = Object.hasOwn(funds, ticker) ? funds[ticker] : undefined;
    const measure = Object.hasOwn(MEASURES, name) ? MEASURES[name] : undefined;
    if (!fund || !measure || rest.length > 0) throw noSuchAddress(request, 'ishares', offered());
    const source = { ticker, fund, request, http };
    const newest = await fileOf(source, { etag: request.since === undefined ? request.etag : undefined });
    if (newest.holdings === undefined) return unchanged(newest.response, request.etag);
    const { files, notes } = await earlierFiles(source, newest.holdings.asOf);
    const responses = [newest.response, ...files.map(({ response }) => response)];
    const all = [newest.holdings, ...files.flatMap(({ holdings }) => holdings ?? [])];
    const place = { provider: 'ishares', url: newest.response.record.url, body: newest.response.body };
    const observations = all.map((holdings) => ({ date: holdings.asOf, value: measure.of(holdings) }));
    const parsed = arranged(observations, { ...place, notes: [...new Set([...all.flatMap((holdings) => holdings.notes), ...notes])] });
    request.onRows?.(parsed.dates.length);
    const etag = request.since === undefined ? newest.response.etag : undefined;
    return { ...parsed, unit: measure.unit, responses: responses.map(({ record }) => record), etag };
  },
};

function offered(): { form: string }[] {
  return Object.keys(funds).flatMap((ticker) => Object.keys(MEASURES).map((name) => ({ form: `${ticker} ${name}` })));
}

interface Source {
  readonly ticker: string;
  readonly fund: Fund;
  readonly request: FetchRequest;
  readonly http: Http;
}

interface File {
  readonly response: HttpResponse;
  /** Undefined where nothing changed since the validator. */
  readonly holdings: Holdings | undefined;
}

/** The files of the sessions from `since` to the newest file, newest first. Sessions without one are named in a note. */
async function earlierFiles(source: Source, newest: EpochDay): Promise<{ files: File[]; notes: string[] }> {
  const { since } = source.request;
  if (since === undefined)
    return { files: [], notes: ['Only the newest file was asked for; files of earlier days are asked for by date.'] };
  const { dates } = newYorkSessions();
  const wanted = [...dates.subarray(countUpTo(dates, since - 1), countUpTo(dates, newest - 1))].reverse();
  const asked = wanted.slice(0, MAXIMUM_REQUESTS - 1);
  const files: File[] = [];
  const absent: string[] = [];
  for (const session of asked) {
    try {
      files.push(await fileOf(source, { session }));
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind !== 'not-found') throw error;
      absent.push(formatCivilDate(session));
    }
  }
  const older = wanted.length - asked.length;
  const tooMany = `${counted(older, 'older session')} since ${formatCivilDate(since)} not asked for: ${MAXIMUM_REQUESTS} requests at most.`;
  return {
    files,
    notes: [
      ...(older > 0 ? [tooMany] : []),
      ...(absent.length > 0 ? [`${counted(absent.length, 'session')} without a file: ${absent.join(', ')}.`] : []),
    ],
  };
}

async function fileOf(source: Source, { session, etag }: { session?: EpochDay; etag?: string | undefined }): Promise<File> {
  const { ticker, fund, request, http } = source;
  const asOfDate = session === undefined ? undefined : formatCivilDate(session).replaceAll('-', '');
  const response = await http.get({
    provider: 'ishares',
    url: `https://${HOST}/us/products/${fund.product}/${fund.page}/1467271812596.ajax`,
    query: { fileType: 'csv', fileName: `${ticker}_holdings`, dataType: 'fund', asOfDate },
    expects: 'csv',
    etag,
    signal: request.signal,
  });
  if (response.status === 304) return { response, holdings: undefined };
  const answer = { provider: 'ishares', url: response.record.url, unknownFields: request.unknownFields };
  const holdings = parseHoldings(response.body, answer);
  if (holdings.fund !== fund.name) throw wrongShape(answer, `asked for ${fund.name}, answered with ${holdings.fund}`, response);
  if (session !== undefined && holdings.asOf !== session) {
    const problem = `asked for the holdings of ${formatCivilDate(session)}, answered with those of ${formatCivilDate(holdings.asOf)}`;
    throw wrongShape(answer, problem, response);
  }
  return { response, holdings };
}

function unchanged({ record }: HttpResponse, etag: string | undefined): Fetched {
  return { dates: new Int32Array(0), values: new Float64Array(0), notes: [], responses: [record], etag, isUnchanged: true };
}
