import { createHash } from 'node:crypto';
import { Refusal } from './refusal.ts';

/**
 * The id of a job that its caller named by a key of their own: the same caller with the same key means the same job, at whichever replica, so
 * that who did not hear an answer asks again and starts nothing twice. Undefined without a key. Throws Refusal 400 for one that is none.
 */
export function jobIdFor(key: string | undefined, owner: string): string | undefined {
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Refusal(400, 'Idempotency-Key must have 1 to 200 characters of ASCII without spaces, such as a UUID');
  const hash = createHash('sha256')
    .update(JSON.stringify([owner, key]))
    .digest('hex');
  // Version 8 of RFC 9562: what is in it is the maker's own.
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}

/** What is said to who gives a key that another job of theirs has. */
export const otherJob = (): Refusal =>
  new Refusal(409, 'this Idempotency-Key was given with another operation or input; take a new key for another job');
