import { lookup } from 'node:dns';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { CallerError } from '../app/context.ts';
import { type FindAddresses, InternalAddressError, isInternal, lookupOpenBy, refuseInternalHost } from '../network/internal-address.ts';
import { ACCEPTED_ENCODINGS, readBytes } from '../providers/http-body.ts';
import { type Asked, connectionError, HttpError } from '../providers/http-errors.ts';
import type { ProviderErrorKind } from '../providers/provider.ts';
import { MOST_BYTES } from './bytes.ts';

/** The way to the network. */
export interface PageNetwork {
  readonly version: string;
  /** A proxy, `http://name:password@host:8080`. */
  readonly proxy?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Finds the addresses of a name, where that is not as this machine does: for tests. */
  readonly find?: FindAddresses | undefined;
  /** Connects, where that is not as it is done here: for tests. */
  readonly dispatcher?: Dispatcher | undefined;
  /** Milliseconds for all of it. */
  readonly patience?: number | undefined;
}

/** A page as it came. */
export interface FetchedPage {
  readonly bytes: Uint8Array;
  readonly isHtml: boolean;
  /** The encoding that its server gives it. */
  readonly charset: string | undefined;
  /** Where it came from after all redirects. */
  readonly url: URL;
}

const PATIENCE = 15_000;
const MOST_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];
const TYPES: Readonly<Record<string, boolean>> = { 'text/html': true, 'application/xhtml+xml': true, 'text/plain': false };
const INSTEAD = 'save the page and give the file';

/**
 * Fetches a page from the open network: by http or https, with no cookies, name or language of the reader's, over at most 3 redirects, at most
 * 5 MB in at most 15 s. No address is asked that leads into this machine or its network, neither as it is written, nor by its name, nor by a redirect.
 *
 * @throws CallerError for an address that is not asked, or a page that is no text; ProviderError for whatever the outside does.
 */
export async function fetchPage(address: string, network: PageNetwork): Promise<FetchedPage> {
  const { find = lookup, patience = PATIENCE } = network;
  const timeout = AbortSignal.timeout(patience);
  const signal = AbortSignal.any([timeout, ...(network.signal ? [network.signal] : [])]);
  const dispatcher = network.dispatcher ?? dispatcherFor(network.proxy, find);
  let url = askableUrl(address);
  try {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      await refuseInternal(url, { find, signal, isLenient: network.proxy !== undefined });
      const response = await send(url, { dispatcher, signal, version: network.version });
      if (!REDIRECTS.includes(response.statusCode)) return { ...(await receive(url, response, signal)), url };
      response.body.on('error', () => {}).destroy();
      url = redirected(url, response.headers.location);
    }
    throw failed(url, ['unavailable', `redirects more than ${MOST_REDIRECTS} times`]);
  } catch (error) {
    network.signal?.throwIfAborted();
    if (timeout.aborted) throw failed(url, ['unavailable', `takes longer than ${patience / 1000} s; try again later`]);
    throw told(url, error);
  } finally {
    if (!network.dispatcher) await dispatcher.destroy();
  }
}

function dispatcherFor(proxy: string | undefined, find: FindAddresses): Dispatcher {
  const connection = { allowH2: false, maxHeaderSize: 65_536 };
  if (proxy !== undefined) return new ProxyAgent({ ...connection, uri: proxy });
  return new Agent({ ...connection, connect: { lookup: lookupOpenBy(find), timeout: 5000 } });
}

/** An address that may be asked, as far as its writing shows. Throws CallerError. */
function askableUrl(address: string, base?: URL): URL {
  const shown = address.slice(0, 200);
  const url = URL.parse(address, base?.href);
  if (url === null) throw new CallerError(`${shown} is no address of a page: it must be such as https://example.com/article`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new CallerError(`a page must have an address that begins with https:// or http://, was ${url.protocol}: ${INSTEAD}`);
  if (url.username !== '' || url.password !== '')
    throw new CallerError(`an address of ${url.host} must hold no name and no password, since it is shown and kept: ${INSTEAD}`);
  if (url.port !== '' && Number(url.port) < 1024 && !['80', '443'].includes(url.port))
    throw new CallerError(`a page must be at port 80, 443 or above 1023, was ${url.port} of ${url.hostname}: ${INSTEAD}`);
  return url;
}

interface Guard {
  readonly find: FindAddresses;
  readonly signal: AbortSignal;
  /** A proxy looks names up by itself, and may know more of them. */
  readonly isLenient: boolean;
}

/** Throws InternalAddressError for an address into this machine or its network. A connection looks at it once more, by what it connects to. */
async function refuseInternal({ hostname }: URL, { find, signal, isLenient }: Guard): Promise<void> {
  refuseInternalHost(hostname);
  if (/^\[|^[\d.]+$/.test(hostname)) return;
  const found = await new Promise<{ address: string }[]>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    find(hostname, { all: true }, (error, addresses) => (error && !isLenient ? reject(error) : resolve(addresses ?? [])));
  });
  if (found.some(({ address }) => isInternal(address)) || (isLenient && /(^|\.)localhost\.?$/.test(hostname)))
    throw new InternalAddressError();
}

