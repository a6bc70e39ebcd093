import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import pRetry, { type RetryContext } from 'p-retry';
import pThrottle from 'p-throttle';
import { type Asked, HttpError } from './http-errors.ts';
import type { Rate } from './provider.ts';

/** How tries follow one another; all but `retries` in milliseconds. */
export interface Patience {
  /** Tries after the first. */
  readonly retries: number;
  /** Wait before the second try; it doubles, and is drawn between once and twice that. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** A `Retry-After` beyond it is not waited for. */
  readonly longestRetryAfter: number;
  /** After so long no further try begins. */
  readonly longestRetrying: number;
  /** For so long a host that could not be reached is not tried again: with no network every series fails in seconds. */
  readonly rememberUnreachable: number;
}

/** A try that failed and is followed by another. */
export interface Retry {
  readonly error: HttpError;
  /** Milliseconds until the next try. */
  readonly wait: number;
  /** Which try failed, from 1. */
  readonly attempt: number;
}

/** A request that stands before a host. */
interface Caller {
  readonly asked: Asked;
  readonly signal: AbortSignal | undefined;
  readonly onRateWait: () => void;
  readonly onRetry: (retry: Retry) => void;
}

/** The queue before a host: so many requests at once, each try in its turn, again where that may help. */
export interface HostQueue {
  /** Runs a request. `send` makes one try; it awaits `turn` before each thing that it sends. */
  run<T>(caller: Caller, send: (asked: Asked, turn: () => Promise<void>) => Promise<T>): Promise<T>;
}

/** @param closing - Ends all waiting for a turn. */
export function hostQueue(
  rate: Rate,
  patience: Patience,
  { clock, closing }: { clock: { now(): number }; closing: AbortSignal },
): HostQueue {
  const atOnce = pLimit(rate.atOnce);
  const onDelay = (onRateWait: () => void) => onRateWait();
  const throttle = pThrottle({ limit: rate.requests, interval: 1000 * rate.perSeconds, strict: true, signal: closing, onDelay });
  const pass = throttle(async (_onRateWait: () => void) => {});
  let unreachable = { until: Number.NEGATIVE_INFINITY, problem: '' };

  return {
    run: (caller, send) => {
      const { asked, signal, onRateWait } = caller;
      const turn = () => stoppable(pass(onRateWait), signal);
      // A host in trouble keeps its place in the queue while it waits for the next try: the others would only trouble it more.
      const inQueue = atOnce(async () => {
        if (clock.now() < unreachable.until) throw unreachableError(asked, unreachable.problem);
        try {
          return await retrying((attempt) => send({ ...asked, attempt }, turn), caller, patience);
        } catch (error) {
          if (error instanceof HttpError && error.isUnreachable)
            unreachable = { until: clock.now() + patience.rememberUnreachable, problem: error.problem };
          throw error;
        }
      });
      return stoppable(inQueue, signal);
    },
  };
}

function unreachableError(asked: Asked, problem: string): HttpError {
  return new HttpError(asked, { kind: 'unavailable', problem, isRetryable: true, isUnreachable: true });
}

function retrying<T>(send: (attempt: number) => Promise<T>, { signal, onRetry }: Caller, patience: Patience): Promise<T> {
  const helps = ({ error, attemptNumber, retriesLeft }: RetryContext): boolean =>
    retriesLeft > 0 &&
    error instanceof HttpError &&
    error.retryable &&
    error.waitAtLeast <= patience.longestRetryAfter &&
    // Once more, in case that the network was just coming up.
    !(error.isUnreachable && attemptNumber > 1);
  return pRetry(send, {
    retries: patience.retries,
    minTimeout: patience.firstWait,
    maxTimeout: patience.longestWait,
    maxRetryTime: patience.longestRetrying,
    randomize: true,
    signal,
    onFailedAttempt: async (context) => {
      const { error, attemptNumber: attempt, retryDelay } = context;
      if (!helps(context) || !(error instanceof HttpError)) return;
      onRetry({ error, attempt, wait: error.waitAtLeast + retryDelay });
      if (error.waitAtLeast > 0) await sleep(error.waitAtLeast, undefined, { signal });
    },
    shouldRetry: helps,
  });
}

/** Rejects with the signal's reason as soon as it aborts. */
async function stoppable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return await work;
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
