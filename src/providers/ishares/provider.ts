import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { newYorkSessions } from '../../core/calendar/new-york.ts';
import { countUpTo } from '../../core/calendar/schedule.ts';
import type { Http, HttpResponse } from '../http-port.ts';
import { arranged } from '../observations.ts';
import { noSuchAddress } from '../one-request.ts';
import { type Fetched, type FetchRequest, type Provider, ProviderError, type ProviderTerms } from '../provider.ts';
import { excerpt, wrongShape } from '../read-json.ts';
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
    const newest = await ask(source, { etag: request.since === undefined ? request.etag : undefined });
    if (newest.status === 304) return unchanged(newest, request.etag);
    const latest = read(newest, source);
    const earlier = await earlierFiles(source, latest.asOf);
    const files = [latest, ...earlier.files];
    const observations = files.map((holdings) => ({ date: holdings.asOf, value: measure.of(holdings) }));
    const notes = [...new Set([...files.flatMap((holdings) => holdings.notes), ...earlier.notes])];
    const parsed = arranged(observations, { provider: 'ishares', url: newest.record.url, body: newest.body, notes });
    request.onRows?.(parsed.dates.length);
    const responses = [newest, ...earlier.responses].map(({ record }) => record);
    return { ...parsed, unit: measure.unit, responses, etag: request.since === undefined ? newest.etag : undefined };
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

interface Files {
  readonly files: readonly Holdings[];
  readonly responses: readonly HttpResponse[];
  readonly notes: readonly string[];
}

/** The files of the sessions from `since` to the newest file, newest first. Sessions without one are named in a note. */
async function earlierFiles(source: Source, newest: EpochDay): Promise<Files> {
  const { since } = source.request;
  if (since === undefined)
    return { files: [], responses: [], notes: ['Only the newest file was asked for; files of earlier days are asked for by date.'] };
  const { dates } = newYorkSessions();
  const sessions = [...dates.subarray(countUpTo(dates, since - 1), countUpTo(dates, newest - 1))].reverse();
  const asked = sessions.slice(0, MAXIMUM_REQUESTS - 1);
  const files: Holdings[] = [];
  const responses: HttpResponse[] = [];
  const absent: string[] = [];
  for (const session of asked) {
    const response = await ask(source, { session });
    responses.push(response);
    const file = readIfThere(response, source, session);
    if (file) files.push(file);
    else absent.push(formatCivilDate(session));
  }
  const older = sessions.length - asked.length;
  const tooMany = `${counted(older, 'older session')} since ${formatCivilDate(since)} not asked for: ${MAXIMUM_REQUESTS} requests at most.`;
  const notThere = `${counted(absent.length, 'session')} without a file: ${absent.join(', ')}.`;
  return { files, responses, notes: [...(older > 0 ? [tooMany] : []), ...(absent.length > 0 ? [notThere] : [])] };
}

function ask(
  { ticker, fund, request, http }: Source,
  { session, etag }: { session?: EpochDay; etag?: string | undefined },
): Promise<HttpResponse> {
  const asOfDate = session === undefined ? undefined : formatCivilDate(session).replaceAll('-', '');
  return http.get({
    provider: 'ishares',
    url: `https://${HOST}/us/products/${fund.product}/${fund.page}/1467271812596.ajax`,
    query: { fileType: 'csv', fileName: `${ticker}_holdings`, dataType: 'fund', asOfDate },
    expects: 'csv',
    etag,
    signal: request.signal,
  });
}

/** A file's holdings; undefined where it says that its date has none. */
function readIfThere(response: HttpResponse, source: Source, session: EpochDay): Holdings | undefined {
  try {
    return read(response, source, session);
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** @throws ProviderError `changed-shape` also for another fund or date than was asked for. */
function read({ body, record }: HttpResponse, { fund, request }: Source, session?: EpochDay): Holdings {
  const answer = { provider: 'ishares', url: record.url, unknownFields: request.unknownFields };
  const holdings = parseHoldings(body, answer);
  if (holdings.fund !== fund.name) throw wrongShape(answer, `asked for ${fund.name}, answered with ${excerpt(holdings.fund)}`, { body });
  if (session !== undefined && holdings.asOf !== session) {
    const problem = `asked for the holdings of ${formatCivilDate(session)}, answered with those of ${formatCivilDate(holdings.asOf)}`;
    throw wrongShape(answer, problem, { body });
  }
  return holdings;
}

function unchanged({ record }: HttpResponse, etag: string | undefined): Fetched {
  return { dates: new Int32Array(0), values: new Float64Array(0), notes: [], responses: [record], etag, isUnchanged: true };
}