interface Course {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  readonly version: string;
}

function send(url: URL, { dispatcher, signal, version }: Course): Promise<Dispatcher.ResponseData> {
  return dispatcher.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: 'GET',
    headers: {
      'user-agent': `harbinger/${version}`,
      accept: 'text/html, application/xhtml+xml, text/plain',
      'accept-encoding': ACCEPTED_ENCODINGS,
    },
    signal,
  });
}

function redirected(from: URL, location: string | string[] | undefined): URL {
  if (typeof location !== 'string') throw failed(from, ['unavailable', 'redirects to nowhere']);
  return askableUrl(location, from);
}

async function receive(url: URL, response: Dispatcher.ResponseData, signal: AbortSignal): Promise<Omit<FetchedPage, 'url'>> {
  const { statusCode: status, headers } = response;
  const refusal = refusalOf(url, response);
  if (refusal) {
    response.body.on('error', () => {}).destroy();
    throw refusal;
  }
  const [, type = '', rest = ''] = /^\s*([^;\s]*)(.*)$/.exec(String(headers['content-type'] ?? '').toLowerCase()) ?? [];
  const bytes = await readBytes(asked(url), response, { maximumBytes: MOST_BYTES, signal, onBytes: () => {} });
  if (status === 204 || bytes.length === 0) throw failed(url, ['not-found', 'sends an empty page; check the address']);
  return { bytes, isHtml: TYPES[type] === true, charset: /charset\s*=\s*["']?([\w.:-]{1,40})/.exec(rest)?.[1] };
}

/** Why an answer is not taken, before its body is; undefined where it is. */
function refusalOf(url: URL, { statusCode: status, headers }: Dispatcher.ResponseData): Error | undefined {
  if (status < 200 || status > 299) return failed(url, wordsOf(status));
  const type =
    String(headers['content-type'] ?? '')
      .toLowerCase()
      .split(';', 1)[0]
      ?.trim() ?? '';
  if (!Object.hasOwn(TYPES, type)) {
    const shown = type.replace(/[^\w.+/-]/g, '').slice(0, 80);
    const problem = shown === '' ? 'does not say what kind of text it sends' : `sends ${shown}, which is no page and no plain text`;
    return new CallerError(`${url.host} ${problem}: save it as text or HTML and give the file`);
  }
  return Number(headers['content-length']) > MOST_BYTES
    ? new CallerError(
        `${url.host} sends more than ${MOST_BYTES / 1e6} MB, which is longer than any article: save the part that is to be read`,
      )
    : undefined;
}

/** Of what kind a failure is, and what the host did. */
type Failure = readonly [kind: ProviderErrorKind, problem: string];

function wordsOf(status: number): Failure {
  const said = `(HTTP ${status})`;
  if (status === 404 || status === 410) return ['not-found', `does not have this page ${said}; check the address`];
  if ([401, 402, 403, 407, 451].includes(status)) return ['unauthorized', `does not give this page to a program ${said}`];
  if (status === 429) return ['rate-limited', `asks to be asked less often ${said}; try again later`];
  if (status >= 500 || status === 408 || status === 425) return ['unavailable', `is out of order ${said}; try again later`];
  return ['unavailable', `does not give this page ${said}`];
}

const asked = (url: URL): Asked => ({
  ...{ provider: 'page', url, hasKey: false, attempt: 1 },
  redact: (text) => text,
  hidesInBody: (text) => text,
});

const failed = (url: URL, [kind, problem]: Failure, cause?: unknown): HttpError =>
  new HttpError(asked(url), { kind, problem: `${problem}${problem.endsWith('?') ? ' Or' : ', or'} ${INSTEAD}`, cause });

/** An error in words that say what to do. */
function told(url: URL, error: unknown): unknown {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (at instanceof InternalAddressError)
      return new CallerError(`${url.host} leads into this machine or its network, which is not asked for pages: ${INSTEAD}`);
  if (error instanceof CallerError) return error;
  const known = error instanceof HttpError ? error : connectionError(asked(url), error);
  return known.problem.endsWith(INSTEAD) ? known : failed(url, [known.kind, known.problem], known.cause);
}
