import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { type Asked, HttpError } from './http-errors.ts';
import { exchange } from './http-exchange.ts';
import { type HostQueue, hostQueue, type Patience } from './http-host.ts';
import type { Http, HttpRequest, HttpResponse } from './http-port.ts';
import type { ProviderErrorKind, ProviderTerms, Rate } from './provider.ts';
import { redactor } from './redact.ts';

/** How a host wants to be asked. */
export interface HostManners {
  readonly rate: Rate;
  /** Whether it demands a mail address in the User-Agent. */
  readonly wantsContact: boolean;
}

/** All in milliseconds. */
export interface Timeouts {
  readonly connect: number;
  /** Until an answer begins. */
  readonly headers: number;
  /** Longest silence within an answer. */
  readonly idle: number;
  /** One try, from sending to the end of the answer. */
  readonly whole: number;
}

/** What goes on while a request is under way. No secrets are in it. */
export type HttpEvent =
  /** So many bytes came over the wire. */
  | { readonly kind: 'bytes'; readonly provider: string; readonly host: string; readonly bytes: number }
  /** The host's rate makes the request wait. */
  | { readonly kind: 'rate wait'; readonly provider: string; readonly host: string }
  /** Try number `attempt` failed; another follows after `wait` milliseconds. The reason is what the host did: `is out of order (HTTP 503)`. */
  | {
      readonly kind: 'retry';
      readonly provider: string;
      readonly host: string;
      readonly attempt: number;
      readonly wait: number;
      readonly errorKind: ProviderErrorKind;
      readonly reason: string;
    };

export type HttpListener = (event: HttpEvent) => void;

export interface HttpOptions {
  /** Hosts that may be asked, and how; `mannersOf` makes them. */
  readonly hosts: ReadonlyMap<string, HostManners>;
  readonly userAgent: string;
  /** A mail address, for hosts that demand one. */
  readonly contact?: string | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: { now(): number };
  /** A proxy, `http://name:password@host:8080`. */
  readonly proxy?: string | undefined;
  /** Origins in the place of others, `https://host` → `http://127.0.0.1:1234`: for tests. */
  readonly origins?: ReadonlyMap<string, string> | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
  readonly patience?: Partial<Patience> | undefined;
  readonly onEvent?: HttpListener | undefined;
}

/** `Http` over the network. */
export interface NetworkHttp extends Http {
  /** The same, in the same queues, with a listener of its own: one per series, for live progress. */
  watchedBy(listener: HttpListener): Http;
  /** Lets the connections go. Requests that wait for their turn fail. */
  close(): Promise<void>;
}

const TIMEOUTS: Timeouts = { connect: 5_000, headers: 30_000, idle: 30_000, whole: 120_000 };
const PATIENCE: Patience = {
  retries: 4,
  firstWait: 1_000,
  longestWait: 30_000,
  longestRetryAfter: 60_000,
  longestRetrying: 300_000,
  rememberUnreachable: 30_000,
};

/** The manners of the hosts that providers declare; where several share a host, it is asked as the strictest of them says. */
export function mannersOf(terms: Iterable<ProviderTerms>): ReadonlyMap<string, HostManners> {
  const manners = new Map<string, HostManners>();
  for (const { hosts, rate, wantsContact = false } of terms) {
    for (const host of hosts) {
      const other = manners.get(host);
      manners.set(host, {
        rate: other ? stricter(rate, other.rate) : rate,
        wantsContact: wantsContact || other?.wantsContact === true,
      });
    }
  }
  return manners;
}

function stricter(a: Rate, b: Rate): Rate {
  const slower = a.requests / a.perSeconds <= b.requests / b.perSeconds ? a : b;
  return { ...slower, atOnce: Math.min(a.atOnce, b.atOnce) };
}

/**
 * HTTP with manners: one queue for each host, which keeps its rate and tries again where that may help. A request whose signal
 * aborts rejects at once with the signal's reason.
 *
 * @throws RangeError for a request to a host that no provider declares; ProviderError for whatever the outside does.
 */
export function createHttp(options: HttpOptions): NetworkHttp {
  const { clock, origins } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const patience = { ...PATIENCE, ...options.patience };
  const closing = new AbortController();
  const dispatcher = dispatcherFor(options.proxy, timeouts.connect);
  const queues = new Map<string, HostQueue>();
  for (const [host, { rate }] of options.hosts) queues.set(host, hostQueue(rate, patience, { clock, closing: closing.signal }));

  const get = async (request: HttpRequest, listener: HttpListener | undefined): Promise<HttpResponse> => {
    const asked = askedOf(request, options.proxy);
    const { provider, url } = asked;
    const { host } = url;
    const queue = queues.get(host);
    if (!queue || url.protocol !== 'https:')
      throw new RangeError(`${provider} may ask only the hosts that its terms declare, by https, was ${url.origin}`);
    const userAgent = userAgentFor(asked, options);
    const wire = { dispatcher, timeouts, clock, origins, userAgent, longestRetryAfter: patience.longestRetryAfter };
    const onBytes = (bytes: number) => listener?.({ kind: 'bytes', provider, host, bytes });
    const caller = {
      asked,
      signal: request.signal,
      onRateWait: () => listener?.({ kind: 'rate wait', provider, host }),
      onRetry: ({ error, attempt, wait }: { error: HttpError; attempt: number; wait: number }) =>
        listener?.({ kind: 'retry', provider, host, attempt, wait, errorKind: error.kind, reason: error.problem }),
    };
    return await queue.run(caller, (asked, turn) => exchange(asked, request, { ...wire, turn, onBytes }));
  };
  return {
    get: (request) => get(request, options.onEvent),
    watchedBy: (listener) => ({ get: (request) => get(request, listener) }),
    close: async () => {
      closing.abort(new DOMException('the connections were closed', 'AbortError'));
      await dispatcher.close();
    },
  };
}

function dispatcherFor(proxy: string | undefined, connectTimeout: number): Dispatcher {
  // HTTP/1.1 alone: one way of failing less, and nobody's bodies come slower for it.
  const options = { connectTimeout, allowH2: false };
  return proxy === undefined ? new Agent(options) : new ProxyAgent({ ...options, uri: proxy });
}

/** A key this long stands in a body only because the host repeats it. */
const LONG_KEY = 16;

function askedOf({ provider, url: text, query, secrets }: HttpRequest, proxy: string | undefined): Asked {
  const url = new URL(text);
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.append(name, String(value));
  const keys = [...Object.values(secrets?.query ?? {}), ...Object.values(secrets?.headers ?? {})];
  const password = proxy === undefined ? '' : new URL(proxy).password;
  const redact = redactor([...keys, password, decodeURIComponent(password)]);
  const hidesInBody = redactor(keys.filter((key) => key.length >= LONG_KEY));
  return { provider, url, redact, hidesInBody, hasKey: keys.length > 0, attempt: 1 };
}

/** @throws ProviderError `unauthorized` where the host demands a contact and there is none. */
function userAgentFor(asked: Asked, { hosts, userAgent, contact }: HttpOptions): string {
  if (!hosts.get(asked.url.host)?.wantsContact) return userAgent;
  if (contact !== undefined && /^[ -~]+@[!-~]+$/.test(contact)) return `${userAgent} ${contact}`;
  const problem = 'demands a contact with each request: set HARBINGER_CONTACT to your mail address';
  throw new HttpError(asked, { kind: 'unauthorized', problem });
}
