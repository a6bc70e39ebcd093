import type { Dispatcher } from 'undici';
import { ACCEPTED_ENCODINGS, isPage, type Reading, readBeginning, readBody, refuseOtherText } from './http-body.ts';
import { type Asked, connectionError, HttpError, shownUrl, statusError } from './http-errors.ts';
import type { HttpRequest, HttpResponse } from './http-port.ts';

/** What a request goes over, and how long it may take: milliseconds. */
export interface Wire {
  readonly dispatcher: Dispatcher;
  readonly timeouts: { readonly headers: number; readonly idle: number; readonly whole: number };
  readonly clock: { now(): number };
  readonly origins: ReadonlyMap<string, string> | undefined;
  readonly longestRetryAfter: number;
  readonly userAgent: string;
  /** Waits until the host may be asked. */
  readonly turn: () => Promise<void>;
  readonly onBytes: (bytes: number) => void;
}

const MAXIMUM_BYTES = 64 * 1024 * 1024;
const MAXIMUM_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];
const ACCEPTED = { json: 'application/json, */*;q=0.5', csv: 'text/csv, */*;q=0.5', text: '*/*' } as const;

/**
 * One try: sends a request, follows redirects within its host, reads the answer.
 *
 * @throws HttpError.
 */
export async function exchange(asked: Asked, request: HttpRequest, wire: Wire): Promise<HttpResponse> {
  let url = asked.url;
  for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects++) {
    await wire.turn();
    const timeout = AbortSignal.timeout(wire.timeouts.whole);
    const signal = AbortSignal.any([timeout, ...(request.signal ? [request.signal] : [])]);
    try {
      const response = await send(url, { request, wire, signal });
      if (!REDIRECTS.includes(response.statusCode)) return await receive(asked, response, { request, wire, signal });
      await response.body.dump({ limit: 65_536, signal });
      url = redirected(asked, url, response.headers.location);
    } catch (error) {
      if (error instanceof HttpError) throw error;
      const seconds = wire.timeouts.whole / 1000;
      const problem = `takes longer than ${seconds} s for its answer; try again later`;
      throw timeout.aborted ? new HttpError(asked, { kind: 'unavailable', problem, isRetryable: true }) : connectionError(asked, error);
    }
  }
  throw new HttpError(asked, { kind: 'unavailable', problem: `redirects more than ${MAXIMUM_REDIRECTS} times` });
}

interface Course {
  readonly request: HttpRequest;
  readonly wire: Wire;
  readonly signal: AbortSignal;
}

function send(url: URL, { request, wire, signal }: Course): Promise<Dispatcher.ResponseData> {
  const { secrets, etag, headers, expects } = request;
  const secretUrl = new URL(url);
  for (const [name, value] of Object.entries(secrets?.query ?? {})) secretUrl.searchParams.set(name, value);
  return wire.dispatcher.request({
    origin: wire.origins?.get(url.origin) ?? url.origin,
    path: secretUrl.pathname + secretUrl.search,
    method: 'GET',
    headers: {
      'user-agent': wire.userAgent,
      accept: ACCEPTED[expects],
      'accept-encoding': ACCEPTED_ENCODINGS,
      ...(etag !== undefined && { 'if-none-match': etag }),
      ...headers,
      ...secrets?.headers,
    },
    headersTimeout: wire.timeouts.headers,
    bodyTimeout: wire.timeouts.idle,
    signal,
  });
}

/** Where a redirect leads: only within the host, since keys go along. */
function redirected(asked: Asked, from: URL, location: string | string[] | undefined): URL {
  const refused = (problem: string) => new HttpError(asked, { kind: 'unavailable', problem });
  const url = typeof location === 'string' ? URL.parse(location, from) : null;
  if (!url) throw refused('redirects to nowhere');
  if (url.origin !== from.origin) throw refused(`redirects to ${url.origin}, which is not followed; another source must serve`);
  return url;
}

async function receive(asked: Asked, response: Dispatcher.ResponseData, { request, wire, signal }: Course): Promise<HttpResponse> {
  const { statusCode: status, headers } = response;
  const reading: Reading = { maximumBytes: request.maximumBytes ?? MAXIMUM_BYTES, signal, onBytes: wire.onBytes };
  const isGood = status >= 200 && status < 300;
  const isUnchanged = status === 304 && request.etag !== undefined;
  if (!isGood && !isUnchanged && !request.hands?.includes(status)) {
    const body = await readBeginning(asked, response, reading);
    throw failed(asked, response, { body, wire });
  }
  const body = await readBody(asked, response, reading);
  // A body that holds a word of the request by chance is still the body; a whole key that it echoes must not be kept.
  const text = asked.hidesInBody(body.text);
  if (isGood) refuseOtherText(asked, text, request.expects);
  // A page is for people; what a provider reads is JSON, XML or a line of text.
  else if (isPage(text) && request.expects !== 'text') throw failed(asked, response, { body: text, wire });
  const { bytes, sha256 } = body;
  const etag = typeof headers.etag === 'string' ? headers.etag : undefined;
  return { status, body: text, etag, record: { url: shownUrl(asked), status, bytes, sha256, at: wire.clock.now() } };
}

function failed(asked: Asked, response: Dispatcher.ResponseData, { body, wire }: { body: string; wire: Wire }): HttpError {
  const retryAfter = String(response.headers['retry-after'] ?? '');
  const { clock, longestRetryAfter } = wire;
  return statusError(asked, { status: response.statusCode, retryAfter, body, now: clock.now(), longestRetryAfter });
}
