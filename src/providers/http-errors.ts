import { ProviderError, type ProviderErrorKind } from './provider.ts';
import { excerpt } from './read-json.ts';
import type { Redact } from './redact.ts';

/** A request on its way: what its errors show, and what is taken out of them. */
export interface Asked {
  readonly provider: string;
  /** With the query, without secrets. */
  readonly url: URL;
  readonly redact: Redact;
  /** Takes whole keys out of a body: only those long enough to stand in data by no chance. */
  readonly hidesInBody: Redact;
  readonly hasKey: boolean;
  /** Which try it is, from 1. */
  readonly attempt: number;
}

/** A request's URL as it may be shown. */
export const shownUrl = ({ url, redact }: Asked): string => redact(url.href);

interface Failure {
  readonly kind: ProviderErrorKind;
  /** What went wrong, as the predicate of a sentence about the host, and what to do. */
  readonly problem: string;
  readonly isRetryable?: boolean;
  readonly cause?: unknown;
  readonly body?: string;
  readonly waitAtLeast?: number;
  readonly isUnreachable?: boolean;
}

/** A request that failed, with what the next try must know. */
export class HttpError extends ProviderError {
  /** Milliseconds that the host asks to wait; 0 where it asks for none. */
  readonly waitAtLeast: number;
  /** Whether the host was not reached at all: it is unknown, closed, or there is no network. */
  readonly isUnreachable: boolean;
  /** The failure without provider and host. */
  readonly problem: string;

  constructor(asked: Asked, failure: Failure) {
    const { provider, url, redact, attempt } = asked;
    const { kind, isRetryable: retryable = false, waitAtLeast = 0, isUnreachable = false } = failure;
    const problem = redact(failure.problem);
    const body = failure.body === undefined ? undefined : redact(failure.body);
    const tries = attempt > 1 ? ` (asked ${attempt} times)` : '';
    super(`${provider}: ${url.host} ${problem}${tries}`, {
      provider,
      kind,
      request: shownUrl(asked),
      retryable,
      cause: failure.cause,
      body,
    });
    this.waitAtLeast = waitAtLeast;
    this.isUnreachable = isUnreachable;
    this.problem = problem;
  }
}

/** What an error answer says besides its status. */
export interface ErrorAnswer {
  readonly status: number;
  /** Seconds, or an HTTP date; empty where the answer has none. */
  readonly retryAfter: string;
  /** Its beginning. */
  readonly body: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  /** Longest wait that is waited, milliseconds. */
  readonly longestRetryAfter: number;
}

/** The error that an answer's status is. */
export function statusError(asked: Asked, answer: ErrorAnswer): HttpError {
  const { status, body, now } = answer;
  const said = body.trim() === '' ? '' : `: ${excerpt(asked.redact(body))}`;
  const failed = (kind: ProviderErrorKind, problem: string, more: Partial<Failure> = {}) =>
    new HttpError(asked, { kind, problem: `${problem} (HTTP ${status})${said}`, body, ...more });
  const waitAtLeast = waitOf(answer.retryAfter, now);
  const when = waitAtLeast > answer.longestRetryAfter ? `, come back after ${new Date(now + waitAtLeast).toISOString()}` : '';
  const again = { isRetryable: true, waitAtLeast };
  if (status === 429) return failed('rate-limited', `asks to be asked less often${when}`, again);
  if (status === 401 || status === 403)
    return failed('unauthorized', asked.hasKey ? 'refuses the key; check it' : 'refuses the request; it may want a key');
  if (status === 404 || status === 410) return failed('not-found', 'does not have what was asked for; check the address');
  if (status === 451) return failed('unavailable', 'may not answer in this country; another source must serve');
  if (status >= 500 || status === 408 || status === 425) return failed('unavailable', `is out of order${when}; try again later`, again);
  if (status >= 400) return failed('unavailable', 'refuses the request as it is worded');
  return failed('unavailable', 'gives an answer of a kind that is not understood');
}

/** Milliseconds that a `Retry-After` asks to wait, in seconds or as an HTTP date; 0 without one, or with one that says neither. */
function waitOf(retryAfter: string, now: number): number {
  if (/^\s*\d+\s*$/.test(retryAfter)) return 1000 * Number(retryAfter);
  const date = /GMT\s*$/.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN;
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

const TIMED_OUT: Readonly<Record<string, string>> = {
  UND_ERR_HEADERS_TIMEOUT: 'did not begin to answer in time',
  UND_ERR_BODY_TIMEOUT: 'stopped in the middle of its answer',
  UND_ERR_ABORTED: 'ended the connection',
};

const UNREACHABLE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'is not known by that name; is this machine on the network?',
  EAI_AGAIN: 'cannot be looked up; is this machine on the network?',
  ECONNREFUSED: 'refuses the connection; is it up, and is a proxy needed?',
  ENETUNREACH: 'cannot be reached; is this machine on the network?',
  EHOSTUNREACH: 'cannot be reached; is this machine on the network?',
  ENETDOWN: 'cannot be reached; is this machine on the network?',
  UND_ERR_CONNECT_TIMEOUT: 'does not take the connection in time; is this machine on the network, and is a proxy needed?',
};

/** Connections that broke, and compressed bodies that broke off: another try may help. */
const BROKEN = /^(UND_ERR_(?!INVALID_ARG|CLOSED)|ECONN|EPIPE|ETIMEDOUT|HPE_|Z_|ERR_STREAM_PREMATURE_CLOSE|ERR_+BROTLI)/;

/** The error of a request to which no whole answer came. The cause keeps what the system said, without secrets. */
export function connectionError(asked: Asked, error: unknown): HttpError {
  const { code, message } = told(error);
  const cause = new Error(asked.redact(`${code} ${message}`.trim()));
  const unreachable = UNREACHABLE[code];
  if (unreachable !== undefined)
    return new HttpError(asked, { kind: 'unavailable', problem: unreachable, isRetryable: true, isUnreachable: true, cause });
  if (/CERT|TLS|SSL|SIGNATURE/.test(code))
    return new HttpError(asked, { kind: 'unavailable', problem: `has no valid certificate (${code}); is a proxy in between?`, cause });
  const problem = TIMED_OUT[code] ?? `broke off: ${message || code}`;
  return new HttpError(asked, { kind: 'unavailable', problem: `${problem}; try again later`, isRetryable: BROKEN.test(code), cause });
}

/** Code and message of what the system threw; where it tried several addresses, of the first. */
function told(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return told(error.errors[0]);
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { code, message: error.message.replace(/\s+/g, ' ') };
}
