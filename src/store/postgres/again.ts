import pRetry from 'p-retry';
import { isFull, isGone } from './fault.ts';

/** Tries of a look at a database that went away, within some five seconds: who asks is told then, and may ask again. */
const AGAIN = { retries: 4, minTimeout: 200, factor: 2, maxRetryTime: 5000 };

/** A connection that is lost while it looks is no answer: it looks again. A database that has no connection left is not asked for more. */
export function lookAgain<T>(look: () => Promise<T>): Promise<T> {
  return pRetry(look, {
    ...AGAIN,
    shouldRetry({ error }) {
      const cause = error.cause ?? error;
      return isGone(cause) && !isFull(cause);
    },
  });
}
